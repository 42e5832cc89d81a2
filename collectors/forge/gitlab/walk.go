package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"
)

// A head is what is read of an object before anything else: which it is, and in
// which state.
type head struct {
	ID      int64     `json:"id"`
	IID     int64     `json:"iid"`
	Updated time.Time `json:"updated_at"`
	byID    bool      // pipelines are known by their id
}

// number is by which one asks for it.
func (h head) number() int64 {
	if h.byID {
		return h.ID
	}
	return h.IID
}

// A list is one that is ordered by the last update, such as a project's issues.
type list struct {
	path  string
	query func(after *time.Time) any // asks for a page, from an instant on
	byID  bool
	mark  *mark

	// take reads one object, whose head may be unreadable: then known is false.
	take func(ctx context.Context, h head, known bool, raw json.RawMessage) error
}

// A pass is where a walk along a list stands.
type pass struct {
	after time.Time // everything that was updated before that is read
	page  int64     // of what was updated since
	fresh bool      // some of these pages held something new
}

// walk reads what is new in a list. Each page is asked for from the instant on at
// which the one before ended; only where a whole page was updated in one instant
// does it turn pages, and then again and again until they hold nothing new, since
// pages shift.
func (r *run) walk(ctx context.Context, l list) error {
	at := pass{after: l.mark.after(), page: 1}
	for {
		last, more, err := r.page(ctx, l, &at)
		switch {
		case err != nil:
			return err
		case at.page > 1 && at.fresh && (!more || last.After(at.after)):
			at.page, at.fresh = 1, false
		case !more:
			return nil
		case last.After(at.after):
			at = pass{after: last, page: 1}
		default:
			at.page++
		}
	}
}

// page reads one page. It returns the time of its last object.
func (r *run) page(ctx context.Context, l list, at *pass) (last time.Time, more bool, err error) {
	var after *time.Time
	if !at.after.IsZero() {
		after = &at.after
	}
	var page []json.RawMessage
	resp, err := r.api.get(ctx, l.path, l.query(after), &page, gitlab.WithOffsetPaginationParameters(at.page))
	if err != nil {
		return last, false, err
	}
	for _, raw := range page {
		h := head{byID: l.byID}
		readable := json.Unmarshal(raw, &h) == nil && h.number() > 0 && !h.Updated.IsZero()
		if readable && h.Updated.After(last) {
			last = h.Updated
		}
		if readable && l.mark.known(h) {
			continue
		}
		at.fresh = at.fresh || readable
		if err := l.take(ctx, h, readable, raw); err != nil {
			return last, false, fmt.Errorf("read %s: %w", l.path, err)
		}
		if readable {
			l.mark.note(h, r.now)
		}
	}
	_, more = gitlab.WithNext(resp)
	return last, more && len(page) > 0, nil
}
