package irc

import (
	"strconv"
	"strings"
)

// unquote reads lines of a log that somebody kept as Python wrote its bytes:
// b'2014-03-10T12:00:00 <ada> it\'s out', with the quote that ends it on a line of
// its own. Of other logs it returns the line as it is.
func (s *state) unquote(line string) string {
	if !s.Literal {
		rest, begins := strings.CutPrefix(line, "b")
		if !begins || len(rest) < 2 || rest[0] != '\'' && rest[0] != '"' || !iso.MatchString(rest[1:]) {
			return line
		}
		s.Literal = true
		line = rest[1:]
	}
	if line == "'" || line == `"` {
		s.Literal = false
		return ""
	}
	return unescape(line)
}

// unescape reads the escapes of such a literal.
func unescape(line string) string {
	if !strings.Contains(line, `\`) {
		return line
	}
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' || i+1 == len(line) {
			b.WriteByte(line[i])
			continue
		}
		i++
		switch c := line[i]; c {
		case 't':
			b.WriteByte('\t')
		case 'r':
		case '\\', '\'', '"':
			b.WriteByte(c)
		case 'x':
			if n, err := strconv.ParseUint(line[min(i+1, len(line)):min(i+3, len(line))], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
			b.WriteString(`\x`)
		default:
			b.WriteString(line[i-1 : i+1])
		}
	}
	return b.String()
}
