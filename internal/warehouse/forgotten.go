package warehouse

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/google/uuid"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse/tombstone"
)

// forgotten is who is to be forgotten, for the goroutine of one run. Its nil is
// nobody.
type forgotten struct {
	list    *tombstone.List
	hash    *tombstone.Hash
	aliases map[uuid.UUID]bool // with a tombstone
	bots    map[uuid.UUID]bool // people who are programs
}

// forgotten reads who is to be forgotten.
func (s *Store) forgotten(ctx context.Context) (*forgotten, error) {
	list, err := s.ForgetList(ctx)
	if err != nil {
		return nil, err
	}
	stones, err := s.Tombstones(ctx)
	if err != nil {
		return nil, err
	}
	f := &forgotten{list: list, hash: tombstone.NewHash(s.key), aliases: make(map[uuid.UUID]bool, len(stones)), bots: map[uuid.UUID]bool{}}
	for _, stone := range stones {
		f.aliases[stone.Alias] = true
		f.bots[stone.Person] = stone.Bot
	}
	return f, nil
}

// ForgetList tells forgotten people from others. It is for one goroutine.
func (s *Store) ForgetList(ctx context.Context) (*tombstone.List, error) {
	marks, err := Rows[tombstone.Mark](ctx, s.Conn, statement("forgotten_marks"), nil)
	if err != nil {
		return nil, fmt.Errorf("read whom to forget: %w", err)
	}
	return tombstone.NewList(s.key, marks), nil
}

func (f *forgotten) nobody() bool { return f == nil || f.list.Empty() && len(f.aliases) == 0 }

// alias reports whether an alias is a forgotten person's.
func (f *forgotten) alias(id uuid.UUID) bool { return f != nil && f.aliases[id] }

// stone says whether an alias is a forgotten person's: it has a tombstone, or
// shows an address, a login or a name of theirs. One that is new gets its
// tombstone; otherwise it is nil.
func (f *forgotten) stone(id uuid.UUID, a collectors.Alias) (fresh *Tombstone, is bool) {
	if f.nobody() {
		return nil, false
	}
	if f.aliases[id] {
		return nil, true
	}
	person, is := f.list.Person(a.Address, a.Login, a.Name)
	if !is {
		return nil, false
	}
	f.aliases[id] = true
	stone := stoneOf(f.hash, id, person, a)
	stone.Bot = f.bots[person]
	return &stone, true
}

// stoneOf is an alias with nothing left of what it showed.
func stoneOf(hash *tombstone.Hash, id, person uuid.UUID, a collectors.Alias) Tombstone {
	return Tombstone{
		Alias: id, Person: person,
		Address: hash.Of(tombstone.Address, a.Address), Login: hash.Of(tombstone.Login, a.Login), Name: hash.Of(tombstone.Name, a.Name),
	}
}

func tombstones() *table[Tombstone] {
	return &table[Tombstone]{name: "golden_private.tombstones", columns: []column[Tombstone]{
		col("alias_id", func(t *Tombstone) uuid.UUID { return t.Alias }),
		col("person_id", func(t *Tombstone) uuid.UUID { return t.Person }),
		col("address_id", func(t *Tombstone) uuid.UUID { return t.Address }),
		col("login_id", func(t *Tombstone) uuid.UUID { return t.Login }),
		col("name_id", func(t *Tombstone) uuid.UUID { return t.Name }),
		col("names", func(t *Tombstone) []string { return t.Names }),
		col("bot", func(t *Tombstone) bool { return t.Bot }),
	}}
}

// encodings find out whether a mail hides what it says.
const encodings = `(?i)=[?]|content-transfer-encoding:[ \t]*(?:base64|quoted-printable)`

var encoded = regexp.MustCompile(encodings)

// Illegible is the condition, in SQL, under which bytes in quarantine cannot be
// searched; forgotten.reject goes by the same.
func Illegible(column string) string {
	return column + " != '' AND (NOT isValidUTF8(" + column + ") OR position(" + column + ", char(0)) > 0 OR match(" + column + ", '" + encodings + "'))"
}

// reject is an item in quarantine without what is to be forgotten. Once somebody
// is, bytes that cannot be searched are not kept.
func (f *forgotten) reject(r *collectors.Reject) *collectors.Reject {
	if f.nobody() || utf8.Valid(r.Bytes) && !encoded.Match(r.Bytes) && !bytes.Contains(r.Bytes, []byte{0}) {
		return r
	}
	bare := *r
	bare.Bytes = nil
	return &bare
}
