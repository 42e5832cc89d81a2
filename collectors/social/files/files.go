package files

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/paths"
)

// A Format is how files of one kind are read.
type Format struct {
	// Read reads a file to its end and takes its items in their order. It is called
	// from the goroutine that runs Collect, for one file at a time. Its error means
	// that the file cannot be read: the run fails, but the other files are read. What
	// is only malformed is an item with a Reject.
	//
	// A plain file is read line by line with Lines if it grows at its end, and goes on
	// where it was left. Any other is read whole from its Stream, and a package with
	// Members or from its FS: they are read anew when they are changed.
	Read func(context.Context, *Reading) error

	// Steady says that in such files a month without anything between busy ones is
	// one that is lost: it is stated as missing.
	Steady bool

	// Packages says that folders and zip files are taken, each as one export.
	Packages bool
}

// A Collector reads the files of one source.
type Collector struct {
	Batch int // items a batch; tests make it small

	dir     string
	options Options
	format  Format
	now     func() time.Time
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the files that o names, relative to dir. The clock
// bounds the time for which the source speaks; what an item becomes does not depend
// on it.
func New(dir string, o Options, f Format, now func() time.Time) *Collector {
	return &Collector{Batch: 1000, dir: dir, options: o, format: f, now: now}
}

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := readCursor(from)
	if err != nil {
		return err
	}
	found, missing := paths.Find(c.dir, c.options.Paths, func(info fs.FileInfo) bool {
		return info.Mode().IsRegular() || info.IsDir() && c.format.Packages
	})
	r := &run{Collector: c, at: at}
	r.box = outbox.Box{Emit: emit, Cursor: r.cursor, Limit: c.Batch}
	var failed []error
	for _, path := range at.changed(found) {
		err := r.read(ctx, path)
		var emitted *outbox.EmitError
		if errors.As(err, &emitted) {
			return emitted.Unwrap()
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("read %s: %w", path.Name, err))
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.finish(found, errors.Join(missing, errors.Join(failed...)))
}

// A run is one call of Collect.
type run struct {
	*Collector
	at      *position
	box     outbox.Box
	reading *Reading // what is being read
}

func (r *run) cursor() (collectors.Cursor, error) {
	if r.reading != nil {
		if err := r.reading.keep(); err != nil {
			return nil, err
		}
	}
	return json.Marshal(r.at)
}

// read reads what there is new of a file.
func (r *run) read(ctx context.Context, path paths.Path) error {
	o, err := open(ctx, path, r.format.Packages)
	if err != nil {
		return err
	}
	defer func() { o.close() }()
	m, fit := r.at.begin(path.Name), grown
	if r.at.Files[path.Name] != nil {
		fit, err = o.fits(m)
	}
	switch {
	case err != nil:
		return err
	case fit == settled:
		r.at.SpanDue = r.at.SpanDue || !m.sameStat(o.size, o.modified)
		o.stamp(m)
		return nil
	case fit == replaced:
		anew, err := open(ctx, path, r.format.Packages)
		if err != nil {
			return err
		}
		o.close()
		o, m = anew, m.next()
	}
	o.stamp(m)
	return r.readOn(ctx, path, o, m)
}

// readOn reads a file from its mark to its end.
func (r *run) readOn(ctx context.Context, path paths.Path, o *opened, m *mark) error {
	m.Done, m.Closed = false, true
	r.at.Files[path.Name], r.at.SpanDue = m, true
	delete(r.at.Gone, path.Name)
	reading := &Reading{
		Path: path.Path, Name: path.Name, FS: o.fsys,
		box: &r.box, mark: m, plain: o.stream, digest: o.digest, tally: map[string]uint64{},
	}
	if o.stream != nil {
		reading.Stream = watched{reading}
	}
	r.reading = reading
	defer func() { r.reading = nil }()
	if err := r.format.Read(ctx, reading); err != nil {
		return err
	}
	if err := reading.whole(); err != nil {
		return err
	}
	reading.count()
	r.complete(path.Name, m)
	return nil
}

// complete states what a file holds now that its end was reached, and what is gone
// with those that it replaced.
func (r *run) complete(name string, m *mark) {
	for _, day := range slices.Sorted(maps.Keys(m.Due)) {
		r.box.Batch.Expected = append(r.box.Batch.Expected, collectors.Expectation{Part: name, Day: dayOf(day), Items: m.Days[day]})
	}
	for _, generation := range m.Replaces {
		r.box.Batch.Gone = append(r.box.Batch.Gone, prefix(name, generation))
	}
	m.Done, m.Due, m.Replaces = true, nil, nil
}

// finish says what can be said once every file was read, and emits what is left.
func (r *run) finish(found []paths.Path, failed error) error {
	vanished := r.at.vanished(found)
	if failed == nil {
		for _, name := range vanished {
			r.forget(name)
		}
		if r.at.SpanDue || r.options.Live || len(vanished) > 0 {
			r.box.Batch.Span = r.at.span(r.now(), r.options.Live)
			r.stateMissing()
			r.at.SpanDue = false
		}
	}
	b := &r.box.Batch
	if len(b.Items)+len(b.Expected)+len(b.Gone) == 0 && b.Span == nil {
		return failed
	}
	return errors.Join(r.flush(), failed)
}

// stateMissing says which months are missing where that is another than before.
func (r *run) stateMissing() {
	if !r.format.Steady {
		return
	}
	now := r.at.missing()
	r.box.Batch.Expected = append(r.box.Batch.Expected, changes(r.at.Missing, now)...)
	r.at.Missing = now
}

// flush emits what is left; the warehouse's error is its own.
func (r *run) flush() error {
	err := r.box.Flush()
	var emitted *outbox.EmitError
	if errors.As(err, &emitted) {
		return emitted.Unwrap()
	}
	return err
}

// forget withdraws a file that vanished.
func (r *run) forget(name string) {
	m := r.at.Files[name]
	for _, day := range slices.Sorted(maps.Keys(m.stated())) {
		r.box.Batch.Expected = append(r.box.Batch.Expected, collectors.Expectation{Part: name, Day: dayOf(day)})
	}
	for _, generation := range append(slices.Clone(m.Replaces), m.Generation) {
		r.box.Batch.Gone = append(r.box.Batch.Gone, prefix(name, generation))
	}
	delete(r.at.Files, name)
	if r.at.Gone == nil {
		r.at.Gone = map[string]int{}
	}
	r.at.Gone[name] = m.Generation
}
