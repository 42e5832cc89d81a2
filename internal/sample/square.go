package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The sources of what is said elsewhere, and where that is.
const (
	sourceNetwork = "network"
	sourceForum   = "forum"
	sourceChat    = "chat"

	siteForum = "forum.example.org"
	siteChat  = "irc.example.org"
	siteNet   = "net.example.org"
	ownName   = "example-hypervisor" // the account of the community itself
)

// A square is where the community and others meet outside of its lists: a network
// without a programmable interface, whose posts somebody keeps in a table, a forum
// of questions and answers, and a chat. Some who are there are on the lists as well,
// mostly under their names; some only bear such a name. What is said here is no
// contribution, and the rest of a sample is the same with and without it.
type square struct {
	*town
	d     dice
	lex   *lexicon
	slots []*citizen
	all   []*citizen
	taken map[string]bool // accounts

	toots     []*toot
	follows   []follow
	questions []*asked
	lines     []line
	posts     []written // questions and answers
	comments  []written
}

// A citizen is somebody who is there for a time.
type citizen struct {
	human  int    // in the truth's people
	name   string // as the forum shows it
	handle string // on the network
	nicks  []string
	user   int // number in the forum
}

// nowhere is the place of the community's own account and of programs among people.
const nowhere = -1

// newSquare gathers those who are there at the start.
func newSquare(t *town) *square {
	s := &square{town: t, d: newDice(t.o.Seed, 20), lex: readLexicon(t.o.Seed + 5), taken: map[string]bool{ownName: true}}
	for range max(8, int(36*s.scale())) {
		s.slots = append(s.slots, s.arrive())
	}
	return s
}

// scale is how large the square is beside that of a sample of the usual size. The
// largest samples are for timing mail.
func (s *square) scale() float64 { return min(float64(s.o.Messages)/375, 10) }

// arrive brings somebody: of those on the lists, of whom some show their own name,
// or a stranger, of whom some show the name of another.
func (s *square) arrive() *citizen {
	people := s.tally.truth.People
	c := &citizen{human: len(people), user: 1000 + len(s.all)}
	known := s.d.IntN(len(s.crowd.all))
	switch p := s.d.Float64(); {
	case p < 0.4:
		c.human, c.name = known, people[known].Names[0]
	default:
		given, family := s.lex.name(s.d, pick(s.d, tongues()))
		c.name = given + " " + family
		s.tally.truth.People = append(people, Human{Names: []string{c.name}})
		if p < 0.46 {
			c.name = people[known].Names[0]
		}
	}
	c.handle = s.account(c.name)
	c.nicks = []string{s.account(c.name)}
	if s.d.chance(0.2) {
		c.nicks = append(c.nicks, c.nicks[0]+"_")
	}
	h := &s.tally.truth.People[c.human]
	h.Logins = append(h.Logins, siteNet+"/"+c.handle, fmt.Sprintf("%s/%d", siteForum, c.user))
	for _, nick := range c.nicks {
		h.Logins = append(h.Logins, siteChat+"/"+nick)
	}
	s.all = append(s.all, c)
	return c
}

// account is a login that nobody has yet.
func (s *square) account(name string) string {
	given, family, _ := strings.Cut(strings.ToLower(ascii(name)), " ")
	text := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, pick(s.d, []string{given, initial(given) + family, family}))
	for text += "x"; s.taken[text]; {
		text += fmt.Sprint(s.d.IntN(10))
	}
	s.taken[text] = true
	return text
}

// run lets all days pass.
func (s *square) run() {
	for s.now = s.cal.start(); s.now < s.cal.end; s.now += day {
		for i := range s.slots {
			if s.d.chance(1. / 250) {
				s.slots[i] = s.arrive()
			}
		}
		s.today(s.rhythm() / 91.3 * s.scale())
	}
	slices.SortStableFunc(s.toots, func(a, b *toot) int { return cmp.Compare(a.at, b.at) })
	slices.SortStableFunc(s.lines, func(a, b line) int { return cmp.Compare(a.at, b.at) })
	s.number()
}

// today is what happens on a day; rate is its share of a quarter. On the first and
// the last there is something everywhere, so that the sources speak for all the time.
func (s *square) today(rate float64) {
	for range s.d.count(60 * rate) {
		s.toot(s.someone(), s.d.chance(0.8))
	}
	for range s.d.count(15 * rate) {
		s.pass(s.someone())
	}
	for range s.d.count(36 * rate) {
		s.ask()
	}
	for range s.d.count(30 * rate) {
		s.chat()
	}
	edge := s.now == s.cal.start() || s.now+day >= s.cal.end
	if edge {
		s.toot(nil, true)
		s.ask()
		s.chat()
	}
	if weekday(s.now) == time.Monday || edge {
		s.follow()
		s.toot(nil, true)
		s.say(s.moment(), "ci-robot", -1, "the nightly build has passed", true)
	}
}

func (s *square) someone() *citizen { return pick(s.d, s.slots) }

// moment is a time of today.
func (s *square) moment() int64 {
	return s.now + int64(min(max(14+4.5*s.d.NormFloat64(), 0.1), 23.9)*float64(hour))
}
