package roster

import (
	"strings"
	"time"

	"goldenratio/internal/identity"
)

// A Group is what a file says are one person.
type Group struct {
	Name string // what the person is called; may be empty
	Bot  bool   // it is a program
	Who  []identity.Who
	At   string // where it stands: line 3
	Jobs []Job  // as they are written; package maps reads those of files
}

// A Job is some time for which somebody worked for an organisation, called as
// people call it: up to the day before Until. Zero means no limit.
type Job struct {
	Organisation string
	From, Until  time.Time
}

// Add adds those who are not in the group yet.
func (g *Group) Add(who ...identity.Who) { g.Who = add(g.Who, who...) }

// decide makes decisions of the groups of a file.
func decide(groups []Group, name string) (all []identity.Decision) {
	for _, g := range groups {
		origin := name + ", " + g.At
		if len(g.Who) > 1 {
			all = append(all, identity.Decision{Verdict: identity.SamePerson, Who: g.Who, Origin: origin})
		}
		if g.Bot {
			all = append(all, identity.Decision{Verdict: identity.Program, Who: g.Who, Origin: origin})
		}
	}
	return all
}

// narrow makes those who share an address with another group tell by their
// names as well whom they mean; elsewhere the address alone says more, since
// people write their names in many ways.
func narrow(groups []Group) {
	users := map[string]map[int]bool{}
	for i := range groups {
		for _, w := range groups[i].Who {
			address := strings.ToLower(w.Address)
			if users[address] == nil {
				users[address] = map[int]bool{}
			}
			users[address][i] = true
		}
	}
	for i := range groups {
		var kept []identity.Who
		for _, w := range groups[i].Who {
			if w.Address != "" && w.Login == "" && len(users[strings.ToLower(w.Address)]) == 1 {
				w.Name = ""
			}
			kept = add(kept, w)
		}
		groups[i].Who = kept
	}
}

// add appends those who are not there yet.
func add(all []identity.Who, who ...identity.Who) []identity.Who {
	for _, w := range who {
		known := false
		for _, have := range all {
			known = known || have.Alias == w.Alias && strings.EqualFold(have.Address, w.Address) &&
				strings.EqualFold(have.Login, w.Login) && strings.EqualFold(have.Name, w.Name)
		}
		if !known {
			all = append(all, w)
		}
	}
	return all
}

// line is a text on one line, without what would break it.
func line(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfffd {
			return ' '
		}
		return r
	}, text)), " ")
}
