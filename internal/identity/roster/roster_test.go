package roster

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/config"
	"goldenratio/internal/identity"
)

// lines words groups, a line each.
func lines(groups []Group) (all []string) {
	for _, g := range groups {
		var who []string
		for _, w := range g.Who {
			text := strings.Join(slices.DeleteFunc([]string{w.Name, w.Address, w.Login}, func(s string) bool { return s == "" }), " ")
			if w.Alias != uuid.Nil {
				text += " " + w.Alias.String()[34:]
			}
			who = append(who, text)
		}
		bot := ""
		if g.Bot {
			bot = " (bot)"
		}
		all = append(all, g.At+": "+strings.Join(who, " = ")+bot)
	}
	return all
}

func TestRead(t *testing.T) {
	for name, tc := range map[string]struct {
		format, text string
		want         []string
	}{
		"mailmap, the forms of git": {config.Mailmap, `# canonical people
Ada Lovelace <ada@example.org>
<cat@example.org> <cat@example.com>
Ada Lovelace <ada@example.org> <ADA@example.net>   # at home
Ada Lovelace <ada@example.org> ada <ada@localhost>
Bob Babbage <bob@example.org> bob <bob@localhost>
Eve <eve@localhost> root <root@localhost>
Eve <eve@localhost> other <root@localhost>
Dan <dan@localhost> dan <root@localhost>
`, []string{
			"line 3: cat@example.org = cat@example.com",
			"line 4: ada@example.org = ADA@example.net = ada@localhost",
			"line 6: bob@example.org = bob@localhost",
			"line 7: eve@localhost = root root@localhost = other root@localhost",
			"line 9: dan@localhost = dan root@localhost",
		}},
		"mailmap, names alone": {config.Mailmap, `Jane Doe <jane@example.org>
Jane Doe <jane@desktop.(none)>
Joe Developer <joe@example.org>
Joe Developer <joe@example.org> <joe@example.com>
Joe Developer <joe@laptop.(none)>
Max <max@one.example.org> <max@a.example.org>
Max <max@two.example.org> <max@b.example.org>
Max <max@c.example.org>
Max <max@d.example.org>
`, []string{
			"line 4: joe@example.org = joe@example.com = joe@laptop.(none)",
			"line 6: max@one.example.org = max@a.example.org",
			"line 7: max@two.example.org = max@b.example.org",
			"line 1: jane@example.org = jane@desktop.(none)",
			"line 8: max@c.example.org = max@d.example.org",
		}},
		"aliases": {config.Gitdm, `# used  stands for it
ada@example.com	ada@example.org
"ada at home" ada@example.com  # chained
bob@example.com bob@example.org
cat@example.com cat@example.net
cat@example.org cat@example.com
`, []string{
			"line 2: ada@example.org = ada@example.com = ada at home",
			"line 4: bob@example.org = bob@example.com",
			"line 5: cat@example.net = cat@example.com = cat@example.org",
		}},
		"accounts": {config.Accounts, `[{"login": "Ada", "email": "ada!example.org", "affiliation": "?"}, {"login": "bob", "email": "bob"},
			{"login": "ada", "email": "ada!example.com"}, {"login": "", "email": "x!example.org"}]`,
			[]string{"account 1: github.com/ada = ada@example.org = ada@example.com"}},
		"an export of SortingHat": {config.SortingHat, `{"source": null, "time": "2015-01-14", "blacklist": ["x"], "organizations": {}, "uidentities": {
			"b": {"uuid": "b", "profile": {"uuid": "b", "name": "CI", "is_bot": true, "country": {"code": "XX"}}, "enrollments": [{"organization": "Example", "start": "1900-01-01T00:00:00", "end": "2100-01-01T00:00:00"}],
				"identities": [{"id": "b", "uuid": "b", "source": "github", "username": "ci", "name": null, "email": "ci@example.org"}]},
			"a": {"uuid": "a", "profile": null, "enrollments": [], "identities": [
				{"id": "1", "source": "scm", "name": "Ada", "email": "ada@example.org", "username": null},
				{"id": "2", "source": "irc", "name": "Ada", "email": null, "username": "ada"},
				{"id": "3", "source": "git", "name": "ada", "email": "root@localhost"}]},
			"c": {"uuid": "c", "identities": [{"id": "4", "source": "git", "name": "cat", "email": "root@localhost"}]}}}`,
			[]string{
				"individual a: ada@example.org = ada root@localhost",
				"individual b: ci@example.org = github.com/ci (bot)",
				"individual c: cat root@localhost",
			}},
		"an answer of SortingHat": {config.SortingHat, `{"data": {"individuals": {"entities": [{"mk": "a1", "isLocked": false, "profile": {"name": "Ada", "isBot": false},
			"identities": [{"uuid": "1", "name": "Ada", "email": "ada@example.org", "username": null, "source": "git"}, {"uuid": "2", "username": "ada", "source": "gitlab"}],
			"enrollments": [{"group": {"name": "Example"}, "start": "1900-01-01T00:00:00+00:00", "end": "2100-01-01T00:00:00+00:00"}]}]}}}`,
			[]string{"individual a1: ada@example.org = gitlab.com/ada"}},
		"csv": {config.CSV, "\ufeffaddress,person,bot,login,name,alias\nada@example.org,1,,,,\n,1,no,github.com/ada,'=Ada,\n,2,yes,,,00000000-0000-0000-0000-00000000000a\n",
			[]string{"line 2: ada@example.org = =Ada github.com/ada", "line 4:  0a (bot)"}},
	} {
		t.Run(name, func(t *testing.T) {
			groups, err := Read(strings.NewReader(tc.text), tc.format)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, lines(groups)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// What makes no sense is refused with its place.
func TestFaults(t *testing.T) {
	for name, tc := range map[string]struct{ format, text, want string }{
		"no address":     {config.Mailmap, "Ada\n", "line 1: want `Name <address>`"},
		"an empty one":   {config.Mailmap, "\nAda <>\n", "line 2: an address is empty"},
		"alone":          {config.Mailmap, "<ada@example.org>\n", "line 1: an address alone says nothing"},
		"three":          {config.Mailmap, "A <a@x> B <b@x> C <c@x>\n", "line 1: want"},
		"no text":        {config.Mailmap, "A <a@x> \xff <b@x>\n", "line 1: it is no text in UTF-8"},
		"one alias":      {config.Gitdm, "ada@example.org\n", "line 1: want two addresses"},
		"no target":      {config.Gitdm, "ada@example.org ada\n", "line 1: want two addresses"},
		"no array":       {config.Accounts, "{}", "want a JSON array"},
		"a bad account":  {config.Accounts, "[{]", "read account 1"},
		"an open array":  {config.Accounts, `[{"login": "a"}`, "read accounts"},
		"no people":      {config.SortingHat, "{}", "want an export of SortingHat"},
		"no JSON":        {config.SortingHat, "x", "read people of SortingHat"},
		"column":         {config.CSV, "person,mail\n", `line 1: "mail" is not one of person, bot`},
		"column twice":   {config.CSV, "person,name,name\n", `line 1: "name" is not one of`},
		"no person":      {config.CSV, "name\nAda\n", "line 1: the column person is missing"},
		"an empty cell":  {config.CSV, "person,name\n,Ada\n", "line 2: person is empty"},
		"nobody":         {config.CSV, "person,name\n1,\n", "line 2: it names nobody"},
		"a bad alias":    {config.CSV, "person,alias\n1,x\n", `line 2: "x" is no id of an alias`},
		"a bad bot":      {config.CSV, "person,bot,name\n1,maybe,Ada\n", `line 2: bot is "maybe", not yes or no`},
		"a short row":    {config.CSV, "person,name\n1\n", "line 2"},
		"unknown format": {"xml", "", `the format "xml"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read(strings.NewReader(tc.text), tc.format); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

// community is what every format can say, and some can say more.
func community() []Group {
	return []Group{
		{Name: "Ada Lovelace", Who: []identity.Who{{Address: "ada@example.org"}, {Address: "ada@home.example.net"}}},
		{Name: "#Eve <x>", Who: []identity.Who{{Address: "eve@example.org"}, {Name: "root", Address: "root@localhost"}}},
		{Name: "=1+1", Who: []identity.Who{{Address: "bob@example.org"}, {Name: "Bob", Address: "root@localhost"}, {Login: "example.org/git/bob"}}},
		{Name: "CI", Bot: true, Who: []identity.Who{{Address: "ci@example.org"}, {Address: "ci@example.com"}}},
	}
}

// TestRoundTrips writes people and reads them: what a format can say comes back.
func TestRoundTrips(t *testing.T) {
	all := []string{
		"ada@example.org = ada@home.example.net", "eve@example.org = root root@localhost",
		"bob@example.org = Bob root@localhost = example.org/git/bob", "ci@example.org = ci@example.com (bot)",
	}
	without := func(drop ...string) []string {
		text := strings.NewReplacer(drop...).Replace(strings.Join(all, "\n"))
		return strings.Split(text, "\n")
	}
	for format, want := range map[string][]string{
		config.CSV:        all,
		config.SortingHat: all,
		config.Mailmap:    without(" = example.org/git/bob", "", " (bot)", ""),
		config.Gitdm:      {all[0], "ci@example.org = ci@example.com"},
	} {
		t.Run(format, func(t *testing.T) {
			var text bytes.Buffer
			if err := Write(&text, format, community()); err != nil {
				t.Fatal(err)
			}
			groups, err := Read(bytes.NewReader(text.Bytes()), format)
			if err != nil {
				t.Fatalf("%v\n%s", err, text.String())
			}
			var got []string
			for _, l := range lines(groups) {
				_, who, _ := strings.Cut(l, ": ")
				got = append(got, who)
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s\n%s", diff, text.String())
			}
		})
	}
	if err := Write(&bytes.Buffer{}, config.Accounts, nil); err == nil {
		t.Error("accounts of cncf/gitdm are written, though they cannot be")
	}
}

func TestWrittenJournal(t *testing.T) {
	var text bytes.Buffer
	if err := Write(&text, config.Journal, community()); err != nil {
		t.Fatal(err)
	}
	decisions := parse(t, text.String()).Decisions()
	if len(decisions) != 5 || decisions[4].Verdict != identity.Program {
		t.Fatalf("%+v", decisions)
	}
	for i, g := range community() {
		if diff := cmp.Diff(g.Who, decisions[i].Who); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}

// TestGitReadsMailmap asks git itself whom each alias means.
func TestGitReadsMailmap(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	var text bytes.Buffer
	if err := writeMailmap(&text, community()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "map"), text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if output, err := exec.CommandContext(t.Context(), "git", "-C", dir, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	for contact, want := range map[string]string{
		"Whoever <ADA@home.example.net>": "Ada Lovelace <ada@example.org>",
		"root <root@localhost>":          "Eve x <eve@example.org>",
		"Bob <root@localhost>":           "=1+1 <bob@example.org>",
		"Cat <root@localhost>":           "Cat <root@localhost>",
	} {
		output, err := exec.CommandContext(t.Context(), "git", "-C", dir, "-c", "mailmap.file=map", "check-mailmap", contact).CombinedOutput()
		if got := strings.TrimSpace(string(output)); err != nil || got != want {
			t.Errorf("git takes %s for %s, %v; want %s", contact, got, err, want)
		}
	}
}

// A spreadsheet takes no cell for a formula.
func TestFormulas(t *testing.T) {
	var text bytes.Buffer
	if err := writeCSV(&text, []Group{{Who: []identity.Who{{Name: "=cmd|' /C calc'!A0", Address: "@x", Login: "-1"}}}}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a cell is %q", cell)
			}
		}
	}
}

// Of two files the first one counts: its decisions come last.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	files := []File{
		{filepath.Join(dir, "absent.yaml"), config.Journal},
		{write("people.yaml", "- {id: 3, on: 2026-01-01, split: [{name: Ada}]}\n"), config.Journal},
		{write(".mailmap", "Ada <ada@example.org> <ada@example.com>\n"), config.Mailmap},
		{write("people.csv", "person,bot,name\n1,yes,CI\n"), config.CSV},
	}
	decisions, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range decisions {
		got = append(got, fmt.Sprintf("%s %s", d.Verdict, d.Origin))
	}
	want := []string{
		"bot people.csv, line 2", "same .mailmap, line 1",
		"apart people.yaml, decision 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, file := range []File{
		{filepath.Join(dir, "absent"), config.Mailmap},
		{write("bad.yaml", "- x\n"), config.Journal},
		{write("bad.csv", "x\n"), config.CSV},
	} {
		if _, err := Load([]File{file}); err == nil || !strings.Contains(err.Error(), filepath.Base(file.Path)) {
			t.Errorf("%s is read: %v", file.Path, err)
		}
	}
}

// FuzzRead reads anything in any format: what is read names people, and what is
// written of it reads as people again.
func FuzzRead(f *testing.F) {
	formats := []string{config.Mailmap, config.Gitdm, config.Accounts, config.SortingHat, config.CSV}
	for i, text := range []string{
		"Ada <a@x> ada <b@x> # c\n<c@x> <d@x>\nAda <e@x>\n", "a@x b@x\n\"c d\" a@x\n", `[{"login": "a", "email": "a!x"}]`,
		`{"uidentities": {"a": {"identities": [{"email": "a@x", "username": "b", "source": "github"}]}}}`, "person,name\n1,=a\n",
	} {
		f.Add(i, text)
	}
	f.Fuzz(func(t *testing.T, format int, text string) {
		groups, err := Read(strings.NewReader(text), formats[uint(format)%uint(len(formats))])
		if err != nil {
			return
		}
		for _, g := range groups {
			for _, w := range g.Who {
				if w == (identity.Who{}) {
					t.Fatalf("nobody is in %+v", groups)
				}
			}
		}
		for _, format := range []string{config.Mailmap, config.Gitdm, config.SortingHat, config.CSV} {
			var written bytes.Buffer
			if err := Write(&written, format, groups); err != nil {
				t.Fatal(err)
			}
			if _, err := Read(&written, format); err != nil {
				t.Fatalf("%s: %v\n%s", format, err, written.String())
			}
		}
	})
}
