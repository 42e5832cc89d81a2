package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors/outbox"
)

// A list is one of topics, such as a category's.
type list struct {
	title string // for people
	name  string // what origins begin with
	path  string // below the forum's address
}

// A head is what a list tells of a topic.
type head struct {
	ID      int64     `json:"id"`
	Created time.Time `json:"created_at"`
	Posted  time.Time `json:"last_posted_at"`
	Bumped  time.Time `json:"bumped_at"`
}

// active is when somebody last did something there.
func (h head) active() time.Time {
	return slices.MaxFunc([]time.Time{h.Created, h.Posted, h.Bumped}, time.Time.Compare)
}

// mostPasses is how often a list is walked until it is taken as it is.
const mostPasses = 4

var errNoHead = errors.New("an object without a number or a date")

// list reads the topics in which something happened since the list was last read, and
// eight days before that.
func (r *run) list(ctx context.Context, l list) error {
	from, found := r.position.From(l.name), map[int64]time.Time{}
	for range mostPasses {
		before := maps.Clone(found)
		if err := r.walk(ctx, l, from, found); err != nil {
			return err
		}
		if maps.Equal(before, found) {
			break
		}
	}
	ids := slices.SortedFunc(maps.Keys(found), func(a, b int64) int {
		if order := found[a].Compare(found[b]); order != 0 {
			return order
		}
		return int(a - b)
	})
	for _, id := range ids {
		if err := r.topic(ctx, l, id); err != nil {
			return fmt.Errorf("topic %d: %w", id, err)
		}
		if at := found[id]; at.Before(r.now) {
			r.position.Streams[l.name] = at
		}
	}
	r.position.Streams[l.name] = r.now
	return nil
}

// walk turns the pages of a list, the latest activity first, until nothing on them
// happened since from. Of topics it notes when somebody was last active there.
func (r *run) walk(ctx context.Context, l list, from time.Time, found map[int64]time.Time) error {
	met := map[int64]bool{} // in this walk
	for page := 0; ; page++ {
		heads, err := r.page(ctx, l, page)
		if err != nil {
			return err
		}
		fresh, recent := false, page == 0 // where topics that are pinned may come first
		for _, h := range heads {
			fresh, met[h.ID] = fresh || !met[h.ID], true
			if at := h.active(); !at.Before(from) {
				recent, found[h.ID] = true, at
			}
		}
		if !fresh || !recent {
			return nil
		}
	}
}

// page reads a page of a list. What cannot be read goes into quarantine, once a run.
func (r *run) page(ctx context.Context, l list, number int) (heads []head, err error) {
	var found struct {
		List struct {
			Topics []json.RawMessage `json:"topics"`
		} `json:"topic_list"`
	}
	query := url.Values{"order": {"activity"}, "page": {fmt.Sprint(number)}}
	if err := r.api.get(ctx, l.path+"?"+query.Encode(), &found); err != nil {
		return nil, err
	}
	for _, raw := range found.List.Topics {
		var h head
		if err := json.Unmarshal(raw, &h); err != nil || h.ID <= 0 || h.active().IsZero() {
			if err := r.unlisted(l, raw, errors.Join(errNoHead, err)); err != nil {
				return nil, err
			}
			continue
		}
		heads = append(heads, h)
	}
	return heads, nil
}

// unlisted keeps a topic of which the list does not say which it is.
func (r *run) unlisted(l list, raw json.RawMessage, why error) error {
	origin := l.name + "/t/?" + outbox.Digest(raw)
	if r.rejected[origin] {
		return nil
	}
	r.rejected[origin] = true
	return r.Add(outbox.Reject(origin, unreadable, why, raw))
}

// escaped is a path of slugs, fit for an address.
func escaped(path string) string {
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}
