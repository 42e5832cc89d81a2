package mbox

import (
	"errors"
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

	vanished []string // files that the source no longer has
	errs     []error  // of files that could not be read to their end
}

func newTally(at *position, l flow.Limits, emit func(collectors.Batch) error) *tally {
	return &tally{at: at, Batcher: flow.Batcher{Limits: l, Cursor: at.cursor, Emit: emit}}
}

// take adds a chunk to the batch and emits the batch once it is large enough.
func (t *tally) take(ch *chunk) error {
	if ch.err != nil {
		t.errs = append(t.errs, ch.err)
	}
	if ch.start != nil {
		m := ch.start.clone()
		m.Month = days.Number(ch.file.Month)
		t.at.Files[ch.file.Name] = m
		delete(t.at.Gone, ch.file.Name)
		t.at.SpanDue = true
	}
	if ch.end == nil {
		return nil
	}
	m := t.at.Files[ch.file.Name]
	last := t.add(ch, m)
	m.moveTo(ch.end)
	if m.Done {
		t.complete(ch.file.Name, m, last)
	}
	return t.Took(ch.bytes)
}

// add appends a chunk's items. It returns the day of the file's last mail where
// that is in the chunk and lies behind the mark, or else 0.
func (t *tally) add(ch *chunk, m *mark) (last int) {
	previous := m.Previous
	for i, f := range ch.frames {
		item := collectors.Item{Origin: origin(ch.file.Name, m.Generation, f.Offset)}
		var day int
		if msg := ch.messages[i]; msg != nil {
			item.Record = msg
			if !msg.Date.At.IsZero() {
				day = days.Number(msg.Date.At)
			}
		} else {
			item.Reject = ch.rejects[i]
			day = rejectDay(previous, f.Envelope, ch.file.Month)
		}
		if day != 0 {
			item.Day = days.Time(day)
			previous = day
		}
		t.Batch.Items = append(t.Batch.Items, item)
		if ch.end.Done && i == len(ch.frames)-1 {
			return day
		}
		if day != 0 {
			m.Days[day]++
			m.Previous = day
		}
	}
	return 0
}

// rejectDay is the day to which a mail counts that has no date: that of the
// mail before it in the file, else of its From_ line, else the file's month.
func rejectDay(previous int, envelope, month time.Time) int {
	switch {
	case previous != 0:
		return previous
	case envelope.Unix() > 0:
		return days.Number(envelope)
	case !month.IsZero():
		return days.Number(month)
	}
	return 0
}

// complete states what a file holds now that its end was reached, and what is
// gone with the files that it replaced.
func (t *tally) complete(name string, m *mark, last int) {
	stated := append(m.stated(), last)
	slices.Sort(stated)
	for _, day := range slices.Compact(stated) {
		if day == 0 {
			continue
		}
		n := m.Days[day]
		if day == last {
			n++
		}
		t.Batch.Expected = append(t.Batch.Expected, collectors.Expectation{Part: name, Day: days.Time(day), Items: uint64(n)})
	}
	for _, generation := range m.Replaces {
		t.Batch.Gone = append(t.Batch.Gone, prefix(name, generation))
	}
	m.Replaces, m.Stale = nil, nil
	if last != 0 {
		m.Stale = []int{last}
	}
}

// due reports whether there is something to state although no file has changed.
func (t *tally) due() bool { return t.at.SpanDue || t.live || len(t.vanished) > 0 }

// finish emits what is left. What can be said only of the source as a whole is
// said once every file was read.
func (t *tally) finish(complete bool) error {
	if complete && len(t.errs) == 0 {
		for _, name := range t.vanished {
			t.forget(name)
		}
		counts := t.at.counts()
		t.stateMissing(t.at.missing(counts))
		t.Batch.Span = t.at.span(counts, t.now, t.live)
		t.at.SpanDue = false
	}
	return errors.Join(t.Flush(), errors.Join(t.errs...))
}

// forget withdraws a file that vanished. That comes after all others were read:
// the mails of one that was only renamed are there by then, under new origins.
func (t *tally) forget(name string) {
	m := t.at.Files[name]
	for _, day := range m.stated() {
		t.Batch.Expected = append(t.Batch.Expected, collectors.Expectation{Part: name, Day: days.Time(day)})
	}
	for _, generation := range append(m.Replaces, m.Generation) {
		t.Batch.Gone = append(t.Batch.Gone, prefix(name, generation))
	}
	delete(t.at.Files, name)
	if t.at.Gone == nil {
		t.at.Gone = map[string]int{}
	}
	t.at.Gone[name] = m.Generation
}

// stateMissing says what months without a file should hold, where that is not
// what was said before.
func (t *tally) stateMissing(months map[string]uint64) {
	for _, month := range slices.Sorted(maps.Keys(t.at.Missing)) {
		if _, still := months[month]; !still {
			t.stateMonth(month, 0)
		}
	}
	for _, month := range slices.Sorted(maps.Keys(months)) {
		if n := months[month]; n != t.at.Missing[month] {
			t.stateMonth(month, n)
		}
	}
	t.at.Missing = months
}

func (t *tally) stateMonth(month string, items uint64) {
	first, err := time.Parse(monthLayout, month)
	if err != nil {
		return // no month that this program wrote
	}
	t.Batch.Expected = append(t.Batch.Expected, collectors.Expectation{Part: "missing " + month, Day: first, Items: items})
}
