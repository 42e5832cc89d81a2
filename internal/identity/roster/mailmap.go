package roster

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"goldenratio/internal/identity"
)

// mapped is a line of a mailmap: a name, an address, and perhaps the name and
// the address that commits have in their place.
var mapped = regexp.MustCompile(`^([^<>]*)<([^<>]*)>(?:([^<>]*)<([^<>]*)>)?\s*(?:#.*)?$`)

// readMailmap reads git's .mailmap in its four forms. Lines with one canonical
// address are of one person. So are lines that give several addresses only one
// name, `Ada Lovelace <ada@example.org>`, as git shortlog takes them; they join
// the person of that name with a canonical address, where there is exactly one.
func readMailmap(r io.Reader) ([]Group, error) {
	m := mailmap{byAddress: map[string]int{}, byName: map[string][]int{}}
	if err := eachLine(r, m.line); err != nil {
		return nil, err
	}
	m.join()
	narrow(m.groups)
	return m.groups, nil
}

// A mailmap is one that is being read.
type mailmap struct {
	groups    []Group
	byAddress map[string]int   // groups by their canonical address
	byName    map[string][]int // groups by their name
	lone      []named
}

// A named line gives an address a name, and says nothing more.
type named struct {
	line          int
	name, address string
}

// line takes one line.
func (m *mailmap) line(n int, text string) error {
	parts := mapped.FindStringSubmatch(text)
	if parts == nil {
		return fmt.Errorf("want `Name <address>`, perhaps with `Name <address>` of commits behind it")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	name, address, commitName, commit := parts[1], parts[2], parts[3], parts[4]
	switch {
	case address == "":
		return fmt.Errorf("an address is empty")
	case commit != "":
		i := m.canonical(n, address)
		m.call(i, name)
		m.groups[i].Who = add(m.groups[i].Who, identity.Who{Address: commit, Name: commitName})
	case name == "":
		return fmt.Errorf("an address alone says nothing")
	default:
		m.lone = append(m.lone, named{n, name, address})
	}
	return nil
}

// canonical is the group of an address that stands for others.
func (m *mailmap) canonical(n int, address string) int {
	key := strings.ToLower(address)
	i, ok := m.byAddress[key]
	if !ok {
		i = len(m.groups)
		m.byAddress[key] = i
		m.groups = append(m.groups, Group{At: "line " + strconv.Itoa(n), Who: []identity.Who{{Address: address}}})
	}
	return i
}

// call names a group that has no name yet.
func (m *mailmap) call(i int, name string) {
	if name != "" && m.groups[i].Name == "" {
		m.groups[i].Name = name
		m.byName[name] = append(m.byName[name], i)
	}
}

// join gives the lines with nothing but a name and an address to groups.
func (m *mailmap) join() {
	var left []named
	for _, l := range m.lone { // these may name who is canonical
		if i, ok := m.byAddress[strings.ToLower(l.address)]; ok {
			m.call(i, l.name)
		} else {
			left = append(left, l)
		}
	}
	own := map[string]int{}
	for _, l := range left {
		i, ok := own[l.name]
		if !ok {
			i = m.only(l)
			own[l.name] = i
		}
		m.groups[i].Who = add(m.groups[i].Who, identity.Who{Address: l.address})
	}
}

// only is the one group of a name, else a new one.
func (m *mailmap) only(l named) int {
	if of := m.byName[l.name]; len(of) == 1 {
		return of[0]
	}
	m.groups = append(m.groups, Group{Name: l.name, At: "line " + strconv.Itoa(l.line)})
	return len(m.groups) - 1
}

// writeMailmap writes groups as git reads them. The first address of each stands
// for the others.
func writeMailmap(w io.Writer, groups []Group) error {
	out := bufio.NewWriter(w)
	for _, g := range groups {
		who := addressed(g)
		if len(who) == 0 {
			continue
		}
		name, address := bare(g.Name), who[0].Address
		if name != "" {
			fmt.Fprintf(out, "%s <%s>\n", name, address)
			name += " "
		}
		for _, other := range who {
			switch commit := bare(other.Name); {
			case other.Name == "" && !strings.EqualFold(other.Address, address):
				fmt.Fprintf(out, "%s<%s> <%s>\n", name, address, other.Address)
			case other.Name != "" && commit == other.Name: // another name would never be found
				fmt.Fprintf(out, "%s<%s> %s <%s>\n", name, address, commit, other.Address)
			}
		}
	}
	return out.Flush()
}

// addressed are those of a group who have an address that can stand between
// angles, or between blanks.
func addressed(g Group) (who []identity.Who) {
	for _, w := range g.Who {
		if w.Address != "" && !strings.ContainsAny(w.Address, " \t\"<>#") && line(w.Address) == w.Address {
			who = append(who, identity.Who{Address: w.Address, Name: w.Name})
		}
	}
	return who
}

// bare is a name that a mailmap can hold.
func bare(name string) string {
	return strings.TrimLeft(line(strings.NewReplacer("<", "", ">", "").Replace(name)), "# ")
}
