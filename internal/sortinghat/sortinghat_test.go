package sortinghat

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const export = `{"time": "", "source": null, "blacklist": [],
	"organizations": {"Example": [{"domain": "example.org", "is_top": true}]},
	"uidentities": {"b": {"uuid": "b", "profile": null, "identities": [], "enrollments": [
		{"organization": "Example", "uuid": "b", "start": "1900-01-01T00:00:00", "end": "2012-06-01T00:00:00"},
		{"organization": "Other", "uuid": "b", "start": "2012-06-01T00:00:00", "end": "2100-01-01T00:00:00"}]},
	"a": {"identities": [{"source": "git.example.org/forge", "username": " ada "}, {"source": "irc", "username": "ada"}]}}}`

const answer = `{"data": {"individuals": {"entities": [{"mk": "b", "enrollments": [
	{"group": {"name": "Example"}, "start": "1900-01-01T00:00:00+00:00", "end": "2012-05-31T12:00:00+00:00"},
	{"organization": {"name": "Other"}, "start": "2012-06-01", "end": ""}]}]}}}`

// days are the enrolments of a person in words.
func days(t *testing.T, one *Individual) (all []string) {
	t.Helper()
	for _, e := range one.Enrollments {
		from, until, err := e.Days()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e.Employer()+" "+from.Format("2006-01-02")+" "+until.Format("2006-01-02"))
	}
	return all
}

func TestRead(t *testing.T) {
	want := []string{"Example 0001-01-01 2012-06-01", "Other 2012-06-01 0001-01-01"}
	for name, text := range map[string]string{"export": export, "answer": answer} {
		found, err := Read(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, days(t, &found.People[len(found.People)-1])); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// A login has the host of its source, with the path that a forge may lie below.
func TestLogin(t *testing.T) {
	found, err := Read(strings.NewReader(export))
	if err != nil {
		t.Fatal(err)
	}
	ada := found.People[0].Identities
	if one, other := ada[0].Login(), ada[1].Login(); one != "git.example.org/forge/ada" || other != "" {
		t.Errorf("the logins are %q and %q", one, other)
	}
}

// What was read is written as it was.
func TestRoundTrip(t *testing.T) {
	first, err := Read(strings.NewReader(export))
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := first.Write(&text); err != nil {
		t.Fatal(err)
	}
	again, err := Read(&text)
	if err != nil {
		t.Fatal(err)
	}
	first.Domains["Other"] = []Domain{} // an organisation must be there to be worked for
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("-read +read again\n%s", diff)
	}
}

func TestNoDays(t *testing.T) {
	for _, e := range []Enrollment{{Start: "soon"}, {End: "2012"}, {Start: "2012-06-01", End: "2012-06-01"}} {
		if from, until, err := e.Days(); err == nil {
			t.Errorf("%+v is from %s to %s", e, from, until)
		}
	}
}
