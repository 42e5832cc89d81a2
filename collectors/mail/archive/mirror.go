package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/lock"
	"goldenratio/collectors/mail/mbox"
)

// A Volume is one file of an archive.
type Volume struct {
	Name  string    // of letters, digits and -: the same as long as it holds the same mails
	URL   string    // where it lies now
	Month time.Time // the first day of the one that it is named after; zero: none
}

// A Mirror is a folder with copies of volumes. Only one goroutine uses it.
type Mirror struct {
	Options
	lock *os.File
}

// Options are where a mirror is and what it needs.
type Options struct {
	Dir    string
	Client *fetch.Client // closed with the mirror
	Now    func() time.Time

	// Settle, where not nil, makes a volume's text the same whenever it holds the
	// same mails.
	Settle Settler
}

// Open waits until no other process uses the mirror. Close ends it.
func Open(ctx context.Context, o Options) (*Mirror, error) {
	err := os.MkdirAll(o.Dir, 0o700)
	if err == nil {
		var held *os.File
		if held, err = lock.Acquire(ctx, filepath.Join(o.Dir, "lock")); err == nil {
			return &Mirror{Options: o, lock: held}, nil
		}
	}
	o.Client.Close()
	return nil, fmt.Errorf("open cache: %w", err)
}

// Close lets go of the server and of the folder.
func (m *Mirror) Close() {
	m.Client.Close()
	m.lock.Close()
}

// A note is what is known of a volume.
type note struct {
	URL     string        `json:"url"`
	Version fetch.Version `json:"version"`
	Sum     uint64        `json:"sum"` // of the text
	Month   time.Time     `json:"month,omitzero"`
	Asked   time.Time     `json:"asked"` // when the server was last asked, with success
}

func (m *Mirror) path(name, suffix string) string { return filepath.Join(m.Dir, name+suffix) }

// The files of a volume: its copy, what is known of it, and its beginning while
// it is fetched.
const (
	suffixMails = ".mbox"
	suffixNote  = ".json"
	suffixPart  = ".part"
)

// Bring makes the copy of a volume what the server has. Where that fails the copy
// stays as it was.
func (m *Mirror) Bring(ctx context.Context, v Volume) error {
	n, there := m.note(v.Name)
	known := n.Version
	if !there || n.URL != v.URL {
		known = fetch.Version{}
	}
	part := m.path(v.Name, suffixPart)
	version, changed, err := m.Client.Save(ctx, v.URL, part, known)
	if err != nil {
		return fmt.Errorf("fetch %s: %w", v.Name, err)
	}
	if changed {
		if err := m.take(ctx, v.Name, part, &n, there); err != nil {
			return fmt.Errorf("fetch %s: %w", v.Name, err)
		}
	}
	n.URL, n.Version, n.Month, n.Asked = v.URL, version, v.Month, m.Now().UTC()
	return m.write(v.Name, n)
}

// take puts a file that was fetched in the copy's place, where its text is
// another one.
func (m *Mirror) take(ctx context.Context, name, part string, n *note, there bool) error {
	defer os.Remove(part)
	sum, err := m.examine(ctx, part)
	if err != nil || there && sum == n.Sum {
		return err
	}
	n.Sum = sum
	at := stamp(sum)
	if err := os.Chtimes(part, at, at); err != nil {
		return err
	}
	return os.Rename(part, m.path(name, suffixMails))
}

// stamp is the time of a copy, by which its reader sees whether it has changed:
// one that only the text decides, wherever and whenever it was fetched.
func stamp(sum uint64) time.Time { return time.Unix(int64(sum>>32), int64(sum&(1<<29-1))) }

// note is what is known of a volume, and whether there is a copy of it.
func (m *Mirror) note(name string) (n note, there bool) {
	text, err := os.ReadFile(m.path(name, suffixNote))
	if err != nil || json.Unmarshal(text, &n) != nil {
		return note{}, false
	}
	_, err = os.Stat(m.path(name, suffixMails))
	return n, err == nil
}

func (m *Mirror) write(name string, n note) error {
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	path := m.path(name, suffixNote)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return fmt.Errorf("write cache: %w", err)
	}
	return os.Rename(path+".new", path)
}

// Asked is when the server was last asked for a volume; the zero time where
// there is no copy.
func (m *Mirror) Asked(name string) time.Time {
	n, there := m.note(name)
	if !there {
		return time.Time{}
	}
	return n.Asked
}

// Volumes are those of which there are copies, the oldest first.
func (m *Mirror) Volumes() (all []Volume, err error) {
	entries, err := os.ReadDir(m.Dir)
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), suffixNote)
		if n, there := m.note(name); ok && there {
			all = append(all, Volume{Name: name, URL: n.URL, Month: n.Month})
		}
	}
	Sort(all)
	return all, err
}

// Sort puts the oldest volumes first.
func Sort(all []Volume) {
	slices.SortFunc(all, func(a, b Volume) int {
		return cmp.Or(a.Month.Compare(b.Month), strings.Compare(a.Name, b.Name))
	})
}

// Forget removes the copy of a volume.
func (m *Mirror) Forget(name string) error {
	for _, suffix := range []string{suffixMails, suffixPart, suffixPart + suffixNote, suffixNote} {
		if err := os.Remove(m.path(name, suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clean cache: %w", err)
		}
	}
	return nil
}

// Files are the copies as a mbox.Finder returns them.
func (m *Mirror) Files() (files []mbox.File, err error) {
	all, err := m.Volumes()
	for _, v := range all {
		files = append(files, mbox.File{Path: m.path(v.Name, suffixMails), Name: v.Name, Month: v.Month})
	}
	return files, err
}

// BringAll brings volumes one after the other. It ends early where the server
// fails: the next volume would meet the same.
func (m *Mirror) BringAll(ctx context.Context, volumes []Volume) error {
	var errs []error
	for _, v := range volumes {
		err := m.Bring(ctx, v)
		if err == nil {
			continue
		}
		errs = append(errs, err)
		var wrong *contentError
		if ctx.Err() != nil || !fetch.Refused(err) && !errors.As(err, &wrong) {
			break
		}
	}
	return errors.Join(errs...)
}
