package imap

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 1

// A position is what a cursor holds.
type position struct {
	Version   int              `json:"version"`
	Mailboxes map[string]*mark `json:"mailboxes"` // by their name in origins
}

// A mark is what was read of one mailbox.
type mark struct {
	Validity uint32      `json:"validity"`           // the mailbox's UIDVALIDITY
	Next     uint32      `json:"next"`               // all UIDs below were looked at
	Have     uids        `json:"have"`               // those of which there is an item
	Days     days.Counts `json:"days,omitempty"`     // mails in the mailbox, by INTERNALDATE
	Stated   days.Counts `json:"stated,omitempty"`   // what was said of a day where that is no longer so; 0: nothing
	Replaces []uint32    `json:"replaces,omitempty"` // UIDVALIDITYs to withdraw once this one is read
}

func readCursor(c collectors.Cursor) (*position, error) {
	p := &position{Version: cursorVersion, Mailboxes: map[string]*mark{}}
	if len(c) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(c, p); err != nil {
		return nil, fmt.Errorf("imap cursor: %w", err)
	}
	if p.Version != cursorVersion {
		return nil, fmt.Errorf("imap cursor: version %d, this program reads %d", p.Version, cursorVersion)
	}
	for _, m := range p.Mailboxes {
		if m.Days == nil {
			m.Days = days.Counts{}
		}
		if m.Stated == nil {
			m.Stated = days.Counts{}
		}
	}
	return p, nil
}

func (p *position) cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// counts are the mails of all mailboxes, by day.
func (p *position) counts() days.Counts {
	all := days.Counts{}
	for _, m := range p.Mailboxes {
		for day, n := range m.Days {
			all.Add(day, n)
		}
	}
	return all
}

func newMark(validity uint32) *mark {
	return &mark{Validity: validity, Next: 1, Days: days.Counts{}, Stated: days.Counts{}}
}

// clone is a mark of its own for who reads while the other one changes.
func (m *mark) clone() *mark {
	c := *m
	c.Have, c.Days, c.Stated, c.Replaces = m.Have.clone(), maps.Clone(m.Days), maps.Clone(m.Stated), slices.Clone(m.Replaces)
	return &c
}

// set changes the number of mails of a day, and remembers what was stated.
func (m *mark) set(day, n int) {
	if day == 0 || n == m.Days[day] {
		return
	}
	if _, due := m.Stated[day]; !due {
		m.Stated[day] = m.Days[day]
	}
	if m.Days[day] = n; n == 0 {
		delete(m.Days, day)
	}
}

// reset begins anew under another UIDVALIDITY.
func (m *mark) reset(validity uint32) {
	for day := range maps.Clone(m.Days) {
		m.set(day, 0)
	}
	m.Replaces = append(m.Replaces, m.Validity)
	m.Validity, m.Next, m.Have = validity, 1, uids{}
}

// due is what must be stated of the mailbox.
func (m *mark) due(part string) (changes []collectors.Expectation) {
	for _, day := range slices.Sorted(maps.Keys(m.Stated)) {
		if m.Days[day] != m.Stated[day] {
			changes = append(changes, collectors.Expectation{Part: part, Day: days.Time(day), Items: uint64(m.Days[day])})
		}
	}
	m.Stated = days.Counts{}
	return changes
}

// prefix is with what the origins of a mailbox's mails begin.
func prefix(part string, validity uint32) string { return fmt.Sprintf("%s@%d/", part, validity) }
