package maps

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func lines(entries []Entry) (all []string) {
	for _, e := range entries {
		day := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(time.DateOnly)
		}
		all = append(all, fmt.Sprintf("%s%s%s: %s %s–%s", e.Address, e.Login, e.Domain, e.Organisation, day(e.From), day(e.Until)))
	}
	return all
}

func TestGitdm(t *testing.T) {
	entries, err := Gitdm(strings.NewReader(`# who works where
example.org   Example Systems, Inc.
Old.example.com  Old & Sons < 2010-06-01
old.example.com	New Ltd.    # since the merger

ann@example.net  Third  < 2014-01-01
ann@example.net  Second < 2012-01-01
ann@example.net  (Unknown)
ann@example.net  Twice < 2012-01-01
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"example.org: Example Systems, Inc. –",
		"old.example.com: Old & Sons –2010-06-01", "old.example.com: New Ltd. 2010-06-01–",
		"ann@example.net: Second –2012-01-01", "ann@example.net: Third 2012-01-01–2014-01-01", "ann@example.net: (Unknown) 2014-01-01–",
	}
	if diff := cmp.Diff(want, lines(entries)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAccounts(t *testing.T) {
	entries, err := Accounts(strings.NewReader(`[
		{"login": "Ada", "email": "ada!example.org", "name": "Ada", "affiliation": "Independent < 2016-05-01, Example"},
		{"login": "bob", "email": "bob", "affiliation": "?"},
		{"login": "cat", "email": "", "affiliation": "NotFound"},
		{"login": "", "email": "dan!example.org", "affiliation": ""}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"github.com/ada: Independent –2016-05-01", "github.com/ada: Example 2016-05-01–", "github.com/cat: NotFound –",
		"ada@example.org: Independent –2016-05-01", "ada@example.org: Example 2016-05-01–",
	}
	if diff := cmp.Diff(want, lines(entries)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Enrolments are those of all addresses and accounts of a person, but for an
// address that others have too.
func TestSortingHat(t *testing.T) {
	entries, err := SortingHat(strings.NewReader(`{"organizations": {"Example": [{"domain": "Example.org", "is_top": true}]}, "uidentities": {
		"a": {"identities": [{"source": "git", "email": "Ada@example.net"}, {"source": "github", "email": "root@example.com", "username": "Ada"}],
			"enrollments": [{"organization": "Example", "start": "1900-01-01T00:00:00", "end": "2012-06-01T00:00:00"},
				{"organization": "Other", "start": "2012-06-01T00:00:00", "end": "2100-01-01T00:00:00"}]},
		"b": {"identities": [{"source": "git", "email": "root@example.com"}], "enrollments": [{"organization": "Third", "start": "", "end": ""}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"example.org: Example –",
		"ada@example.net: Example –2012-06-01", "github.com/ada: Example –2012-06-01",
		"ada@example.net: Other 2012-06-01–", "github.com/ada: Other 2012-06-01–",
	}
	if diff := cmp.Diff(want, lines(entries)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	_, err = SortingHat(strings.NewReader(`{"uidentities": {"a": {"enrollments": [{"organization": "Example", "start": "soon", "end": ""}]}}}`))
	if err == nil || !strings.Contains(err.Error(), `individual "a": "soon" is no time`) {
		t.Errorf("error %v", err)
	}
}

// What makes no sense is refused with its place.
func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"example.org":                 "line 1: want a company",
		"\nexample.org  < 2010-01-01": "line 2: want a company",
		"example.org A < 2010-13-01":  `line 1: "2010-13-01" is no day`,
		"example.org A < 1066-10-14":  `line 1: "1066-10-14" is no day`,
		"example.org A < soon":        "line 1: want a company",
		"[{]":                         "read account 1",
		"{}":                          "want a JSON array",
		`[{"affiliation": "A < 2010", "login": "a"}]`: "account 1: want a company",
		`[{"login": "a"}`: "read accounts",
	} {
		_, err := Gitdm(strings.NewReader(text))
		if strings.HasPrefix(strings.TrimSpace(text), "[") || text == "{}" {
			_, err = Accounts(strings.NewReader(text))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// Whatever is read, the jobs of one key follow one another.
func FuzzGitdm(f *testing.F) {
	f.Add("example.org A < 2010-01-01\nexample.org B\n")
	f.Add("ann@example.org  Ann's # firm\n")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := Gitdm(strings.NewReader(text))
		if err == nil {
			follow(t, entries)
		}
	})
}

func FuzzAccounts(f *testing.F) {
	f.Add(`[{"login": "Ada", "email": "ada!example.org", "affiliation": "Independent < 2016-05-01, Example"}]`)
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := Accounts(strings.NewReader(text))
		if err == nil {
			follow(t, entries)
		}
	})
}

func follow(t *testing.T, entries []Entry) {
	t.Helper()
	for i, e := range entries {
		if e.Organisation == "" || !e.Until.IsZero() && !e.From.Before(e.Until) {
			t.Fatalf("an entry is %+v", e)
		}
		if i == 0 {
			continue
		}
		last := entries[i-1]
		if last.Address == e.Address && last.Login == e.Login && last.Domain == e.Domain && (last.Until.IsZero() || !last.Until.Equal(e.From)) {
			t.Fatalf("%+v is followed by %+v", last, e)
		}
	}
}

// Of two lines that say different things of the same time the first counts.
func TestTheFirstLineCounts(t *testing.T) {
	entries, err := Gitdm(strings.NewReader("example.org A\nexample.org B\nexample.com C < 2010-01-01\nexample.com D < 2010-01-01\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"example.com: C –2010-01-01", "example.org: A –"}, lines(entries)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
