package collectors

import "context"

// A Counter is a Collector that can ask its source how much it holds, by a
// question other than those by which it collects, so that the two can be
// compared.
type Counter interface {
	// Count asks the source. It gives one Count for each part and kind of thing
	// that the source can count.
	Count(ctx context.Context) ([]Count, error)
}

// What a Count counts.
const (
	CountCommits   = "commits"
	CountTags      = "tags"
	CountMessages  = "messages"
	CountIssues    = "issues"
	CountChanges   = "changes"
	CountResponses = "responses"
)

// A Count is what a source holds now by its own account.
type Count struct {
	What  string
	Part  string // a repository (its name), mailbox or file; empty for a source that is of one piece
	Items uint64

	// Keys are the Keys of the records of all of them, where the source can list
	// them cheaply: then it shows which are missing.
	Keys []string

	// Prefix is what the origins of the part's items begin with, where the part
	// is told by that.
	Prefix string
}
