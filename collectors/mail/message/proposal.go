package message

import (
	"bytes"
	"strings"

	"goldenratio/collectors"
)

// proposal is what a mail says of the change that it proposes: nil unless it
// has a diff, or a subject that says so and answers nothing.
func proposal(m *collectors.Message, c *measures, patchSubject bool) *collectors.Proposal {
	if m.Diff.Files == 0 && (!patchSubject || m.Reply) {
		return nil
	}
	p := &collectors.Proposal{PatchID: c.diff.patchID(), Paths: c.diff.paths.sorted()}
	if c.author != m.From {
		p.Author = c.author
	}
	for _, t := range m.Trailers {
		switch {
		case t.Token == "Change-Id" && isChangeID(t.Value):
			p.ChangeID = t.Value
		case t.Token == "Base-commit" && isObjectID(t.Value):
			p.BaseCommit = t.Value
		}
	}
	return p
}

// isChangeID tells b4's change-id, a date and words, from Gerrit's, which
// names one patch and not a series.
func isChangeID(value string) bool {
	const longest, date = 200, len("20220801-")
	if len(value) <= date || len(value) > longest || value[date-1] != '-' {
		return false
	}
	for i := range len(value) {
		c := value[i]
		if i < date-1 && !digit(c) || !digit(c) && !asciiLetter(c) && strings.IndexByte("-_.", c) < 0 {
			return false
		}
	}
	return true
}

// isObjectID reports whether a value is a commit's full id, SHA-1 or SHA-256.
func isObjectID(value string) bool {
	for i := range len(value) {
		if unhex(value[i]) < 0 {
			return false
		}
	}
	return len(value) == 40 || len(value) == 64
}

// opening looks for the header lines that git puts before the text of a mail
// whose sender is not the patch's author: From:, and perhaps Subject: and Date:.
type opening struct {
	over   bool
	author collectors.Alias
}

// line takes the next line of the mail's own text.
func (o *opening) line(b []byte, f *flags) {
	if o.over || len(b) == 0 {
		return
	}
	name, value, _ := bytes.Cut(b, []byte(":"))
	switch strings.ToLower(string(name[:min(len(name), 8)])) {
	case "from":
		// in prose, too, a line may begin so
		if a := parseAlias(unfold(value), f); strings.Contains(a.Address, "@") && o.author.Empty() {
			o.author = a
			return
		}
	case "subject", "date":
		return
	}
	o.over = true
}
