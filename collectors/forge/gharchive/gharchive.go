package gharchive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/outbox"
)

// A Collector reads hour files.
type Collector struct {
	dir, cache string
	options    Options
	now        func() time.Time
	client     func() *fetch.Client // tests have one without patience
	batch      int                  // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the files that o names, in folders relative to dir,
// or fetched, one at a time, into cache. The clock says which files a server can
// have; what an event becomes does not depend on it.
func New(dir, cache string, o Options, now func() time.Time) *Collector {
	client := func() *fetch.Client { return fetch.New(fetch.Options{}) }
	return &Collector{dir: dir, cache: cache, options: o, now: now, client: client, batch: 1000}
}

// Collect implements collectors.Collector. A file that cannot be read fails the
// run after all others were read; an hour that the archive lacks does not.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	d, err := read(from)
	if err != nil {
		return err
	}
	s, err := c.shelf(d)
	if err != nil {
		return err
	}
	defer s.close()
	r := &run{done: d, filter: newFilter(c.options.Repositories)}
	r.Box = outbox.Box{Emit: emit, Cursor: r.cursor, Limit: c.batch}
	var lost []error
	for _, h := range s.hours {
		err := r.hour(ctx, h, s.open)
		var emitted *outbox.EmitError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &emitted):
			return err
		case err != nil:
			lost = append(lost, fmt.Errorf("hour %s: %w", h.name(), err))
		}
	}
	if len(lost) == 0 && len(r.done) > 0 {
		r.Batch.Span = r.done.span()
	}
	return errors.Join(append(lost, r.Flush())...)
}

// A shelf is where the hours are that are to be read, in order.
type shelf struct {
	hours []hour
	open  opener
	close func()
}

// An opener opens the file of an hour; the error may be errMissing.
type opener func(context.Context, hour) (io.ReadCloser, error)

// errMissing is that of an hour that the archive does not have yet.
var errMissing = errors.New("the archive does not have it yet")

func (c *Collector) shelf(d done) (shelf, error) {
	if c.options.URL != "" {
		return c.served(d)
	}
	paths, err := local(c.dir, c.options.Paths)
	if err != nil {
		return shelf{}, err
	}
	maps.DeleteFunc(paths, func(h hour, _ string) bool { return d.has(h) })
	open := func(_ context.Context, h hour) (io.ReadCloser, error) { return os.Open(paths[h]) }
	return shelf{slices.Sorted(maps.Keys(paths)), open, func() {}}, nil
}

// The archive has a file some minutes after its hour; what it lacks for longer
// than a week it never gets.
const (
	fresh = 2 * time.Hour
	final = 7 * 24 * time.Hour
)

// served are the hours that a server should have.
func (c *Collector) served(d done) (shelf, error) {
	first, end, err := c.options.months()
	if err != nil {
		return shelf{}, err
	}
	if last := c.now().Add(-fresh); last.Before(end) {
		end = last
	}
	var hours []hour
	for h := hourOf(first); h < hourOf(end); h++ {
		if !d.has(h) {
			hours = append(hours, h)
		}
	}
	client := c.client()
	there := len(d) > 0 // the server had something once
	open := func(ctx context.Context, h hour) (io.ReadCloser, error) {
		file, err := c.fetch(ctx, client, h)
		switch {
		case err == nil:
			there = true
		case !fetch.Gone(err):
		case c.now().Sub(h.time()) < final:
			return nil, errMissing
		case there:
			return io.NopCloser(strings.NewReader("")), nil
		}
		return file, err
	}
	return shelf{hours, open, client.Close}, nil
}

// fetch brings one file.
func (c *Collector) fetch(ctx context.Context, client *fetch.Client, h hour) (io.ReadCloser, error) {
	if err := os.MkdirAll(c.cache, 0o700); err != nil {
		return nil, err
	}
	part := filepath.Join(c.cache, h.name()+".part")
	address := strings.TrimRight(c.options.URL, "/") + "/" + h.name() + ".json.gz"
	_, _, err := client.Save(ctx, address, part, fetch.Version{})
	if fetch.Gone(err) {
		return nil, errors.Join(err, os.Remove(part))
	} else if err != nil {
		return nil, err // what is there of it stays for the next run
	}
	f, err := os.Open(part)
	if err != nil {
		return nil, err
	}
	return once{f}, nil
}

// A once is a file that is removed when it is closed.
type once struct{ *os.File }

func (o once) Close() error { return errors.Join(o.File.Close(), os.Remove(o.Name())) }

// A run is one Collect.
type run struct {
	outbox.Box

	done   done
	filter filter
}

func (r *run) cursor() (collectors.Cursor, error) { return json.Marshal(r.done) }

// hour reads one file. An hour that may still come is left for the next run.
func (r *run) hour(ctx context.Context, h hour, open opener) error {
	file, err := open(ctx, h)
	if errors.Is(err, errMissing) {
		return nil
	} else if err != nil {
		return err
	}
	err = r.file(ctx, h, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	r.done = r.done.with(h)
	return r.Flush()
}
