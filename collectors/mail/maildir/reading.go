package maildir

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
)

// A chunk is a run of mails of one folder.
type chunk struct {
	flow.Mails
	folder *folder
	keys   []string // of the mails
	errs   []error  // of files that could not be read
}

// A reading reads what is new in some folders.
type reading struct {
	folders []*folder
	limits  flow.Limits
	options message.Options
	send    func(*chunk) error // fails only when the reading is to end
}

func (r *reading) all(ctx context.Context, send func(*chunk) error) error {
	r.send = send
	for _, f := range r.folders {
		if err := r.folder(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// passes is how often a folder is listed for mails that move while it is read.
const passes = 3

// folder reads what is new in a folder. A mail that is no longer where it was
// listed has moved from new to cur, or got other flags: it is looked for. One
// that is not found has been deleted, and was never there for us.
func (r *reading) folder(ctx context.Context, f *folder) error {
	todo := f.fresh
	for pass := 0; len(todo) > 0 && pass < passes; pass++ {
		moved, err := r.files(f, todo)
		if err != nil || len(moved) == 0 {
			return err
		}
		listed, err := f.list(ctx)
		if err != nil {
			return r.send(&chunk{folder: f, errs: []error{err}})
		}
		todo = nil
		for _, file := range moved {
			if now, there := listed[file.key]; there {
				todo = append(todo, now)
			}
		}
	}
	return nil
}

// files reads some files and returns those that are no longer there.
func (r *reading) files(f *folder, files []file) (moved []file, err error) {
	ch := r.chunk(f)
	for _, file := range files {
		m, err := f.read(file, r.options.MaxBytes)
		if errors.Is(err, fs.ErrNotExist) {
			moved = append(moved, file)
			continue
		}
		if err != nil {
			ch.errs = append(ch.errs, fmt.Errorf("read %s: %w", m.Origin, cause(err)))
			continue
		}
		if r.limits.Full(len(ch.keys), ch.Bytes(), len(m.Raw)) {
			if err := r.send(ch); err != nil {
				return nil, err
			}
			ch = r.chunk(f)
		}
		ch.Add(m)
		ch.keys = append(ch.keys, file.key)
	}
	return moved, r.send(ch)
}

func (r *reading) chunk(f *folder) *chunk {
	return &chunk{folder: f, Mails: flow.Mails{Options: r.options}}
}
