package trailer

import (
	"strings"
	"unicode/utf8"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// maxValue bounds what is kept of a value, in bytes.
const maxValue = 1000

// Line reads one line as a trailer. Only known tags and their misspellings
// count, since the line may stand anywhere in a text. Up to three spaces may
// lead: four or a tab make a quotation, as `git log` prints it.
func Line(line string) (collectors.Trailer, bool) {
	token, value, ok := split(line)
	if !ok {
		return collectors.Trailer{}, false
	}
	known, ok := Normalise(token)
	if !ok {
		return collectors.Trailer{}, false
	}
	return build(known, token, value), true
}

// Parse returns the trailers of a commit message, in order: known tags on any
// line after the first, and in the last paragraph any "Token: value" if that
// paragraph is a block of trailers, that is, holds a known tag or nothing else.
// Lines that continue a value are joined to it.
func Parse(text string) []collectors.Trailer {
	lines := strings.Split(strings.TrimRight(text, " \t\r\n"), "\n")
	block := blockStart(lines)
	var out []collectors.Trailer
	for i := 1; i < len(lines); i++ {
		t, ok := Line(lines[i])
		if !ok && i >= block {
			t, ok = unknown(lines[i])
		}
		if !ok {
			continue
		}
		if i >= block && t.Value != "" {
			_, first, _ := split(lines[i])
			more := ""
			for i+1 < len(lines) && continues(lines[i+1]) {
				i++
				more = clip(more + " " + strings.TrimSpace(lines[i]))
			}
			t.Value = value(t.Token, first, more)
		}
		out = append(out, t)
	}
	return out
}

// blockStart returns the line at which the closing block of trailers begins,
// or len(lines).
func blockStart(lines []string) int {
	start := len(lines)
	for start > 0 && strings.TrimSpace(lines[start-1]) != "" {
		start--
	}
	if start == 0 {
		return len(lines) // the subject's own paragraph
	}
	all, known := true, false
	for _, line := range lines[start:] {
		if _, ok := Line(line); ok {
			known = true
		} else if _, ok := unknown(line); !ok && !continues(line) && !strings.HasPrefix(line, "[") {
			all = false
		}
	}
	if !all && !known {
		return len(lines)
	}
	return start
}

func continues(line string) bool {
	return line != "" && (line[0] == ' ' || line[0] == '\t') && strings.TrimSpace(line) != ""
}

// unknown reads a line whose token nobody has listed; its spelling stays.
func unknown(line string) (collectors.Trailer, bool) {
	token, value, ok := split(line)
	if !ok || strings.ContainsAny(token, " _") || line[0] == ' ' || strings.HasPrefix(value, "//") {
		return collectors.Trailer{}, false
	}
	switch strings.ToLower(token) {
	case "from", "author", "date", "subject", "to", "commit", "http", "https":
		return collectors.Trailer{}, false
	}
	return build(token, token, value), true
}

// split cuts a line at its colon if what stands before it can be a token.
func split(line string) (token, value string, ok bool) {
	const longest = 48
	s := strings.TrimLeft(line, " ")
	if len(line)-len(s) > 3 {
		return "", "", false
	}
	colon := strings.IndexByte(s[:min(len(s), longest)], ':')
	if colon < 2 || !asciiLetter(s[0]) {
		return "", "", false
	}
	token = strings.TrimRight(s[:colon], " ")
	for i := range len(token) {
		if c := token[i]; !asciiLetter(c) && !('0' <= c && c <= '9') && c != '-' && c != '_' && c != ' ' {
			return "", "", false
		}
	}
	value = strings.TrimSpace(s[colon+1:])
	return token, value, value != ""
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func build(token, raw, text string) collectors.Trailer {
	t := collectors.Trailer{Token: token, Raw: raw}
	text = clip(strings.ToValidUTF8(text, "\uFFFD"))
	if namesPerson(token) || strings.Contains(text, "@") && strings.HasSuffix(text, ">") && !keepsID(token, text) {
		if t.Alias = Person(text); !t.Alias.Empty() {
			return t
		}
	}
	t.Value = value(token, text, "")
	return t
}

// value is what is kept of a value that names no person and of the lines that
// continue it: an address may begin in one line and end in the next.
func value(token, first, more string) string {
	first = clip(strings.ToValidUTF8(first, "\uFFFD"))
	more = strings.ToValidUTF8(more, "\uFFFD")
	if keepsID(token, first) {
		return clip(first + redact.Addresses(more))
	}
	return clip(redact.Addresses(first + more))
}

// namesPerson reports whether a token's value is a person.
func namesPerson(token string) bool {
	return token == "Cc" || strings.HasSuffix(strings.ToLower(token), "-by")
}

// keepsID reports whether a value leads to a mail by its Message-ID, which only
// looks like an address, and links mail to commits: it stays.
func keepsID(token, value string) bool {
	switch token {
	case "Message-Id":
		return !strings.Contains(strings.ToLower(value), "mailto:") && !strings.ContainsAny(value, " \t")
	case "Link", "Closes", "Patchwork":
		value = strings.TrimPrefix(value, "<")
		return strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "http://")
	}
	return false
}

// Person reads "Name <address> # remark", "address (Name)", "address" or "Name".
func Person(value string) collectors.Alias {
	var a collectors.Alias
	name, rest, found := strings.Cut(value, "<")
	if found {
		address, _, closed := strings.Cut(rest, ">")
		address = strings.TrimPrefix(strings.TrimSpace(address), "mailto:")
		if closed && address != "" && !strings.ContainsAny(address, " \t<") {
			return collectors.Alias{Name: trimName(name), Address: address}
		}
		if local, domain, ok := strings.Cut(address, " at "); ok && !strings.ContainsAny(local+domain, " \t") {
			return collectors.Alias{Name: trimName(name), Address: local + "@" + domain}
		}
		value = name // an address that is none: the name alone
	}
	for i, word := range strings.Fields(value) {
		if strings.Contains(word, "://") {
			return collectors.Alias{} // a link names nobody
		}
		if i == 0 && strings.IndexByte(word, '@') > 0 {
			a.Address = strings.Trim(word, ",;")
			if _, remark, ok := strings.Cut(value, "("); ok {
				a.Name, _, _ = strings.Cut(remark, ")")
			}
			return a
		}
	}
	name, _, _ = strings.Cut(value, " #")
	if name = trimName(name); strings.ContainsAny(name, "@#<>") {
		return a
	}
	a.Name = name
	return a
}

func trimName(name string) string {
	return strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(name), `"`)), " ")
}

// clip cuts s to maxValue bytes at a rune's border.
func clip(s string) string {
	if len(s) <= maxValue {
		return s
	}
	n := maxValue
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
