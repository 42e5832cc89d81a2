package sample

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// squareConfig is what the square adds to the sources; %s is the day of the end.
const squareConfig = `  - {id: network, type: social_table, synthetic: true, scope: demo, paths: ['social/network/*.csv'], own: [example-hypervisor], terms: [example hypervisor], exported: %[1]s}
  - {id: forum, type: stackexchange, synthetic: true, scope: demo, site: forum.example.org, tags: [example], dump: social/forum, exported: %[1]s}
  - {id: chat, type: irc, synthetic: true, scope: demo, paths: ['social/chat/*.log'], network: irc.example.org, channel: '#example', bots: [ci-robot]}
`

// social writes what was said elsewhere, and the truth about it. It returns the
// entries in the configuration.
func (t *town) social(dir string) (entries string, err error) {
	s := newSquare(t)
	s.run()
	for _, part := range []struct {
		source string
		items  int
		write  func(dir string) error
	}{
		{sourceNetwork, len(s.toots) + len(s.follows), s.writeNetwork},
		{sourceForum, len(s.posts) + len(s.comments), s.writeForum},
		{sourceChat, len(s.lines), s.writeChat},
	} {
		folder := filepath.Join(dir, "social", part.source)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		if err := part.write(folder); err != nil {
			return "", err
		}
		t.tally.truth.Sources[part.source] = Ledger{Received: uint64(part.items)}
	}
	for q := range s.cal.quarters() {
		s.count(q)
	}
	return fmt.Sprintf(squareConfig, date(s.cal.end)), nil
}

// count writes the rows of a quarter.
func (s *square) count(q int) {
	begin, end := s.cal.bounds[q], s.cal.bounds[q+1]
	in := func(at int64) bool { return at >= begin && at < end }
	posts, passed, reacted, said := 0, 0, 0, 0
	accounts, humans := map[string]bool{}, map[int]bool{}
	seen := func(account string, human int) {
		accounts[account], humans[human] = true, true
	}
	for _, p := range s.toots {
		if !in(p.at) {
			continue
		}
		if p.of != nil {
			passed++
		}
		if p.by == nil && p.at+7*day <= s.cal.end {
			reacted += p.sum
		}
		if p.about {
			posts++
			seen(siteNet+"/"+p.handle(), p.human())
		}
	}
	for _, w := range slices.Concat(s.posts, s.comments) {
		if in(w.at) {
			posts++
			seen(fmt.Sprint(siteForum, "/", w.by.user), w.by.human)
		}
	}
	for _, l := range s.lines {
		if in(l.at) && l.said {
			said++
			seen(siteChat+"/"+l.nick, l.human)
		}
	}
	s.row(q, "social_posts", whole(posts))
	s.row(q, "social_reshares", whole(passed))
	s.row(q, "social_engagement", whole(reacted))
	s.row(q, "social_messages", whole(said))
	s.tally.row(scopeRoot, "social_authors", "value", "", q, func(way int) Number {
		if way == byAddress {
			return whole(len(accounts))
		}
		return whole(len(humans))
	})
	s.row(q, "social_answered_share", s.answeredInTime(begin, end))
	now, before := s.followers(end), s.followers(begin)
	s.row(q, "social_followers", now)
	growth := Number{}
	if q > 0 && now.Value != nil && before.Value != nil {
		growth = whole(int(*now.Value - *before.Value))
	}
	s.row(q, "social_follower_growth", growth)
}

func (s *square) row(q int, kpi string, n Number) {
	s.tally.row(scopeRoot, kpi, "value", "", q, func(int) Number { return n })
}

// answeredInTime is the share of questions answered in time, of those whose deadline
// is in a span of time.
func (s *square) answeredInTime(begin, end int64) Number {
	x, n := 0, 0
	for _, q := range s.questions {
		due := deadline(q.at, 5)
		if due < begin || due >= end {
			continue
		}
		n++
		if at := q.answered(); at != 0 && at <= due {
			x++
		}
	}
	return ratio(x, n)
}

// followers is how many there were at an instant: of both accounts the last number
// within a week, or nobody knows.
func (s *square) followers(at int64) Number {
	last := map[string]follow{}
	for _, f := range s.follows {
		if f.at < at {
			last[f.account] = f
		}
	}
	sum := 0
	for _, f := range last {
		if f.at < at-7*day {
			return Number{}
		}
		sum += f.value
	}
	if len(last) == 0 {
		return Number{}
	}
	return whole(sum)
}
