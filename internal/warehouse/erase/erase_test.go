package erase_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/erase"
	"goldenratio/internal/warehouse/warehousetest"
)

var (
	ada = collectors.Alias{Name: "Ada Lovelace", Address: "Ada@example.org"}
	bob = collectors.Alias{Name: "Bob Example", Address: "bob@example.org"}
	acc = collectors.Alias{Name: "ada", Login: "forge.example.org/ada"}
)

// batch is a mail of Ada's, one of Bob's that speaks of her, a reject of hers, a
// commit of hers and her account.
func batch() collectors.Batch {
	day := time.Date(2020, 5, 4, 10, 0, 0, 0, time.UTC)
	dated := collectors.Dated{At: day, Source: "test"}
	message := func(id string, from collectors.Alias, subject, text string) collectors.Item {
		return collectors.Item{Origin: "mail of " + id, Day: day, Record: &collectors.Message{
			ID: id, Fingerprint: 1, From: from, Subject: subject, Topic: strings.ToLower(subject), Date: dated, Text: text,
			InReplyTo: []string{"one", "20200504.ada.lovelace@ids.test"},
		}}
	}
	return collectors.Batch{
		Items: []collectors.Item{
			message("20200504.ada.lovelace@ids.test", ada, "Hello", "I am Ada."),
			message("two@ids.test", bob, "Thank Ada Lovelace, not Ada Lovelaceson", "On Monday Ada Lovelace <ada@example.org> wrote:\n> I am Ada."),
			{Origin: "lists/ada lovelace.mbox@0", Reject: &collectors.Reject{Reason: "broken", Detail: "of ada@example.org", Bytes: []byte("From: =?utf-8?q?Ada?=\n")}},
			{Origin: "commit", Day: day, Record: &collectors.Commit{
				SHA: "c1", Author: ada, Committer: bob, Authored: dated, Committed: dated, Subject: "people: add ada lovelace",
				Changes: []collectors.FileChange{{Path: "people/ada-lovelace.md", Status: "A"}},
			}},
			{Origin: "/users/ada", Day: day, Record: &collectors.Profile{Person: acc, Host: "forge.example.org", Company: "Example", Version: 1}},
		},
		Cursor: collectors.Cursor("end"),
	}
}

func collect(t *testing.T, store *warehouse.Store) {
	t.Helper()
	run, err := store.Begin("source", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.End(t.Context(), run.Write(t.Context(), batch())); err != nil {
		t.Fatal(err)
	}
}

// identify makes one person of Ada's aliases and another of Bob's.
func identify(t *testing.T, store *warehouse.Store) uuid.UUID {
	t.Helper()
	hers, his := uuid.UUID{1}, uuid.UUID{2}
	var all warehouse.Everybody
	err := store.EachAlias(t.Context(), func(a *warehouse.Alias) error {
		one := warehouse.Identity{Alias: a.ID, Person: hers, Evidence: "test"}
		if a.Name == bob.Name {
			one.Person = his
		}
		all.Identities = append(all.Identities, one)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all.People = []warehouse.Person{{ID: hers, Name: ada.Name}, {ID: his, Name: bob.Name}}
	all.Links = []warehouse.Link{{Alias: all.Identities[0].Alias, Other: all.Identities[1].Alias, Kind: "test", Sentence: "both are Ada Lovelace"}}
	if err := store.Identify(t.Context(), &all); err != nil {
		t.Fatal(err)
	}
	return hers
}

func forget(ctx context.Context, t *testing.T, store *warehouse.Store, id uuid.UUID, data string) (erase.Done, error) {
	t.Helper()
	person, err := erase.Load(ctx, store, id)
	if err != nil {
		return erase.Done{}, err
	}
	return erase.Forget(ctx, store, &person, erase.Options{Reason: "Ada Lovelace asked", Now: time.Now(), Data: data, Log: slog.New(slog.DiscardHandler)})
}

// told is everything that the test looks for by itself.
var told = []string{"ada lovelace", "ada.lovelace", "ada-lovelace", "ada@example.org", "forge.example.org/ada", "/users/ada"}

// holds lists the columns that hold texts, case apart: by text.
func holds(t *testing.T, store *warehouse.Store, texts ...string) map[string][]string {
	t.Helper()
	type column struct {
		Table  string `ch:"table"`
		Column string `ch:"name"`
	}
	columns, err := warehouse.Rows[column](t.Context(), store.Conn, "SELECT concat(database, '.', table) AS table, name FROM system.columns"+
		" WHERE startsWith(database, 'golden') AND match(type, 'String') ORDER BY table, name", nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, c := range columns {
		rows, err := warehouse.Rows[struct {
			Text string `ch:"text"`
		}](t.Context(), store.Conn, "SELECT DISTINCT arrayJoin(arrayFilter(x -> positionCaseInsensitiveUTF8(toString(`"+c.Column+"`), x) > 0, splitByChar('|', {texts:String}))) AS text FROM "+c.Table,
			warehouse.Params{"texts": strings.Join(texts, "|")})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			found[r.Text] = append(found[r.Text], c.Table+"."+c.Column)
		}
	}
	return found
}

// forgotten checks that nothing of Ada is left, and all of the others.
func forgotten(t *testing.T, store *warehouse.Store, when string) {
	t.Helper()
	const another = "ada lovelaceson"
	found := holds(t, store, append(slices.Clone(told), another, bob.Address)...)
	for _, text := range told {
		for _, place := range found[text] {
			if !(strings.HasPrefix(another, text) && slices.Contains(found[another], place)) {
				t.Errorf("%s %q is in %s", when, text, place)
			}
		}
	}
	if !slices.Contains(found[another], "golden.message_copies.subject") || !slices.Contains(found[bob.Address], "golden_private.aliases.address") {
		t.Errorf("%s others are forgotten, too: %v", when, found)
	}
}

func TestForget(t *testing.T) {
	data := t.TempDir()
	store := warehousetest.OpenAt(t, data)
	collect(t, store)
	id := identify(t, store)
	if planted := holds(t, store, told...); len(planted) != len(told) {
		t.Fatalf("planted is only %v", planted)
	}
	done, err := forget(t.Context(), t, store, id, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Left) > 0 || len(done.Shared) > 0 || done.Aliases != 2 || done.Columns < 100 || done.Files < 3 {
		t.Errorf("forgotten as %+v", done)
	}
	forgotten(t, store, "afterwards")
	before := rowsOf(t, store)
	if strings.Contains(before, "'I am Ada.'") || !strings.Contains(before, "wrote:") {
		t.Error("her own text is kept, or what was said to her is gone")
	}
	collect(t, store)
	forgotten(t, store, "collected again,")
	if after := rowsOf(t, store); after != before {
		t.Errorf("collected again:\n%s\nbefore:\n%s", after, before)
	}
}

// A fragile connection breaks before one of its statements.
type fragile struct {
	driver.Conn
	left int
}

var errBroken = errors.New("broken")

func (f *fragile) Exec(ctx context.Context, statement string, args ...any) error {
	if f.left--; f.left < 0 {
		return errBroken
	}
	return f.Conn.Exec(ctx, statement, args...)
}

// TestForgetCutOff breaks off in more and more places, each time a little later:
// whatever is left is finished in the end.
func TestForgetCutOff(t *testing.T) {
	data := t.TempDir()
	store := warehousetest.OpenAt(t, data)
	collect(t, store)
	id := identify(t, store)
	whole := store.Conn
	defer func() { store.Conn = whole }()
	cuts := 0
	for left := 0; ; left += 1 + left/4 {
		store.Conn = &fragile{whole, left}
		_, err := forget(t.Context(), t, store, id, data)
		if err == nil {
			break
		}
		if !errors.Is(err, errBroken) {
			t.Fatalf("cut off after %d statements: %v", left, err)
		}
		cuts++
	}
	if cuts < 5 {
		t.Errorf("cut off only %d times", cuts)
	}
	forgotten(t, store, "finished,")
	person, err := erase.Load(t.Context(), store, id)
	if err != nil || len(person.Aliases) > 0 || !person.Forgotten || person.Name != warehouse.Forgotten {
		t.Errorf("what is left is %+v, %v", person, err)
	}
	if found, is, err := erase.Buried(t.Context(), store, "ADA@example.org"); err != nil || !is || found != id {
		t.Errorf("her address leads to %s, %t, %v", found, is, err)
	}
}

// A search that cannot see is an error, not an answer.
func TestSearchIsBlind(t *testing.T) {
	store := warehousetest.Open(t)
	whole := store.Conn
	defer func() { store.Conn = whole }()
	store.Conn = &deaf{whole}
	if _, err := erase.Search(t.Context(), store, "", nil); !errors.Is(err, erase.ErrBlind) {
		t.Errorf("a search without its control value says %v", err)
	}
}

// A deaf connection does not plant anything.
type deaf struct{ driver.Conn }

func (d *deaf) Exec(ctx context.Context, statement string, args ...any) error {
	if strings.Contains(statement, "INSERT") {
		return nil
	}
	return d.Conn.Exec(ctx, statement, args...)
}

// What others are told by as well stays, and is said.
func TestSharedStays(t *testing.T) {
	store := warehousetest.Open(t)
	collect(t, store)
	run, err := store.Begin("other", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	err = run.Write(t.Context(), collectors.Batch{State: []collectors.Record{
		&collectors.Tag{Name: "v1", Tagger: collectors.Alias{Name: "Ada Lovelace (work)", Address: "other@example.org"}, Version: 1},
	}})
	if err := run.End(t.Context(), err); err != nil {
		t.Fatal(err)
	}
	id := identify(t, store)
	person, err := erase.Load(t.Context(), store, id)
	if err != nil {
		t.Fatal(err)
	}
	person.Aliases = slices.DeleteFunc(person.Aliases, func(a warehouse.Alias) bool { return a.Address == "other@example.org" })
	done, err := erase.Forget(t.Context(), store, &person, erase.Options{Reason: "asked", Now: time.Now(), Nobodys: []string{"ada@example.org"}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"ada lovelace", "lovelace ada", "ada@example.org"}; len(done.Shared) != 3 || slices.ContainsFunc(want, func(text string) bool { return !slices.Contains(done.Shared, text) }) {
		t.Errorf("left is %q, want %q", done.Shared, want)
	}
	found := holds(t, store, "ada lovelace", "forge.example.org/ada")
	if !slices.Contains(found["ada lovelace"], "golden.message_copies.subject") || !slices.Contains(found["ada lovelace"], "golden_private.aliases.name") || len(found["forge.example.org/ada"]) > 0 {
		t.Errorf("found %v", found)
	}
}

// rowsOf is what the tables hold, but for when it was collected.
func rowsOf(t *testing.T, store *warehouse.Store) string {
	t.Helper()
	var all []string
	for _, table := range []string{"golden.message_copies", "golden.git_commits", "golden.git_files", "golden.items", "golden_private.message_text", "golden_private.rejects", "golden_private.aliases", "golden_private.profiles"} {
		rows, err := warehouse.Rows[struct {
			Row string `ch:"row"`
		}](t.Context(), store.Conn, "SELECT toString(tuple(* EXCEPT (fetched_at, run))) AS row FROM "+table+" FINAL ORDER BY row", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			all = append(all, table+" "+r.Row)
		}
	}
	return strings.Join(all, "\n")
}
