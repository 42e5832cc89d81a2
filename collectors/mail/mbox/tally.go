package mbox

import (
	"errors"
	"slices"
	"time"

	"goldenratio/collectors"
)

// A tally turns parsed chunks into batches and keeps the position up to date.
// It runs in Collect's goroutine.
type tally struct {
	at     *position
	emit   func(collectors.Batch) error
	limits limits

	batch collectors.Batch
	bytes int64
	errs  []error // of files that could not be read to their end
}

// take adds a chunk to the batch and emits the batch once it is large enough.
func (t *tally) take(ch *chunk) error {
	if ch.err != nil {
		t.errs = append(t.errs, ch.err)
	}
	if ch.start != nil {
		t.at.Files[ch.file.name] = ch.start.clone()
		t.at.SpanDue = true
		if month := ch.file.month; !month.IsZero() && (t.at.Month == 0 || dayNumber(month) < t.at.Month) {
			t.at.Month = dayNumber(month)
		}
	}
	if ch.end == nil {
		return nil
	}
	m := t.at.Files[ch.file.name]
	last := t.add(ch, m)
	m.moveTo(ch.end)
	if m.Done {
		t.complete(ch.file.name, m, last)
	}
	t.bytes += int64(ch.bytes)
	if len(t.batch.Items) < t.limits.batchItems && t.bytes < t.limits.batchBytes {
		return nil
	}
	return t.flush()
}

// add appends a chunk's items. It returns the day of the file's last mail where
// that is in the chunk and lies behind the mark, or else 0.
func (t *tally) add(ch *chunk, m *mark) (last int) {
	previous := m.Previous
	for i, f := range ch.frames {
		item := collectors.Item{Origin: origin(ch.file.name, m.Generation, f.Offset)}
		var day int
		if msg := ch.messages[i]; msg != nil {
			item.Record = msg
			if !msg.Date.At.IsZero() {
				day = dayNumber(msg.Date.At)
			}
		} else {
			item.Reject = ch.rejects[i]
			day = rejectDay(previous, f.Envelope, ch.file.month)
		}
		if day != 0 {
			item.Day = dayTime(day)
			previous = day
		}
		t.batch.Items = append(t.batch.Items, item)
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
		return dayNumber(envelope)
	case !month.IsZero():
		return dayNumber(month)
	}
	return 0
}

// complete states what a file holds now that its end was reached, and what is
// gone with the files that it replaced.
func (t *tally) complete(name string, m *mark, last int) {
	days := append(m.stated(), last)
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		if day == 0 {
			continue
		}
		n := m.Days[day]
		if day == last {
			n++
		}
		t.batch.Expected = append(t.batch.Expected, collectors.Expectation{Part: name, Day: dayTime(day), Items: uint64(n)})
	}
	for _, generation := range m.Replaces {
		t.batch.Gone = append(t.batch.Gone, prefix(name, generation))
	}
	m.Replaces, m.Stale = nil, nil
	if last != 0 {
		m.Stale = []int{last}
	}
}

// finish emits what is left. The span is stated only when every file was read.
func (t *tally) finish(complete bool) error {
	if complete && len(t.errs) == 0 {
		t.batch.Span = t.at.span()
		t.at.SpanDue = false
	}
	return errors.Join(t.flush(), errors.Join(t.errs...))
}

func (t *tally) flush() error {
	c, err := t.at.cursor()
	if err != nil {
		return err
	}
	b := t.batch
	b.Cursor = c
	t.batch, t.bytes = collectors.Batch{}, 0
	return t.emit(b)
}
