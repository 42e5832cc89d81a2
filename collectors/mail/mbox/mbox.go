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

	// Begins is the list's first month, `2003-12`. A mail that claims to be older
	// is dated by other means. Without it any date from 1982 on is believed.
	Begins string `yaml:"begins,omitempty" schema:"format=month"`

	// Live says that somebody keeps the files up to date, so that a quiet list
	// stays covered: the source was seen up to the time of the run. Without it,
	// up to its last mail.
	Live bool `yaml:"live,omitempty"`

	// FirstLines is how many lines of each mail's own text are kept, in the
	// private database.
	FirstLines int `yaml:"first_lines,omitempty" schema:"min=0"`

	// KeepText keeps the whole text of each mail, in the private database.
	KeepText bool `yaml:"keep_text,omitempty"`

	// MaxMessage is the size in bytes above which a mail is not read but
	// rejected; 32 MiB if it is not given.
	MaxMessage int `yaml:"max_message,omitempty" schema:"min=0"`
}

// A Collector reads the files of one source.
type Collector struct {
	dir     string
	options Options
	now     func() time.Time
	limits  flow.Limits
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the files that o names, relative to dir. The clock
// bounds the time for which the source speaks; what a mail becomes does not
// depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	return &Collector{dir: dir, options: o, now: now, limits: flow.Usual()}
}

// Collect implements collectors.Collector. A file that cannot be read to its
// end fails the run after all others have been read; what could be read of it
// is emitted, and once it is mended the next run goes on where this one ended.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	options, err := flow.Options(c.options.Begins, c.options.FirstLines, c.options.KeepText, c.options.MaxMessage)
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	files, missing := find(c.dir, c.options.Paths)
	changed := at.changed(files)
	t := newTally(at, c.limits, emit)
	t.now, t.live = c.now(), c.options.Live
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
