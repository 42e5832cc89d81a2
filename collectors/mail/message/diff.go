package message

import (
	"bytes"

	"goldenratio/collectors"
)

// diff counts a unified diff line by line. Lines are counted only inside
// hunks, whose lengths their @@ lines state, so that a removed "-- comment" is
// no file header and a signature after the patch no removal.
type diff struct {
	files, added, removed uint32

	git       bool // after "diff --git": its file is counted
	minus     bool // the last line was "--- name"
	named     bool // "--- name" and "+++ name" stand: a hunk may begin
	counted   bool // the file of the current header is counted
	old, new  int  // lines that the hunk still has
	inPreface bool // between "diff --git" and the first hunk
}

func (d *diff) stat() collectors.Diffstat {
	return collectors.Diffstat{Files: d.files, Added: d.added, Removed: d.removed}
}

// end says that the text goes on elsewhere.
func (d *diff) end() {
	*d = diff{files: d.files, added: d.added, removed: d.removed}
}

// line takes the next line and reports whether it belongs to the diff.
func (d *diff) line(b []byte) bool {
	if d.old > 0 || d.new > 0 {
		if d.hunk(b) {
			return true
		}
		d.old, d.new = 0, 0 // wrapped or cut off by a mail program
	}
	if len(b) == 0 {
		d.git, d.minus, d.inPreface = false, false, false
		return false
	}
	switch b[0] {
	case '@':
		if !d.named || !d.span(b) {
			return false
		}
		d.file()
		d.inPreface = false
		return true
	case 'd':
		if !bytes.HasPrefix(b, []byte("diff --git ")) {
			break
		}
		d.end()
		d.git, d.inPreface = true, true
		d.file()
		return true
	case '-':
		if d.minus = bytes.HasPrefix(b, []byte("--- ")); d.minus {
			if d.named = false; !d.git {
				d.counted = false
			}
			return true
		}
	case '+':
		if d.minus && bytes.HasPrefix(b, []byte("+++ ")) {
			d.minus, d.named = false, true
			return true
		}
	case '\\':
		return d.named
	}
	d.minus = false
	return d.inPreface // index, new file mode, rename from, similarity …
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
	default:
		return false
	}
	return true
}

// span reads "@@ -12,3 +12,4 @@"; a length left out is 1.
func (d *diff) span(b []byte) bool {
	rest, ok := bytes.CutPrefix(b, []byte("@@ -"))
	if !ok {
		return false
	}
	before, after, ok := bytes.Cut(rest, []byte(" +"))
	if !ok {
		return false
	}
	after, _, ok = bytes.Cut(after, []byte(" @@"))
	if !ok {
		return false
	}
	var okOld, okNew bool
	d.old, okOld = length(before)
	d.new, okNew = length(after)
	if !okOld || !okNew {
		d.old, d.new = 0, 0
	}
	return okOld && okNew
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
