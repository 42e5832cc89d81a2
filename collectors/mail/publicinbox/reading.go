package publicinbox

import (
	"context"
	"fmt"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
)

// A chunk is a run of mails of one epoch.
type chunk struct {
	flow.Mails
	epoch string
	head  string // the commit up to which they were read then
	skip  int    // and the events of the next one
}

// A stretch is what is to be read of one epoch.
type stretch struct {
	epoch *epoch
	mark  mark
	tip   string
}

// A reading reads the mails of a walk.
type reading struct {
	stretches   []stretch
	dead        *dead
	generations map[string]int
	limits      flow.Limits
	options     message.Options
	send        func(*chunk) error // fails only when the reading is to end
}

func (r *reading) all(ctx context.Context, send func(*chunk) error) error {
	r.send = send
	for _, s := range r.stretches {
		if s.tip == "" || s.mark.Head == s.tip {
			continue
		}
		if err := r.stretch(ctx, s); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("read %s: %w", s.epoch.repo.Name, s.epoch.repo.Hint(err))
		}
	}
	return nil
}

// A stride is a stretch being read.
type stride struct {
	*reading
	stretch
	blobs *blobs
	chunk *chunk

	head string          // the last commit that was read whole
	now  string          // the one being read
	n    int             // events of it
	had  map[string]bool // mails that it brought
}

func (r *reading) stretch(ctx context.Context, s stretch) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	blobs, err := openBlobs(ctx, s.epoch.repo)
	if err != nil {
		return err
	}
	w := &stride{reading: r, stretch: s, blobs: blobs, head: s.mark.Head}
	w.chunk = w.empty()
	err = each(ctx, s.epoch.repo, s.mark.Head, s.tip, w.event)
	if err == nil {
		w.chunk.head = s.tip
		err = r.send(w.chunk)
	}
	if err != nil {
		cancel() // git shall not wait for a reader
	}
	return blobs.close(ctx, err)
}

func (w *stride) empty() *chunk {
	return &chunk{epoch: w.epoch.name, Mails: flow.Mails{Options: w.options}}
}

// event reads an event's mail, unless it was read before or is deleted.
func (w *stride) event(e event) error {
	if w.now != e.commit {
		if w.now != "" {
			w.head = w.now
		}
		w.now, w.n, w.had = e.commit, 0, map[string]bool{}
	}
	w.n++
	again := w.had[e.blob] // under another path, as nobody but a forger writes it
	w.had[e.blob] = again || !e.deleted
	if again || w.head == w.mark.Head && w.n <= w.mark.Skip {
		return nil
	}
	m, ok, err := w.mail(&e)
	if err != nil || !ok {
		return err
	}
	if w.limits.Full(len(w.chunk.List), w.chunk.Bytes(), len(m.Raw)) {
		w.chunk.head, w.chunk.skip = w.head, w.n-1
		if err := w.send(w.chunk); err != nil {
			return err
		}
		w.chunk = w.empty()
	}
	w.chunk.Add(m)
	return nil
}

// ReasonStranger is the reject for a deletion of a mail that was never there.
const ReasonStranger = "deletion of an unknown message"

// mail reads an event's mail, if it has one.
func (w *stride) mail(e *event) (m flow.Mail, ok bool, err error) {
	place := at(w.epoch, e)
	switch {
	case w.dead.strangers[place]:
		m.Item.Reject = &collectors.Reject{Reason: ReasonStranger}
	case e.deleted || w.dead.unread[place]:
		return m, false, nil
	default:
		m, err = w.blobs.mail(e, w.options.MaxBytes)
	}
	m.Origin = w.origin(w.epoch, e)
	return m, err == nil, err
}

func (r *reading) origin(e *epoch, ev *event) string {
	return prefix(e.name, r.generations[e.name]) + ev.key()
}

// A withdrawal is a deleted mail that was emitted, and where it counted.
type withdrawal struct {
	epoch, origin string
	day           int
}

// withdrawn reads the deleted mails that were emitted once more, for their days.
func (r *reading) withdrawn(ctx context.Context) (all []withdrawal, err error) {
	for _, c := range r.dead.read {
		w, err := r.corpse(ctx, c)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", c.epoch.repo.Name, err)
		}
		all = append(all, w)
	}
	return all, nil
}

func (r *reading) corpse(ctx context.Context, c corpse) (withdrawal, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := withdrawal{epoch: c.epoch.name, origin: r.origin(c.epoch, &c.event)}
	blobs, err := openBlobs(ctx, c.epoch.repo)
	if err != nil {
		return w, err
	}
	m, err := blobs.mail(&c.event, r.options.MaxBytes)
	if err != nil {
		cancel()
		return w, blobs.close(ctx, err)
	}
	m.Parse(r.options)
	w.day = m.Day
	return w, blobs.close(ctx, nil)
}
