package files

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/paths"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 1

// A position is what a cursor holds.
type position struct {
	Version int               `json:"version"`
	Files   map[string]*mark  `json:"files"`
	Gone    map[string]int    `json:"gone,omitempty"`     // files that vanished: their last generation
	Missing map[string]uint64 `json:"missing,omitempty"`  // what was stated of months without an item
	SpanDue bool              `json:"span_due,omitempty"` // files were read since the span was stated
}

// A mark is how far a file was read, and by what to recognise it.
type mark struct {
	Generation int             `json:"generation,omitempty"` // how often the file was replaced
	Size       int64           `json:"size"`
	Modified   int64           `json:"modified"` // Unix nanoseconds
	Done       bool            `json:"done,omitempty"`
	Packed     bool            `json:"packed,omitempty"` // a folder or a zip file
	Closed     bool            `json:"closed,omitempty"` // nothing can follow at the offset
	Offset     int64           `json:"offset,omitempty"` // of the content, unpacked
	Sum        uint64          `json:"sum,omitempty"`    // of what lies before it; of a package, of all
	Member     string          `json:"member,omitempty"` // of a package, the last that was read whole
	State      json.RawMessage `json:"state,omitempty"`  // what the format must know to go on

	Days     map[string]uint64 `json:"days,omitempty"`     // day: items
	Due      map[string]bool   `json:"due,omitempty"`      // days whose numbers are to be stated
	Replaces []int             `json:"replaces,omitempty"` // generations that are gone once this one is read
}

func readCursor(c collectors.Cursor) (*position, error) {
	if len(c) == 0 {
		return &position{Version: cursorVersion, Files: map[string]*mark{}}, nil
	}
	p := &position{}
	if err := json.Unmarshal(c, p); err != nil {
		return nil, fmt.Errorf("cursor of files: %w", err)
	}
	if p.Version != cursorVersion || p.Files == nil {
		return nil, fmt.Errorf("cursor of files: version %d, this program reads %d", p.Version, cursorVersion)
	}
	maps.DeleteFunc(p.Files, func(_ string, m *mark) bool { return m == nil })
	return p, nil
}

// begin is the mark of a file that is to be read. Origins of one that had vanished
// are not used again.
func (p *position) begin(name string) *mark {
	m := p.Files[name]
	if m == nil {
		m = &mark{}
		if generation, was := p.Gone[name]; was {
			m.Generation = generation + 1
		}
	}
	return m
}

// changed are the files that are not as they were read.
func (p *position) changed(found []paths.Path) (changed []paths.Path) {
	for _, f := range found {
		if m := p.Files[f.Name]; m == nil || f.Info.IsDir() || !m.Done || !m.sameStat(f.Info.Size(), f.Info.ModTime()) {
			changed = append(changed, f)
		}
	}
	return changed
}

// vanished are the names of files that were read but are no longer there.
func (p *position) vanished(found []paths.Path) (names []string) {
	there := map[string]bool{}
	for _, f := range found {
		there[f.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		if !there[name] {
			names = append(names, name)
		}
	}
	return names
}

// span is the time from the first to the last day of which there is something, or
// to now where the files are kept up to date. Days of the future set no border.
func (p *position) span(now time.Time, live bool) *collectors.Span {
	first, last, tomorrow := "", "", now.UTC().AddDate(0, 0, 1).Format(time.DateOnly)
	for _, m := range p.Files {
		for day := range m.Days {
			if day > tomorrow {
				continue
			}
			if first == "" || day < first {
				first = day
			}
			last = max(last, day)
		}
	}
	if first == "" {
		return nil
	}
	s := &collectors.Span{From: dayOf(first), Until: dayOf(last).AddDate(0, 0, 1)}
	if live {
		s.Until = now.UTC()
	}
	return s
}

func (m *mark) sameStat(size int64, modified time.Time) bool {
	return m.Size == size && m.Modified == modified.UnixNano()
}

// next is the mark from which a file that was changed is read anew.
func (m *mark) next() *mark {
	return &mark{
		Generation: m.Generation + 1,
		Replaces:   append(slices.Clone(m.Replaces), m.Generation),
		Due:        m.stated(),
	}
}

// restart forgets what was read of a file that can only be read whole.
func (m *mark) restart() {
	m.Due, m.Days, m.Offset, m.State = m.stated(), nil, 0, nil
}

// count takes numbers of items by day.
func (m *mark) count(tally map[string]uint64) {
	if m.Days == nil {
		m.Days = map[string]uint64{}
	}
	if m.Due == nil {
		m.Due = map[string]bool{}
	}
	for day, n := range tally {
		m.Days[day] += n
		m.Due[day] = true
	}
}

// stated are the days for which a number was or will be stated.
func (m *mark) stated() map[string]bool {
	days := map[string]bool{}
	maps.Copy(days, m.Due)
	for day := range m.Days {
		days[day] = true
	}
	return days
}

// prefix is what the origins of a file's generation begin with, and of no other:
// name@ or name~2@.
func prefix(name string, generation int) string {
	if generation == 0 {
		return name + "@"
	}
	return fmt.Sprintf("%s~%d@", name, generation)
}
