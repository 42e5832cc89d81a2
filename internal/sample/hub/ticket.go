package hub

import (
	"slices"
	"time"
)

// A Ticket is an issue, or with a Change a pull request.
type Ticket struct {
	ID     uint64
	Number uint64
	Title  string
	Body   string
	Author *Person
	At     time.Time
	Acts   []*Act // in order of time
	Change *Change
}

// A Change is what a pull request has beside what issues have.
type Change struct {
	Draft    bool // when it was opened
	Base     string
	Head     string // the first version's newest commit
	MergeSHA string // the commit that it became
	Added    int
	Removed  int
	Files    int
}

// A Kind says what somebody did.
type Kind string

// The kinds of acts.
const (
	Comment          Kind = "comment"
	LineComment      Kind = "line comment"
	Review           Kind = "review"
	Approval         Kind = "approval"
	ChangesRequested Kind = "changes requested"
	Closed           Kind = "closed"
	Reopened         Kind = "reopened"
	Merged           Kind = "merged"
	Ready            Kind = "ready"
	Draft            Kind = "draft"
	Requested        Kind = "review requested"
	Labelled         Kind = "labelled"
	Unlabelled       Kind = "unlabelled"
	Dismissal        Kind = "dismissal" // of a review
	Milestone        Kind = "milestone"
	Commit           Kind = "commit" // added to a change; SHA is its name
	Push             Kind = "push"   // with force; SHA is the new head
)

// An Act is what somebody did to a ticket.
type Act struct {
	ID      uint64
	Kind    Kind
	By      *Person
	At      time.Time
	Edited  time.Time // of what has text
	Subject string    // a label, a milestone, why an issue was closed
	Text    string
	SHA     string  // of a commit, push or merge; of a review, what it was made for
	Person  *Person // who was asked for a review
	Under   uint64  // of a line comment or dismissal, the review's id; of a reply in a discussion, the comment's
}

// Changed is when the act was made or its text changed last.
func (a *Act) Changed() time.Time { return later(a.At, a.Edited) }

// A State is what a ticket's acts make of it.
type State struct {
	Closed    time.Time // zero while it is open
	ClosedBy  *Person
	Reason    string
	Merged    time.Time
	MergedBy  *Person
	Draft     bool
	Head      string
	Labels    []string
	Milestone string
	Comments  int
	Remarks   int // comments on lines
	Updated   time.Time
}

// State reads off what a ticket is now.
func (t *Ticket) State() State {
	s := State{Updated: t.At}
	if t.Change != nil {
		s.Draft, s.Head = t.Change.Draft, t.Change.Head
	}
	for _, a := range t.Acts {
		s.take(a)
	}
	return s
}

func (s *State) take(a *Act) {
	s.Updated = later(s.Updated, a.Changed())
	switch a.Kind {
	case Comment:
		s.Comments++
	case LineComment:
		s.Remarks++
	case Merged:
		s.Merged, s.MergedBy = a.At, a.By
	case Closed:
		s.Closed, s.ClosedBy, s.Reason = a.At, a.By, a.Subject
	case Reopened:
		s.Closed, s.ClosedBy, s.Reason = time.Time{}, nil, ""
	case Draft, Ready:
		s.Draft = a.Kind == Draft
	case Labelled:
		s.Labels = append(s.Labels, a.Subject)
	case Unlabelled:
		s.Labels = slices.DeleteFunc(s.Labels, func(l string) bool { return l == a.Subject })
	case Milestone:
		s.Milestone = a.Subject
	case Commit, Push:
		s.Head = a.SHA
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
