package sample

import (
	"fmt"

	"goldenratio/internal/sample/hub"
)

// A matter is an issue or pull request with what the truth has to know of it.
type matter struct {
	*hub.Ticket
	opened, due int64 // of a draft, from when it was made ready
	reply       int64 // first of another person; 0 for none
	merged      int64
	closings    []closing
	versions    int
	spoken      bool // somebody else has, since the newest version
}

// A closing lasts until the matter was opened again; 0 for not.
type closing struct{ at, again int64 }

func (m *matter) open() bool { return len(m.closings) == 0 || m.closings[len(m.closings)-1].again != 0 }

// openAt reports whether a matter was open just before some time.
func (m *matter) openAt(end int64) bool {
	for _, c := range m.closings {
		if c.at < end && (c.again == 0 || c.again >= end) {
			return false
		}
	}
	return true
}

// ended is when a matter was closed for good; 0 for not.
func (m *matter) ended() int64 {
	if m.open() {
		return 0
	}
	return m.closings[len(m.closings)-1].at
}

// raise opens an issue or a pull request.
func (y *yard) raise(by *hub.Person, title string, change *hub.Change) *matter {
	n := uint64(len(y.place.Tickets)) + 1
	m := &matter{Ticket: &hub.Ticket{ID: y.id(), Number: n, Title: title, Body: y.lex.phrase(y.d, "sentence"), Author: by, At: y.at(), Change: change}}
	y.present(m)
	y.place.Tickets = append(y.place.Tickets, m.Ticket)
	y.matters = append(y.matters, m)
	return m
}

// present is the moment from which a matter waits for others.
func (y *yard) present(m *matter) {
	m.opened, m.due, m.versions = y.now, deadline(y.now, 2), 1
}

// act notes what somebody did to a matter.
func (y *yard) act(m *matter, kind hub.Kind, by *hub.Person) *hub.Act {
	a := &hub.Act{ID: y.id(), Kind: kind, By: by, At: y.at()}
	m.Acts = append(m.Acts, a)
	return a
}

// say is an act that answers a matter, if it is another person's.
func (y *yard) say(m *matter, kind hub.Kind, by *hub.Person) *hub.Act {
	a := y.act(m, kind, by)
	a.Text = y.lex.phrase(y.d, "sentence")
	if by != m.Author && !by.Robot {
		m.spoken = true
		m.answer(y.now)
	}
	return a
}

func (m *matter) answer(at int64) {
	if m.reply == 0 {
		m.reply = at
	}
}

// shut closes a matter; the other one's closing answers it.
func (y *yard) shut(m *matter, by *hub.Person, reason string) {
	y.act(m, hub.Closed, by).Subject = reason
	m.closings = append(m.closings, closing{at: y.now})
	if by != m.Author {
		m.answer(y.now)
	}
}

func (y *yard) reopen(m *matter, by *hub.Person) {
	y.act(m, hub.Reopened, by)
	m.closings[len(m.closings)-1].again = y.now
}

// report opens an issue and plans what comes of it.
func (y *yard) report() {
	by := pick(y.d, y.guests)
	if y.d.chance(0.2) {
		by = pick(y.d, y.members)
	}
	m := y.raise(by, y.lex.phrase(y.d, "question"), nil)
	if y.d.chance(0.6) {
		y.after(0.2, func() { y.act(m, hub.Labelled, y.robot).Subject = pick(y.d, []string{"bug", "question", "wish"}) })
	}
	if y.d.chance(0.2) {
		y.after(0.1, func() { y.say(m, hub.Comment, y.robot) })
	}
	if !y.d.chance(0.1) {
		y.after(min(y.d.spread(20, 1.5), 60*24), func() { y.talk(m, 1+y.d.more(0.5, 8)) })
	}
	if y.d.chance(0.8) {
		y.after(24+min(y.d.spread(200, 1.3), 300*24), func() { y.settle(m) })
	}
}

// talk is a comment and the plan for the next.
func (y *yard) talk(m *matter, left int) {
	by := m.Author
	if y.d.chance(0.7) {
		by = y.other(m.Author)
	}
	a := y.say(m, hub.Comment, by)
	if y.d.chance(0.1) {
		y.after(1, func() { a.Edited = y.at() })
	}
	if left > 1 {
		y.after(0.1+min(y.d.spread(10, 1.3), 30*24), func() { y.talk(m, left-1) })
	}
}

// settle closes an issue, which now and then does not last.
func (y *yard) settle(m *matter) {
	if !m.open() {
		return
	}
	by := m.Author
	if y.d.chance(0.75) {
		by = pick(y.d, y.members)
	}
	reason := "completed"
	if y.d.chance(0.25) {
		reason = "not_planned"
	}
	y.shut(m, by, reason)
	if y.d.chance(0.12) {
		y.after(2+min(y.d.spread(150, 1.2), 80*24), func() {
			y.reopen(m, m.Author)
			y.after(24+y.d.spread(100, 1), func() { y.settle(m) })
		})
	}
}

// commitName is a name that no commit of the repository has: of a version that
// was rewritten before it was merged.
func (y *yard) commitName() string { return fmt.Sprintf("%08x%032x", y.d.Uint32(), y.id()) }
