package affiliation

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// enough is how many people must use a domain that nobody named, or name a
// company that nobody knows, before it is taken for an organisation: families
// share domains too.
const enough = 3

// A Resolver gathers evidence: first every alias of every human, then uses and
// profiles. The order within each of them does not matter.
type Resolver struct {
	directory  *directory
	unspecific map[string]bool
	claims     []claim
	claimed    map[string][]int // claims by address, name and login
	people     map[uuid.UUID]*person
	aliases    map[uuid.UUID]alias
	hosts      map[string]*host
	firms      map[string]*firm // domains that nobody named
	votes      []string         // companies that forgotten people named
}

// A claim is a Claim with the place of its organisation.
type claim struct {
	piece
	rank int
}

// A person is what is known of one.
type person struct {
	claims  []int
	uses    []use
	company string
	changed int32     // when the page that names the company was
	page    uuid.UUID // its alias
}

// An alias leads to its person, and to the host of its address.
type alias struct {
	person *person
	host   *host
}

// A host is one that people write from.
type host struct {
	name string
	firm *firm // nil where it says nothing
}

// A firm is a domain that may be an organisation's.
type firm struct {
	name         string
	people       []*person // the first few
	organisation int
}

// A use is a month of one host's use.
type use struct {
	host        *host
	first, last int32
	days        uint64
}

// NewResolver makes a Resolver that knows what the operator says.
func NewResolver(organisations []Organisation, domains []DomainClaim, claims []Claim) *Resolver {
	r := &Resolver{
		directory: newDirectory(organisations, domains), unspecific: unspecific(), claimed: map[string][]int{},
		people: map[uuid.UUID]*person{}, aliases: map[uuid.UUID]alias{}, hosts: map[string]*host{}, firms: map[string]*firm{},
	}
	for i, c := range claims {
		span := c.days()
		r.claims = append(r.claims, claim{piece{r.directory.named(c.Organisation), span.from, span.until, c.Evidence}, c.Rank})
		for _, key := range keys(c.Address, c.Name, c.Login) {
			r.claimed[key] = append(r.claimed[key], i)
		}
	}
	return r
}

// keys are what claims are found by.
func keys(address, name, login string) (all []string) {
	for prefix, text := range map[string]string{"address ": address, "name ": name, "login ": login} {
		if text = strings.ToLower(strings.TrimSpace(text)); text != "" {
			all = append(all, prefix+text)
		}
	}
	return all
}

// Alias takes an alias of a human.
func (r *Resolver) Alias(a *warehouse.Alias, id uuid.UUID) {
	var claims []int
	if len(r.claimed) > 0 {
		for _, key := range keys(a.Address, a.Name, a.Login) {
			claims = append(claims, r.claimed[key]...)
		}
	}
	h := r.host(hostOf(a.Address))
	if h == nil && len(claims) == 0 && a.Login == "" {
		return // it says nothing: most of a large archive
	}
	p := r.people[id]
	if p == nil {
		p = &person{}
		r.people[id] = p
	}
	p.claims = append(p.claims, claims...)
	r.aliases[a.ID] = alias{p, h}
	if h != nil && h.firm != nil && len(h.firm.people) < enough && !slices.Contains(h.firm.people, p) {
		h.firm.people = append(h.firm.people, p)
	}
}

// host is what is known of a host; nil for one that says nothing.
func (r *Resolver) host(name string) *host {
	if h, ok := r.hosts[name]; ok {
		return h
	}
	var h *host
	if _, named := r.directory.writing(name, firstDay); named {
		h = &host{name: name}
	} else if domain := firmOf(name, r.unspecific); domain != "" {
		if r.firms[domain] == nil {
			r.firms[domain] = &firm{name: domain}
		}
		h = &host{name, r.firms[domain]}
	}
	r.hosts[name] = h
	return h
}

// Use takes a month in which an alias was used.
func (r *Resolver) Use(u *warehouse.Use) {
	if a, ok := r.aliases[u.Alias]; ok && a.host != nil {
		a.person.uses = append(a.person.uses, use{a.host, dayOf(u.First, firstDay), dayOf(u.Last, firstDay), u.Days})
	}
}

// Page takes a public page. Of several of one person that changed last counts.
func (r *Resolver) Page(p *warehouse.Page) {
	a, ok := r.aliases[p.Alias]
	if !ok || strings.TrimSpace(p.Company) == "" {
		return
	}
	changed := dayOf(p.Changed, firstDay)
	if a.person.company == "" || cmp.Or(cmp.Compare(changed, a.person.changed), bytes.Compare(p.Alias[:], a.person.page[:])) > 0 {
		a.person.company, a.person.changed, a.person.page = p.Company, changed, p.Alias
	}
}

// Resolve is who worked for whom, in the order of people and days.
func (r *Resolver) Resolve() Map {
	r.nameFirms()
	r.nameCompanies()
	var m Map
	for _, id := range slices.SortedFunc(maps.Keys(r.people), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }) {
		m.Affiliations = append(m.Affiliations, r.stretches(id)...)
	}
	for _, o := range r.directory.all[independent+1:] {
		since := timeOf(dayOf(o.Since, firstDay))
		m.Organisations = append(m.Organisations, warehouse.Organisation{ID: o.ID, Name: o.Name, Owner: o.Owner, Since: since})
	}
	return m
}

// nameFirms makes organisations of the domains that enough people use.
func (r *Resolver) nameFirms() {
	for _, name := range slices.Sorted(maps.Keys(r.firms)) {
		f := r.firms[name]
		if len(f.people) < enough {
			continue
		}
		var known bool
		if f.organisation, known = r.directory.find(name); !known {
			f.organisation = r.directory.add(Organisation{ID: name, Name: name})
		}
		label, _, _ := strings.Cut(name, ".")
		r.directory.call(label, f.organisation) // @example on a page is example.com
	}
}

// nameCompanies makes organisations of companies that enough people name.
func (r *Resolver) nameCompanies() {
	spellings := map[string]map[string]int{}
	count := func(company string) {
		name := plain(company)
		if _, known := r.directory.find(company); known || academic.MatchString(name) {
			return
		}
		if spellings[name] == nil {
			spellings[name] = map[string]int{}
		}
		spellings[name][nameOf(company)]++
	}
	for _, p := range r.people {
		count(p.company)
	}
	for _, company := range r.votes {
		count(company)
	}
	for _, name := range slices.Sorted(maps.Keys(spellings)) {
		people, usual := 0, ""
		for _, spelling := range slices.Sorted(maps.Keys(spellings[name])) {
			people += spellings[name][spelling]
			if spellings[name][spelling] > spellings[name][usual] {
				usual = spelling
			}
		}
		if people >= enough && usual != "" {
			r.directory.call(name, r.directory.named(usual))
		}
	}
}
