package redact

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Origin is Name for the name of a file, fit to be part of an item's origin:
// one line of UTF-8 in which @ and ~ are escaped, so that they can mean
// something there. Different names stay different.
func Origin(name string) string {
	name = Name(name)
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size <= 1 || r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 || strings.ContainsRune("%@~\u2028\u2029", r) {
			for _, c := range []byte(name[i : i+size]) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		} else {
			b.WriteString(name[i : i+size])
		}
		i += size
	}
	return b.String()
}
