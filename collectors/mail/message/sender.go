package message

import (
	"strings"

	"goldenratio/collectors"
)

// sender returns the person a mail is from: what From says, without one the
// Sender. Where a list put itself into From, as many do since DMARC, it is the
// person whom the list's other fields name; where they name nobody a name is
// all that is known, since a list's address belongs to no person.
func sender(h *header, f *flags) collectors.Alias {
	if h.from == nil {
		f.add(FlagNoFrom)
		if a := parseAlias(unfold(h.sender), f); !isRole(a.Address) {
			return a
		}
		return collectors.Alias{}
	}
	found := parseAlias(unfold(h.from), f)
	list := listAddress(h, found)
	if list == "" {
		return found
	}
	name := cutVia(found.Name)
	if a := behind(h, name, list, f); a.Address != "" {
		return a
	}
	if strings.EqualFold(name, list) {
		name = ""
	}
	return collectors.Alias{Name: name}
}

// listAddress is the address in From, if it is the list's: the one of List-Id,
// where there is none of List-Post, or for which a -bounces address sends, or
// the one that a rewritten name says: "Ann via Devel <devel@lists.example.org>".
func listAddress(h *header, from collectors.Alias) string {
	address := strings.ToLower(from.Address)
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return ""
	}
	if _, via, ok := strings.Cut(from.Name, " via "); ok && strings.EqualFold(strings.TrimSpace(via), local) {
		return address
	}
	if h.listID != nil {
		if listID(h.listID) == local+"."+domain {
			return address
		}
		return ""
	}
	if h.listPost != nil && strings.EqualFold(parseAlias(unfold(h.listPost), new(flags)).Address, address) {
		return address
	}
	if h.sender != nil && strings.EqualFold(parseAlias(unfold(h.sender), new(flags)).Address, local+"-bounces@"+domain) {
		return address
	}
	return ""
}

// cutVia undoes "Ann via Devel" and the quotes that Google Groups puts around
// the name.
func cutVia(name string) string {
	name, _, found := strings.Cut(name, " via ")
	if found && len(name) > 1 && name[0] == '\'' && name[len(name)-1] == '\'' {
		name = name[1 : len(name)-1]
	}
	return strings.TrimSpace(name)
}

// behind finds the person of whose From the list made its own: what the list
// kept of it, else the mailbox in Reply-To or Sender that has the same name, or
// the only one where one of the two has none. A mailbox of another name is
// where the writer wants answers to go.
func behind(h *header, name, list string, f *flags) collectors.Alias {
	if h.originalFrom != nil {
		if a := parseAlias(unfold(h.originalFrom), f); isPerson(a, list) {
			return named(a, name)
		}
	}
	var nameless []collectors.Alias
	for _, one := range append(mailboxes(unfold(h.replyTo)), unfold(h.sender)) {
		switch a := parseAlias(one, f); {
		case !isPerson(a, list):
		case name != "" && strings.EqualFold(a.Name, name):
			return a
		case name == "" || a.Name == "":
			nameless = append(nameless, a)
		}
	}
	if len(nameless) == 1 {
		return named(nameless[0], name)
	}
	return collectors.Alias{}
}

func named(a collectors.Alias, name string) collectors.Alias {
	if a.Name == "" {
		a.Name = name
	}
	return a
}

// isPerson reports whether an address can be a person's: neither the list's own
// nor one at which its program listens.
func isPerson(a collectors.Alias, list string) bool {
	return strings.Contains(a.Address, "@") && !strings.EqualFold(a.Address, list) && !isRole(a.Address)
}

// isRole reports whether a list's program listens at an address.
func isRole(address string) bool {
	local, _, _ := strings.Cut(strings.ToLower(address), "@")
	local, _, _ = strings.Cut(local, "+")
	for _, role := range [...]string{"-bounces", "-owner", "-request", "-admin"} {
		if strings.HasSuffix(local, role) {
			return true
		}
	}
	return strings.HasPrefix(local, "owner-")
}

// mailboxes splits an address header at the commas that stand in no quotes and
// no comment.
func mailboxes(s string) (all []string) {
	const most = 20
	depth, quoted, start := 0, false, 0
	for i := 0; i < len(s) && len(all) < most; i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ',' && depth == 0:
			all = append(all, s[start:i])
			start = i + 1
		}
	}
	return append(all, s[min(start, len(s)):])
}
