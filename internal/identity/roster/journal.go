package roster

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"goldenratio/collectors/redact"
	"goldenratio/internal/config"
	"goldenratio/internal/identity"
)

// A Journal is what people decided, one entry after another. Nothing is ever
// taken out of it: an entry is undone by a later one.
type Journal struct {
	Entries []Entry

	name string // of the file, for where a decision stands
	text []byte
}

// An Entry is one decision, or the end of one.
type Entry struct {
	ID        int
	On        time.Time        // the day
	Verdict   identity.Verdict // empty for an entry that undoes another
	Who, From []identity.Who   // as in identity.Decision
	Undoes    int              // the id of an earlier entry
	Why       string
}

// written is an entry as the file has it.
type written struct {
	ID    int         `yaml:"id" schema:"required,min=1"`
	On    config.Date `yaml:"on" schema:"required"`
	Merge []who       `yaml:"merge" schema:"either"`
	Split []who       `yaml:"split" schema:"either"`
	Bot   []who       `yaml:"bot" schema:"either"`
	Human []who       `yaml:"human" schema:"either"`
	Undo  int         `yaml:"undo" schema:"either"`
	From  []who       `yaml:"from"`
	Why   string      `yaml:"why"`
}

// who is somebody as the file has them.
type who struct {
	Alias   string `yaml:"alias"`
	Address string `yaml:"address"`
	Login   string `yaml:"login"`
	Name    string `yaml:"name"`
}

// Parse reads the text of a journal. Every fault names its line.
func Parse(text []byte) (*Journal, error) {
	j := &Journal{text: text}
	if blank(text) {
		return j, nil
	}
	var all []written
	lines, err := config.ReadList(text, &all)
	if err != nil {
		return nil, err
	}
	var errs []error
	for i := range all {
		e, err := all[i].entry()
		if err == nil {
			err = j.fits(e)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", lines[i], err))
		}
		j.Entries = append(j.Entries, e)
	}
	return j, errors.Join(errs...)
}

// blank reports whether a file holds comments at most.
func blank(text []byte) bool {
	for l := range bytes.Lines(text) {
		if l = bytes.TrimSpace(l); len(l) > 0 && l[0] != '#' {
			return false
		}
	}
	return true
}

// entry checks what the tags cannot say.
func (w *written) entry() (e Entry, err error) {
	e = Entry{ID: w.ID, On: w.On.Time, Undoes: w.Undo, Why: w.Why}
	var said []who
	switch {
	case len(w.Merge) == 1:
		return e, errors.New("merge names at least two")
	case w.Merge != nil:
		e.Verdict, said = identity.SamePerson, w.Merge
	case w.Split != nil:
		e.Verdict, said = identity.Apart, w.Split
	case w.Bot != nil:
		e.Verdict, said = identity.Program, w.Bot
	case w.Human != nil:
		e.Verdict, said = identity.Human, w.Human
	}
	if w.From != nil && e.Verdict != identity.Apart {
		return e, errors.New("from belongs to split")
	}
	if e.Who, err = people(said); err != nil {
		return e, err
	}
	e.From, err = people(w.From)
	return e, err
}

// people are those whom a list names.
func people(all []who) (meant []identity.Who, err error) {
	for _, w := range all {
		one := identity.Who{Address: w.Address, Login: w.Login, Name: w.Name}
		if w.Alias != "" {
			if one.Alias, err = uuid.Parse(w.Alias); err != nil {
				return nil, fmt.Errorf("%q is no id of an alias", w.Alias)
			}
		}
		if one == (identity.Who{}) {
			return nil, errors.New("somebody is named by nothing: want an address, a login, a name or an alias")
		}
		meant = append(meant, one)
	}
	return meant, nil
}

// fits checks an entry against those before it.
func (j *Journal) fits(e Entry) error {
	if j.Find(e.ID) != nil {
		return fmt.Errorf("the id %d is there twice", e.ID)
	}
	if e.Undoes != 0 && j.Find(e.Undoes) == nil {
		return fmt.Errorf("there is no entry %d above that could be undone", e.Undoes)
	}
	return nil
}

// Find is the entry of an id; nil for none.
func (j *Journal) Find(id int) *Entry {
	for i := range j.Entries {
		if j.Entries[i].ID == id {
			return &j.Entries[i]
		}
	}
	return nil
}

// Undone are the ids of the entries that are not in effect, each with the entry
// that undid it. Who undoes what undid an entry brings that back.
func (j *Journal) Undone() map[int]int {
	by := map[int]int{}
	for i := len(j.Entries) - 1; i >= 0; i-- {
		e := &j.Entries[i]
		if _, void := by[e.ID]; e.Undoes != 0 && !void {
			by[e.Undoes] = e.ID
		}
	}
	return by
}

// Next is the id of the next entry.
func (j *Journal) Next() int {
	next := 1
	for i := range j.Entries {
		next = max(next, j.Entries[i].ID+1)
	}
	return next
}

// Decisions are the entries in effect, in their order.
func (j *Journal) Decisions() (all []identity.Decision) {
	undone := j.Undone()
	for i := range j.Entries {
		e := &j.Entries[i]
		if _, void := undone[e.ID]; void || e.Verdict == "" {
			continue
		}
		all = append(all, identity.Decision{
			Verdict: e.Verdict, Who: e.Who, From: e.From, Reason: redact.Addresses(e.Why), Origin: fmt.Sprintf("%s, decision %d", j.name, e.ID),
		})
	}
	return all
}
