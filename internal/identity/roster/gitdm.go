package roster

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"goldenratio/internal/identity"
)

// alias is a line of gitdm's aliases: an address that somebody used, in quotes
// if it holds a blank, and the one that stands for it.
var alias = regexp.MustCompile(`^(?:"([^"]+)"|(\S+))\s+(\S+@\S+)\s*(?:#.*)?$`)

// readAliases reads the aliases of gitdm, `old new` in each line. Lines may
// follow one another: who is new in one is old in the next.
func readAliases(r io.Reader) ([]Group, error) {
	joined := joiner{at: map[string]int{}}
	err := eachLine(r, func(n int, text string) error {
		m := alias.FindStringSubmatch(text)
		if m == nil {
			return errors.New("want two addresses, one that was used and the one that stands for it")
		}
		joined.join("line "+strconv.Itoa(n), m[3], m[1]+m[2])
		return nil
	})
	return joined.all(), err
}

// A joiner puts addresses into groups.
type joiner struct {
	groups []Group
	at     map[string]int // groups by address
}

// join says that two addresses are one person's.
func (j *joiner) join(at, one, two string) {
	a, known := j.at[strings.ToLower(one)]
	b, also := j.at[strings.ToLower(two)]
	switch {
	case !known && !also:
		a = len(j.groups)
		j.groups = append(j.groups, Group{At: at})
	case !known:
		a = b
	case also && a != b:
		for _, w := range j.groups[b].Who {
			j.at[strings.ToLower(w.Address)] = a
		}
		j.groups[a].Who = add(j.groups[a].Who, j.groups[b].Who...)
		j.groups[b].Who = nil
	}
	for _, address := range []string{one, two} {
		j.at[strings.ToLower(address)] = a
		j.groups[a].Who = add(j.groups[a].Who, identity.Who{Address: address})
	}
}

func (j *joiner) all() (groups []Group) {
	for _, g := range j.groups {
		if len(g.Who) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// writeAliases writes groups as aliases of gitdm. Who needs a name beside the
// address to be told is left out: gitdm knows none.
func writeAliases(w io.Writer, groups []Group) error {
	out := bufio.NewWriter(w)
	for _, g := range groups {
		first := ""
		for _, who := range addressed(g) {
			switch {
			case who.Name != "" || !alias.MatchString("x "+who.Address): // it could not stand for others
			case first == "":
				first = who.Address
			default:
				fmt.Fprintf(out, "%s %s\n", who.Address, first)
			}
		}
	}
	return out.Flush()
}

// account is one of cncf/gitdm's github_users.json; somebody with several
// addresses has several.
type account struct {
	Login string `json:"login"`
	Email string `json:"email"` // user!example.org
}

// readAccounts reads the accounts of cncf/gitdm: those with one login are one
// person.
func readAccounts(r io.Reader) (groups []Group, err error) {
	decoder := json.NewDecoder(r)
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('[') {
		return nil, errors.New("want a JSON array of accounts")
	}
	at := map[string]int{}
	for n := 1; decoder.More(); n++ {
		var a account
		if err := decoder.Decode(&a); err != nil {
			return nil, fmt.Errorf("read account %d: %w", n, err)
		}
		login, address := strings.ToLower(a.Login), strings.ToLower(strings.Replace(a.Email, "!", "@", 1))
		if login == "" || !strings.Contains(address, "@") {
			continue
		}
		i, known := at[login]
		if !known {
			i = len(groups)
			at[login] = i
			groups = append(groups, Group{At: "account " + strconv.Itoa(n), Who: []identity.Who{{Login: "github.com/" + login}}})
		}
		groups[i].Who = add(groups[i].Who, identity.Who{Address: address})
	}
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	return groups, nil
}
