package mbox

import (
	"context"
	"errors"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
)

// Options are the settings of a source of type mbox.
type Options struct {
	// Paths are files or patterns (`*`, `?`, `[a-z]`), relative to the
	// configuration's folder: `archives/*.mbox.gz`. `.gz`, `.bz2`, `.xz` and
	// `.zst` are read too.
	Paths []string `yaml:"paths" schema:"required"`

	// Live says that somebody keeps the files up to date, so that a quiet list
	// stays covered: the source was seen up to the time of the run. Without it,
	// up to its last mail.
	Live bool `yaml:"live,omitempty"`

	flow.Settings `yaml:",inline"`
}

// A Collector reads the files of one source.
type Collector struct {
	find     Finder
	settings flow.Settings
	live     bool
	now      func() time.Time
	limits   flow.Limits
}

var _ collectors.Collector = (*Collector)(nil)

// A Finder says which files a source has. It is called once in each run, before
// any file is read. An error says that there are files beside those that it
// returns: these are read, the run fails, and nothing is withdrawn.
type Finder func(ctx context.Context) ([]File, error)

// New returns a Collector of the files that o names, relative to dir. The clock
// bounds the time for which the source speaks; what a mail becomes does not
// depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	find := func(context.Context) ([]File, error) { return glob(dir, o.Paths) }
	return Of(find, o.Settings, o.Live, flow.Usual(), now)
}

// Of returns a Collector of files that somebody else finds. Live is that of
// Options; the limits are on what is in memory.
func Of(find Finder, s flow.Settings, live bool, l flow.Limits, now func() time.Time) *Collector {
	return &Collector{find: find, settings: s, live: live, now: now, limits: l}
}

// Collect implements collectors.Collector. A file that cannot be read to its
// end fails the run after all others have been read; what could be read of it
// is emitted, and once it is mended the next run goes on where this one ended.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	options, err := c.settings.Parsing()
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	files, missing := c.find(ctx)
	if err := ctx.Err(); err != nil {
		return err
	}
	files, err = stat(files)
	missing = errors.Join(missing, err)
	changed := at.changed(files)
	t := newTally(at, c.limits, emit)
	t.now, t.live = c.now(), c.live
	if missing == nil {
		t.vanished = at.vanished(files)
	}
	if len(changed) == 0 && (missing != nil || !t.due()) {
		return missing
	}
	if err := flow.Run(ctx, c.limits, c.reading(changed, at, options).all, t.take); err != nil {
		return err
	}
	return errors.Join(t.finish(missing == nil), missing)
}
