package github

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"goldenratio/collectors"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 2

// A position is what a cursor holds.
type position struct {
	Version      int               `json:"version"`
	Repositories map[int64]*mark   `json:"repositories"`
	People       map[string]int    `json:"people"`          // day of the last look at somebody's profile, by a hash of the login
	Unmet        map[string]*trial `json:"unmet,omitempty"` // profiles that the server had trouble with, by the same
}

// A mark is how far one repository was read.
type mark struct {
	Name        string            `json:"name"`
	Issues      trail             `json:"issues"`
	Owed        map[uint64]*trial `json:"owed,omitempty"`     // issues that the server had trouble with, by number
	Releases    []string          `json:"releases,omitempty"` // ETags of the pages
	Stars       starred           `json:"stars"`
	Runs        settled           `json:"runs"`
	Discussions string            `json:"discussions,omitempty"` // GitHub's own cursor
	Traffic     string            `json:"traffic,omitempty"`     // day of the last look
}

// A trail is how far a list was read that is in the order of the last update.
type trail struct {
	Until time.Time        `json:"until"`           // the latest update seen
	Seen  map[string]int64 `json:"seen,omitempty"`  // those within the overlap before it, with their second
	Asked string           `json:"asked,omitempty"` // a question that brought nothing new
	ETag  string           `json:"etag,omitempty"`  // of its answer
}

// overlap is how much later than others an update may come to light: its time is
// taken before it can be read everywhere.
const overlap = 10 * time.Minute

// settling is how old an update has to be for a thing to be known as it is now: a
// second one within the same second has the same time.
const settling = time.Minute

// maxSeen bounds a trail. What is forgotten is read again, which changes nothing.
const maxSeen = 5000

func readCursor(c collectors.Cursor) (*position, error) {
	p := &position{Version: cursorVersion}
	if len(c) > 0 {
		if err := json.Unmarshal(c, p); err != nil {
			return nil, fmt.Errorf("github cursor: %w", err)
		}
	}
	if p.Version != cursorVersion {
		return nil, fmt.Errorf("github cursor: version %d, this program reads %d", p.Version, cursorVersion)
	}
	if p.Repositories == nil {
		p.Repositories = map[int64]*mark{}
	}
	if p.People == nil {
		p.People = map[string]int{}
	}
	if p.Unmet == nil {
		p.Unmet = map[string]*trial{}
	}
	return p, nil
}

func (p *position) cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// mark is that of a repository.
func (p *position) mark(id int64) *mark {
	m := p.Repositories[id]
	if m == nil {
		m = &mark{}
		p.Repositories[id] = m
	}
	if m.Owed == nil {
		m.Owed = map[uint64]*trial{}
	}
	return m
}

// known reports whether a thing was read as it is now.
func (t *trail) known(key string, updated time.Time) bool {
	at, ok := t.Seen[key]
	return ok && at == updated.Unix()
}

// note takes down that a thing was read. Of a time too late to be one nothing is
// noted: all that follows would be taken for old.
func (t *trail) note(key string, updated, now time.Time) {
	if updated.After(now.Add(24 * time.Hour)) {
		return
	}
	if t.Seen == nil {
		t.Seen = map[string]int64{}
	}
	if now.Sub(updated) >= settling {
		t.Seen[key] = updated.Unix()
	}
	if updated.After(t.Until) {
		t.Until = updated
		t.forget()
	}
}

// forget drops what is older than the overlap, or too much.
func (t *trail) forget() {
	oldest := t.Until.Add(-overlap).Unix()
	if len(t.Seen) > maxSeen {
		oldest = t.Until.Unix()
	}
	maps.DeleteFunc(t.Seen, func(_ string, at int64) bool { return at < oldest })
}

// after is from when on to ask; the zero time for all.
func (t *trail) after() time.Time {
	if t.Until.IsZero() {
		return time.Time{}
	}
	return t.Until.Add(-overlap)
}
