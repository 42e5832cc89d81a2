package github

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/outbox"
)

// A part is what is read together and has a coverage of its own: an issue with
// its acts, a day's runs.
type part struct {
	name  string // empty where it says nothing of coverage
	items []collectors.Item
	state []collectors.Record
	have  map[string]bool // origins of the items
	unmet bool            // a profile of its people could not be read
}

// take adds an item. One without record is of a kind that is not stored; what
// could not be read is kept as a reject under the origin of where it stood.
func (p *part) take(item collectors.Item, err error, at string, raw json.RawMessage) {
	switch {
	case err != nil:
		p.put(outbox.Reject(at+"/~"+outbox.Digest(raw), "unreadable object", err, raw))
	case item.Record != nil:
		p.put(item)
	}
}

// put adds an item, once: on pages that shift while they are read it comes up
// again.
func (p *part) put(item collectors.Item) {
	if p.have[item.Origin] {
		return
	}
	if p.have == nil {
		p.have = map[string]bool{}
	}
	p.have[item.Origin] = true
	p.items = append(p.items, item)
}

// expected are the part's items by day, whether they could be read or not.
func (p *part) expected() (all []collectors.Expectation) {
	if p.name == "" {
		return nil
	}
	days := map[time.Time]uint64{}
	for i := range p.items {
		if day := p.items[i].Day; !day.IsZero() {
			days[day]++
		}
	}
	for day, n := range days {
		all = append(all, collectors.Expectation{Part: p.name, Day: day, Items: n})
	}
	slices.SortFunc(all, func(a, b collectors.Expectation) int { return a.Day.Compare(b.Day) })
	return all
}

// add puts a part into the batch, and sends that when it is full. pass moves the
// position on to behind the part; it is called when nothing can keep the part out
// of the batch any more.
func (r *run) add(ctx context.Context, p *part, pass func()) error {
	if err := r.meet(ctx, p); err != nil {
		return err
	}
	pass()
	r.batch.Items = append(r.batch.Items, p.items...)
	r.batch.State = append(r.batch.State, p.state...)
	r.batch.Expected = append(r.batch.Expected, p.expected()...)
	if len(r.batch.Items) < r.limits.batch {
		return nil
	}
	return r.flush()
}

// flush sends the batch.
func (r *run) flush() (err error) {
	if r.batch.Cursor, err = r.at.cursor(); err != nil {
		return err
	}
	batch := r.batch
	r.batch = collectors.Batch{}
	return r.emit(batch)
}

// A visit is the reading of one repository.
type visit struct {
	shape.Repo
	name    string // owner/name, as it is now
	api     string // below the API
	mark    *mark
	created time.Time
	trouble error // the last that there was with a single issue
}
