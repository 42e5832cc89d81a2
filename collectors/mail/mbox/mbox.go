package mbox

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"goldenratio/collectors"
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
	workers int
	limits  limits
}

var _ collectors.Collector = (*Collector)(nil)

// limits bound what is in memory. Tests make them small.
type limits struct {
	chunkItems, chunkBytes int   // what one goroutine parses at a time
	batchItems             int   // items in a batch, at least, before it is emitted
	batchBytes             int64 // or their bytes
	inFlight               int64 // bytes of mail being parsed or waiting
}

// New returns a Collector of the files that o names, relative to dir. The clock
// bounds the time for which the source speaks; what a mail becomes does not
// depend on it.
func New(dir string, o Options, now func() time.Time) *Collector {
	return &Collector{
		dir:     dir,
		options: o,
		now:     now,
		workers: runtime.GOMAXPROCS(0),
		limits: limits{
			chunkItems: 100, chunkBytes: 1 << 20,
			batchItems: 500, batchBytes: 4 << 20,
			inFlight: 32 << 20,
		},
	}
}

// Collect implements collectors.Collector. A file that cannot be read to its
// end fails the run after all others have been read; what could be read of it
// is emitted, and once it is mended the next run goes on where this one ended.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	first, err := c.begins()
	if err != nil {
		return err
	}
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	files, missing := find(c.dir, c.options.Paths)
	changed := at.changed(files)
	t := &tally{at: at, emit: emit, limits: c.limits, now: c.now(), live: c.options.Live}
	if missing == nil {
		t.vanished = at.vanished(files)
	}
	if len(changed) == 0 && (missing != nil || !t.due()) {
		return missing
	}

	ctx, cancel := context.WithCancel(ctx)
	p := c.start(ctx, changed, at, first)
	defer p.wait()
	defer cancel()
	for chunk := range p.ordered {
		select {
		case <-chunk.parsed:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := t.take(chunk); err != nil {
			return err
		}
		p.release(chunk)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(t.finish(missing == nil), missing)
}

func (c *Collector) begins() (time.Time, error) {
	if c.options.Begins == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse("2006-01", c.options.Begins)
	if err != nil {
		return time.Time{}, fmt.Errorf("begins %q: want a month such as 2003-12", c.options.Begins)
	}
	return t, nil
}
