package social

import (
	"encoding/json"
	"fmt"
	"time"

	"goldenratio/collectors"
)

// Again is how long a post is read again and again, so that its engagement is also
// known a week after it was written.
const Again = 8 * 24 * time.Hour

// A Position says until when each stream of a source was read: a tag, an account, a
// search. It is what cursors of these collectors hold.
type Position struct {
	Streams map[string]time.Time `json:"streams"`

	// Since is from when on a stream misses nothing. One that misses nothing at all is
	// not there.
	Since map[string]time.Time `json:"since,omitempty"`
}

// ReadPosition is the position that a cursor holds.
func ReadPosition(from collectors.Cursor) (Position, error) {
	p := Position{Since: map[string]time.Time{}}
	if len(from) == 0 {
		p.Streams = map[string]time.Time{}
		return p, nil
	}
	if err := json.Unmarshal(from, &p); err != nil {
		return Position{}, fmt.Errorf("cursor %.100q is none of this collector: %w", from, err)
	}
	if p.Streams == nil {
		return Position{}, fmt.Errorf("cursor %.100q is none of this collector", from)
	}
	return p, nil
}

// Cursor is what ReadPosition reads.
func (p Position) Cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// From is the instant from which a stream is to be read; the zero time means from
// its beginning.
func (p Position) From(stream string) time.Time {
	at, ok := p.Streams[stream]
	if !ok {
		return time.Time{}
	}
	return at.Add(-Again)
}

// Begin is from when on none of some streams misses anything.
func (p Position) Begin(streams []string) (latest time.Time) {
	for _, s := range streams {
		if at := p.Since[s]; at.After(latest) {
			latest = at
		}
	}
	return latest
}
