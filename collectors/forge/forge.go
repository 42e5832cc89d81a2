// Package forge is what the collectors of forges share.
package forge

import (
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Dated is an instant that a forge's own clock gave.
func Dated(at time.Time) collectors.Dated { return collectors.Clocked(at, collectors.DateForge) }

// maxMessage is how much of a commit's message is looked at for its subject.
const maxMessage = 4000

// Subject is what git calls the subject of a commit: the first paragraph of its
// message, on one line.
func Subject(message string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(redact.Clip(message, maxMessage))) {
		line = strings.TrimSpace(line)
		if line == "" {
			break
		}
		lines = append(lines, line)
	}
	return redact.Text(strings.Join(lines, " "))
}
