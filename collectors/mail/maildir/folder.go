package maildir

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"goldenratio/collectors/redact"
)

// inbox is what the Maildir itself is called among its folders.
const inbox = "INBOX"

// A box is an open Maildir. Nothing outside its folder is reached through it,
// whatever links lie in it.
type box struct {
	name     string // as the configuration has it
	root     *os.Root
	patterns []string
}

func open(path string, o Options) (*box, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("open Maildir %s: %w", o.Path, cause(err))
	}
	b := &box{name: o.Path, root: root, patterns: o.Folders}
	for _, sub := range []string{"cur", "new"} {
		if !b.isDir(sub) {
			b.close()
			return nil, fmt.Errorf("open Maildir %s: there is no folder %s in it; give the path of the one that holds cur, new and tmp", o.Path, sub)
		}
	}
	return b, nil
}

func (b *box) close() { _ = b.root.Close() } // it was only read

// isDir reports whether a path is a folder, not a link to one.
func (b *box) isDir(path string) bool {
	info, err := b.root.Lstat(path)
	return err == nil && info.IsDir()
}

// folders returns those that the patterns choose, sorted by name. One that was
// read before belongs to them even where its cur is missing: that is an error,
// not a folder without mail.
func (b *box) folders(at *position) ([]*folder, error) {
	entries, err := fs.ReadDir(b.root.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("list Maildir %s: %w", b.name, cause(err))
	}
	var found []*folder
	if b.chosen(inbox) {
		found = append(found, &folder{box: b, dir: "."})
	}
	for _, e := range entries {
		dir := e.Name()
		f := &folder{box: b, dir: dir, name: redact.Origin(dir)}
		if !e.IsDir() || !strings.HasPrefix(dir, ".") || !b.chosen(dir[1:]) {
			continue
		}
		if at.Folders[f.name] != nil || b.isDir(path.Join(dir, "cur")) && b.isDir(path.Join(dir, "new")) {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("list Maildir %s: no folder matches %q", b.name, b.patterns)
	}
	slices.SortFunc(found, func(a, b *folder) int { return strings.Compare(a.name, b.name) })
	return found, nil
}

func (b *box) chosen(folder string) bool {
	return len(b.patterns) == 0 || slices.ContainsFunc(b.patterns, func(pattern string) bool {
		ok, err := path.Match(pattern, folder)
		return ok && err == nil
	})
}

// A folder is one of a Maildir's.
type folder struct {
	box  *box
	dir  string // from the Maildir
	name string // in origins and cursors; empty for the Maildir itself

	fresh    []file   // found by scan, not read before, in the order of their keys
	vanished []string // keys that were read before and are gone
}

// A file is one in cur or new.
type file struct {
	key  string // the unique part of its name, as origins have it
	path string // from the Maildir
	kind fs.FileMode
}

// origin is where a mail stands. It ends in a colon, which no unique part
// holds, so that it begins no other mail's origin: what is gone is named by its
// beginning.
func (f *folder) origin(key string) string { return prefix(f.name) + key + ":" }

// prefix is what the origins of all mails of a folder begin with. No mail of
// the Maildir itself begins so: names with a dot in front are no mails.
func prefix(folder string) string {
	if folder == "" {
		return ""
	}
	return folder + "/"
}

// scan finds what is new and what is gone. A file that is renamed while its
// folder is listed may be missed: what seems gone is looked for again.
func (f *folder) scan(ctx context.Context, known map[string]int) error {
	listed, err := f.list(ctx)
	if err != nil {
		return err
	}
	for key, file := range listed {
		if _, ok := known[key]; !ok {
			f.fresh = append(f.fresh, file)
		}
	}
	slices.SortFunc(f.fresh, func(a, b file) int { return strings.Compare(a.key, b.key) })
	for key := range known {
		if _, ok := listed[key]; !ok {
			f.vanished = append(f.vanished, key)
		}
	}
	if len(f.vanished) == 0 {
		return nil
	}
	slices.Sort(f.vanished)
	again, err := f.list(ctx)
	f.vanished = slices.DeleteFunc(f.vanished, func(key string) bool {
		_, there := again[key]
		return there
	})
	return err
}

// list returns the files in new and cur by their keys. New comes first: a mail
// that moves meanwhile is found in cur.
func (f *folder) list(ctx context.Context) (map[string]file, error) {
	listed := map[string]file{}
	for _, sub := range []string{"new", "cur"} {
		if err := f.listInto(ctx, path.Join(f.dir, sub), listed); err != nil {
			return nil, fmt.Errorf("list %s%s: %w", prefix(f.name), sub, cause(err))
		}
	}
	return listed, nil
}

func (f *folder) listInto(ctx context.Context, dir string, listed map[string]file) error {
	if !f.box.isDir(dir) {
		return fs.ErrNotExist
	}
	d, err := f.box.root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	for {
		entries, err := d.ReadDir(4096)
		for _, e := range entries {
			name := e.Name()
			unique, flags := parseName(name)
			if unique == "" || strings.HasPrefix(name, ".") || e.IsDir() || strings.Contains(flags, "D") {
				continue
			}
			key := redact.Origin(unique)
			listed[key] = file{key: key, path: path.Join(dir, name), kind: e.Type()}
		}
		if errors.Is(err, io.EOF) {
			return ctx.Err()
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
}

// cause is an error without the file's name in it, which is foreign: messages
// name files as origins do.
func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}
