package collectors

import (
	"context"
	"time"
)

// A Collector reads one source.
//
// Collect walks the source from a cursor and calls emit with each batch, in
// source order. A nil cursor means from the beginning; any other is one that
// an earlier batch of the same source carried, possibly in another process.
//
// Calls: one at a time for one source; a second Collect may follow on the same
// value once the first has returned. emit is called only from the goroutine
// that runs Collect, however many goroutines parse. It may block for as long as
// the warehouse needs (back-pressure). An error from emit ends Collect, which
// returns that error.
//
// Repeats: after a crash Collect is started again from the last cursor stored,
// so items may be emitted more than once; records with equal keys and versions
// must then be equal in every field, whatever the batches' borders were.
//
// Errors: an item that cannot be read becomes an Item with a Reject, and the
// walk goes on. An error returned from Collect means that the source itself
// failed; what was emitted before stays good. When ctx is cancelled Collect
// returns ctx's error within one round trip to its source and leaves no
// goroutine or process behind.
//
// Memory is bounded by the batch, never by the source.
type Collector interface {
	Collect(ctx context.Context, from Cursor, emit func(Batch) error) error
}

// A Cursor is a position in a source: bytes that mean something only to the
// collector that made them. Nobody else looks inside.
type Cursor []byte

// A Batch is what lies between two cursors of a source. It is small (some
// hundred items or a few MiB); the warehouse gathers batches into blocks.
type Batch struct {
	// Items are what the source holds: each leaves one row in the ledger
	// (table items), stored, duplicate or quarantined.
	Items []Item

	// State is what was observed of the source beside its items, such as which
	// commits its default branch holds now. It is stored, never counted.
	State []Record

	// Expected says what the source should hold, by day, found by a second
	// look. A later statement about a part's day replaces an earlier one; a day
	// that holds nothing any more is stated as 0.
	Expected []Expectation

	// Gone are prefixes of origins that the source no longer holds, such as a
	// file that was replaced. It takes effect after the batch's items: their
	// rows are marked as deleted, and so are the records that no other item has.
	Gone []string

	// Span, where not nil, replaces what is known of the time the source covers.
	Span *Span

	// Cursor is the position after this batch.
	Cursor Cursor
}

// An Item is one thing received: either a record or a reject.
type Item struct {
	// Origin is where the item stands in its source: file and offset, object
	// id, URL. It is unique within the source and the same at every reading.
	Origin string

	// Day is the UTC day to which coverage counts the item; the zero time
	// counts it to no day.
	Day time.Time

	Record Record
	Reject *Reject
}

// A Reject is an item that could not be stored, with the reason.
type Reject struct {
	Reason string // a constant phrase that can be counted: "message too large"
	Detail string // what was found, for a person to read
	Bytes  []byte // the item's beginning, at most MaxRejectBytes, private
}

// MaxRejectBytes is how much of a rejected item is kept.
const MaxRejectBytes = 16 << 10

// An Expectation is how many items one day of one part of a source should have.
type Expectation struct {
	Part  string    // a file, a mailbox; empty for a source that is of one piece
	Day   time.Time // midnight UTC
	Items uint64
}

// A Span is the time for which a source can speak: a quiet week inside it is
// quiet, a week outside it is unknown.
type Span struct {
	// From is the instant from which on the source misses nothing. The zero
	// time means from the community's beginning (a whole git history).
	From time.Time
	// Until is the instant up to which the source was seen.
	Until time.Time
	// Lossy says that the source misses things all the same, and cannot tell how
	// many: what it has counts, but a period is complete only where another source
	// of its kind makes it so. A lossy source expects nothing.
	Lossy bool
}

// A Record is one fact in one of the shapes of records.go.
type Record interface {
	// Key is the record's natural key within its source, deterministic and
	// independent of when or how often it was read.
	Key() string
}
