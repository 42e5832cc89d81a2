package affiliation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// A scene is a community whose people have one letter and whose aliases are
// numbered.
type scene struct {
	t             *testing.T
	organisations []Organisation
	domains       []DomainClaim
	claims        []Claim
	aliases       []warehouse.Alias
	people        []string
	uses          []warehouse.Use
	pages         []warehouse.Page
}

func (s *scene) alias(person, address string) uuid.UUID {
	id := uuid.UUID{15: byte(len(s.aliases) + 1)}
	s.aliases = append(s.aliases, warehouse.Alias{ID: id, Name: person, Address: address, Login: "forge.example.org/" + person})
	s.people = append(s.people, person)
	return id
}

// writes says that somebody wrote from an address on some days.
func (s *scene) writes(person, address string, days ...string) {
	s.t.Helper()
	id := s.alias(person, address)
	for _, text := range days {
		day := date(s.t, text)
		s.uses = append(s.uses, warehouse.Use{Alias: id, First: day, Last: day, Days: 1})
	}
}

func date(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// resolve lists the stretches, and checks that no order matters.
func (s *scene) resolve() (lines []string) {
	s.t.Helper()
	lines = s.once()
	slices.Reverse(s.aliases)
	slices.Reverse(s.people)
	slices.Reverse(s.uses)
	slices.Reverse(s.pages)
	if diff := cmp.Diff(lines, s.once()); diff != "" {
		s.t.Errorf("the order matters:\n%s", diff)
	}
	return lines
}

// resolver is one that knows the scene.
func (s *scene) resolver() *Resolver {
	r := NewResolver(s.organisations, s.domains, s.claims)
	for i := range s.aliases {
		r.Alias(&s.aliases[i], uuid.UUID{0: s.people[i][0]})
	}
	for i := range s.uses {
		r.Use(&s.uses[i])
	}
	for i := range s.pages {
		r.Page(&s.pages[i])
	}
	return r
}

func (s *scene) once() (lines []string) {
	for _, x := range s.resolver().Resolve().Affiliations {
		line := fmt.Sprintf("%c %s %s–%s %s", x.Person[0], x.Organisation, x.From.Format(time.DateOnly), x.Until.Format(time.DateOnly), x.Evidence)
		if x.Unit != x.Organisation {
			line += " as " + x.Unit
		}
		lines = append(lines, line)
	}
	return lines
}

func (s *scene) want(want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.resolve()); diff != "" {
		s.t.Errorf("-want +got\n%s", diff)
	}
}

func firms() []Organisation {
	return []Organisation{
		{ID: "alpha", Name: "Alpha Systems", Domains: []string{"alpha.example.org"}, Aliases: []string{"@alpha-inc"}},
		{ID: "beta", Name: "Beta", Domains: []string{"beta.example.org", "example.com"}},
	}
}

// Between the first and the last use of a firm's address somebody is there,
// whatever else they write from, and half a year longer.
func TestAddressesBoundAStay(t *testing.T) {
	s := scene{t: t, organisations: firms()}
	s.writes("a", "ann@eu.alpha.example.org", "2010-03-10", "2014-05-02")
	s.writes("a", "ann@gmail.com", "2012-01-01", "2016-01-01")
	s.want("a alpha 2010-03-10–2014-11-02 addresses")
}

func TestTheNextFirmEndsAStay(t *testing.T) {
	s := scene{t: t, organisations: firms()}
	s.writes("a", "ann@alpha.example.org", "2010-03-10", "2010-06-30")
	s.writes("a", "ann@example.com", "2010-09-01")
	s.want("a alpha 2010-03-10–2010-09-01 addresses", "a beta 2010-09-01–2011-03-04 addresses")
}

// A month belongs to the firm whose addresses were used on most of its days.
func TestOverlaps(t *testing.T) {
	s := scene{t: t, organisations: firms()}
	s.writes("a", "ann@alpha.example.org", "2010-01-05", "2010-02-05", "2010-02-20", "2010-03-03")
	s.writes("a", "ann@beta.example.org", "2010-02-06", "2010-03-04", "2010-03-05")
	s.want("a alpha 2010-01-05–2010-03-04 addresses", "a beta 2010-03-04–2010-09-05 addresses")
}

// Of equal months, that of the firm that somebody is at already.
func TestTies(t *testing.T) {
	s := scene{t: t, organisations: firms()}
	s.writes("a", "ann@beta.example.org", "2010-01-05", "2010-02-05")
	s.writes("a", "ann@alpha.example.org", "2010-02-06")
	s.want("a beta 2010-01-05–2010-08-08 addresses")
}

func TestWhoBoughtWhom(t *testing.T) {
	s := scene{t: t, organisations: append(firms(),
		Organisation{ID: "small", Name: "Small", Domains: []string{"small.example.org"}, Owner: "alpha", Since: date(t, "2007-10-22")},
		Organisation{ID: "lab", Name: "Lab", Domains: []string{"lab.example.org"}, Owner: "small"})}
	s.writes("a", "ann@small.example.org", "2006-01-01", "2008-01-01")
	s.writes("b", "bob@lab.example.org", "2006-01-01", "2008-01-01")
	s.want(
		"a small 2006-01-01–2007-10-22 addresses", "a alpha 2007-10-22–2008-07-03 addresses as small",
		"b small 2006-01-01–2007-10-22 addresses as lab", "b alpha 2007-10-22–2008-07-03 addresses as lab")
}

// What the operator says stands before addresses, the configuration before
// files, and what begins later before what begins earlier.
func TestClaims(t *testing.T) {
	s := scene{t: t, organisations: firms(), claims: []Claim{
		{Address: "Ann@alpha.example.org", Organisation: "independent", Span: Span{date(t, "2011-01-01"), date(t, "2012-01-01")}, Evidence: "configuration"},
		{Name: "a", Organisation: "beta", Rank: 1, Evidence: "map"},
		{Login: "forge.example.org/A", Organisation: "Gamma Ltd.", Rank: 1, Span: Span{From: date(t, "2013-01-01")}, Evidence: "map"},
		{Name: "b", Organisation: "unknown"},
	}}
	s.writes("a", "ann@alpha.example.org", "2010-01-01", "2014-01-01")
	s.writes("b", "bob@alpha.example.org", "2010-01-01")
	s.want("a beta 1970-01-01–2011-01-01 map", "a independent 2011-01-01–2012-01-01 configuration",
		"a beta 2012-01-01–2013-01-01 map", "a gamma 2013-01-01–2106-02-07 map")
}

// A domain that nobody named is an organisation's if three people use it; mail
// for everybody, universities and made-up hosts are nobody's.
func TestDomainsThatNobodyNamed(t *testing.T) {
	for domain, want := range map[string]string{
		"example.net": "example.net", "de.example.net": "example.net", "gmail.com": "", "cs.uni-x.de": "", "x.ac.uk": "", "x.edu": "",
		"localhost.localdomain": "", "[192.0.2.1]": "", "users.noreply.github.com": "", "lists.xenproject.org": "", "a.github.io": "a.github.io",
	} {
		s := scene{t: t}
		for _, person := range []string{"a", "b", "c"} {
			s.writes(person, person+"@"+domain, "2010-01-01")
			s.writes(person, person+".x@"+domain, "2010-01-02")
		}
		lines := s.resolve()
		if want == "" && len(lines) > 0 || want != "" && (len(lines) != 3 || lines[0] != "a "+want+" 2010-01-01–2010-07-05 addresses") {
			t.Errorf("%s: %q, want %q", domain, lines, want)
		}
	}
	s := scene{t: t}
	s.writes("a", "a@example.net", "2010-01-01")
	s.writes("a", "a2@example.net", "2010-01-01")
	s.writes("b", "b@example.net", "2010-01-01")
	if lines := s.resolve(); len(lines) > 0 {
		t.Errorf("two people are a firm: %q", lines)
	}
}

// A page fills in what nothing else tells, from a year before it was changed on.
func TestPages(t *testing.T) {
	s := scene{t: t, organisations: firms()}
	s.writes("a", "ann@beta.example.org", "2011-06-01", "2011-07-01")
	page := func(person, company, changed string) {
		s.pages = append(s.pages, warehouse.Page{Alias: s.alias(person, ""), Company: company, Changed: date(t, changed)})
	}
	page("a", "@alpha-inc / @example", "2011-01-01")
	page("b", "Alpha Systems Ltd.", "2011-01-01")
	page("b", "self-employed", "2012-01-01")
	page("c", "University of Nowhere", "2011-01-01")
	page("d", "Only Mine Inc.", "2011-01-01")
	for _, person := range []string{"e", "f", "g"} {
		page(person, "Common, Inc.", "2011-01-01")
	}
	s.want(
		"a alpha 2010-01-01–2011-06-01 public page", "a beta 2011-06-01–2012-01-01 addresses", "a alpha 2012-01-01–2106-02-07 public page",
		"b independent 2011-01-01–2106-02-07 public page",
		"e common 2010-01-01–2106-02-07 public page", "f common 2010-01-01–2106-02-07 public page", "g common 2010-01-01–2106-02-07 public page")
}

// A map of domains may be dated; the configuration stands before it.
func TestDomainClaims(t *testing.T) {
	s := scene{t: t, organisations: firms(), domains: []DomainClaim{
		{Domain: "example.net", Organisation: "Old Ltd.", Span: Span{Until: date(t, "2010-06-01")}},
		{Domain: "example.net", Organisation: "Alpha Systems, Inc.", Span: Span{From: date(t, "2010-06-01")}},
		{Domain: "example.com", Organisation: "Wrong"},
	}}
	s.writes("a", "ann@mail.example.net", "2010-01-01", "2010-07-01")
	s.writes("b", "bob@example.com", "2010-01-01")
	s.want("a old 2010-01-01–2010-07-01 addresses", "a alpha 2010-07-01–2011-01-01 addresses", "b beta 2010-01-01–2010-07-04 addresses")
}

func TestCompaniesAreOneBySpelling(t *testing.T) {
	for _, text := range []string{"@alpha", "Alpha", "alpha inc", "ALPHA, Inc.", "The Alpha Co. Ltd", " Alpha GmbH & Co. KG"} {
		if name := plain(text); name != "alpha" {
			t.Errorf("%q is plain %q", text, name)
		}
	}
	for text, want := range map[string]string{"Red Hat": "redhat", "AB": "ab", "Alpha Labs": "alphalabs", "华为": "华为", "": "", "@": ""} {
		if name := plain(text); name != want {
			t.Errorf("%q is plain %q, want %q", text, name, want)
		}
	}
}

// No address becomes an organisation's name or id.
func TestNoAddressIsAnOrganisation(t *testing.T) {
	s := scene{t: t}
	for _, person := range []string{"a", "b", "c"} {
		s.pages = append(s.pages, warehouse.Page{Alias: s.alias(person, ""), Company: "ceo@example.net"})
	}
	r := NewResolver(nil, nil, []Claim{{Name: "a", Organisation: "ceo@example.net"}})
	for i := range s.aliases {
		r.Alias(&s.aliases[i], uuid.UUID{0: s.people[i][0]})
	}
	for i := range s.pages {
		r.Page(&s.pages[i])
	}
	for _, o := range r.Resolve().Organisations {
		if o.ID != "ceo" || o.Name != "ceo" {
			t.Errorf("an organisation is %+v", o)
		}
	}
}

// Who is forgotten leaves a vote: what was an organisation with that person
// stays one, by the same name, and so does everybody else's work.
func TestVotesOfForgottenPeople(t *testing.T) {
	s := &scene{t: t}
	for _, person := range []string{"a", "b", "c"} {
		s.writes(person, person+"@firm.example.net", "2020-01-01")
	}
	for _, person := range []string{"d", "e", "f"} {
		s.pages = append(s.pages, warehouse.Page{Alias: s.alias(person, ""), Company: "Works Ltd.", Changed: date(t, "2020-01-01")})
	}
	s.writes("c", "c@alone.example.org", "2021-01-01")
	r := s.resolver()
	whole := r.Resolve()
	var votes []warehouse.Vote
	for _, gone := range []string{"c", "f"} {
		var aliases []warehouse.Alias
		var pages []warehouse.Page
		for i := len(s.aliases) - 1; i >= 0; i-- {
			if s.people[i] != gone {
				continue
			}
			aliases = append(aliases, s.aliases[i])
			for _, p := range s.pages {
				if p.Alias == s.aliases[i].ID {
					pages = append(pages, p)
				}
			}
			s.aliases, s.people = slices.Delete(s.aliases, i, i+1), slices.Delete(s.people, i, i+1)
		}
		votes = append(votes, Votes(uuid.UUID{gone[0]}, aliases, Company(pages), whole.Organisations)...)
	}
	if want := []warehouse.Vote{{Person: uuid.UUID{'c'}, Kind: "domain", Name: "example.net"}, {Person: uuid.UUID{'f'}, Kind: "company", Name: "Works Ltd."}}; !cmp.Equal(votes, want) {
		t.Errorf("votes %+v, want %+v", votes, want)
	}
	without := s.resolver()
	without.Forgotten(votes)
	left := without.Resolve()
	if diff := cmp.Diff(whole.Organisations, left.Organisations); diff != "" || len(left.Organisations) != 2 {
		t.Errorf("organisations change:\n%s", diff)
	}
	kept := slices.DeleteFunc(whole.Affiliations, func(a warehouse.Affiliation) bool { return a.Person[0] == 'c' || a.Person[0] == 'f' })
	if diff := cmp.Diff(kept, left.Affiliations); diff != "" || len(kept) != 4 {
		t.Errorf("others' work changes:\n%s", diff)
	}
}
