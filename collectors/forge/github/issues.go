package github

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/outbox"
)

// issues reads issues and pull requests: first those that are owed, then what was
// updated since. What the server had trouble with fails the run in the end.
func (r *run) issues(ctx context.Context, v *visit) error {
	err := r.owed(ctx, v)
	if err == nil {
		err = r.walk(ctx, v)
	}
	if errors.Is(err, errOwing) {
		v.trouble, err = cmp.Or(v.trouble, err), nil
	}
	if v.trouble != nil {
		r.lost = append(r.lost, fmt.Errorf("repository %s: issues that are asked for again in the next run: %d, of the last: %w", v.name, len(v.mark.Owed), v.trouble))
	}
	return err
}

// walk goes along issues and pull requests in the order of their last update. Each
// page is asked for from where the one before it ended: what is updated meanwhile
// moves to the end, where the walk still comes by.
func (r *run) walk(ctx context.Context, v *visit) error {
	t := &v.mark.Issues
	first := v.updatedAfter(t.after(), r.limits.page)
	q := question{path: first}
	if t.Asked == first {
		q.etag = t.ETag
	}
	quiet := true
	for q.path != "" {
		from := t.Until
		p, err := r.client.ask(ctx, q)
		if code(err) == http.StatusGone || err == nil && p.unchanged {
			return nil // it has no issues, or no new ones
		}
		if err != nil {
			return err
		}
		fresh, err := r.page(ctx, v, p.body)
		if err != nil {
			return err
		}
		quiet = quiet && !fresh
		if quiet && q.path == first && p.next == "" {
			t.Asked, t.ETag = first, p.etag
		}
		q = question{path: p.next}
		if p.next != "" && t.Until.After(from) {
			q.path = v.updatedAfter(t.Until.Add(-time.Second), r.limits.page) // whether "since" is inclusive is not said
		}
	}
	return nil
}

// updatedAfter asks for the issues that were updated after a time.
func (v *visit) updatedAfter(since time.Time, size int) string {
	q := url.Values{"state": {"all"}, "sort": {"updated"}, "direction": {"asc"}, "per_page": {strconv.Itoa(size)}}
	if !since.IsZero() {
		q.Set("since", since.UTC().Format(time.RFC3339))
	}
	return v.api + "/issues?" + q.Encode()
}

// page reads the issues of a page that are not known, and reports whether there
// were any.
func (r *run) page(ctx context.Context, v *visit, body []byte) (fresh bool, err error) {
	all, err := elements(body)
	if err != nil {
		return false, err
	}
	for _, raw := range all {
		is, err := r.element(ctx, v, raw)
		if err != nil {
			return fresh, err
		}
		fresh = fresh || is
	}
	return fresh, nil
}

// element reads an issue of a page, unless it is known.
func (r *run) element(ctx context.Context, v *visit, raw json.RawMessage) (fresh bool, err error) {
	t := &v.mark.Issues
	head, unreadable := shape.HeadOf(raw)
	key := strconv.FormatUint(head.Number, 10)
	if unreadable != nil {
		key, head.Updated = "~"+outbox.Digest(raw), t.Until
	}
	if t.known(key, head.Updated) {
		return false, nil
	}
	pass := func() { t.note(key, head.Updated, r.started) }
	if unreadable != nil {
		p := &part{name: v.Origin("issues", key)}
		p.take(collectors.Item{}, unreadable, v.Origin("issues"), raw)
		return true, r.add(ctx, p, pass)
	}
	if v.mark.Owed[head.Number] == nil && len(v.mark.Owed) >= maxOwed {
		return false, errOwing
	}
	p, err := r.ticket(ctx, v, head, raw)
	return true, r.settle(ctx, v, head.Number, finding{p, raw, err}, pass)
}

// below is a list of what belongs to an issue or a pull request.
func (v *visit) below(kind string, number uint64, what string, size int) string {
	return fmt.Sprintf("%s/%s/%d/%s?per_page=%d", v.api, kind, number, what, size)
}
