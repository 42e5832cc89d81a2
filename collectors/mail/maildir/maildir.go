package maildir

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
)

// Options are the settings of a source of type maildir.
type Options struct {
	// Path is the Maildir, the folder that holds `cur` and `new`, relative to the
	// configuration's folder.
	Path string `yaml:"path" schema:"required"`

	// Folders are the folders to read, or patterns (`*`, `?`, `[a-z]`): `INBOX` is
	// the Maildir itself, `lists.xen` its sub-folder `.lists.xen`. All if it is not
	// given.
	Folders []string `yaml:"folders,omitempty"`

	// Live says that mail is delivered here, so that a quiet list stays covered:
	// the source was seen up to the time of the run. Without it, up to its last
	// mail.
	Live bool `yaml:"live,omitempty"`

	flow.Settings `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	for _, pattern := range o.Folders {
		if _, err := path.Match(pattern, ""); err != nil {
			return fmt.Errorf("folder %q is no pattern: %w", pattern, err)
		}
	}
	return nil
}

// A Collector reads one Maildir.
type Collector struct {
	path    string
	options Options
	now     func() time.Time
	limits  flow.Limits
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the Maildir that o names, relative to dir. The
// clock bounds the time for which the source speaks; what a mail becomes does
// not depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	c := &Collector{path: o.Path, options: o, now: now, limits: flow.Usual()}
	if !filepath.IsAbs(c.path) {
		c.path = filepath.Join(dir, o.Path)
	}
	return c
}

// Collect implements collectors.Collector. A file or folder that cannot be read
// fails the run after all others were read; the next run tries it again.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	options, err := c.options.Parsing()
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	box, err := open(c.path, c.options)
	if err != nil {
		return err
	}
	defer box.close()
	t := newTally(at, from, c.limits, emit)
	t.now, t.live = c.now(), c.options.Live
	folders, err := box.folders(at)
	if err != nil {
		return err
	}
	for _, f := range folders {
		t.fail(f.scan(ctx, at.shelf(f.name).Mails))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	t.vanished = at.vanished(folders)
	if t.idle(folders) {
		return t.failure()
	}
	r := &reading{folders: folders, limits: c.limits, options: options}
	if err := flow.Run(ctx, c.limits, r.all, t.take); err != nil {
		return err
	}
	return t.finish(folders)
}
