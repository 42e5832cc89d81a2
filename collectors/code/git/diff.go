package git

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"goldenratio/collectors"
	"goldenratio/collectors/patchid"
)

// diffArgs makes git print, for each commit id on its input, the id, the raw
// list of changed paths (exact, with modes) and the patch. A merge has only
// its id. Every setting that has a default in git is named, because defaults
// differ between versions.
func diffArgs() []string {
	return []string{"diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "-p",
		"-M", "-l1000", "--full-index", "--no-ext-diff", "--no-textconv", "--no-color", "--unified=3",
		"--inter-hunk-context=0", "--diff-algorithm=myers", "--indent-heuristic", "--no-relative",
		"--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=none", "--submodule=short"}
}

// A diff is what one commit changed.
type diff struct {
	patchID string
	stat    collectors.Diffstat
	changes []collectors.FileChange
	cut     bool // changes has not all files; stat has
}

// diffs reads the output of git with diffArgs.
type diffs struct {
	in       *lines
	maxFiles int
	id       patchid.Sum

	// Of the commit being read:
	out     diff
	files   int                    // entries of the raw list
	at      int                    // entry that the patch is at
	half    bool                   // the first of the two sections of a type change was read
	split   map[int]bool           // entries that are type changes
	current *collectors.FileChange // where lines are counted
	beyond  collectors.FileChange  // stands for files that are not kept
}

// maxPath is longer than any system's path; the id of a longer one is cut.
const maxPath = 64 << 10

// next returns the diff of the commit sha, which must be the next one.
func (d *diffs) next(sha string) (diff, error) {
	d.out, d.files, d.at, d.half, d.split = diff{}, 0, -1, false, nil
	got, err := d.in.field(0, len(sha)+1)
	if err != nil {
		return diff{}, fmt.Errorf("read diff of %s: %w", sha, err)
	}
	if string(got) != sha {
		return diff{}, fmt.Errorf("read diff of %s: found %q", sha, clip(got, 80))
	}
	if err := d.commit(len(sha)); err != nil {
		return diff{}, fmt.Errorf("read diff of %s: %w", sha, err)
	}
	return d.out, nil
}

func (d *diffs) commit(idLen int) error {
	d.id.Begin(idLen)
	for d.starts(":") {
		if err := d.entry(); err != nil {
			return err
		}
	}
	if d.files == 0 {
		return nil
	}
	if _, err := d.in.field(0, 0); err != nil { // the NUL between list and patch
		return err
	}
	for d.starts("diff ") {
		if err := d.section(); err != nil {
			return err
		}
	}
	d.out.stat.Files = uint32(d.files)
	d.out.patchID = d.id.ID()
	return nil
}

func (d *diffs) starts(prefix string) bool { return string(d.in.peek(len(prefix))) == prefix }

// entry reads one line of the raw list:
// ":100644 100644 ID ID R086" NUL path NUL [new path NUL].
func (d *diffs) entry() error {
	head, err := d.in.field(0, 256)
	if err != nil {
		return err
	}
	f := bytes.Fields(head)
	if len(f) != 5 || len(f[4]) == 0 {
		return fmt.Errorf("entry %q is not one of a raw diff", clip(head, 80))
	}
	c := collectors.FileChange{Status: string(f[4][:1])}
	c.Module = string(f[0]) == ":160000" || string(f[1]) == "160000"
	path, err := d.in.field(0, maxPath)
	if err != nil {
		return err
	}
	c.Path = shown(path)
	if c.Status == "R" || c.Status == "C" {
		c.OldPath = c.Path
		if path, err = d.in.field(0, maxPath); err != nil {
			return err
		}
		c.Path = shown(path)
	}
	d.keep(c)
	return nil
}

func (d *diffs) keep(c collectors.FileChange) {
	if c.Status == "T" {
		if d.split == nil {
			d.split = map[int]bool{}
		}
		d.split[d.files] = true
	}
	d.files++
	if len(d.out.changes) < d.maxFiles {
		d.out.changes = append(d.out.changes, c)
	} else {
		d.out.cut = true
	}
}

// section reads one file's part of the patch. The parts come in the order of
// the list; a type change has two, a deletion and a creation.
func (d *diffs) section() error {
	if d.at >= 0 && d.split[d.at] && !d.half {
		d.half = true
	} else {
		d.at++
		d.half = false
	}
	if d.at >= d.files {
		return fmt.Errorf("patch has more than the %d files listed", d.files)
	}
	d.current = &d.beyond
	if d.at < len(d.out.changes) {
		d.current = &d.out.changes[d.at]
	}
	if err := d.whole(d.id.File); err != nil {
		return err
	}
	for !d.done() {
		if err := d.part(); err != nil {
			return err
		}
	}
	return nil
}

// done reports whether the section ends here: at the next one, at the next
// commit's id or at the end. No line of a section begins with three
// hexadecimal digits.
func (d *diffs) done() bool {
	p := d.in.peek(5)
	return len(p) < 5 || string(p) == "diff " || hexDigit(p[0]) && hexDigit(p[1]) && hexDigit(p[2])
}

func hexDigit(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }

// part reads a header line or a hunk.
func (d *diffs) part() error {
	switch {
	case d.starts("@@ -"):
		return d.hunk()
	case d.starts("Binary files "):
		d.current.Binary = true
	case d.starts("\\"): // no newline at end of file, after the last hunk
		_, err := d.in.field('\n', 0)
		return err
	}
	return d.whole(d.id.Header)
}

// whole gives a line to f, however long it is.
func (d *diffs) whole(f func(piece []byte, first bool)) error {
	for first := true; ; first = false {
		p, whole, err := d.in.piece('\n')
		if err != nil {
			return unexpected(err)
		}
		f(p, first)
		if whole {
			return nil
		}
	}
}

// hunk reads a hunk: as many lines as its header promises, whatever they look
// like.
func (d *diffs) hunk() error {
	head, err := d.in.field('\n', 256)
	if err != nil {
		return err
	}
	before, after, err := hunkLengths(head)
	if err != nil {
		return err
	}
	for before > 0 || after > 0 {
		line, whole, err := d.in.piece('\n')
		if err != nil {
			return unexpected(err)
		}
		switch line[0] {
		case '+':
			after--
			d.added()
		case '-':
			before--
			d.removed()
		case '\\':
			continue // "\ No newline at end of file" counts nowhere
		default:
			before--
			after--
		}
		d.id.Line(line, true)
		if !whole {
			if err := d.whole(d.rest); err != nil {
				return err
			}
		}
	}
	if before < 0 || after < 0 {
		return fmt.Errorf("hunk %q is longer than it says", clip(head, 80))
	}
	return nil
}

func (d *diffs) rest(piece []byte, _ bool) { d.id.Line(piece, false) }

func (d *diffs) added() {
	d.current.Added++
	d.out.stat.Added++
}

func (d *diffs) removed() {
	d.current.Removed++
	d.out.stat.Removed++
}

// hunkLengths returns b and d of "@@ -a,b +c,d @@"; left out they are 1.
func hunkLengths(head []byte) (before, after int, err error) {
	f := bytes.SplitN(head, []byte(" "), 4)
	if len(f) == 4 {
		var ok, ok2 bool
		before, ok = hunkLength(f[1], '-')
		after, ok2 = hunkLength(f[2], '+')
		if ok && ok2 {
			return before, after, nil
		}
	}
	return 0, 0, fmt.Errorf("hunk header %q is malformed", clip(head, 80))
}

func hunkLength(s []byte, sign byte) (int, bool) {
	if len(s) < 2 || s[0] != sign {
		return 0, false
	}
	_, n, found := bytes.Cut(s[1:], []byte(","))
	if !found {
		return 1, true
	}
	v, err := strconv.Atoi(string(n))
	return v, err == nil && 0 <= v && v <= math.MaxInt32
}

func clip(b []byte, n int) []byte { return b[:min(len(b), n)] }
