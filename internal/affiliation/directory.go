package affiliation

import (
	"time"

	"goldenratio/collectors/redact"
)

// A directory knows organisations by their domains and by what they are called.
type directory struct {
	all     []Organisation // unknown and independent come first
	byID    map[string]int
	byName  map[string]int // plain names and aliases
	domains map[string][]tenure
}

// What stands where an organisation could.
const (
	unknown     = 0
	independent = 1
)

// A tenure is some time for which a domain was an organisation's.
type tenure struct {
	organisation int
	from, until  int32
}

// newDirectory gathers what the operator says. A domain that the configuration
// gives to an organisation is no matter of files.
func newDirectory(organisations []Organisation, claims []DomainClaim) *directory {
	d := &directory{byID: map[string]int{}, byName: map[string]int{}, domains: map[string][]tenure{}}
	d.add(Organisation{ID: Unknown, Name: Unknown})
	d.add(Organisation{ID: Independent, Name: Independent})
	for _, o := range organisations {
		d.add(o)
	}
	for _, c := range claims {
		span := c.days()
		d.domains[c.Domain] = append(d.domains[c.Domain], tenure{d.named(c.Organisation), span.from, span.until})
	}
	for _, o := range organisations {
		for _, alias := range o.Aliases { // after all names: a name stands before another's alias
			d.call(alias, d.byID[o.ID])
		}
		for _, domain := range o.Domains {
			d.domains[domain] = []tenure{{d.byID[o.ID], firstDay, lastDay}}
		}
	}
	return d
}

// add takes an organisation and returns its place.
func (d *directory) add(o Organisation) int {
	at := len(d.all)
	d.all = append(d.all, o)
	d.byID[o.ID] = at
	d.call(o.ID, at)
	d.call(o.Name, at)
	return at
}

// call says that an organisation is called so, unless another is.
func (d *directory) call(name string, at int) {
	if name = plain(name); name == "" {
		return
	}
	if _, taken := d.byName[name]; !taken {
		d.byName[name] = at
	}
}

// find is the organisation that a text names, if it names one, or says that
// there is none.
func (d *directory) find(text string) (int, bool) {
	if at, ok := d.byID[text]; ok {
		return at, true
	}
	name := plain(text)
	if at, ok := d.byName[name]; ok {
		return at, true
	}
	switch {
	case ownBoss.MatchString(name):
		return independent, true
	case noAnswer.MatchString(name):
		return unknown, true
	}
	return unknown, false
}

// named is find for texts that the operator or many people vouch for: what they
// name is an organisation.
func (d *directory) named(text string) int {
	at, ok := d.find(text)
	if ok {
		return at
	}
	name := redact.Person(text)
	id := slug(name)
	if id == "" {
		return unknown
	}
	if at, ok = d.byID[id]; !ok {
		at = d.add(Organisation{ID: id, Name: name})
	}
	d.call(text, at)
	return at
}

// writing is the organisation for which an address of a host stood on a day, if
// the operator says so.
func (d *directory) writing(host string, day int32) (int, bool) {
	for domain := range above(host) {
		tenures, ok := d.domains[domain]
		for _, t := range tenures {
			if t.from <= day && day < t.until {
				return t.organisation, true
			}
		}
		if ok {
			return unknown, true
		}
	}
	return unknown, false
}

// owned cuts a piece where its organisation became a part of another.
func (d *directory) owned(p piece) (parts []part) {
	at := p.organisation
	for range d.all { // a chain is no longer; a ring ends
		o := &d.all[at]
		owner, ok := d.byID[o.Owner]
		since := dayOf(o.Since, firstDay)
		if !ok || since >= p.until {
			break
		}
		if since > p.from {
			parts = append(parts, part{piece{p.organisation, p.from, since, p.evidence}, at})
			p.from = since
		}
		at = owner
	}
	return append(parts, part{p, at})
}

// The days that the store can hold.
const (
	firstDay int32 = 0
	lastDay  int32 = 49710 // 2106-02-07: no end
)

// days are the limits of a span as days since 1970.
func (s Span) days() (limits struct{ from, until int32 }) {
	limits.from, limits.until = dayOf(s.From, firstDay), dayOf(s.Until, lastDay)
	return limits
}

// dayOf counts the days since 1970; otherwise stands for no day.
func dayOf(t time.Time, otherwise int32) int32 {
	if t.IsZero() {
		return otherwise
	}
	return int32(max(int64(firstDay), min(t.Unix()/86400, int64(lastDay))))
}

// timeOf is the beginning of a day.
func timeOf(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

// Forever is the day that stands for no end.
func Forever() time.Time { return timeOf(lastDay) }
