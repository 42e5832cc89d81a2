package stackexchange

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"strconv"
	"time"

	"goldenratio/collectors/outbox"
)

// anew is how often all of a stream is read: comments and votes are no activity.
const anew = 28 * 24 * time.Hour

// endless is how many pages in a row may hold nothing that was not seen before.
const endless = 50

var errEndless = errors.New("the service gives the same pages again and again")

// A pass is where a walk along a stream stands.
type pass struct {
	since int64               // all that was active before is read; seconds since 1970
	page  int                 // of what was active since
	fresh bool                // some of these pages held something new
	seen  map[string]struct{} // on these pages, and on the last of those before
	stale int                 // pages without anything new, in a row
}

// stream reads what was active since it was last read, and eight days before that.
func (r *run) stream(ctx context.Context, s stream) error {
	whole := "whole " + s.name
	if r.now.Sub(r.position.Streams[whole]) >= anew {
		r.position.Streams[whole] = r.now
		delete(r.position.Streams, s.name)
	}
	at := pass{page: 1, seen: map[string]struct{}{}}
	if from := r.position.From(s.name); !from.IsZero() {
		at.since = from.Unix()
	}
	for {
		last, more, err := r.page(ctx, s, &at)
		switch {
		case err != nil:
			return err
		case at.stale >= endless:
			return errEndless
		case at.page > 1 && at.fresh && (!more || last > at.since):
			at.page, at.fresh = 1, false
		case !more:
			r.position.Streams[s.name] = r.now
			return nil
		case last > at.since:
			r.position.Streams[s.name] = time.Unix(last, 0).UTC()
			at.since, at.page, at.fresh = last, 1, false
		default:
			at.page++
		}
	}
}

// page reads one page. It returns when the last question on it was active. Only where
// a whole page was active in one second are pages turned, and then again and again
// until they hold nothing new, since pages shift.
func (r *run) page(ctx context.Context, s stream, at *pass) (last int64, more bool, err error) {
	query := url.Values{
		"order": {"asc"}, "sort": {"activity"}, "page": {strconv.Itoa(at.page)}, "pagesize": {strconv.Itoa(r.size)},
	}
	if at.since > 0 {
		query.Set("min", strconv.FormatInt(at.since, 10))
	}
	maps.Copy(query, s.query)
	w, err := r.api.get(ctx, s.path, query)
	if err != nil {
		return 0, false, err
	}
	last, here := at.since, map[string]struct{}{}
	at.stale++
	for _, raw := range w.Items {
		h, name := look(raw)
		last, here[name] = max(last, min(h.Activity, r.now.Unix())), struct{}{}
		if _, again := at.seen[name]; again {
			continue
		}
		at.stale, at.fresh = 0, true
		if err := r.thread(ctx, s, h, raw); err != nil {
			return 0, false, err
		}
	}
	if last > at.since && at.page == 1 {
		at.seen = here
	} else {
		maps.Copy(at.seen, here)
	}
	return last, w.More && len(w.Items) > 0, nil
}

// look reads a question's head, and by what it is known as it is now.
func look(raw json.RawMessage) (h head, name string) {
	if json.Unmarshal(raw, &h) != nil || h.ID == 0 {
		return head{}, "?" + outbox.Digest(raw)
	}
	return h, strconv.FormatUint(h.ID, 10) + " " + strconv.FormatInt(h.Activity, 10)
}
