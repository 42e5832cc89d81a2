package pipermail

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/mail/archive"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/mbox"
)

// Options are the settings of a source of type pipermail.
type Options struct {
	// URL is the page that lists the months: `https://…/pipermail/demo-devel/`.
	// What is fetched is kept in the store's cache.
	URL string `yaml:"url,omitempty" schema:"either"`

	// Path is a folder with the files of such an archive, relative to the
	// configuration's folder.
	Path string `yaml:"path,omitempty" schema:"either"`

	// Live says that somebody keeps the folder up to date, so that a quiet list
	// stays covered: the source was seen up to the time of the run. Without it,
	// up to its last mail. An archive on a server always is.
	Live bool `yaml:"live,omitempty"`

	archive.Access `yaml:",inline"`
	flow.Settings  `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if o.URL == "" {
		return nil
	}
	return o.Access.Check(o.URL)
}

// A Collector reads one archive.
type Collector struct {
	dir, cache string
	options    Options
	now        func() time.Time
	limits     flow.Limits
	client     func() *fetch.Client // tests have one without patience
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the archive that o names. Paths are relative to
// dir; what is fetched is kept in cache. The clock bounds the time for which the
// source speaks; what a mail becomes does not depend on it.
func New(dir, cache string, o Options, now func() time.Time) *Collector {
	client := func() *fetch.Client { return o.Client(dir, o.URL) }
	return &Collector{dir: dir, cache: cache, options: o, now: now, limits: flow.Usual(), client: client}
}

// Collect implements collectors.Collector. A file that cannot be fetched or read
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	find, live := c.fetched, true
	if c.options.Path != "" {
		find, live = c.local, c.options.Live
	}
	return mbox.Of(find, c.options.Settings, live, c.limits, c.now).Collect(ctx, from, emit)
}

// local finds the files of a folder.
func (c *Collector) local(context.Context) ([]mbox.File, error) {
	folder := c.options.Path
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(c.dir, folder)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read archive: %w", err)
	}
	found := choice{}
	for _, e := range entries {
		if e.Type().IsRegular() {
			found.add(e.Name())
		}
	}
	var files []mbox.File
	for _, v := range found.volumes(folder) {
		files = append(files, mbox.File{Path: v.URL, Name: v.Name, Month: v.Month})
	}
	return files, nil
}

// fetched brings the copies up to date with the server.
func (c *Collector) fetched(ctx context.Context) ([]mbox.File, error) {
	m, err := archive.Open(ctx, archive.Options{Dir: filepath.Join(c.cache, "volumes"), Client: c.client(), Now: c.now})
	if err != nil {
		return nil, err
	}
	defer m.Close()
	err = c.bring(ctx, m)
	files, unread := m.Files()
	return files, errors.Join(err, unread)
}

// bring fetches what the page lists, and looks whether what it no longer lists is
// gone.
func (c *Collector) bring(ctx context.Context, m *archive.Mirror) error {
	known, err := m.Volumes()
	if err != nil {
		return err
	}
	listed, err := list(ctx, m.Client, c.options.URL)
	if err != nil {
		return err
	}
	if len(listed) == 0 && len(known) > 0 {
		return fmt.Errorf("read %s: the page lists no archive any more; if the list has moved, correct its url", c.options.URL)
	}
	if err := m.BringAll(ctx, listed); err != nil {
		return err
	}
	for _, v := range known {
		if slices.ContainsFunc(listed, func(l archive.Volume) bool { return l.Name == v.Name }) {
			continue
		}
		if err := reconsider(ctx, m, v, listed[0]); err != nil {
			return err
		}
	}
	return nil
}

// reconsider asks for a volume that is no longer listed, in the folder of one that
// is. It is forgotten only where the server says that it is gone.
func reconsider(ctx context.Context, m *archive.Mirror, v, neighbour archive.Volume) error {
	v.URL = strings.TrimSuffix(neighbour.URL, path.Base(neighbour.URL)) + path.Base(v.URL)
	err := m.Bring(ctx, v)
	if fetch.Gone(err) {
		return m.Forget(v.Name)
	}
	return err
}
