package publicinbox

import (
	"maps"
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
}

func newTally(at *position, l flow.Limits, emit func(collectors.Batch) error) *tally {
	return &tally{at: at, Batcher: flow.Batcher{Limits: l, Cursor: at.cursor, Emit: emit}}
}

// take adds a chunk to the batch.
func (t *tally) take(ch *chunk) error {
	m := t.at.mark(ch.epoch)
	for i := range ch.List {
		m.Days.Add(ch.List[i].Day, 1)
		t.Batch.Items = append(t.Batch.Items, ch.List[i].Item)
	}
	m.Head, m.Skip = ch.head, ch.skip
	return t.Took(ch.Bytes())
}

// finish withdraws what is gone and states what the epochs hold.
func (t *tally) finish(withdrawn []withdrawal) error {
	for _, w := range withdrawn {
		t.at.mark(w.epoch).Days.Add(w.day, -1)
		t.Batch.Gone = append(t.Batch.Gone, w.origin)
	}
	total := days.Counts{}
	for _, name := range slices.Sorted(maps.Keys(t.at.Epochs)) {
		m := t.at.mark(name)
		t.Batch.Expected = append(t.Batch.Expected, m.Days.Changes(name, m.Stated)...)
		for _, generation := range m.Replaces {
			t.Batch.Gone = append(t.Batch.Gone, prefix(name, generation))
		}
		m.Stated, m.Replaces = maps.Clone(m.Days), nil
		for day, n := range m.Days {
			total.Add(day, n)
		}
	}
	t.Batch.Span = total.Span(t.now, t.live)
	t.at.Walk = nil
	return t.Flush()
}
