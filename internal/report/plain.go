package report

import (
	"strings"
	"unicode"
)

// Plain makes foreign text safe to show on a terminal or a page: one line,
// valid UTF-8, no control characters and none that reorder or hide text.
// It does not escape for HTML; templates do.
func Plain(text string) string {
	return strings.Map(plain, strings.ToValidUTF8(text, "\ufffd"))
}

func plain(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return ' '
	case unicode.IsControl(r):
		return '\ufffd'
	case unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\u200b':
		return '\ufffd'
	default:
		return r
	}
}
