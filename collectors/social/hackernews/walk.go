package hackernews

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// A page is one answer.
type page struct {
	Hits []json.RawMessage `json:"hits"`
	Size int               `json:"hitsPerPage"` // that the service took
}

// read reads a stream back to where it has to be read again, and the comments on its
// stories where they are wanted.
func (r *run) read(ctx context.Context, s stream) error {
	if err := r.walk(ctx, s, r.position.From(s.name)); err != nil {
		return err
	}
	for _, story := range r.stories {
		if err := r.walk(ctx, stream{name: "below " + story, tags: "comment,story_" + story}, time.Time{}); err != nil {
			return err
		}
	}
	r.stories = nil
	r.position.Streams[s.name] = r.now
	return nil
}

// walk reads what a stream has had since an instant. Posts of the second at which a page
// ends are on the next one, too.
func (r *run) walk(ctx context.Context, s stream, from time.Time) error {
	until, border := r.now.Unix(), map[string]bool{}
	for {
		p, err := r.ask(ctx, s, from, until)
		if err != nil {
			return err
		}
		oldest, err := r.page(s, p, border)
		if err != nil {
			return err
		}
		if size := min(r.size, p.Size); len(p.Hits) == 0 || len(p.Hits) < size {
			return nil
		}
		if oldest >= until {
			return fmt.Errorf("page of %d posts up to %s: none is older", len(p.Hits), time.Unix(until, 0).UTC().Format(time.RFC3339))
		}
		until = oldest
	}
}

// ask asks for the newest posts of a time. Without the last parameters the search also
// finds words that begin so or are spelt nearly so.
func (r *run) ask(ctx context.Context, s stream, from time.Time, until int64) (page, error) {
	times := "created_at_i<=" + strconv.FormatInt(until, 10)
	if !from.IsZero() {
		times += ",created_at_i>=" + strconv.FormatInt(from.Unix(), 10)
	}
	query := url.Values{
		"query": {s.query}, "tags": {s.tags}, "numericFilters": {times}, "hitsPerPage": {strconv.Itoa(r.size)},
		"advancedSyntax": {"true"}, "typoTolerance": {"false"}, "queryType": {"prefixNone"},
	}
	var p page
	_, err := r.client.Get(ctx, r.home+"/api/v1/search_by_date?"+query.Encode(), &p)
	if p.Size <= 0 {
		p.Size = r.size
	}
	return p, err
}

// page takes a page's posts, but for those of border. Border becomes those of its
// oldest second.
func (r *run) page(s stream, p page, border map[string]bool) (oldest int64, err error) {
	oldest, last := r.now.Unix(), map[string]bool{}
	for _, raw := range p.Hits {
		post, item := r.item(s.name, raw)
		if post != nil && post.Date.At.Unix() < oldest {
			oldest = post.Date.At.Unix()
			clear(last)
		}
		if post == nil || post.Date.At.Unix() == oldest {
			last[item.Origin] = true
		}
		if border[item.Origin] {
			continue
		}
		if post != nil {
			r.discuss(post)
			r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
		}
		if err := r.Add(item); err != nil {
			return 0, err
		}
	}
	clear(border)
	for origin := range last {
		border[origin] = true
	}
	return oldest, nil
}

// discuss notes a story whose comments are wanted.
func (r *run) discuss(p *collectors.Post) {
	if !r.comments || p.Kind != collectors.PostProper || p.Engagement == nil || p.Engagement.Replies == 0 || r.met[p.ID] {
		return
	}
	r.met[p.ID] = true
	r.stories = append(r.stories, p.ID)
}

// item makes an item of a post; the post is nil where it cannot be read.
func (r *run) item(stream string, raw json.RawMessage) (*collectors.Post, collectors.Item) {
	origin := redact.Origin(stream) + "/"
	post, reject := r.post(raw)
	if reject != nil {
		reject.Origin = origin + reject.Origin
		return nil, *reject
	}
	return post, collectors.Item{Origin: origin + post.ID, Day: collectors.Day(post.Date.At), Record: post}
}
