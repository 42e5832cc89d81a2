package sample

import (
	"fmt"
	"sort"
	"strings"
)

// An address has a number that is the same for each of its spellings.
type address struct {
	id   int
	text string
}

// A person is one human being of the model, whatever addresses mails show.
type person struct {
	id        int
	names     []string  // the usual one first
	addresses []address // the first one first
	moves     int64     // from then on the last address is the usual one
	guise     *address  // now and then a machine writes for them, which knows no name
	zone      int       // minutes east of UTC
	windows   bool      // the mail program writes windows-1252
	keeper    bool      // maintains: reviews, applies, answers
	coder     bool
	weight    float64 // how active
	leaves    int64
}

// A sender is a person under one name and address.
type sender struct {
	*person
	name    string
	address address
}

func (s sender) String() string { return s.name + " <" + s.address.text + ">" }

// who is the identity of a sender to each of the two ways of counting.
func (s sender) who() who { return who{s.address.id, s.person.id} }

// A crowd is everybody who was ever there, and pools of those who are now.
type crowd struct {
	d       dice
	kin     dice // what makes people hard to tell apart, and hard to put together
	lex     *lexicon
	all     []*person
	present []*person // in order of joining, those who left taken out now and then
	taken   map[string]bool
	users   map[string]bool // local parts
	desk    address         // from which several keepers write
	ids     int             // addresses so far
	hosts   map[int]string  // of addresses
	talkers pool
	coders  pool
	keepers pool
}

// newID numbers an address.
func (c *crowd) newID() int { c.ids++; return c.ids }

// join adds a person. Keepers stay for years, half of the others for a month.
func (c *crowd) join(now int64, coder, keeper bool) *person {
	p := &person{
		id: len(c.all) + 1, coder: coder || keeper, keeper: keeper,
		weight: c.d.spread(1, 0.9),
		zone:   60 * (c.d.IntN(15) - 6),
		leaves: now + c.stay(keeper), windows: c.d.chance(0.08),
	}
	if p.zone == 5*60 {
		p.zone += 30
	}
	if keeper {
		p.weight = c.d.spread(9, 0.7)
	}
	c.christen(p)
	p.moves = now + int64(c.d.spread(400, 0.8)*float64(day))
	c.all = append(c.all, p)
	c.present = append(c.present, p)
	return p
}

func (c *crowd) stay(keeper bool) int64 {
	days := 20 + 40*c.d.ExpFloat64()
	switch {
	case keeper:
		days = 700 + 2500*c.d.ExpFloat64()
	case c.d.chance(0.5):
		days = 60 + 480*c.d.ExpFloat64()
	}
	return int64(days * float64(day))
}

// christen gives a person a name nobody else has, and one to three addresses.
func (c *crowd) christen(p *person) {
	tongue := pick(c.d, tongues())
	given, family := c.lex.name(c.d, tongue)
	for c.taken[ascii(given+family)] {
		more, _ := c.lex.name(c.d, tongue)
		family += "-" + more
	}
	c.taken[ascii(given+family)] = true
	p.names = variants(c.d, given, family, tongue)
	if given, family = c.rename(p, given, family); len(p.names) == 1 {
		p.names = []string{given + " " + family}
	}
	hosts := []string{"example.org", "example.com", "example.net"}
	first := c.d.IntN(3)
	for i, user := range c.locals(given, family, 1+c.d.more(0.3, 2)) {
		host, id := hosts[(first+i)%3], c.newID()
		c.hosts[id] = host
		p.addresses = append(p.addresses, address{id, user + "@" + host})
	}
	c.disguise(p, family)
}

// as is how a person appears at a moment: mostly under the usual name and
// address, now and then under others.
func (c *crowd) as(p *person, now int64) sender {
	a := p.addresses[0]
	if now >= p.moves {
		a = p.addresses[len(p.addresses)-1]
	}
	if c.d.chance(0.06) {
		a = pick(c.d, p.addresses)
	}
	name := p.names[0]
	if c.d.chance(0.1) {
		name = pick(c.d, p.names)
	}
	if p.guise != nil && c.kin.chance(0.05) {
		a = *p.guise
		if a.id != c.desk.id {
			name, _, _ = strings.Cut(a.text, "@")
		}
		return sender{p, name, a}
	}
	if c.d.chance(0.03) {
		a.text = strings.ToUpper(a.text[:1]) + a.text[1:]
	}
	return sender{p, name, a}
}

// gather rebuilds the pools for a day.
func (c *crowd) gather(now int64) {
	c.talkers, c.coders, c.keepers = pool{}, pool{}, pool{}
	here := c.present[:0]
	for _, p := range c.present {
		if p.leaves < now {
			continue
		}
		here = append(here, p)
		c.talkers.add(p)
		if p.coder {
			c.coders.add(p)
		}
		if p.keeper {
			c.keepers.add(p)
		}
	}
	c.present = here
}

// A pool is people to choose from by weight.
type pool struct {
	people []*person
	sums   []float64
	sum    float64
}

func (p *pool) add(one *person) {
	p.sum += one.weight
	p.people = append(p.people, one)
	p.sums = append(p.sums, p.sum)
}

func (p *pool) pick(d dice) *person {
	x := d.Float64() * p.sum
	return p.people[min(sort.SearchFloat64s(p.sums, x), len(p.people)-1)]
}

// other picks somebody else than not, if there is somebody.
func (p *pool) other(d dice, not *person) *person {
	for range 20 {
		if one := p.pick(d); one != not {
			return one
		}
	}
	return p.people[0]
}

// mailmap is what the repository says about the person's addresses.
func (p *person) mailmap() []string {
	var lines []string
	for _, a := range p.addresses[1:] {
		lines = append(lines, fmt.Sprintf("%s <%s> <%s>", p.names[0], p.addresses[0].text, a.text))
	}
	return lines
}
