package imap

import (
	"errors"
	"maps"
	"slices"
	"time"

	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/flow"
)

// A tally turns chunks into batches and keeps the position up to date. It runs
// in Collect's goroutine.
type tally struct {
	at    *position
	batch flow.Batcher
	now   time.Time
}

// take adds what a chunk brought.
func (t *tally) take(c *chunk) error {
	m := t.mark(c)
	for i := range c.mails {
		mail := &c.mails[i]
		m.Have.AddNum(mail.uid)
		m.set(mail.day(), m.Days[mail.day()]+1)
		t.batch.Batch.Items = append(t.batch.Batch.Items, mail.Item)
	}
	m.Next = max(m.Next, c.next)
	if c.second != nil {
		t.look(c.part, m, c.second)
	}
	if c.done {
		t.complete(c.part, m)
	}
	bytes := 0
	for i := range c.mails {
		bytes += int(c.mails[i].Size)
	}
	return t.batch.Took(bytes)
}

// mark is that of the chunk's mailbox.
func (t *tally) mark(c *chunk) *mark {
	m := t.at.Mailboxes[c.part]
	if m == nil {
		m = newMark(c.validity)
		t.at.Mailboxes[c.part] = m
	}
	if m.Validity != c.validity {
		m.reset(c.validity)
	}
	return m
}

// look puts things right after a second look: what is no longer there is gone.
func (t *tally) look(part string, m *mark, s *second) {
	gone := m.Have.without(s.there)
	kept := m.Have.without(gone)
	for _, text := range gone.prefixes(kept) {
		t.batch.Batch.Gone = append(t.batch.Batch.Gone, prefix(part, m.Validity)+text)
	}
	m.Have = kept
	for day := range maps.Clone(m.Days) {
		m.set(day, s.days[day])
	}
	for day, n := range s.days {
		m.set(day, n)
	}
}

// complete states what a mailbox holds, and withdraws what it held before it
// became another one.
func (t *tally) complete(part string, m *mark) {
	t.batch.Batch.Expected = append(t.batch.Batch.Expected, m.due(part)...)
	for _, validity := range m.Replaces {
		t.batch.Batch.Gone = append(t.batch.Batch.Gone, prefix(part, validity))
	}
	m.Replaces = nil
}

// finish emits what is left. What can be said only of the source as a whole is
// said where every mailbox was read: mailboxes that are not among those that
// are there are gone.
func (t *tally) finish(there map[string]bool, failed error) error {
	if failed == nil {
		for _, part := range slices.Sorted(maps.Keys(t.at.Mailboxes)) {
			if !there[part] {
				t.forget(part)
			}
		}
		t.batch.Batch.Span = t.at.counts().Span(t.now, true)
	}
	return errors.Join(t.batch.Flush(), failed)
}

func (t *tally) forget(part string) {
	m := t.at.Mailboxes[part]
	m.reset(0)
	t.complete(part, m)
	delete(t.at.Mailboxes, part)
}

// add takes note of mails that are there.
func (s *second) add(mails []listed) {
	for _, mail := range mails {
		s.there.AddNum(mail.uid)
		s.days.Add(days.Number(mail.at), 1)
	}
}
