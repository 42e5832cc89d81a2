package discourse

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

const unreadable = "object that cannot be read"

// chunk is how many posts a forum gives at once.
const chunk = 20

// A topic is what a forum tells of one, with its posts.
type topic struct {
	ID       int64             `json:"id"`
	Title    string            `json:"title"`
	Created  time.Time         `json:"created_at"`
	Category int64             `json:"category_id"`
	Tags     []json.RawMessage `json:"tags"`
	Views    uint64            `json:"views"`
	Posts    int               `json:"posts_count"`
	Accepted *struct {
		Number uint64 `json:"post_number"`
	} `json:"accepted_answer"`
	Stream stream `json:"post_stream"`
}

type stream struct {
	Posts []json.RawMessage `json:"posts"`
	IDs   []uint64          `json:"stream"`
}

// topic reads a topic whole. One that was deleted or closed to us since it was listed
// is none.
func (r *run) topic(ctx context.Context, l list, id int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var raw json.RawMessage
	if err := r.api.get(ctx, fmt.Sprintf("/t/%d.json", id), &raw); err != nil {
		if closed(err) {
			return nil
		}
		return err
	}
	var t topic
	if err := json.Unmarshal(raw, &t); err != nil {
		return r.Add(outbox.Reject(fmt.Sprintf("%s/t/%d", l.name, id), unreadable, err, raw))
	}
	t.ID = id // an address may be forwarded, the list is what counts
	if err := r.rest(ctx, &t); err != nil {
		return err
	}
	return r.posts(l, t)
}

// rest asks for the posts that a topic does not come with.
func (r *run) rest(ctx context.Context, t *topic) error {
	here := map[uint64]bool{}
	for _, raw := range t.Stream.Posts {
		here[number(raw)] = true
	}
	missing := slices.DeleteFunc(slices.Clone(t.Stream.IDs), func(id uint64) bool { return here[id] })
	for ids := range slices.Chunk(missing, chunk) {
		query := url.Values{}
		for _, id := range ids {
			query.Add("post_ids[]", strconv.FormatUint(id, 10))
		}
		var more struct {
			Stream stream `json:"post_stream"`
		}
		if err := r.api.get(ctx, fmt.Sprintf("/t/%d/posts.json?%s", t.ID, query.Encode()), &more); err != nil {
			if closed(err) {
				return nil // deleted meanwhile; what was read is good
			}
			return err
		}
		t.Stream.Posts = append(t.Stream.Posts, more.Stream.Posts...)
	}
	return nil
}

// number is a post's, 0 where it cannot be read.
func number(raw json.RawMessage) uint64 {
	var h struct {
		ID uint64 `json:"id"`
	}
	if json.Unmarshal(raw, &h) != nil {
		return 0
	}
	return h.ID
}

// posts adds an item for each post, and says how many there should be.
func (r *run) posts(l list, t topic) error {
	m := r.mapper(t)
	expected := map[time.Time]uint64{}
	begun := collectors.Day(t.Created)
	for _, raw := range t.Stream.Posts {
		p, err := decode(raw)
		if err == nil && p.Type == whisper {
			continue // among those who run the forum
		}
		item := outbox.Reject(fmt.Sprintf("%s/t/%d/?%s", l.name, t.ID, outbox.Digest(raw)), unreadable, errNoHead, raw)
		day := begun // where what has no day of its own is missed
		if err != nil {
			item.Reject.Detail = err.Error()
		} else {
			post := m.post(p)
			day = collectors.Day(post.Date.At)
			item = collectors.Item{Origin: fmt.Sprintf("%s/p/%d", l.name, p.ID), Day: day, Record: post}
		}
		expected[day]++
		if err := r.Add(item); err != nil {
			return err
		}
	}
	if missing := t.count() - len(t.Stream.Posts); missing > 0 {
		expected[begun] += uint64(missing)
	}
	delete(expected, time.Time{})
	for _, day := range slices.SortedFunc(maps.Keys(expected), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: fmt.Sprintf("%s/t/%d", l.name, t.ID), Day: day, Items: expected[day]})
	}
	return nil
}

// count is how many posts the forum says there are. Of topics with ten thousand it
// does not say which.
func (t topic) count() int {
	if len(t.Stream.IDs) > 0 {
		return len(t.Stream.IDs)
	}
	return t.Posts
}
