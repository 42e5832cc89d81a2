package message

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"goldenratio/collectors/redact"
)

const (
	maxPaths = 500 // of one mail
	maxPath  = 500 // bytes
)

// paths is the set of paths that a diff touches, as git stores them: without
// the a/ and b/ that diffs put before them.
type paths []string

// sorted gives the paths as they may be stored.
func (p *paths) sorted() []string {
	shown := make([]string, 0, len(*p))
	for _, path := range *p {
		shown = append(shown, clip(strings.ToValidUTF8(redact.Name(path), "\uFFFD"), maxPath))
	}
	slices.Sort(shown)
	return slices.Compact(shown)
}

func (p *paths) add(path string) {
	if path == "" || len(*p) == maxPaths || slices.Contains((*p)[max(0, len(*p)-4):], path) {
		return // what repeats does so at once: old name and new, header and rename
	}
	*p = append(*p, path)
}

// both takes what follows "diff --git", of use where no other line names the
// file: an empty one, a new mode. Names with blanks are not quoted, so only
// where both halves are of one file is it sure where the first ends.
func (p *paths) both(b []byte) {
	names := strings.TrimRight(string(b[:min(len(b), 2*maxPath)]), " \t")
	middle := len(names) / 2
	if len(names)%2 == 0 || names[middle] != ' ' {
		return
	}
	before, after := unquote(names[:middle]), unquote(names[middle+1:])
	if before == after || tail(before) == tail(after) {
		p.pair(before, after)
	}
}

// pair takes the names before and after, empty where there is no such file.
// What stands before the first slash is a prefix if the names differ there and
// nowhere else, or if it is one letter, as git has it.
func (p *paths) pair(before, after string) {
	if before != after && tail(before) == tail(after) || prefixed(before) && prefixed(after) {
		before, after = tail(before), tail(after)
	}
	p.add(before)
	p.add(after)
}

// prefixed reports whether a name begins with one letter and a slash; no name
// does no harm.
func prefixed(name string) bool {
	return name == "" || len(name) > 2 && name[1] == '/'
}

func tail(name string) string {
	_, rest, found := strings.Cut(name, "/")
	if !found {
		return name
	}
	return rest
}

// fileName reads the name in a line that begins with "--- " or "+++ ", empty
// for /dev/null. A date may follow it behind a tab.
func fileName(b []byte) string {
	b, _, _ = bytes.Cut(b[:min(len(b), 2*maxPath)], []byte{'\t'})
	name := unquote(strings.TrimRight(string(b), " "))
	if name == "/dev/null" {
		return ""
	}
	return name
}

// unquote reads a name as git quotes it, "a/gr\303\274n". Where it does not
// make text its escapes stay.
func unquote(name string) string {
	inner, quoted := strings.CutPrefix(name, `"`)
	if !quoted || !strings.HasSuffix(inner, `"`) {
		return name
	}
	inner = inner[:len(inner)-1]
	if plain, err := strconv.Unquote(name); err == nil && utf8.ValidString(plain) {
		return plain
	}
	return inner
}
