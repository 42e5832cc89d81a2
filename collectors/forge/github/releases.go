package github

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
)

// releases reads the pages of the releases that are not as they were.
func (r *run) releases(ctx context.Context, v *visit) error {
	var etags []string
	known := v.mark.Releases
	for n := 1; ; n++ {
		q := question{path: fmt.Sprintf("%s/releases?per_page=%d&page=%d", v.api, r.limits.page, n)}
		if n <= len(known) {
			q.etag = known[n-1]
		}
		p, err := r.client.ask(ctx, q)
		if err != nil {
			return err
		}
		etags = append(etags, p.etag)
		last := p.next == ""
		if p.unchanged {
			last = n == len(known)
		} else if err := r.singles(ctx, v, "releases", p.body, func(raw []byte) (collectors.Item, error) { return v.Release(raw, r.started) }); err != nil {
			return err
		}
		if last {
			v.mark.Releases = etags
			return nil
		}
	}
}

// singles reads a page of things that are each a part.
func (r *run) singles(ctx context.Context, v *visit, what string, body []byte, read func([]byte) (collectors.Item, error)) error {
	all, err := elements(body)
	if err != nil {
		return err
	}
	for _, raw := range all {
		if err := r.single(ctx, v, what, raw, read); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) single(ctx context.Context, v *visit, what string, raw json.RawMessage, read func([]byte) (collectors.Item, error)) error {
	p := &part{}
	item, err := read(raw)
	p.take(item, err, v.Origin(what), raw)
	if len(p.items) == 0 {
		return nil
	}
	p.name = p.items[0].Origin
	return r.add(ctx, p, func() {})
}

// traffic reads who looked at a repository, once a day: GitHub keeps it for two
// weeks.
func (r *run) traffic(ctx context.Context, v *visit) error {
	today := r.started.Format(time.DateOnly)
	if v.mark.Traffic == today {
		return nil
	}
	var figures []collectors.Record
	for _, t := range []struct {
		what string
		read func(shape.Repo, []byte) ([]collectors.Record, error)
	}{
		{"views", func(s shape.Repo, b []byte) ([]collectors.Record, error) { return s.Views(b, r.started) }},
		{"clones", func(s shape.Repo, b []byte) ([]collectors.Record, error) { return s.Clones(b, r.started) }},
		{"popular/referrers", func(s shape.Repo, b []byte) ([]collectors.Record, error) { return s.Referrers(b, r.started) }},
		{"popular/paths", func(s shape.Repo, b []byte) ([]collectors.Record, error) { return s.Paths(b, r.started) }},
	} {
		p, err := r.client.get(ctx, v.api+"/traffic/"+t.what)
		if err != nil {
			return err
		}
		found, err := t.read(v.Repo, p.body)
		if err != nil {
			return malformed(t.what + ": " + err.Error())
		}
		figures = append(figures, found...)
	}
	return r.add(ctx, &part{state: figures}, func() { v.mark.Traffic = today })
}
