package reddit

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"goldenratio/collectors/rest"
)

// A tree is what was read of the comments below one post.
type tree struct {
	link string          // the post's name
	met  map[string]bool // origins
	left []string        // ids of comments that an answer left out
	deep []string        // ids of comments whose answers one left out
	seen map[string]bool // ids that were asked for
}

// atOnce is how many comments that were left out may be asked for together.
const atOnce = 100

// thread reads all comments below a post. One that is gone or closed by now has none.
func (r *run) thread(ctx context.Context, link string) error {
	t := &tree{link: link, met: map[string]bool{}, seen: map[string]bool{}}
	err := r.grow(ctx, t, "")
	for err == nil && len(t.left)+len(t.deep) > 0 {
		if len(t.left) == 0 {
			id := t.deep[0]
			t.deep = t.deep[1:]
			err = r.grow(ctx, t, "/_/"+id)
			continue
		}
		n := min(len(t.left), atOnce)
		ids := t.left[:n]
		t.left = t.left[n:]
		err = r.more(ctx, t, ids)
	}
	if rest.Absent(err) || rest.Forbidden(err) {
		return nil
	}
	return err
}

// grow reads the comments that Reddit shows at once, below the post or one comment.
func (r *run) grow(ctx context.Context, t *tree, below string) error {
	var answer []listing // the post, and what stands below it
	query := url.Values{"limit": {"500"}, "sort": {"old"}}
	if err := r.get(ctx, "/comments/"+number(t.link)+below, query, &answer); err != nil {
		return err
	}
	for _, l := range answer[min(1, len(answer)):] {
		if err := r.branch(t, l.Data.Children); err != nil {
			return err
		}
	}
	return nil
}

// more reads comments that were left out.
func (r *run) more(ctx context.Context, t *tree, ids []string) error {
	var answer struct {
		JSON struct {
			Data struct {
				Things []json.RawMessage `json:"things"`
			} `json:"data"`
		} `json:"json"`
	}
	query := url.Values{"api_type": {"json"}, "link_id": {t.link}, "children": {strings.Join(ids, ",")}}
	if err := r.get(ctx, "/api/morechildren", query, &answer); err != nil {
		return err
	}
	return r.branch(t, answer.JSON.Data.Things)
}

// branch takes comments and what stands below each, and notes what is left out.
func (r *run) branch(t *tree, things []json.RawMessage) error {
	for len(things) > 0 {
		raw := things[0]
		things = things[1:]
		t.note(raw)
		one, ok := r.thing(raw)
		if !ok {
			continue
		}
		if _, err := r.keep("below "+t.link, t.met, one); err != nil {
			return err
		}
		if below := replies(raw); len(below) > 0 {
			things = append(below, things...)
		}
	}
	return nil
}

// replies are the things below a comment. Reddit writes none as an empty text.
func replies(raw json.RawMessage) []json.RawMessage {
	var comment struct {
		Data struct {
			Replies json.RawMessage `json:"replies"`
		} `json:"data"`
	}
	var below listing
	if json.Unmarshal(raw, &comment) != nil || json.Unmarshal(comment.Data.Replies, &below) != nil {
		return nil
	}
	return below.Data.Children
}

// note keeps the ids that stand for comments which are left out.
func (t *tree) note(raw json.RawMessage) {
	var more struct {
		Kind string `json:"kind"`
		Data struct {
			Parent   string   `json:"parent_id"`
			Children []string `json:"children"`
		} `json:"data"`
	}
	if json.Unmarshal(raw, &more) != nil || more.Kind != "more" {
		return
	}
	for _, id := range more.Data.Children {
		if name.MatchString("t1_"+id) && !t.seen[id] {
			t.seen[id] = true
			t.left = append(t.left, id)
		}
	}
	if parent := more.Data.Parent; len(more.Data.Children) == 0 && strings.HasPrefix(parent, "t1_") && name.MatchString(parent) && !t.seen[parent] {
		t.seen[parent] = true
		t.deep = append(t.deep, number(parent))
	}
}
