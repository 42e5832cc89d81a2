package identity

import "github.com/google/uuid"

// A Verdict is what a person says about aliases.
type Verdict string

// What can be said: these are one person, these are another than those, this
// is a program, this is none.
const (
	SamePerson Verdict = "same"
	Apart      Verdict = "apart"
	Program    Verdict = "bot"
	Human      Verdict = "human"
)

// A Decision is said by a person or by a file that people keep, and stands above
// all evidence. Of two that contradict each other the later one counts.
type Decision struct {
	Verdict Verdict
	// Who are the aliases that are meant: all of them one person for SamePerson, a
	// person who has none of From's for Apart.
	Who []Who
	// From are those whom Who is to be kept apart from; empty for everybody else.
	From []Who
	// Reason is what was said; it is shown, so that it holds no address.
	Reason string
	// Origin is where it stands: `people.yaml, decision 12`, `.mailmap, line 3`.
	Origin string
}

// A Who names aliases by what they show: those are meant of which all that is not empty
// is equal, case apart. Alias alone names a single one by its id.
type Who struct {
	Alias   uuid.UUID
	Address string
	Login   string // with its host: github.com/ada
	Name    string
}
