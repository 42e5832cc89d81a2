package affiliation

import (
	"time"

	"goldenratio/internal/warehouse"
)

// What stands in an organisation's place.
const (
	Independent = "independent" // works for nobody
	Unknown     = "unknown"
)

// An Organisation is one that people work for.
type Organisation struct {
	ID, Name string
	Domains  []string  // of its addresses, in lower case, with all below them
	Aliases  []string  // what people call it
	Owner    string    // id of the organisation that it is a part of, if any
	Since    time.Time // first day as a part of it; zero: it always was
}

// A Claim is what the operator says of one person's work. One of Address, Name
// and Login says who is meant.
type Claim struct {
	Address, Name, Login string
	Organisation         string // an id, or what a file calls it
	Span
	Rank     int    // of two claims for one day the one of lower rank counts, then the one that begins later
	Evidence string // shown beside the result
}

// A DomainClaim is what the operator says of all who write from a domain.
type DomainClaim struct {
	Domain       string
	Organisation string // what a file calls it
	Span
}

// A Span is some days, the first day after them in Until; zero means no limit.
type Span struct{ From, Until time.Time }

// Map is who worked for whom.
type Map struct {
	Organisations []warehouse.Organisation // those configured, and those found
	Affiliations  []warehouse.Affiliation  // of one person one after another
}
