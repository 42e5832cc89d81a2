package message

import (
	"bytes"
	"crypto/sha1" // the length of git's ids, no more

	"goldenratio/collectors"
	"goldenratio/collectors/patchid"
)

// diff reads a unified diff line by line: its size, its patch-id and the paths
// that it touches. Lines belong to a hunk as long as its @@ line states, so
// that a removed "-- comment" is no file header and a signature after the patch
// no removal.
type diff struct {
	place

	files, added, removed uint32

	flowed bool // lines that end in a blank may go on in the next (RFC 3676)
	broken bool // a hunk was not as long as it states
	begun  bool // id has
	id     patchid.Sum
	paths  paths
}

// place is where in a diff a line stands.
type place struct {
	git       bool   // after "diff --git": its file is counted
	minus     bool   // the last line was "--- name"
	named     bool   // "--- name" and "+++ name" stand: a hunk may begin
	counted   bool   // the file of the current header is counted
	hashed    bool   // the current header went into the id, so its hunks do
	old, new  int    // lines that the hunk still has
	inPreface bool   // between "diff --git" and the first hunk
	afterHunk bool   // the last line ended a hunk
	command   []byte // the last line, where it was "diff -u old new"
	open      bool   // the last line may go on in this one
	span      bool   // … and was an @@ line
	oldName   string // of "--- name"
}

func (d *diff) stat() collectors.Diffstat {
	return collectors.Diffstat{Files: d.files, Added: d.added, Removed: d.removed}
}

// patchID is the id of all the diff that was read, empty if there is none or
// the mail broke it.
func (d *diff) patchID() string {
	if !d.begun || d.broken {
		return ""
	}
	return d.id.ID()
}

// end says that the text goes on elsewhere.
func (d *diff) end() {
	d.broken = d.broken || d.old > 0 || d.new > 0
	d.place = place{}
}

// line takes the next line and reports whether it belongs to the diff.
func (d *diff) line(b []byte) bool {
	if d.old > 0 || d.new > 0 {
		if d.hunk(b) {
			return true
		}
		d.old, d.new = 0, 0 // wrapped or cut off by a mail program
		d.broken = true
	}
	if d.afterHunk {
		d.broken = d.broken || overhangs(b)
		d.afterHunk = false
	}
	command := d.command
	d.command = nil
	if len(b) == 0 {
		d.git, d.minus, d.inPreface = false, false, false
		return false
	}
	switch b[0] {
	case '@':
		return d.at(b)
	case 'd':
		if bytes.HasPrefix(b, []byte("diff -")) {
			return d.begin(b)
		}
	case '-':
		if d.minus = bytes.HasPrefix(b, []byte("--- ")); d.minus {
			d.from(b, command)
			return true
		}
	case '+':
		if d.minus && bytes.HasPrefix(b, []byte("+++ ")) {
			d.to(b)
			return true
		}
	case '\\':
		return d.named
	}
	d.minus = false
	if d.inPreface = d.inPreface && asciiLetter(b[0]); d.inPreface {
		d.preface(b) // index, new file mode, rename from, similarity …
	}
	return d.inPreface
}

// overhangs reports whether the line after a hunk looks as if it belonged to
// it: a line before it was wrapped.
func overhangs(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	switch b[0] {
	case '-':
		return !bytes.HasPrefix(b, []byte("--"))
	case '+', ' ', '\t':
		return len(bytes.TrimSpace(b)) > 1
	}
	return false
}

// begin takes "diff --git a/x b/x", which alone makes a file of a diff, or
// "diff -u x y", which may be somebody's command and counts with what follows.
func (d *diff) begin(b []byte) bool {
	d.end()
	if !bytes.HasPrefix(b, []byte("diff --git ")) {
		d.command = bytes.Clone(b)
		return false
	}
	d.git, d.inPreface = true, true
	d.file()
	d.hash(b)
	d.paths.both(b[len("diff --git "):])
	return true
}

// hash takes the line that begins a file into the id.
func (d *diff) hash(b []byte) {
	if !d.begun {
		d.begun = true
		d.id.Begin(2 * sha1.Size)
	}
	d.hashed = true
	d.id.File(b, true)
}

// from takes "--- name", after command or none.
func (d *diff) from(b, command []byte) {
	d.named = false
	if !d.git {
		d.counted, d.hashed = false, false
		if command != nil {
			d.hash(command)
		}
	}
	if d.hashed {
		d.id.Header(b, true)
	}
	d.oldName = fileName(b[len("--- "):])
}

// to takes "+++ name".
func (d *diff) to(b []byte) {
	d.minus, d.named = false, true
	if d.hashed {
		d.id.Header(b, true)
	}
	d.paths.pair(d.oldName, fileName(b[len("+++ "):]))
}

// preface takes one of git's lines between "diff --git" and the first hunk.
func (d *diff) preface(b []byte) {
	if d.hashed {
		d.id.Header(b, true)
	}
	for _, prefix := range [...]string{"rename from ", "rename to ", "copy from ", "copy to "} {
		if name, ok := bytes.CutPrefix(b, []byte(prefix)); ok {
			d.paths.add(fileName(name))
		}
	}
}

// at takes an @@ line.
func (d *diff) at(b []byte) bool {
	if !d.named {
		return false
	}
	before, after, ok := span(b)
	if !ok {
		d.broken = d.broken || bytes.HasPrefix(b, []byte("@@@ ")) // of a merge
		return false
	}
	d.old, d.new = before, after
	d.file()
	d.inPreface = false
	d.open, d.span = d.flows(b), true
	return true
}

func (d *diff) file() {
	if !d.counted {
		d.files++
		d.counted = true
	}
}

// hunk takes a line inside a hunk. Mail programs strip the blank of an empty
// context line.
func (d *diff) hunk(b []byte) bool {
	c := byte(' ')
	if len(b) > 0 {
		c = b[0]
	}
	switch {
	case (c == ' ' || c == '\t') && d.old > 0 && d.new > 0:
		d.old--
		d.new--
	case c == '+' && d.new > 0:
		d.new--
		d.added++
	case c == '-' && d.old > 0:
		d.old--
		d.removed++
	case c == '\\':
		return true
	case d.open: // the line before goes on; nobody hashes what follows an @@
		d.hashLine(b, d.span)
		d.open = d.flows(b)
		return true
	default:
		return false
	}
	d.hashLine(b, false)
	d.open, d.span = d.flows(b), false
	d.afterHunk = d.old == 0 && d.new == 0
	return true
}

func (d *diff) hashLine(b []byte, skip bool) {
	if d.hashed && !skip {
		d.id.Line(b, true)
	}
}

// flows reports whether a line may go on in the next.
func (d *diff) flows(b []byte) bool { return d.flowed && len(b) > 0 && b[len(b)-1] == ' ' }

// span reads "@@ -12,3 +12,4 @@"; a length left out is 1.
func span(b []byte) (before, after int, ok bool) {
	rest, ok := bytes.CutPrefix(b, []byte("@@ -"))
	if !ok {
		return 0, 0, false
	}
	first, rest, ok := bytes.Cut(rest, []byte(" +"))
	if !ok {
		return 0, 0, false
	}
	second, _, ok := bytes.Cut(rest, []byte(" @@"))
	if !ok {
		return 0, 0, false
	}
	before, okBefore := length(first)
	after, okAfter := length(second)
	return before, after, okBefore && okAfter
}

func length(b []byte) (int, bool) {
	const longest = 20
	_, count, found := bytes.Cut(b, []byte(","))
	if !found {
		count = []byte("1")
	}
	n, rest := number(string(count[:min(len(count), longest)]))
	_, tail := number(string(b[:min(len(b), longest)]))
	return n, rest == "" && len(b) > 0 && (tail == "" || tail[0] == ',')
}
