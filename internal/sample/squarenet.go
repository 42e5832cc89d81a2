package sample

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A toot is a post on the network.
type toot struct {
	at     int64
	by     *citizen // nil for the community's own account
	id     string
	kind   string // post, comment, reshare or quote
	text   string
	about  bool     // the project
	of     *toot    // what it passes on, which the community's account wrote
	told   bool     // by which post; otherwise by whose alone
	counts []string // likes, reshares, replies
	sum    int      // of these
}

// handle is who wrote it.
func (p *toot) handle() string {
	if p.by == nil {
		return ownName
	}
	return p.by.handle
}

// human is who that is.
func (p *toot) human() int {
	if p.by == nil {
		return nowhere
	}
	return p.by.human
}

// A follow is how many follow an account, or belong to a group, on a day.
type follow struct {
	at      int64
	account string
	measure string
	value   int
}

// toot writes a post or a comment; nobody is the community itself.
func (s *square) toot(by *citizen, about bool) *toot {
	p := &toot{at: s.moment(), by: by, kind: "post", about: about, text: "I like " + s.lex.symbol()}
	if about {
		p.text = pick(s.d, []string{"The Example Hypervisor and ", "Reading about the example hypervisor: "}) + s.lex.symbol()
	}
	if by != nil && s.d.chance(0.25) {
		p.kind = "comment"
	}
	for _, mean := range []float64{4, 1, 1} {
		n := s.d.count(mean)
		p.sum += n
		p.counts = append(p.counts, strconv.Itoa(n))
	}
	p.id = fmt.Sprintf("https://%s/%s/%d", siteNet, p.handle(), len(s.toots)+1)
	s.toots = append(s.toots, p)
	return p
}

// pass passes on what the community's account wrote last, now and then with words.
func (s *square) pass(by *citizen) {
	for _, last := range slices.Backward(s.toots) {
		if last.by != nil || last.at >= s.now {
			continue
		}
		quote := s.d.chance(0.3)
		p := s.toot(by, quote)
		p.kind, p.of, p.told = "reshare", last, s.d.chance(0.5)
		if quote {
			p.kind = "quote"
		}
		return
	}
}

// follow counts who follows. Once the group's number is missing around the end of a
// quarter.
func (s *square) follow() {
	weeks := int((s.now - s.cal.start()) / (7 * day))
	s.follows = append(s.follows, follow{s.now, ownName, "followers", 200 + 3*weeks + s.d.IntN(5)})
	if end := s.cal.bounds[min(3, s.cal.quarters())]; s.now < end-10*day || s.now >= end {
		s.follows = append(s.follows, follow{s.now, "example-group", "members", 90 + weeks})
	}
}

// writeNetwork writes the tables of posts and followers.
func (s *square) writeNetwork(dir string) error {
	posts := [][]string{{"network", "date", "author", "name", "id", "kind", "text", "reshare_of", "original", "likes", "reshares", "replies"}}
	for _, p := range s.toots {
		row := []string{siteNet, time.Unix(p.at, 0).UTC().Format(time.RFC3339), p.handle(), "Example Hypervisor", p.id, p.kind, p.text, "", ""}
		if p.by != nil {
			row[3] = p.by.name
		}
		switch {
		case p.of != nil && p.told:
			row[7] = p.of.id
		case p.of != nil:
			row[8] = ownName
		}
		posts = append(posts, append(row, p.counts...))
	}
	follows := [][]string{{"network", "date", "account", "followers", "members"}}
	for _, f := range s.follows {
		row := []string{siteNet, date(f.at), f.account, "", ""}
		if row[3] = strconv.Itoa(f.value); f.measure == "members" {
			row[3], row[4] = "", row[3]
		}
		follows = append(follows, row)
	}
	if err := writeTable(filepath.Join(dir, "posts.csv"), posts); err != nil {
		return err
	}
	return writeTable(filepath.Join(dir, "followers.csv"), follows)
}

func writeTable(path string, rows [][]string) error {
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
