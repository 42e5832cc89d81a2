package sample

import (
	"fmt"
	"slices"
	"strings"
)

// A tree is what the default branch of a repository holds. No line occurs
// twice, so that there is one least difference between two versions of a file,
// and the lines that a commit adds and removes are known without a diff.
type tree struct {
	files []*file
	lines uint64 // lines ever made
}

type file struct {
	path    string
	lines   []string
	version int // changes so far
}

// A change is what a commit does to one path: text replaces the content, from
// is where the file was before.
type change struct {
	path, from, text string
}

// An edit is a change with its size.
type edit struct {
	change
	added, removed int
}

func newTree() *tree { return &tree{} }

func (f *file) change() change { return change{path: f.path, text: strings.Join(f.lines, "\n") + "\n"} }

// line is source text that occurs once: it bears its own number.
func (t *tree) line(d dice, lex *lexicon) string {
	t.lines++
	return fmt.Sprintf("    %s /* %x */", lex.phrase(d, "code"), t.lines)
}

func (t *tree) block(d dice, lex *lexicon, n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = t.line(d, lex)
	}
	return lines
}

// create adds a file of n lines.
func (t *tree) create(d dice, lex *lexicon, path string, n int) (*file, edit) {
	f := &file{path: path, lines: t.block(d, lex, n)}
	t.files = append(t.files, f)
	return f, edit{f.change(), n, 0}
}

// adopt adds a file as another repository has it.
func (t *tree) adopt(path string, lines []string) edit {
	f := &file{path: path, lines: lines}
	t.files = append(t.files, f)
	return edit{f.change(), len(lines), 0}
}

// rewrite replaces a few lines of a file by others; long files shrink.
func (t *tree) rewrite(d dice, lex *lexicon, f *file) edit {
	const long = 60
	added, removed := 1+int(d.spread(3, 0.9)), d.IntN(4)
	added = min(added, 30)
	if len(f.lines) > long {
		removed += len(f.lines) - long
	}
	removed = min(removed, len(f.lines)-3)
	return t.replace(d, f, t.block(d, lex, added), max(removed, 0))
}

func (t *tree) replace(d dice, f *file, with []string, removed int) edit {
	at := d.IntN(len(f.lines) - removed + 1)
	lines := append([]string{}, f.lines[:at]...)
	lines = append(append(lines, with...), f.lines[at+removed:]...)
	f.set(lines)
	return edit{f.change(), len(with), removed}
}

func (f *file) set(lines []string) {
	f.lines = lines
	f.version++
}

// move renames a file, and adds a line to it where more is set.
func (t *tree) move(f *file, path string, more []string) edit {
	from := f.path
	f.path = path
	f.set(append(append([]string{}, f.lines...), more...))
	e := edit{change{path: path, from: from}, len(more), 0}
	if len(more) > 0 {
		e.text = f.change().text
	}
	return e
}

// A proposal is a change of one file that is not made yet: lines that would take
// the place of others, found again by the line before them.
type proposal struct {
	file           *file
	before         string
	removed, added []string
}

// propose thinks of a change of the size that rewrite makes.
func (t *tree) propose(d dice, lex *lexicon, f *file) proposal {
	added := min(1+int(d.spread(3, 0.9)), 30)
	removed := max(0, min(d.IntN(4), len(f.lines)-3))
	at := 1 + d.IntN(len(f.lines)-removed)
	return proposal{f, f.lines[at-1], slices.Clone(f.lines[at : at+removed]), t.block(d, lex, added)}
}

// find is where the file has the lines now; -1 since somebody has changed them.
func (p proposal) find() int {
	at := slices.Index(p.file.lines, p.before) + 1
	if at == 0 || at+len(p.removed) > len(p.file.lines) || !slices.Equal(p.file.lines[at:at+len(p.removed)], p.removed) {
		return -1
	}
	return at
}

// realise makes the change, which must still be possible.
func (p proposal) realise() edit {
	at := p.find()
	p.file.set(slices.Concat(p.file.lines[:at], p.added, p.file.lines[at+len(p.removed):]))
	return edit{p.file.change(), len(p.added), len(p.removed)}
}

// diff is the change as git would send it now, were it made.
func (p proposal) diff() []string {
	const around = 3
	at := p.find()
	from, after := max(0, at-around), at+len(p.removed)
	to := min(len(p.file.lines), after+around)
	path, kept := p.file.path, to-from-len(p.removed)
	lines := []string{
		fmt.Sprintf("diff --git a/%s b/%s", path, path), "index 1234567..89abcde 100644", "--- a/" + path, "+++ b/" + path,
		fmt.Sprintf("@@ -%d,%d +%d,%d @@", from+1, kept+len(p.removed), from+1, kept+len(p.added)),
	}
	for _, part := range []struct {
		mark  string
		lines []string
	}{{" ", p.file.lines[from:at]}, {"-", p.removed}, {"+", p.added}, {" ", p.file.lines[after:to]}} {
		for _, line := range part.lines {
			lines = append(lines, part.mark+line)
		}
	}
	return lines
}
