package message

import (
	"strings"

	"goldenratio/collectors"
)

// parseAlias reads the first mailbox of an address header in any of the shapes
// seen: `Name <address>`, `address (Name)`, `address`, `Name`, and what archives
// make of them to hide addresses, such as Pipermail's `user at domain`. Names are cut out before RFC 2047 is decoded, since a
// decoded name may hold commas and brackets.
func parseAlias(s string, f *flags) collectors.Alias {
	const longest = 500
	var m mailbox
	m.scan(s)
	name := decodeWords(squeeze(m.phrase), f)
	if m.address == "" && !m.angle { // no brackets: the phrase is the address
		if address, ok := plainAddress(m.phrase); ok {
			m.address, name = address, ""
		}
	} else if address, ok := plainAddress(m.address); ok {
		m.address = address
	}
	if name == "" {
		name = decodeWords(squeeze(m.comment), f)
	}
	address := decodeWords(m.address, f)
	if cutOff(address) {
		address = ""
	}
	return collectors.Alias{Name: clip(name, longest), Address: clip(address, longest)}
}

// A mailbox is what scan finds in an address header.
type mailbox struct {
	phrase  string // outside of brackets and comments, without quotes
	address string // between angle brackets
	comment string // in the last pair of parentheses
	angle   bool
}

// scan reads s up to the comma that ends its first mailbox. A comma before any
// address is part of a name that should have been quoted: Last, First <address>.
func (m *mailbox) scan(s string) {
	var phrase, comment strings.Builder
	depth := 0
	quoted := false
	seen := false // an @, or `user at`
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) && (quoted || depth > 0) {
			i++
			c = s[i]
		} else if c == '"' && depth == 0 {
			quoted = !quoted
			continue
		} else if !quoted {
			switch {
			case c == '(':
				if depth++; depth == 1 {
					comment.Reset()
					continue
				}
			case c == ')' && depth > 0:
				if depth--; depth == 0 {
					if hides(comment.String(), phrase.String()) {
						phrase.WriteString("(" + comment.String() + ")")
						comment.Reset()
					}
					continue
				}
			case depth > 0:
			case c == ')' && seen: // one too many
				continue
			case c == '<' && !m.angle:
				if end := strings.IndexByte(s[i:], '>'); end > 0 {
					m.angle, seen = true, true
					m.address = strings.TrimSpace(s[i+1 : i+end])
					i += end
					continue
				}
			case c == ',' || c == ';':
				if seen {
					m.phrase, m.comment = phrase.String(), comment.String()
					return
				}
			case c == '@' || c == ' ' && hasPrefixFold(s[i:], " at "):
				seen = true
			}
		}
		if depth > 0 {
			comment.WriteByte(c)
		} else {
			phrase.WriteByte(c)
		}
	}
	m.phrase, m.comment = phrase.String(), comment.String()
}

// samePerson reports whether two aliases of one mail are one person's: many
// write from one address and sign with another.
func samePerson(a, b collectors.Alias) bool {
	return a.Address != "" && strings.EqualFold(a.Address, b.Address) ||
		a.Name != "" && strings.EqualFold(squeeze(a.Name), squeeze(b.Name))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// countAddresses counts the mailboxes of a To or Cc header. It looks at each
// byte once and keeps nothing, however many there are.
func countAddresses(value []byte) uint32 {
	var n uint32
	depth := 0
	var quoted, content bool
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c == '\\':
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == ',' || c == ';':
			if content {
				n++
			}
			content = false
		case c == ':': // a group's name
			content = false
		case c > ' ':
			content = true
		}
	}
	if content {
		n++
	}
	return n
}
