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
}

// ReadPosition is the position that a cursor holds.
func ReadPosition(from collectors.Cursor) (Position, error) {
	if len(from) == 0 {
		return Position{Streams: map[string]time.Time{}}, nil
	}
	var p Position
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
