package github

import (
	"context"
	"fmt"
	"time"

	"goldenratio/collectors"
)

// starred is how far the stars of a repository were read. They are listed in
// the order of their dates.
type starred struct {
	Page int       `json:"page,omitempty"`
	Last time.Time `json:"last"`
	ETag string    `json:"etag,omitempty"` // of that page, where it is not full
}

// A gazing reads the stars of a repository from the day of the last known one on.
// Those of a day are one statement of coverage, so the last day read waits for
// the next page.
type gazing struct {
	*run
	*visit
	carry []collectors.Item
	taken map[string]bool // origins of the stars that have the latest date
	last  time.Time       // that date
}

func (r *run) stars(ctx context.Context, v *visit) error {
	m := &v.mark.Stars
	n, p, err := r.starPage(ctx, v)
	if err != nil || p.unchanged {
		return err
	}
	g := &gazing{run: r, visit: v, taken: map[string]bool{}}
	before := ""
	for {
		// Where somebody took a star back, the first of this page may have gone to
		// the one before.
		if moved, err := r.moved(ctx, v, n-1, before); err != nil {
			return err
		} else if moved {
			n--
			before = ""
		} else {
			if err := g.take(ctx, p, n); err != nil {
				return err
			}
			if p.next == "" {
				return g.end(ctx, p, n)
			}
			m.ETag, before = "", p.etag
			n++
		}
		if p, err = r.client.ask(ctx, v.starsOf(n, r.limits.page, "")); err != nil {
			return err
		}
	}
}

// starsOf asks for a page of stars with their dates.
func (v *visit) starsOf(page, size int, etag string) question {
	return question{
		path: fmt.Sprintf("%s/stargazers?per_page=%d&page=%d", v.api, size, page), etag: etag, accept: "application/vnd.github.star+json",
	}
}

// starPage finds the page with which to begin: the last one known, or one before
// it, whose first star is older than the day of the last known one.
func (r *run) starPage(ctx context.Context, v *visit) (n int, p *page, err error) {
	m := &v.mark.Stars
	day := collectors.Day(m.Last)
	for n, etag := max(1, m.Page), m.ETag; ; n, etag = n-1, "" {
		if p, err = r.client.ask(ctx, v.starsOf(n, r.limits.page, etag)); err != nil || p.unchanged || n == 1 {
			return n, p, err
		}
		all, err := elements(p.body)
		if err != nil {
			return n, nil, err
		}
		if len(all) > 0 {
			if first, err := v.Star(all[0], r.started); err == nil && first.Day.Before(day) {
				return n, p, nil
			}
		}
	}
}

// moved reports whether a page that was read is no longer as it was.
func (r *run) moved(ctx context.Context, v *visit, n int, etag string) (bool, error) {
	if etag == "" {
		return false, nil
	}
	p, err := r.client.ask(ctx, v.starsOf(n, r.limits.page, etag))
	return err == nil && !p.unchanged && p.etag != etag, err
}

// take reads the stars of a page that are no older than the day of the last one
// known, and sends those of all days but the last.
func (g *gazing) take(ctx context.Context, p *page, n int) error {
	all, err := elements(p.body)
	if err != nil {
		return err
	}
	day := collectors.Day(g.mark.Stars.Last)
	found := &part{}
	for _, raw := range all {
		item, err := g.Star(raw, g.started)
		if err == nil && (item.Day.Before(day) || g.had(item)) {
			continue
		}
		found.take(item, err, g.Origin("stargazers"), raw)
	}
	g.carry = append(g.carry, found.items...)
	return g.send(ctx, n, false)
}

// had reports whether a star was taken from a page already.
func (g *gazing) had(item collectors.Item) bool {
	at := item.Record.(*collectors.Star).Date.At
	if at.After(g.last) {
		g.last, g.taken = at, map[string]bool{}
	}
	if at.Before(g.last) || g.taken[item.Origin] {
		return true
	}
	g.taken[item.Origin] = true
	return false
}

// send adds what was carried, up to the last day unless that is complete.
func (g *gazing) send(ctx context.Context, n int, complete bool) error {
	end := len(g.carry)
	for end > 0 && !complete && !g.carry[end-1].Day.Before(collectors.Day(g.last)) {
		end--
	}
	m := &g.mark.Stars
	p := &part{name: g.Origin("stargazers"), items: g.carry[:end:end]}
	g.carry = g.carry[end:]
	if len(p.items) == 0 {
		return nil
	}
	return g.add(ctx, p, func() {
		for i := range p.items {
			if s, ok := p.items[i].Record.(*collectors.Star); ok && s.Date.At.After(m.Last) {
				m.Last = s.Date.At
			}
		}
		m.Page = n
	})
}

// end sends the last day, if there is anything new on it.
func (g *gazing) end(ctx context.Context, p *page, n int) error {
	m := &g.mark.Stars
	all, err := elements(p.body)
	if err != nil {
		return err
	}
	if m.ETag = ""; len(all) < g.limits.page {
		m.ETag = p.etag
	}
	if !g.last.After(m.Last) {
		m.Page = n
		return nil
	}
	return g.send(ctx, n, true)
}
