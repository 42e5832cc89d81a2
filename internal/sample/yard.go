package sample

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"goldenratio/internal/sample/hub"
)

// A yard is the part of the community that works on a forge: a repository of its
// own, console, with issues and pull requests, by people of its own, in a scope
// of its own. It has its own dice, so that the rest of a sample is the same with
// and without it.
type yard struct {
	*town
	d       dice
	lex     *lexicon
	repo    *repo
	hub     *hub.Hub
	place   *hub.Repository
	members []*hub.Person
	guests  []*hub.Person
	robot   *hub.Person
	senders map[*hub.Person]sender
	matters []*matter
	runs    []tested
	ids     uint64
	taken   map[string]bool
	names   []func(shas map[int]string) // what to fill in when commits have names
}

const scopeForge = "forge"

// newYard makes the repository and the people who are there from the start.
func newYard(ctx context.Context, t *town, dir string) (*yard, error) {
	r, err := newRepo(ctx, filepath.Join(dir, "console.git"))
	if err != nil {
		return nil, err
	}
	y := &yard{town: t, d: newDice(t.o.Seed, 6), lex: readLexicon(t.o.Seed + 1), repo: r, ids: 1000, senders: map[*hub.Person]sender{}, taken: map[string]bool{}}
	start := time.Unix(t.cal.start(), 0).UTC()
	y.place = &hub.Repository{ID: y.id(), Name: "example/console", Created: start.Add(-time.Hour), Branch: "master", Forks: 3, Watchers: 5}
	y.robot = &hub.Person{ID: y.id(), Login: "example-robot[bot]", Robot: true, Joined: start}
	y.hub = &hub.Hub{Owners: []string{"example"}, People: []*hub.Person{y.robot}, Repositories: []*hub.Repository{y.place}}
	for range 6 {
		p := y.arrive()
		p.Member = true
		y.members = append(y.members, p)
	}
	for range 20 {
		y.guests = append(y.guests, y.arrive())
	}
	return y, nil
}

func (y *yard) id() uint64 { y.ids++; return y.ids }

func (y *yard) at() time.Time { return time.Unix(y.now, 0).UTC() }

// arrive gives somebody an account.
func (y *yard) arrive() *hub.Person {
	given, family := y.lex.name(y.d, pick(y.d, tongues()))
	login := strings.ToLower(strings.NewReplacer(" ", "", "'", "").Replace(ascii(given) + "-" + ascii(family)))
	for y.taken[login] {
		login += "x"
	}
	y.taken[login] = true
	p := &hub.Person{ID: y.id(), Login: login, Name: given + " " + family, Joined: time.Unix(y.cal.start(), 0).UTC()}
	if y.d.chance(0.5) {
		p.Login = strings.ToUpper(login[:1]) + login[1:]
	}
	if y.d.chance(0.3) {
		p.Address = login + "@example.org"
	}
	if y.d.chance(0.4) {
		p.Company = pick(y.d, []string{"@example", "Example Works", "University of Example"})
	}
	y.senders[p] = sender{&person{names: []string{p.Name}}, p.Name, address{text: p.Email()}}
	y.hub.People = append(y.hub.People, p)
	return p
}

// other is somebody else, most often a member.
func (y *yard) other(than *hub.Person) *hub.Person {
	for {
		from := y.members
		if y.d.chance(0.3) {
			from = y.guests
		}
		if p := pick(y.d, from); p != than {
			return p
		}
	}
}

// found makes the first commit.
func (y *yard) found() {
	w := record{branch: "master", message: "Initial import", author: y.sign(y.members[0], y.now), committer: y.sign(y.members[0], y.now)}
	for range 12 {
		_, e := y.repo.tree.create(y.d, y.lex, "src/"+y.lex.symbol()+".c", 15)
		w.changes = append(w.changes, e.change)
	}
	y.repo.commit(w)
}

func (y *yard) sign(p *hub.Person, at int64) signature { return signature{y.senders[p], at} }

// day plans what begins on one day.
func (y *yard) day() {
	rate := 0.6 * float64(y.o.Commits) / 91.3
	for range y.d.count(rate) {
		y.plan(y.clear(y.hours()), y.report)
	}
	for range y.d.count(rate) {
		y.plan(y.clear(y.hours()), y.offer)
	}
	if y.d.chance(0.3) {
		y.plan(y.hours(), y.admire)
	}
	if y.d.chance(0.1) {
		y.guests = append(y.guests, y.arrive())
	}
	y.plan(y.hours(), func() { y.test("schedule") })
	if at := y.at(); at.Day() == 15 {
		y.plan(y.hours(), y.announce)
	}
	y.visits()
}

// hours is a moment of today.
func (y *yard) hours() int64 {
	return y.now + int64(min(max(13+4*y.d.NormFloat64(), 0.1), 23.9)*float64(hour))
}

// clear moves a start away from where its deadline is the very instant at which
// a quarter ends.
func (y *yard) clear(at int64) int64 {
	due := deadline(at, 2)
	if q := y.cal.quarter(due); q >= 0 && y.cal.bounds[q] == due {
		return at + 2*day
	}
	return at
}

// admire gives a star.
func (y *yard) admire() {
	p := y.arrive()
	y.place.Stars = append(y.place.Stars, hub.Star{By: p, At: y.at()})
}

func (y *yard) visits() {
	n := uint64(5 + y.d.IntN(20))
	y.place.Visits = append(y.place.Visits, hub.Visits{Day: y.at(), Views: 4 * n, Visitors: n, Clones: n / 2, Cloners: n / 4})
}

// announce makes a release, every third one a candidate.
func (y *yard) announce() {
	n := len(y.place.Releases)
	r := &hub.Release{ID: y.id(), Tag: fmt.Sprintf("v1.%d", n), By: pick(y.d, y.members), At: y.at(), Candidate: n%3 == 1}
	r.Title = "Console " + r.Tag
	y.repo.tag(r.Tag, y.repo.tips["master"], y.sign(r.By, y.now), r.Title)
	y.place.Releases = append(y.place.Releases, r)
}

// A tested is a run that counts: of the default branch itself, and over.
type tested struct {
	at      int64
	outcome string
}

// test runs the workflow on the default branch.
func (y *yard) test(event string) {
	r := &hub.Run{ID: y.id(), Name: "tests", Event: event, Branch: "master", By: pick(y.d, y.members), Attempt: 1 + uint32(y.d.more(0.1, 2)), At: y.at()}
	r.Outcome = pick(y.d, []string{"success", "success", "success", "success", "success", "success", "failure", "timed_out", "cancelled"})
	r.Ended = r.At.Add(time.Duration(5+y.d.IntN(50)) * time.Minute)
	mark := y.repo.tips["master"]
	y.names = append(y.names, func(shas map[int]string) { r.SHA = shas[mark] })
	if r.Ended.Unix() >= y.cal.end {
		r.Outcome, r.Ended = "", r.At
	} else {
		y.runs = append(y.runs, tested{y.now, r.Outcome})
	}
	y.place.Runs = append(y.place.Runs, r)
}

// close waits for the repository and fills in the names of commits.
func (y *yard) close() error {
	if err := y.repo.close(); err != nil {
		return err
	}
	for _, fill := range y.names {
		fill(y.repo.shas)
	}
	return nil
}
