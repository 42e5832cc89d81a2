package publicinbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 1

// A position is what a cursor holds.
type position struct {
	Version int              `json:"version"`
	Epochs  map[string]*mark `json:"epochs"`
	Walk    *walk            `json:"walk,omitempty"` // what is not finished
}

// A mark is how far one epoch was read.
type mark struct {
	Head       string      `json:"head,omitempty"`       // the commit that was read, with all before it
	Skip       int         `json:"skip,omitempty"`       // what was read of the next one, in events
	Generation int         `json:"generation,omitempty"` // how often its history was rewritten
	Days       days.Counts `json:"days,omitempty"`       // mails that are there
	Stated     days.Counts `json:"stated,omitempty"`     // what was said that it should hold
	Replaces   []int       `json:"replaces,omitempty"`   // generations that are gone once this one is read
}

// A walk goes from the commits that were read to those that were the newest
// when it began. They are fixed here: which deletions count for a mail must not
// depend on how often the walk is taken up again.
type walk struct {
	Base map[string]string `json:"base"` // by epoch; empty: its beginning
	Tips map[string]string `json:"tips"` // empty: nothing
}

func readCursor(c collectors.Cursor) (*position, error) {
	p := &position{Version: cursorVersion, Epochs: map[string]*mark{}}
	if len(c) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(c, p); err != nil {
		return nil, fmt.Errorf("publicinbox cursor: %w", err)
	}
	if p.Version != cursorVersion {
		return nil, fmt.Errorf("publicinbox cursor: version %d, this program reads %d", p.Version, cursorVersion)
	}
	if !p.sound() {
		return nil, errors.New("publicinbox cursor: it is damaged; collect the source again with --rebuild")
	}
	return p, nil
}

var objectID = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})?$`)

// sound reports whether the position can be one of ours. It keeps anything but
// object ids from reaching git.
func (p *position) sound() bool {
	var ids []string
	for _, m := range p.Epochs {
		if m == nil {
			return false
		}
		ids = append(ids, m.Head)
	}
	if p.Walk != nil {
		ids = slices.AppendSeq(ids, maps.Values(p.Walk.Base))
		ids = slices.AppendSeq(ids, maps.Values(p.Walk.Tips))
	}
	return !slices.ContainsFunc(ids, func(id string) bool { return !objectID.MatchString(id) })
}

func (p *position) cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// mark returns how far an epoch was read.
func (p *position) mark(epoch string) *mark {
	m := p.Epochs[epoch]
	if m == nil {
		m = &mark{}
		p.Epochs[epoch] = m
	}
	if m.Days == nil {
		m.Days = days.Counts{}
	}
	return m
}

// begin plans a walk to what the epochs hold now, and reports whether there is
// anything new. An epoch that no longer leads on from where it was read was
// rewritten and is read anew; one that is gone is withdrawn.
func (p *position) begin(ctx context.Context, epochs []*epoch) (changed bool, err error) {
	p.Walk = &walk{Base: map[string]string{}, Tips: map[string]string{}}
	there := map[string]bool{}
	for _, e := range epochs {
		there[e.name] = true
		m := p.mark(e.name)
		changed = changed || m.Head != e.tip
		if err := m.follow(ctx, e, m.Head); err != nil {
			return false, err
		}
		p.Walk.Base[e.name], p.Walk.Tips[e.name] = m.Head, e.tip
	}
	for name, m := range p.Epochs {
		changed = changed || !there[name] && m.begun()
		if !there[name] {
			m.restart()
		}
	}
	return changed, nil
}

// mend changes the plan of a walk that an earlier run began where its end is no
// longer there: that epoch was rewritten and is read anew.
func (p *position) mend(ctx context.Context, epochs []*epoch) error {
	there := map[string]bool{}
	for _, e := range epochs {
		there[e.name] = true
		if p.Walk.Tips[e.name] == e.tip {
			continue
		}
		m := p.mark(e.name)
		generation := m.Generation
		if err := m.follow(ctx, e, p.Walk.Tips[e.name]); err != nil {
			return err
		}
		if m.Generation != generation {
			p.Walk.Base[e.name], p.Walk.Tips[e.name] = "", e.tip
		}
	}
	for name := range p.Walk.Tips {
		if !there[name] {
			p.mark(name).restart()
			p.Walk.Base[name], p.Walk.Tips[name] = "", ""
		}
	}
	return nil
}

// follow starts the mark over if a commit of the past does not lead to the
// epoch's newest.
func (m *mark) follow(ctx context.Context, e *epoch, past string) error {
	if past == "" {
		return nil
	}
	leads, err := e.leads(ctx, past, e.tip)
	if err == nil && !leads {
		m.restart()
	}
	return err
}

func (m *mark) begun() bool { return m.Head != "" || m.Skip > 0 || len(m.Days) > 0 }

// restart has the epoch read anew, as the next generation.
func (m *mark) restart() {
	if !m.begun() {
		return
	}
	m.Replaces = append(m.Replaces, m.Generation)
	m.Head, m.Skip, m.Days = "", 0, days.Counts{}
	m.Generation++
}

// generations are those of all epochs.
func (p *position) generations() map[string]int {
	all := map[string]int{}
	for name, m := range p.Epochs {
		all[name] = m.Generation
	}
	return all
}

// prefix is what the origins of all items of an epoch's generation begin with,
// and no others.
func prefix(epoch string, generation int) string {
	if generation == 0 {
		return epoch + "/"
	}
	return fmt.Sprintf("%s~%d/", epoch, generation)
}
