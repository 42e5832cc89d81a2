package maildir

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/flow"
)

// A tally turns parsed chunks into batches and keeps the position up to date.
// It runs in Collect's goroutine.
type tally struct {
	flow.Batcher
	at   *position
	now  time.Time
	live bool // the span is stated in every run

	vanished []string // folders that the Maildir no longer has

	written collectors.Cursor // the last one made
	since   int               // mails that came since then

	errs []error // of folders and files that could not be read
	more int     // errors beyond those
}

func newTally(at *position, from collectors.Cursor, l flow.Limits, emit func(collectors.Batch) error) *tally {
	t := &tally{at: at, written: from}
	t.Batcher = flow.Batcher{Limits: l, Cursor: t.cursor, Emit: emit}
	return t
}

// cursor makes a new cursor once a tenth of what it holds is new: each is as
// long as the Maildir is large. Until then the last one is as good, from which
// those mails are read again.
func (t *tally) cursor() (c collectors.Cursor, err error) {
	if t.written != nil && t.since*10 < t.at.mails() {
		return t.written, nil
	}
	t.since = 0
	t.written, err = t.at.cursor()
	return t.written, err
}

// maxErrors is how many errors of one run are told.
const maxErrors = 5

func (t *tally) fail(err error) {
	switch {
	case err == nil:
	case len(t.errs) == maxErrors:
		t.more++
	default:
		t.errs = append(t.errs, err)
	}
}

func (t *tally) failure() error {
	if t.more > 0 {
		return errors.Join(append(t.errs, fmt.Errorf("and %d more errors", t.more))...)
	}
	return errors.Join(t.errs...)
}

// idle reports whether there is nothing to read or to state.
func (t *tally) idle(folders []*folder) bool {
	if slices.ContainsFunc(folders, func(f *folder) bool { return len(f.fresh) > 0 }) {
		return false
	}
	changed := len(t.vanished) > 0 || slices.ContainsFunc(folders, func(f *folder) bool { return len(f.vanished) > 0 })
	return len(t.errs) > 0 || !changed && !t.at.SpanDue && !t.live
}

// take adds a chunk to the batch.
func (t *tally) take(ch *chunk) error {
	for _, err := range ch.errs {
		t.fail(err)
	}
	known := t.at.shelf(ch.folder.name).Mails
	for i := range ch.List {
		known[ch.keys[i]] = ch.List[i].Day
		t.Batch.Items = append(t.Batch.Items, ch.List[i].Item)
	}
	t.since += len(ch.List)
	t.at.SpanDue = t.at.SpanDue || len(ch.List) > 0
	return t.Took(ch.Bytes())
}

// finish states what the folders hold. What is gone, and for which time the
// source speaks, is said only once everything was read.
func (t *tally) finish(folders []*folder) error {
	if len(t.errs) == 0 {
		t.withdraw(folders)
	}
	total := days.Counts{}
	for _, f := range folders {
		s := t.at.shelf(f.name)
		counts := s.counts()
		t.Batch.Expected = append(t.Batch.Expected, counts.Changes(f.name, s.Stated)...)
		s.Stated = counts
		for day, n := range counts {
			total.Add(day, n)
		}
	}
	if len(t.errs) == 0 {
		t.Batch.Span = total.Span(t.now, t.live)
		t.at.SpanDue = false
	}
	t.written = nil
	return errors.Join(t.Flush(), t.failure())
}

// withdraw forgets the mails and the folders that are gone.
func (t *tally) withdraw(folders []*folder) {
	for _, f := range folders {
		known := t.at.shelf(f.name).Mails
		for _, key := range f.vanished {
			delete(known, key)
			t.Batch.Gone = append(t.Batch.Gone, f.origin(key))
		}
	}
	for _, name := range t.vanished {
		t.Batch.Expected = append(t.Batch.Expected, days.Counts{}.Changes(name, t.at.Folders[name].Stated)...)
		t.forget(name)
	}
}

// forget withdraws a whole folder; of the Maildir itself, whose origins have
// nothing in common, each mail.
func (t *tally) forget(name string) {
	gone := []string{prefix(name)}
	if name == "" {
		gone = nil
		for key := range t.at.Folders[name].Mails {
			gone = append(gone, (&folder{}).origin(key))
		}
		slices.Sort(gone)
	}
	t.Batch.Gone = append(t.Batch.Gone, gone...)
	delete(t.at.Folders, name)
}
