package publicinbox

import (
	"context"
	"path/filepath"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
)

// Options are the settings of a source of type publicinbox.
type Options struct {
	// Path is the inbox, relative to the configuration's folder: a folder that
	// holds `git/0.git` or `0.git` (version 2), or a single bare repository
	// (version 1, or one epoch). It is only read; keeping it up to date is its
	// owner's work.
	Path string `yaml:"path" schema:"required"`

	// Live says that somebody fetches the inbox all the time, so that a quiet
	// list stays covered: the source was seen up to the time of the run. Without
	// it, up to its last mail.
	Live bool `yaml:"live,omitempty"`

	flow.Settings `yaml:",inline"`
}

// A Collector reads one inbox.
type Collector struct {
	path    string
	options Options
	now     func() time.Time
	limits  flow.Limits
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the inbox that o names, relative to dir. The clock
// bounds the time for which the source speaks; what a mail becomes does not
// depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	c := &Collector{path: o.Path, options: o, now: now, limits: flow.Usual()}
	if !filepath.IsAbs(c.path) {
		c.path = filepath.Join(dir, o.Path)
	}
	return c
}

// Collect implements collectors.Collector. A walk that an earlier run began is
// finished first, up to the commits that were the newest then, so that it gives
// what it would have given undisturbed.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	options, err := c.options.Parsing()
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	epochs, err := open(ctx, c.options.Path, c.path)
	defer closeAll(epochs)
	if err != nil {
		return err
	}
	t := newTally(at, c.limits, emit)
	t.now, t.live = c.now(), c.options.Live
	if at.Walk != nil {
		if err := c.walk(ctx, epochs, options, t); err != nil {
			return err
		}
	}
	changed, err := at.begin(ctx, epochs)
	if err != nil || !changed && !t.live {
		return err
	}
	return c.walk(ctx, epochs, options, t)
}

// walk reads the mails between the commits that were read and those at which
// the walk ends, and states what the epochs hold then.
func (c *Collector) walk(ctx context.Context, epochs []*epoch, options message.Options, t *tally) error {
	if err := t.at.mend(ctx, epochs); err != nil {
		return err
	}
	dead, err := findDead(ctx, epochs, t.at)
	if err != nil {
		return err
	}
	r := &reading{dead: dead, limits: c.limits, options: options, generations: t.at.generations()}
	for _, e := range epochs {
		r.stretches = append(r.stretches, stretch{epoch: e, mark: *t.at.mark(e.name), tip: t.at.Walk.Tips[e.name]})
	}
	if err := flow.Run(ctx, c.limits, r.all, t.take); err != nil {
		return err
	}
	withdrawn, err := r.withdrawn(ctx)
	if err != nil {
		return err
	}
	return t.finish(withdrawn)
}
