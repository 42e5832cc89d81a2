package identity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/warehouse"
)

// asked are the couples of aliases that people are asked about because of a name on
// a network: "1 2, 1 3".
func asked(e warehouse.Everybody) string {
	var all []string
	for _, c := range e.Conflicts {
		if c.Against == againstClaims {
			all = append(all, fmt.Sprint(c.Alias[0], " ", c.Other[0]))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func TestNamesOnNetworksJoinNobody(t *testing.T) {
	for name, tc := range map[string]struct {
		aliases   []string
		want, ask string
	}{
		"a rare name":          {[]string{"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <network login m.example.org/keir>"}, "1 | 2", "1 2"},
		"on two networks":      {[]string{"Keir Fraser <network login a.example.org/keir>", "Keir Fraser <network login b.example.net/keir>"}, "1 | 2", "1 2"},
		"in both spellings":    {[]string{"Juergen Gross <j@alpha.example.org>", "Jürgen Groß <network login m.example.org/j>"}, "1 | 2", "1 2"},
		"nothing but a name":   {[]string{"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <network >"}, "1 | 2", "1 2"},
		"equal logins":         {[]string{"<network login a.example.org/keir>", "<network login b.example.net/keir>", "<login github.com/keir>"}, "1 | 2 | 3", ""},
		"a login like a name":  {[]string{"Keir Fraser <keir@alpha.example.org>", "<network login m.example.org/keirfraser>"}, "1 | 2", ""},
		"a first name":         {[]string{"Dave <d@alpha.example.org>", "Dave <network login m.example.org/dave>"}, "1 | 2", ""},
		"one account":          {[]string{"Keir Fraser <network login m.example.org/keir>", "The Baker <network login m.example.org/keir>"}, "1 2", ""},
		"an account's address": {[]string{"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <network login s.example.org/u1 keir@alpha.example.org>"}, "1 2", ""},
		"two of one name and a third": {[]string{
			"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <network login a.example.org/k>", "Keir Fraser <network login b.example.org/k>"}, "1 | 2 | 3", "1 2, 1 3"},
		"a forge with a name": {[]string{"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <login github.com/k>"}, "1 2", ""},
	} {
		s := crowded(tc.aliases...)
		if got := s.groups(); got != tc.want {
			t.Errorf("%s: people %s, want %s", name, got, tc.want)
		}
		if got := asked(s.resolve()); got != tc.ask {
			t.Errorf("%s: asked about %q, want %q", name, got, tc.ask)
		}
	}
}

// What somebody is called on a network makes the same name no more frequent
// elsewhere: people must not come apart because strangers take their names.
func TestStrangersOnNetworksSplitNobody(t *testing.T) {
	s := crowded("Keir Fraser <keir@alpha.example.org>", "Keir Fraser <k@beta.example.net>")
	for i := range 60 {
		s.add(fmt.Sprintf("Keir Fraser <network login m.example.org/fake%d>", i))
	}
	e := s.resolve()
	of := map[byte]string{}
	for _, i := range e.Identities {
		of[i.Alias[0]] = i.Person.String()
	}
	if of[1] != of[2] || of[3] == of[1] {
		t.Error("sixty accounts of one name keep two addresses apart, or join them")
	}
	if got := asked(e); got != "" {
		t.Errorf("with so many of one name nobody can be asked: %s", got)
	}
}

// What people have decided is no question any more.
func TestDecidedNamesAreNotAsked(t *testing.T) {
	for _, verdict := range []Verdict{SamePerson, Apart} {
		s := crowded("Keir Fraser <keir@alpha.example.org>", "Keir Fraser <network login m.example.org/keir>")
		d := Decision{Verdict: verdict, Who: []Who{{Address: "keir@alpha.example.org"}}, Origin: "people.yaml"}
		want := "1 | 2"
		if other := (Who{Login: "m.example.org/keir"}); verdict == SamePerson {
			d.Who, want = append(d.Who, other), "1 2"
		} else {
			d.From = []Who{other}
		}
		s.rules.Decisions = []Decision{d}
		if got := s.groups(); got != want {
			t.Errorf("%v: people %s, want %s", verdict, got, want)
		}
		if got := asked(s.resolve()); got != "" {
			t.Errorf("%v: asked about %s", verdict, got)
		}
	}
}

// A person has the name that mails and commits show, however often a network
// shows another.
func TestNamesOnNetworksComeLast(t *testing.T) {
	s := crowded("Keir Fraser <keir@alpha.example.org>", "The Real Baker <network login m.example.org/keir keir@alpha.example.org>")
	s.used(1, 1, "2014-01")
	s.used(2, 30, "2014-01", "2014-02")
	var names []string
	for _, p := range s.resolve().People {
		if !strings.Contains(p.Name, "Nobody") {
			names = append(names, p.Name)
		}
	}
	if diff := cmp.Diff([]string{"Keir Fraser"}, names); diff != "" {
		t.Error(diff)
	}
}
