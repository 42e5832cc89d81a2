package gitlab

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"goldenratio/collectors"
)

// A position is how far a source was read: what its cursor holds, as JSON.
type position struct {
	Projects map[int64]*progress `json:"projects"` // by the forge's number
	People   map[string]int      `json:"people"`   // day of the last look at somebody's page, by a hash of the login
}

// A progress is how far one project was read.
type progress struct {
	Issues   mark              `json:"issues"`
	Changes  mark              `json:"changes"`
	Runs     mark              `json:"runs"`
	Releases map[string]string `json:"releases,omitempty"` // a digest of each as last seen, by tag
	Stars    starred           `json:"stars"`
}

// A mark is how far a list that is ordered by the last update was read.
type mark struct {
	Since time.Time       `json:"since"`          // the latest update seen
	Seen  map[int64]int64 `json:"seen,omitempty"` // those updated within the overlap before that, with the time in Unix milliseconds
}

// overlap is how much later than others an update may come to light: its time is
// taken before it is written down.
const overlap = time.Minute

func read(from collectors.Cursor) (position, error) {
	p := position{Projects: map[int64]*progress{}, People: map[string]int{}}
	if from == nil {
		return p, nil
	}
	if err := json.Unmarshal(from, &p); err != nil {
		return p, fmt.Errorf("read cursor: %w", err)
	}
	return p, nil
}

// of is the progress of a project.
func (p *position) of(id int64) *progress {
	if p.Projects[id] == nil {
		p.Projects[id] = &progress{}
	}
	at := p.Projects[id]
	if at.Releases == nil {
		at.Releases = map[string]string{}
	}
	return at
}

func (p *position) cursor() (collectors.Cursor, error) {
	text, err := json.Marshal(p)
	return text, err
}

// known reports whether an object was read as it is now.
func (m *mark) known(h head) bool {
	at, ok := m.Seen[h.number()]
	return ok && at == h.Updated.UnixMilli()
}

// note marks an object as read. A time that is yet to come moves nothing: it would
// hide all that is updated until then.
func (m *mark) note(h head, now time.Time) {
	if m.Seen == nil {
		m.Seen = map[int64]int64{}
	}
	m.Seen[h.number()] = h.Updated.UnixMilli()
	if h.Updated.After(m.Since) && !h.Updated.After(now.Add(24*time.Hour)) {
		m.Since = h.Updated
		oldest := m.Since.Add(-overlap).UnixMilli()
		maps.DeleteFunc(m.Seen, func(_, at int64) bool { return at < oldest })
	}
}

// after is from where on to ask.
func (m *mark) after() time.Time {
	if m.Since.IsZero() {
		return time.Time{}
	}
	return m.Since.Add(-overlap)
}
