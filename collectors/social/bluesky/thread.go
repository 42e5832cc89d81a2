package bluesky

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"goldenratio/collectors/redact"
)

// A node is a post with the answers to it. One that is gone, or that blocks us, has
// no post.
type node struct {
	Post    json.RawMessage `json:"post"`
	Replies []node          `json:"replies"`
}

// thread reads the answers to a post of the community's own. Of a very long thread
// Bluesky shows the first; what was written in it is not read again once the post
// itself is not.
func (r *run) thread(ctx context.Context, top *postView) error {
	var answer struct {
		Thread json.RawMessage `json:"thread"`
	}
	err := r.api.get(ctx, "app.bsky.feed.getPostThread", url.Values{"uri": {top.URI}, "depth": {"1000"}, "parentHeight": {"0"}}, &answer)
	if is(err, "NotFound") {
		return nil // it was deleted a moment ago
	}
	if err != nil {
		return err
	}
	l := &reading{name: "thread " + redact.Name(top.URI), near: date(top).At, days: map[time.Time]uint64{}, seen: map[string]bool{}}
	var all node
	if err := json.Unmarshal(answer.Thread, &all); err != nil {
		if err := r.add(l, l.name, entry{raw: answer.Thread}, nil, err); err != nil {
			return err
		}
	}
	for below := all.Replies; len(below) > 0; {
		var next []node
		for _, n := range below {
			next = append(next, n.Replies...)
			if n.Post == nil {
				continue
			}
			if _, err := r.take(l, entry{raw: n.Post}); err != nil {
				return err
			}
		}
		below = next
	}
	r.tell(l)
	return nil
}
