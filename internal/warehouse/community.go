package warehouse

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// A Community is what the configuration says of scopes, lists and sources.
type Community struct {
	Scopes  []Scope
	Lists   []List
	Sources []Source
	Targets []Target
	Notes   []Note
	Members []Membership
}

// A Scope is the community or a part of it.
type Scope struct {
	ID              string
	Title           string
	Releases        string // pattern of the tags that are releases
	HistoryComplete bool
	Position        uint32 // in the order of the configuration
}

// A List is a mailing list.
type List struct {
	ID, Scope, Kind, ArchiveURL string
	OtherProjects               []string // whose patches are sent there too
}

// A Source is one source as the dimensions know it.
type Source struct {
	ID, Type, Kind, Member, Scope string
	Scopes                        []string // Scope and all above it
	Synthetic                     bool
	Untried                       bool // its type was never run against the real service
}

// A Target is a value that a KPI shall reach: one of the limits is given.
type Target struct {
	KPI, Scope      string
	Per             string // grain: quarter or year
	AtLeast, AtMost *float64
}

// A Note says what happened on a day.
type Note struct {
	Day         time.Time
	Scope, Text string
	Position    uint32 // in the order of the configuration
}

// Describe replaces the dimensions that come from the configuration.
func (s *Store) Describe(ctx context.Context, c Community) error {
	scopes := dimension("scopes",
		col("scope", func(x *Scope) string { return x.ID }),
		col("title", func(x *Scope) string { return x.Title }),
		col("releases", func(x *Scope) string { return x.Releases }),
		col("history_complete", func(x *Scope) bool { return x.HistoryComplete }),
		col("position", func(x *Scope) uint32 { return x.Position }),
	)
	lists := dimension("lists",
		col("list", func(x *List) string { return x.ID }),
		col("scope", func(x *List) string { return x.Scope }),
		col("kind", func(x *List) string { return x.Kind }),
		col("archive_url", func(x *List) string { return x.ArchiveURL }),
		col("other_projects", func(x *List) []string { return x.OtherProjects }),
	)
	sources := dimension("sources",
		col("source", func(x *Source) string { return x.ID }),
		col("type", func(x *Source) string { return x.Type }),
		col("kind", func(x *Source) string { return x.Kind }),
		col("member", func(x *Source) string { return x.Member }),
		col("scope", func(x *Source) string { return x.Scope }),
		col("scopes", func(x *Source) []string { return x.Scopes }),
		col("synthetic", func(x *Source) bool { return x.Synthetic }),
		col("untried", func(x *Source) bool { return x.Untried }),
	)
	for _, step := range []func() error{
		func() error { return replace(ctx, s, scopes, c.Scopes) },
		func() error { return replace(ctx, s, lists, c.Lists) },
		func() error { return replace(ctx, s, sources, c.Sources) },
		func() error { return replace(ctx, s, targets(), c.Targets) },
		func() error { return replace(ctx, s, notes(), c.Notes) },
		func() error { return replace(ctx, s, memberships(), c.Members) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func targets() *table[Target] {
	return dimension("targets",
		col("kpi", func(x *Target) string { return x.KPI }),
		col("scope", func(x *Target) string { return x.Scope }),
		col("per", func(x *Target) string { return x.Per }),
		col("at_least", func(x *Target) *float64 { return x.AtLeast }),
		col("at_most", func(x *Target) *float64 { return x.AtMost }),
	)
}

func notes() *table[Note] {
	return dimension("notes",
		col("day", func(x *Note) time.Time { return x.Day }),
		col("scope", func(x *Note) string { return x.Scope }),
		col("position", func(x *Note) uint32 { return x.Position }),
		col("text", func(x *Note) string { return x.Text }),
	)
}

// An Identity says which person an alias is, and why.
type Identity struct {
	Alias, Person uuid.UUID
	Evidence      string
}

// A Person is one human or program behind some aliases.
type Person struct {
	ID        uuid.UUID
	Name      string
	Bot       bool
	BotReason string
}

// A Link is evidence that two aliases are one person, and that was followed.
type Link struct {
	Alias, Other uuid.UUID
	Kind         string
	Weight       float32 // how often such evidence is right
	Sentence     string  // for people; holds no address
}

// Compare puts links in their order.
func (l *Link) Compare(than *Link) int {
	return cmp.Or(
		bytes.Compare(l.Alias[:], than.Alias[:]), bytes.Compare(l.Other[:], than.Other[:]),
		cmp.Compare(l.Kind, than.Kind), cmp.Compare(than.Weight, l.Weight), cmp.Compare(l.Sentence, than.Sentence),
	)
}

// A Conflict is evidence that was not followed.
type Conflict struct {
	Link
	Against string // what speaks against it; holds no address
}

// Everybody is who is who, and why.
type Everybody struct {
	Identities []Identity
	People     []Person
	Links      []Link
	Conflicts  []Conflict
}

// Identify replaces what is known of people, all of it at once.
func (s *Store) Identify(ctx context.Context, all *Everybody) error {
	identities := dimension("identities",
		col("alias_id", func(x *Identity) uuid.UUID { return x.Alias }),
		col("person_id", func(x *Identity) uuid.UUID { return x.Person }),
		col("evidence", func(x *Identity) string { return x.Evidence }),
	)
	people := dimension("people",
		col("person_id", func(x *Person) uuid.UUID { return x.ID }),
		col("name", func(x *Person) string { return x.Name }),
		col("bot", func(x *Person) bool { return x.Bot }),
		col("bot_reason", func(x *Person) string { return x.BotReason }),
	)
	links := dimension("identity_links", linkColumns(func(x *Link) *Link { return x })...)
	conflicts := dimension("identity_conflicts", append(linkColumns(func(x *Conflict) *Link { return &x.Link }),
		col("against", func(x *Conflict) string { return x.Against }))...)
	return swapped(ctx, s, func() ([]swap, error) {
		var swaps []swap
		for _, fill := range []func() (swap, error){
			func() (swap, error) { return fill(ctx, s, identities, all.Identities) },
			func() (swap, error) { return fill(ctx, s, people, all.People) },
			func() (swap, error) { return fill(ctx, s, links, all.Links) },
			func() (swap, error) { return fill(ctx, s, conflicts, all.Conflicts) },
		} {
			one, err := fill()
			if err != nil {
				return nil, err
			}
			swaps = append(swaps, one)
		}
		return swaps, nil
	})
}

// linkColumns are those of whatever holds a link.
func linkColumns[R any](link func(*R) *Link) []column[R] {
	return []column[R]{
		col("alias_id", func(x *R) uuid.UUID { return link(x).Alias }),
		col("other_id", func(x *R) uuid.UUID { return link(x).Other }),
		col("kind", func(x *R) string { return link(x).Kind }),
		col("weight", func(x *R) float32 { return link(x).Weight }),
		col("sentence", func(x *R) string { return link(x).Sentence }),
	}
}

func dimension[R any](name string, columns ...column[R]) *table[R] {
	return &table[R]{name: name, columns: columns}
}

// replace swaps a dimension's rows for others in one step: readers see the old
// ones or the new ones.
func replace[R any](ctx context.Context, s *Store, t *table[R], rows []R) error {
	return swapped(ctx, s, func() ([]swap, error) {
		one, err := fill(ctx, s, t, rows)
		return []swap{one}, err
	})
}

// A swap is a table whose next rows are ready.
type swap struct {
	name  string
	empty bool // there are none
}

// next is the table with a dimension's next rows.
func (w swap) next() string { return "golden.next_" + w.name }

// swapped makes the next rows of dimensions, and then takes them one right after
// the other.
func swapped(ctx context.Context, s *Store, make func() ([]swap, error)) error {
	lock, err := await(ctx, s.locks, lockOfDimensions) // for the tables that both would make
	if err != nil {
		return fmt.Errorf("replace dimensions: %w", err)
	}
	defer lock.release()
	swaps, err := make()
	if err != nil {
		return err
	}
	for _, w := range swaps {
		take := "ALTER TABLE golden." + w.name + " REPLACE PARTITION tuple() FROM " + w.next()
		if w.empty { // nothing cannot replace something
			take = "TRUNCATE TABLE golden." + w.name
		}
		if err := s.Conn.Exec(ctx, take); err != nil {
			return fmt.Errorf("replace %s: %w", w.name, err)
		}
	}
	for _, w := range swaps {
		if err := s.Conn.Exec(ctx, "DROP TABLE "+w.next()+" SYNC"); err != nil {
			return fmt.Errorf("replace %s: %w", w.name, err)
		}
	}
	return nil
}

// fill makes a table with a dimension's next rows.
func fill[R any](ctx context.Context, s *Store, t *table[R], rows []R) (swap, error) {
	w := swap{name: t.name, empty: len(rows) == 0}
	t.name = w.next()
	for _, statement := range []string{"DROP TABLE IF EXISTS " + t.name + " SYNC", "CREATE TABLE " + t.name + " AS golden." + w.name} {
		if err := s.Conn.Exec(ctx, statement); err != nil {
			return w, fmt.Errorf("replace %s: %w", w.name, err)
		}
	}
	for i := range rows {
		t.add(&rows[i])
	}
	return w, t.insert(ctx, s.Conn)
}

// An Alias is a line of the private table of aliases: only identity reads it.
type Alias struct {
	ID      uuid.UUID `ch:"alias_id"`
	Name    string    `ch:"name"`
	Address string    `ch:"address"`
	Login   string    `ch:"login"`
	Claimed bool      `ch:"claimed"` // seen on a network, in a forum or in a chat: the name is what somebody called themselves there
}

// EachAlias reads all aliases in the order of their ids.
func (s *Store) EachAlias(ctx context.Context, do func(*Alias) error) error {
	return Each(ctx, s.Conn, statement("aliases"), nil, do)
}
