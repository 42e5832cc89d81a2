package redact

import "strings"

// maxText is how much of a title is kept; services themselves allow some 300
// characters.
const maxText = 1000

// Text is a title fit for a public column: without addresses, and not too long.
func Text(s string) string { return Clip(Addresses(Clip(s, 2*maxText)), maxText) }

// Label is the same for what something is known by: a branch, a label, a tag.
func Label(s string) string { return Clip(Name(Clip(s, 2*maxText)), maxText) }

// Clip cuts a text to so many bytes, between two characters.
func Clip(s string, most int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
