package identity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// A scene is aliases that are numbered from 1, and their uses.
type scene struct {
	rules   Rules
	aliases []*warehouse.Alias
	uses    []warehouse.Use
}

// crowded is a scene with enough other names for the rest to be rare.
func crowded(aliases ...string) *scene {
	s := &scene{rules: Rules{Lists: []string{"devel@lists.example.org"}}}
	for _, a := range aliases {
		s.add(a)
	}
	for i := range 30 {
		s.aliases = append(s.aliases, &warehouse.Alias{
			ID: uuid.UUID{0: 200, 1: byte(i)}, Name: fmt.Sprintf("%s Nobody%s", strings.Repeat("x", i+2), strings.Repeat("y", i)), Address: fmt.Sprintf("n%d@people.test", i),
		})
	}
	return s
}

// add takes an alias as it is written: Ann <ann@example.org>, or a login in place
// of the address; one on a network begins with the word network.
func (s *scene) add(written string) uuid.UUID {
	name, rest, _ := strings.Cut(written, "<")
	rest = strings.TrimSuffix(rest, ">")
	a := &warehouse.Alias{ID: uuid.UUID{byte(len(s.aliases) + 1)}, Name: strings.TrimSpace(name)}
	rest, a.Claimed = strings.CutPrefix(rest, "network ")
	if login, ok := strings.CutPrefix(rest, "login "); ok {
		a.Login, a.Address, _ = strings.Cut(login, " ")
	} else {
		a.Address = rest
	}
	s.aliases = append(s.aliases, a)
	return a.ID
}

// used notes months in which an alias was used on some days.
func (s *scene) used(alias byte, days uint64, months ...string) {
	for _, month := range months {
		first, err := time.Parse("2006-01", month)
		if err != nil {
			panic(err)
		}
		s.uses = append(s.uses, warehouse.Use{Alias: uuid.UUID{alias}, First: first, Last: first, Days: days})
	}
}

func (s *scene) resolve() warehouse.Everybody {
	r := NewResolver([]byte("a key"), s.rules)
	for _, a := range s.aliases {
		r.Add(a)
	}
	for i := range s.uses {
		r.Use(&s.uses[i])
	}
	return r.Resolve()
}

// groups are the numbers of the aliases by person: "1 2 | 3".
func (s *scene) groups() string {
	of := map[uuid.UUID][]string{}
	e := s.resolve()
	for _, i := range e.Identities {
		if i.Alias[0] < 200 {
			of[i.Person] = append(of[i.Person], fmt.Sprint(i.Alias[0]))
		}
	}
	var all []string
	for _, numbers := range of {
		all = append(all, strings.Join(numbers, " "))
	}
	slices.Sort(all)
	return strings.Join(all, " | ")
}

func TestEvidence(t *testing.T) {
	for name, tc := range map[string]struct {
		aliases []string
		want    string
	}{
		"a rare name":              {[]string{"Keir Fraser <keir@alpha.example.org>", "Keir Fraser <k@beta.example.net>"}, "1 2"},
		"a first name":             {[]string{"Dave <d@alpha.example.org>", "Dave <dave@beta.example.net>"}, "1 | 2"},
		"root":                     {[]string{"root <root@a.example.org>", "root <root@b.example.net>", "Charlie Root <root@b.example.net>"}, "1 | 2 | 3"},
		"last name first":          {[]string{"Gross, Juergen <j@alpha.example.org>", "Juergen Gross <jg@beta.example.net>"}, "1 2"},
		"German letters":           {[]string{"Jürgen Groß <j@alpha.example.org>", "Juergen Gross <jg@beta.example.net>", "Jurgen Gross <g@example.com>"}, "1 2 3"},
		"a middle initial":         {[]string{"Ann B. Clarke <a@alpha.example.org>", "Ann Clarke <ann@beta.example.net>"}, "1 2"},
		"two middle initials":      {[]string{"Ann B. Clarke <a@alpha.example.org>", "Ann C. Clarke <ann@beta.example.net>"}, "1 | 2"},
		"Cyrillic":                 {[]string{"Иван Петров <i@alpha.example.org>", "Ivan Petrov <ip@beta.example.net>"}, "1 2"},
		"a name in brackets":       {[]string{"Ann Clarke (Alpha Ltd.) <a@alpha.example.org>", "Ann Clarke [guest] <ann@beta.example.net>"}, "1 2"},
		"case":                     {[]string{"ANN CLARKE <A@alpha.example.org>", "Ann Clarke <a@Alpha.example.org>"}, "1 2"},
		"a note behind a plus":     {[]string{"<ann+list@example.org>", "<ann@example.org>"}, "1 2"},
		"dots that are ignored":    {[]string{"<ann.clarke@gmail.com>", "<annclarke@googlemail.com>"}, "1 2"},
		"dots that are not":        {[]string{"<an.n@example.org>", "<ann@example.org>"}, "1 | 2"},
		"a hidden address":         {[]string{"<ann at example.org>", "<ann=40example.org@lists.example.net>", "<ann@example.org>"}, "1 2 3"},
		"rewritten by a list":      {[]string{"Ann Clarke via Devel <devel@lists.example.org>", "Ann Clarke <ann@example.org>", "Bob via Devel <devel@lists.example.org>"}, "1 2 | 3"},
		"a list is nobody":         {[]string{"<devel@lists.example.org>", "<other@lists.example.net>", "<linux-x@vger.example.org>"}, ""},
		"a forge's address":        {[]string{"Ann <7+ann@users.noreply.github.com>", "<login github.com/Ann>", "<ann@users.noreply.github.com>"}, "1 2 3"},
		"another forge":            {[]string{"<7-ann@users.noreply.gitlab.com>", "<login gitlab.com/ann>", "<login github.com/ann>"}, "1 2 | 3"},
		"a login that changed":     {[]string{"<7+ann@users.noreply.github.com>", "<7+ann-b@users.noreply.github.com>", "<8+ann-b2@users.noreply.github.com>"}, "1 2 | 3"},
		"an account's address":     {[]string{"<login github.com/ann ann@example.org>", "<ann@example.org>"}, "1 2"},
		"two below one path":       {[]string{"Ann Clarke <login example.org/git/ann>", "Ann Clarke <login example.org/git/clarke>", "Ann Clarke <login example.org/old/ann>"}, "1 3 | 2"},
		"two accounts":             {[]string{"Ann Clarke <login github.com/ann>", "Ann Clarke <login github.com/clarke>", "Ann Clarke <login gitlab.com/ann>"}, "1 3 | 2"},
		"an office":                {[]string{"Ann Clarke <security@example.org>", "Bob Dean <security@example.org>", "Ann Clarke <ann@example.net>"}, "1 3 | 2"},
		"a machine of nobody's":    {[]string{"kfraser <kfraser@localhost.localdomain>", "Keir Fraser <keir@example.org>"}, "1 2"},
		"of two of that name":      {[]string{"kfraser <kfraser@localhost.localdomain>", "Keir Fraser <keir@example.org>", "Karl Fraser <karl@example.org>"}, "1 | 2 | 3"},
		"first and last":           {[]string{"<keir.fraser@example.org>", "Keir Fraser <keir@example.net>"}, "1 2"},
		"only resembles":           {[]string{"<kfraser@example.org>", "Keir Fraser <keir@example.net>"}, "1 | 2"},
		"a mailbox at one firm":    {[]string{"<sos22@a.alpha.example.org>", "Sam Olds <sos22@alpha.example.org>", "<sos22@example.com>"}, "1 2 | 3"},
		"a family's mailbox":       {[]string{"Dave Airlinger <airlinger@example.org>", "David Airlinger <airlinger@example.net>"}, "1 2"},
		"another of that family":   {[]string{"Dave Airlinger <airlinger@example.org>", "Rose Airlinger <airlinger@example.net>"}, "1 | 2"},
		"a shared address":         {[]string{"Ann Clarke <desk@example.org>", "Bob Dean <desk@example.org>", "Eve Frost <desk@example.org>", "Bob Dean <bob@example.net>"}, "1 | 2 4 | 3"},
		"a married name":           {[]string{"Ann Clarke <ann@example.org>", "Ann Dean <ann@example.org>", "Ann Dean <dean@example.net>"}, "1 2 3"},
		"a wrong name":             {[]string{"Ann Clarke <ann@example.org>", "Bob Dean <ann@example.org>", "Bob Dean <bob@example.net>"}, "1 2 | 3"},
		"a program":                {[]string{"test robot <ann@example.org>", "Ann Clarke <ann@example.org>"}, "1 | 2"},
		"a name without anything":  {[]string{"Ann Clarke", "Ann Clarke <ann@example.org>", "Ann"}, "1 2 | 3"},
		"no blank but a full name": {[]string{"Ann.Clarke <a@example.org>", "Ann Clarke <ann@example.net>"}, "1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := crowded(tc.aliases...).groups(); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// A full name whose words many bear tells nothing by itself.
func TestCommonNames(t *testing.T) {
	s := crowded("Wei Wang <wei@alpha.example.org>", "Wei Wang <ww@beta.example.net>", "Wei Wang <wwx9@example.com>", "Wei Wang <wwx9@example.net>")
	for i := range 12 {
		s.aliases = append(s.aliases,
			&warehouse.Alias{ID: uuid.UUID{201, byte(i)}, Name: "Wei " + strings.Repeat("q", i+2), Address: fmt.Sprintf("w%d@people.test", i)},
			&warehouse.Alias{ID: uuid.UUID{202, byte(i)}, Name: strings.Repeat("z", i+2) + " Wang", Address: fmt.Sprintf("z%d@people.test", i)})
	}
	if got := s.groups(); got != "1 | 2 | 3 4" {
		t.Errorf("people are %q", got)
	}
	conflicts := s.resolve().Conflicts
	if len(conflicts) != 3 || conflicts[0].Against != "the name is common here" || !strings.HasPrefix(conflicts[0].Sentence, "both are called Wei Wang, one of") {
		t.Errorf("conflicts: %+v", conflicts)
	}
}

// Who writes from two employers in the same months is two people.
func TestTwoEmployersAtOnce(t *testing.T) {
	months := []string{"2012-01", "2012-02", "2012-03", "2012-04", "2012-05", "2012-06"}
	s := crowded("Ann Clarke <ann@alpha.example.com>", "Ann Clarke <ann@beta-example.net>")
	s.used(1, 5, months...)
	s.used(2, 5, months...)
	if got := s.groups(); got != "1 | 2" {
		t.Errorf("people are %q", got)
	}
	want := []warehouse.Conflict{{
		Link: warehouse.Link{
			Alias: uuid.UUID{1}, Other: uuid.UUID{2}, Kind: byName,
			Sentence: "both are called Ann Clarke, one of 31 names here, 0 others with Ann, 0 others with Clarke",
		},
		Against: "wrote from two employers at once, in 6 months: beta-example.net and example.com",
	}}
	conflicts := s.resolve().Conflicts
	for i := range conflicts {
		conflicts[i].Weight = 0
	}
	if diff := cmp.Diff(want, conflicts); diff != "" {
		t.Error(diff)
	}
	one := crowded("Ann Clarke <ann@alpha.example.com>", "Ann Clarke <ann@beta-example.net>")
	one.used(1, 5, months[:3]...)
	one.used(2, 5, months[3:]...)
	if got := one.groups(); got != "1 2" {
		t.Errorf("who changed the employer is %q", got)
	}
}

func TestLinksSayWhy(t *testing.T) {
	e := crowded("Keir Fraser <keir@example.org>", "kfraser <kfraser@localhost.localdomain>", "Keir <keir@example.org>", "Keir Fraser <login github.com/keir>").resolve()
	var lines []string
	for _, l := range e.Links {
		lines = append(lines, fmt.Sprintf("%d %d %s: %s", l.Alias[0], l.Other[0], l.Kind, l.Sentence))
		if strings.Contains(l.Sentence, "@") || l.Weight < enough || l.Weight > 1 {
			t.Errorf("a link is %+v", l)
		}
	}
	want := []string{
		"1 3 address: both show one address or one account",
		"1 4 name: both are called Keir Fraser, one of 31 names here, 0 others with Fraser, 0 others with Keir",
		"2 4 local part: the mailbox is called as Keir Fraser would call it, and nobody else here",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

func TestPeopleAreCalledWhatTheyUseMost(t *testing.T) {
	s := crowded("Juergen Gross <j@example.org>", "Jürgen Groß <j@example.org>", "jg <j@example.org>")
	s.used(1, 3, "2012-01")
	s.used(2, 2, "2012-01", "2012-02")
	s.used(3, 30, "2012-01")
	for _, p := range s.resolve().People {
		if strings.HasPrefix(p.Name, "J") && p.Name != "Jürgen Groß" {
			t.Errorf("they are called %q", p.Name)
		}
	}
}
