package roster

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sys/unix"

	"github.com/google/uuid"

	"goldenratio/internal/identity"
)

// top is how a new journal begins.
const top = `# Who is who, as people decided. "goldenratio people" adds entries at the end; they
# may be written by hand too. Nothing is taken out: "undo: 3" ends entry 3.
`

// Append adds an entry to the journal of a path and returns its id. What the file
// holds, its comments included, stays as it is. Two that append at once wait for
// each other.
func Append(path string, e Entry) (id int, err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	lock, err := lockFolder(filepath.Dir(path))
	if err != nil {
		return 0, fmt.Errorf("lock %s: %w", filepath.Base(path), err)
	}
	defer lock.Close()
	journal, err := Open(path)
	if err != nil {
		return 0, err
	}
	e.ID = journal.Next()
	text, err := journal.with(e)
	if err != nil {
		return 0, fmt.Errorf("add to %s: %w", filepath.Base(path), err)
	}
	if err := replace(path, text); err != nil {
		return 0, fmt.Errorf("write decisions: %w", err)
	}
	return e.ID, nil
}

// lockFolder keeps a folder until it is closed: the file itself is replaced.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, unix.EINTR) {
			return nil, errors.Join(err, f.Close())
		}
	}
}

// replace swaps a file for another in one step; a new one is its owner's alone,
// since it holds addresses.
func replace(path string, text []byte) error {
	mode := os.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(next.Name()) //nolint:errcheck // renamed, it is gone already
	_, err = next.Write(text)
	if err := errors.Join(err, next.Chmod(mode), next.Sync(), next.Close()); err != nil {
		return err
	}
	return os.Rename(next.Name(), path)
}

// with is the journal's text with an entry at its end. It is read back: a file
// that is written in a way to which nothing can be added is refused.
func (j *Journal) with(e Entry) ([]byte, error) {
	text := slices.Clone(j.text)
	if len(bytes.TrimSpace(text)) == 0 {
		text = []byte(top)
	}
	if text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	text = append(text, e.yaml(j.indent())...)
	read, err := Parse(text)
	if err != nil || len(read.Entries) != len(j.Entries)+1 || !reflect.DeepEqual(read.Entries[len(j.Entries)], e) {
		return nil, errors.Join(errors.New("an entry cannot be added at its end; write it as a list with `- ` before each entry"), err)
	}
	return text, nil
}

// indent is what stands before the entries that are there.
func (j *Journal) indent() string {
	for l := range bytes.Lines(j.text) {
		if rest := bytes.TrimLeft(l, " "); bytes.HasPrefix(rest, []byte("- ")) {
			return strings.Repeat(" ", len(l)-len(rest))
		}
	}
	return ""
}

// yaml is an entry's text.
func (e *Entry) yaml(indent string) string {
	var b strings.Builder
	say := func(format string, args ...any) {
		fmt.Fprintf(&b, indent+format+"\n", args...)
	}
	say("- id: %d", e.ID)
	say("  on: %s", e.On.Format(time.DateOnly))
	key := map[identity.Verdict]string{identity.SamePerson: "merge", identity.Apart: "split", identity.Program: "bot", identity.Human: "human"}[e.Verdict]
	if e.Undoes != 0 {
		say("  undo: %d", e.Undoes)
	}
	for _, list := range []struct {
		key string
		who []identity.Who
	}{{key, e.Who}, {"from", e.From}} {
		if len(list.who) == 0 {
			continue
		}
		say("  %s:", list.key)
		for _, w := range list.who {
			say("    - {%s}", fields(w))
		}
	}
	if e.Why != "" {
		say("  why: %s", scalar(e.Why))
	}
	return b.String()
}

// fields names somebody.
func fields(w identity.Who) string {
	var all []string
	if w.Alias != uuid.Nil {
		all = append(all, "alias: "+scalar(w.Alias.String()))
	}
	for _, f := range [][2]string{{"address", w.Address}, {"login", w.Login}, {"name", w.Name}} {
		if f[1] != "" {
			all = append(all, f[0]+": "+scalar(f[1]))
		}
	}
	return strings.Join(all, ", ")
}

// scalar is a text in double quotes, in which nothing that YAML or a terminal
// could take for something else stands as it is.
func scalar(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, "\ufffd") {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// writeJournal writes groups as a journal without days: 1 January 1970 stands
// for "as of old".
func writeJournal(w io.Writer, groups []Group) error {
	id := 0
	put := func(verdict identity.Verdict, g *Group) error {
		id++
		e := Entry{ID: id, On: time.Unix(0, 0).UTC(), Verdict: verdict, Who: g.Who, Why: g.Name}
		_, err := io.WriteString(w, e.yaml(""))
		return err
	}
	if _, err := io.WriteString(w, top); err != nil {
		return err
	}
	for i := range groups {
		g := &groups[i]
		if len(g.Who) > 1 {
			if err := put(identity.SamePerson, g); err != nil {
				return err
			}
		}
		if g.Bot {
			if err := put(identity.Program, g); err != nil {
				return err
			}
		}
	}
	return nil
}
