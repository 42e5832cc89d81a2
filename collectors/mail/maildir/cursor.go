package maildir

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 1

// A position is what a cursor holds. It grows with the Maildir, by about 60
// bytes a mail: which mail is gone cannot be told without the names of all.
type position struct {
	Version int               `json:"version"`
	Folders map[string]*shelf `json:"folders"`
	SpanDue bool              `json:"span_due,omitempty"` // mails were read since the span was stated
}

// A shelf is what is known of one folder.
type shelf struct {
	Mails  map[string]int `json:"mails"`            // by the unique part of the name: the day since 1970
	Stated days.Counts    `json:"stated,omitempty"` // what was said that it should hold
}

func readCursor(c collectors.Cursor) (*position, error) {
	p := &position{Version: cursorVersion, Folders: map[string]*shelf{}}
	if len(c) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(c, p); err != nil {
		return nil, fmt.Errorf("maildir cursor: %w", err)
	}
	if p.Version != cursorVersion {
		return nil, fmt.Errorf("maildir cursor: version %d, this program reads %d", p.Version, cursorVersion)
	}
	return p, nil
}

func (p *position) cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// shelf returns what is known of a folder; nothing of a new one.
func (p *position) shelf(folder string) *shelf {
	s := p.Folders[folder]
	if s == nil {
		s = &shelf{}
		p.Folders[folder] = s
	}
	if s.Mails == nil {
		s.Mails = map[string]int{}
	}
	return s
}

// mails is the number of those that are known.
func (p *position) mails() (n int) {
	for _, s := range p.Folders {
		n += len(s.Mails)
	}
	return n
}

// vanished returns the names of folders that were read and are no longer there.
func (p *position) vanished(folders []*folder) []string {
	gone := maps.Clone(p.Folders)
	for _, f := range folders {
		delete(gone, f.name)
	}
	return slices.Sorted(maps.Keys(gone))
}

func (s *shelf) counts() days.Counts {
	counts := days.Counts{}
	for _, day := range s.Mails {
		counts.Add(day, 1)
	}
	return counts
}
