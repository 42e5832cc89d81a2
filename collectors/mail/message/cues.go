package message

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"

	"goldenratio/collectors"
)

//go:embed cues.txt
var cueTable string

// phrases finds the phrases of cues.txt.
var phrases = compile(cueTable)

// Cues that are no phrases.
const (
	cueMark    = "question mark" // a sentence that ends in one
	cueVouches = "vouches"       // a tag by which somebody answers for a change
	cuePatch   = "proposes"      // a patch was attached and taken off by the archive
)

// cueWithdraws is told within the first bytes only: further down people speak
// of other mails.
const (
	cueWithdraws = "withdraws"
	maxWithdraws = 400
)

// A phrase is words that tell a cue.
type phrase struct {
	text string
	open bool // its last word may go on
	cue  string
}

// An index has phrases by the two bytes that they begin with.
type index [1 << 10][]phrase

func slot(first, second byte) int { return int(first&31)<<5 | int(second&31) }

// compile reads the table. A line that is none belongs to the program, not to
// any input, and the first test finds it.
func compile(table string) *index {
	var all index
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		cue, list, ok := strings.Cut(line, ": ")
		if !ok {
			panic("no cue in " + line)
		}
		for text := range strings.SplitSeq(list, ", ") {
			text, open := strings.CutSuffix(text, "*")
			at := slot(text[0], text[1])
			all[at] = append(all[at], phrase{text, open, cue})
		}
	}
	return &all
}

// find adds the cues that text tells. The text is as gist has it.
func (x *index) find(text []byte, found *flags) {
	within := false // a word
	for i := range len(text) - 1 {
		c := text[i]
		if within {
			within = inWord(c)
		} else if within = inWord(c); within {
			for _, p := range x[slot(c, text[i+1])] {
				if p.begins(text[i:]) && (i < maxWithdraws || p.cue != cueWithdraws) {
					found.add(p.cue)
				}
			}
		}
		if c == '?' && asksAt(text, i) {
			found.add(cueMark)
		}
	}
}

func (p *phrase) begins(text []byte) bool {
	n := len(p.text)
	return len(text) >= n && string(text[:n]) == p.text && (p.open || len(text) == n || !inWord(text[n]))
}

// asksAt reports whether the question mark at i, not the last byte, ends a
// sentence: one in a URL or between blanks, as C has it, does not.
func asksAt(text []byte, i int) bool {
	return i > 0 && text[i-1] != ' ' && strings.IndexByte(` ?!")`, text[i+1]) >= 0
}

func inWord(c byte) bool { return asciiLetter(c) || digit(c) || c == '_' }

// maxGist bounds the text that is looked through, in bytes. Who asks for more
// than this length does so above or below.
const maxGist = 8 << 10

// A gist is the text that the sender wrote, to be searched for phrases: in
// lower case, each run of blanks one blank, without quoted lines, diffs, "Ann
// wrote:", signature, and what lists and archives put under a mail.
type gist struct {
	text    []byte
	over    bool // a signature or a footer has begun
	removed bool // an archive took a patch off
}

// line takes the next line that is neither quoted nor of a diff.
func (g *gist) line(b []byte) {
	if b = bytes.TrimSpace(b); len(b) == 0 {
		return
	}
	if g.over || footer(b) {
		g.over = true
		g.removed = g.removed || scrubbedPatch(b)
		return
	}
	if len(g.text)+len(b) >= maxGist || attribution(b) {
		return
	}
	g.text = append(g.text, ' ')
	blank := true
	for _, c := range b {
		if c <= ' ' {
			if !blank {
				g.text = append(g.text, ' ')
			}
			blank = true
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		g.text, blank = append(g.text, c), false
	}
	if n := len(g.text); bytes.HasSuffix(g.text, []byte(" ?")) { // as the French put it
		g.text = append(g.text[:n-2], '?')
	}
}

// attribution reports whether a line says whom the next ones quote.
func attribution(line []byte) bool {
	return bytes.HasSuffix(line, []byte("wrote:")) || bytes.HasSuffix(line, []byte("writes:"))
}

// footer reports whether a line ends what the sender wrote: a signature, a
// list's footer, an archive's note of a part, a mail quoted below.
func footer(line []byte) bool {
	if line[0] != '-' && line[0] != '_' {
		return false
	}
	if string(line) == "--" || bytes.HasPrefix(line, []byte("____________________")) {
		return true
	}
	rest := bytes.TrimLeft(line, "- ")
	return len(line)-len(rest) >= 5 && (bytes.HasPrefix(rest, []byte("next part")) || bytes.HasPrefix(rest, []byte("Original Message")))
}

// scrubbedPatch recognises Pipermail's note of an attachment that it keeps
// elsewhere.
func scrubbedPatch(line []byte) bool {
	name, ok := bytes.CutPrefix(line, []byte("Name: "))
	return ok && (bytes.HasSuffix(name, []byte(".patch")) || bytes.HasSuffix(name, []byte(".diff")))
}

// cues are the constant words that a mail's text and tags tell, in order.
func cues(m *measures) []string {
	var found flags
	phrases.find(append(m.gist.text, ' '), &found)
	if m.gist.removed {
		found.add(cuePatch)
	}
	if slices.ContainsFunc(m.trailers, vouches) {
		found.add(cueVouches)
	}
	return found
}

func vouches(t collectors.Trailer) bool {
	switch t.Token {
	case "Reviewed-by", "Acked-by", "Tested-by", "Nacked-by", "Release-acked-by", "Approved-by":
		return true
	}
	return false
}
