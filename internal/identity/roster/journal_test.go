package roster

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/identity"
)

const journal = `# Kept by the community team.
- id: 1
  on: 2026-11-02
  merge: [{address: ada@example.org}, {login: github.com/ada}]   # both write so
  why: she says so, in a mail from ada@example.org
- id: 7
  on: 2026-11-03
  split: [{alias: 00000000-0000-0000-0000-00000000000a}]
  from: [{name: Ada Lovelace, address: ada@example.org}]
- {id: 8, on: 2026-11-04, bot: [{address: ci@example.org}], why: test results}
- {id: 9, on: 2026-11-04, human: [{name: Bob Robot}]}
- {id: 10, on: 2026-11-05, undo: 8}
- {id: 11, on: 2026-11-05, undo: 7}
- {id: 12, on: 2026-11-06, undo: 11}
`

func parse(t *testing.T, text string) *Journal {
	t.Helper()
	j, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestJournal(t *testing.T) {
	j := parse(t, journal)
	j.name = "people.yaml"
	want := []identity.Decision{
		{
			Verdict: identity.SamePerson, Who: []identity.Who{{Address: "ada@example.org"}, {Login: "github.com/ada"}},
			Reason: "she says so, in a mail from <address>", Origin: "people.yaml, decision 1",
		},
		{
			Verdict: identity.Apart, Who: []identity.Who{{Alias: uuid.UUID{15: 10}}}, From: []identity.Who{{Name: "Ada Lovelace", Address: "ada@example.org"}},
			Origin: "people.yaml, decision 7",
		},
		{Verdict: identity.Human, Who: []identity.Who{{Name: "Bob Robot"}}, Origin: "people.yaml, decision 9"},
	}
	if diff := cmp.Diff(want, j.Decisions()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff(map[int]int{8: 10, 11: 12}, j.Undone()); diff != "" {
		t.Errorf("undone: -want +got\n%s", diff)
	}
	if j.Next() != 13 || j.Find(3) != nil || j.Find(8).Verdict != identity.Program {
		t.Errorf("next is %d, entry 8 %+v", j.Next(), j.Find(8))
	}
	for _, text := range []string{"", "\n# nothing yet\n"} {
		if j := parse(t, text); len(j.Decisions()) != 0 || j.Next() != 1 {
			t.Errorf("%q decides %+v", text, j.Decisions())
		}
	}
}

func TestFaultsOfJournals(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"no list":        {"id: 1\n", "line 1: the file: a mapping where a list is wanted"},
		"unknown key":    {"- {id: 1, on: 2026-01-01, join: [{name: a}]}\n", `line 1: unknown field "join"`},
		"unknown who":    {"- {id: 1, on: 2026-01-01, bot: [{mail: a}]}\n", `line 1: unknown field "mail"`},
		"no id":          {"# x\n- {on: 2026-01-01, bot: [{name: a}]}\n", "line 2: [0].id: it is missing"},
		"no day":         {"- {id: 1, bot: [{name: a}]}\n", "line 1: [0].on: it is missing"},
		"bad day":        {"- {id: 1, on: soon, bot: [{name: a}]}\n", `line 1: "soon" is no day`},
		"two verdicts":   {"- {id: 1, on: 2026-01-01, bot: [{name: a}], human: [{name: a}]}\n", "only one"},
		"no verdict":     {"- {id: 1, on: 2026-01-01}\n", "only one"},
		"one to merge":   {"- {id: 1, on: 2026-01-01, merge: [{name: a}]}\n", "line 1: merge names at least two"},
		"from elsewhere": {"- {id: 1, on: 2026-01-01, bot: [{name: a}], from: [{name: b}]}\n", "line 1: from belongs to split"},
		"nobody":         {"- {id: 1, on: 2026-01-01, bot: [{}]}\n", "line 1: somebody is named by nothing"},
		"bad alias":      {"- {id: 1, on: 2026-01-01, bot: [{alias: x}]}\n", `line 1: "x" is no id of an alias`},
		"number as name": {"- {id: 1, on: 2026-01-01, bot: [{name: 1.10}]}\n", "line 1: [0].bot[0].name: a number where a text is wanted; put it in quotes"},
		"twice":          {"- {id: 1, on: 2026-01-01, bot: [{name: a}]}\n- {id: 1, on: 2026-01-01, bot: [{name: a}]}\n", "line 2: the id 1 is there twice"},
		"undo of later":  {"- {id: 1, on: 2026-01-01, undo: 2}\n- {id: 2, on: 2026-01-01, bot: [{name: a}]}\n", "line 1: there is no entry 2 above"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse([]byte(tc.text)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

// What stands in the file stays, whoever wrote it.
func TestAppend(t *testing.T) {
	for name, before := range map[string]string{
		"new":             "",
		"by hand":         journal,
		"without an end":  strings.TrimSuffix(journal, "\n"),
		"indented":        "  # ours\n  - {id: 1, on: 2026-01-01, bot: [{name: a}]}\n",
		"only a comment":  "# nothing yet\n",
		"comment at last": journal + "# that was all\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "people.yaml")
			if before != "" {
				if err := os.WriteFile(path, []byte(before), 0o640); err != nil {
					t.Fatal(err)
				}
			}
			next := parse(t, before).Next()
			id, err := Append(path, Entry{On: day("2026-11-22"), Verdict: identity.Program, Who: []identity.Who{{Name: "- # {a: b}"}}, Why: "it said \"yes\"\nand more"})
			if err != nil || id != next {
				t.Fatalf("appended as %d, %v; want %d", id, err, next)
			}
			after, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(after), before) {
				t.Errorf("what was there changed:\n%s", after)
			}
			if e := parse(t, string(after)).Find(id); e == nil || e.Who[0].Name != "- # {a: b}" || e.Why != "it said \"yes\"\nand more" {
				t.Errorf("read back as %+v", e)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o007 != 0 {
				t.Errorf("others may read it: %v, %v", info.Mode(), err)
			}
		})
	}
}

// A file to which nothing can be added stays as it is.
func TestAppendRefuses(t *testing.T) {
	for name, before := range map[string]string{
		"in brackets": "[{id: 1, on: 2026-01-01, bot: [{name: a}]}]\n",
		"broken":      "- {id: 1}\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "people.yaml")
			if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Append(path, Entry{On: day("2026-11-22"), Undoes: 1}); err == nil {
				t.Error("it was added to")
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != before {
				t.Errorf("it is %q now, %v", after, err)
			}
		})
	}
}

func TestAppendAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "people.yaml")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := Append(path, Entry{On: day("2026-11-22"), Verdict: identity.Human, Who: []identity.Who{{Name: "Ada"}}}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if j, err := Open(path); err != nil || len(j.Entries) != 8 {
		t.Errorf("%d entries, %v", len(j.Entries), err)
	}
}

// FuzzAppend writes whatever names, reasons and accounts there are and reads the
// same.
func FuzzAppend(f *testing.F) {
	f.Add("Ada", "ada@example.org", "github.com/ada", "because")
	f.Add("\x1b[2J", "<a>: #", "'\"\\", "- x\n- y\u2028\u202e")
	f.Add("null", "1.10", "~", "\u0085\ufeff\U0001F600")
	f.Fuzz(func(t *testing.T, name, address, login, why string) {
		for _, s := range []*string{&name, &address, &login, &why} {
			*s = strings.ToValidUTF8(*s, "?")
		}
		if name+address+login == "" {
			return
		}
		e := Entry{ID: 1, On: day("2026-11-22"), Verdict: identity.Program, Who: []identity.Who{{Name: name, Address: address, Login: login}}, Why: why}
		if _, err := new(Journal).with(e); err != nil {
			t.Fatalf("%v\n%s", err, e.yaml(""))
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(journal)
	f.Add("- &a {id: 1, on: 2026-01-01, bot: [{name: a}]}\n- *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		j, err := Parse([]byte(text))
		if err != nil {
			return
		}
		for _, d := range j.Decisions() {
			if d.Verdict == "" || len(d.Who) == 0 {
				t.Fatalf("decides %+v", d)
			}
		}
	})
}
