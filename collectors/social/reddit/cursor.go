package reddit

import (
	"encoding/json"
	"fmt"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social"
)

// A position is how far a source was read: what its cursor holds.
type position struct {
	social.Position

	// Since is from when on a list misses nothing, by the stream's name. One that
	// misses nothing at all is not there.
	Since map[string]time.Time `json:"since"`
}

func read(from collectors.Cursor) (p position, err error) {
	if p.Position, err = social.ReadPosition(from); err != nil {
		return p, err
	}
	if from != nil {
		if err := json.Unmarshal(from, &p); err != nil {
			return p, fmt.Errorf("cursor %.100q is none of this collector: %w", from, err)
		}
	}
	if p.Since == nil {
		p.Since = map[string]time.Time{}
	}
	return p, nil
}

// Cursor is what read reads.
func (p position) Cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// since is from when on none of the lists misses anything.
func (p position) since(streams []stream) (latest time.Time) {
	for _, s := range streams {
		if at := p.Since[s.name]; at.After(latest) {
			latest = at
		}
	}
	return latest
}
