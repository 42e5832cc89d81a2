package github

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"time"

	"goldenratio/collectors"
)

// settled is how far the runs of workflows were read.
type settled struct {
	From  time.Time           `json:"from"`            // runs of earlier days are as they will stay
	ETags map[string][]string `json:"etags,omitempty"` // of the pages of later days
	Open  []int64             `json:"open,omitempty"`  // runs of earlier days that had not ended
}

const (
	aDay    = 24 * time.Hour
	young   = 3         // days for which runs are looked at again: some take long, or are repeated
	maxOpen = 200       // runs that are asked for one by one
	tooOld  = 35 * aDay // GitHub ends a run after so long
)

// actions is when GitHub began to run workflows.
func actions() time.Time { return time.Date(2019, 8, 1, 0, 0, 0, 0, time.UTC) }

// runs reads the runs of workflows: those of past days once, in spans of days in
// which there are not more than GitHub lists, those of the last days each time.
func (r *run) runs(ctx context.Context, v *visit) error {
	m := &v.mark.Runs
	if m.From.IsZero() {
		m.From = collectors.Day(v.created)
		if m.From.Before(actions()) {
			m.From = actions()
		}
	}
	if err := r.unfinished(ctx, v); err != nil {
		return err
	}
	today := collectors.Day(r.started)
	border := today.AddDate(0, 0, -young)
	if m.From.Before(border) {
		if err := r.past(ctx, v, span{m.From, border}); err != nil {
			return err
		}
	}
	for day := m.From; !day.After(today); day = day.Add(aDay) {
		if err := r.recent(ctx, v, day); err != nil {
			return err
		}
	}
	return nil
}

// A span is from one time to before another.
type span struct{ from, to time.Time }

// halves are those of a span: whole days, where there are several.
func (s span) halves() (span, span) {
	unit := aDay
	if s.to.Sub(s.from) <= aDay {
		unit = time.Second
	}
	middle := s.from.Add(s.to.Sub(s.from) / (2 * unit) * unit)
	return span{s.from, middle}, span{middle, s.to}
}

// past reads days that are settled, in halves where there are too many runs.
func (r *run) past(ctx context.Context, v *visit, s span) error {
	found, many, err := r.list(ctx, v, s)
	switch {
	case err != nil:
		return err
	case many && s.to.Sub(s.from) > aDay:
		first, second := s.halves()
		if err := r.past(ctx, v, first); err != nil {
			return err
		}
		return r.past(ctx, v, second)
	case many:
		if found, err = r.every(ctx, v, s); err != nil {
			return err
		}
	}
	return r.add(ctx, found.part, func() { v.mark.Runs.settle(s.to, found.part, r.started) })
}

// settle takes down that the days before one stay as they are, but for the runs
// of a part that have not ended.
func (m *settled) settle(to time.Time, p *part, now time.Time) {
	m.From = to
	maps.DeleteFunc(m.ETags, func(day string, _ []string) bool { return day < to.Format(time.DateOnly) })
	m.open(p, now)
}

// open takes down which runs had not ended.
func (m *settled) open(p *part, now time.Time) {
	for i := range p.items {
		t, ok := p.items[i].Record.(*collectors.TestRun)
		var id int64
		if ok && t.Outcome == "" && now.Sub(t.Started.At) < tooOld {
			if _, err := fmt.Sscan(t.ID, &id); err == nil {
				m.Open = append(m.Open, id)
			}
		}
	}
	m.Open = m.Open[max(0, len(m.Open)-maxOpen):]
}

// unfinished asks for the runs of settled days that had not ended.
func (r *run) unfinished(ctx context.Context, v *visit) error {
	m := &v.mark.Runs
	p := &part{}
	var still []int64
	for _, id := range m.Open {
		answer, err := r.client.get(ctx, fmt.Sprintf("%s/actions/runs/%d", v.api, id))
		if gone(err) {
			continue
		}
		if err != nil {
			return err
		}
		item, err := v.Run(answer.body)
		t, ok := item.Record.(*collectors.TestRun)
		switch {
		case err != nil || !ok:
		case t.Outcome != "":
			p.put(item)
		case r.started.Sub(t.Started.At) < tooOld:
			still = append(still, id)
		}
	}
	return r.add(ctx, p, func() { m.Open = still })
}

// recent reads a day whose runs may still change, unless they did not.
func (r *run) recent(ctx context.Context, v *visit, day time.Time) error {
	m, key, s := &v.mark.Runs, day.Format(time.DateOnly), span{day, day.Add(aDay)}
	if same, err := r.sameRuns(ctx, v, s, m.ETags[key]); err != nil || same {
		return err
	}
	found, err := r.every(ctx, v, s)
	if err != nil {
		return err
	}
	return r.add(ctx, found.part, func() {
		if m.ETags == nil {
			m.ETags = map[string][]string{}
		}
		m.ETags[key] = found.etags
	})
}

// sameRuns reports whether all pages of a span are as they were.
func (r *run) sameRuns(ctx context.Context, v *visit, s span, etags []string) (bool, error) {
	for n, etag := range etags {
		q := v.runsOf(s, n+1, r.limits.page)
		q.etag = etag
		p, err := r.client.ask(ctx, q)
		if err != nil || !p.unchanged {
			return false, err
		}
	}
	return len(etags) > 0, nil
}

// runsOf asks for a page of the runs of a span, newest first.
func (v *visit) runsOf(s span, page, size int) question {
	created := s.from.Format(time.RFC3339) + ".." + s.to.Add(-time.Second).Format(time.RFC3339)
	return question{path: fmt.Sprintf("%s/actions/runs?created=%s&per_page=%d&page=%d", v.api, url.QueryEscape(created), size, page)}
}

// A roll is the runs of a span.
type roll struct {
	part  *part
	etags []string // of its pages, where it was read in one piece
}

// every reads all runs of a span, in halves as long as there are too many.
func (r *run) every(ctx context.Context, v *visit, s span) (*roll, error) {
	found, many, err := r.list(ctx, v, s)
	if err != nil || !many {
		return found, err
	}
	first, second := s.halves()
	one, err := r.every(ctx, v, first)
	if err != nil {
		return nil, err
	}
	two, err := r.every(ctx, v, second)
	if err != nil {
		return nil, err
	}
	for _, item := range two.part.items {
		one.part.put(item)
	}
	return &roll{part: one.part}, nil
}

// list reads the runs of a span, unless there are more than GitHub lists for one
// question. Of a single minute it takes what there is.
func (r *run) list(ctx context.Context, v *visit, s span) (found *roll, many bool, err error) {
	found = &roll{part: &part{name: v.Origin("actions", "runs")}}
	for n := 1; ; n++ {
		p, err := r.client.ask(ctx, v.runsOf(s, n, r.limits.page))
		if err != nil {
			return nil, false, err
		}
		var list struct {
			Total int               `json:"total_count"`
			Runs  []json.RawMessage `json:"workflow_runs"`
		}
		if err := json.Unmarshal(p.body, &list); err != nil {
			return nil, false, malformed("no list of runs")
		}
		if n == 1 && list.Total > r.limits.window && s.to.Sub(s.from) > time.Minute {
			return nil, true, nil
		}
		for _, raw := range list.Runs {
			item, err := v.Run(raw)
			found.part.take(item, err, v.Origin("actions", "runs"), raw)
		}
		found.etags = append(found.etags, p.etag)
		if p.next == "" {
			return found, false, nil
		}
	}
}
