package git

import (
	"encoding/json"
	"fmt"
	"strings"

	"goldenratio/collectors"
)

// cursorFormat changes when older cursors cannot be read any more.
const cursorFormat = 1

// A cursor is how far a repository is collected.
type cursor struct {
	Format int `json:"format"`
	// Seen are the branches and tags whose commits are all stored.
	Seen map[string]string `json:"seen,omitempty"`
	// Default is the default branch among them.
	Default string `json:"default,omitempty"`
	// Days are the commits that Seen reaches, counted.
	Days tally `json:"days,omitempty"`
	// Newest is the newest plausible committer date stored, in Unix seconds.
	Newest int64 `json:"newest,omitempty"`
	// Walk is what is not finished.
	Walk *walk `json:"walk,omitempty"`
}

// A walk goes from what was seen to the tips that the repository had when it
// began. They are fixed here, as is the time: a walk that is killed and taken
// up again, while the repository moves on, gives the records that it would
// have given undisturbed.
type walk struct {
	Started int64             `json:"started"` // Unix milliseconds
	Tips    map[string]string `json:"tips,omitempty"`
	Default string            `json:"default,omitempty"`
	Phase   phase             `json:"phase"`
	List    string            `json:"list,omitempty"` // the list in which At counts
	At      int               `json:"at"`
}

// A phase is a list that a walk goes through.
type phase string

const (
	phaseCommits phase = "commits" // new commits
	phaseJoined  phase = "joined"  // commits that are now on the default branch
	phaseLeft    phase = "left"    // commits that no longer are, after a rewrite
	phaseAreas   phase = "areas"   // versions of MAINTAINERS and CODEOWNERS; it is short, and begins anew
)

// next is the phase after p, empty after the last.
func (p phase) next() phase {
	switch p {
	case phaseCommits:
		return phaseJoined
	case phaseJoined:
		return phaseLeft
	case phaseLeft:
		return phaseAreas
	}
	return ""
}

func (p phase) known() bool {
	return p == phaseCommits || p == phaseJoined || p == phaseLeft || p == phaseAreas
}

func decodeCursor(from collectors.Cursor) (cursor, error) {
	c := cursor{Format: cursorFormat}
	if len(from) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(from, &c); err != nil {
		return cursor{}, fmt.Errorf("read cursor of git source: %w", err)
	}
	if c.Format != cursorFormat {
		return cursor{}, fmt.Errorf("read cursor of git source: format %d, not %d; collect it again with --rebuild", c.Format, cursorFormat)
	}
	if !c.sound() {
		return cursor{}, fmt.Errorf("read cursor of git source: it is damaged; collect it again with --rebuild")
	}
	return c, nil
}

// sound reports whether the cursor can be one of ours. It keeps anything but
// object ids from reaching git's input.
func (c *cursor) sound() bool {
	tips := []map[string]string{c.Seen}
	if c.Walk != nil {
		tips = append(tips, c.Walk.Tips)
		if w := c.Walk; w.At < 0 || !w.Phase.known() {
			return false
		}
	}
	for _, t := range tips {
		for _, id := range t {
			if len(id) != 40 && len(id) != 64 || strings.Trim(id, "0123456789abcdef") != "" {
				return false
			}
		}
	}
	return true
}

func (c *cursor) encode() (collectors.Cursor, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write cursor of git source: %w", err)
	}
	return b, nil
}
