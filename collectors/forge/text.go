package forge

import (
	"strings"

	"goldenratio/collectors/redact"
)

// maxText is how much of a title is kept; forges themselves allow some 255
// characters.
const maxText = 1000

// Text is a title fit for a public column: without addresses, and not too long.
func Text(s string) string { return Clip(redact.Addresses(Clip(s, 2*maxText)), maxText) }

// Name is the same for what something is known by: a branch, a label, a tag.
func Name(s string) string { return Clip(redact.Name(Clip(s, 2*maxText)), maxText) }

// Subject is what git calls the subject of a commit: the first paragraph of its
// message, on one line.
func Subject(message string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(Clip(message, 4*maxText))) {
		line = strings.TrimSpace(line)
		if line == "" {
			break
		}
		lines = append(lines, line)
	}
	return Text(strings.Join(lines, " "))
}

// Clip cuts a text to so many bytes, between two characters.
func Clip(s string, most int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
