package x

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/rest"
)

// A stream is a list of posts, the newest first.
type stream struct {
	name    string // in cursors and origins
	path    string
	token   string // the name of the parameter that asks for the next page
	query   url.Values
	counted bool // the service has said how many there are

	posts  int
	oldest time.Time
}

// A page is one answer.
type page struct {
	Data     []json.RawMessage `json:"data"`
	Includes struct {
		Users  []json.RawMessage `json:"users"`
		Tweets []json.RawMessage `json:"tweets"`
	} `json:"includes"`
	Meta struct {
		Next string `json:"next_token"`
	} `json:"meta"`
}

// read reads a stream to its end. A page may be empty and have another behind it.
func (r *run) read(ctx context.Context, s *stream) error {
	s.query.Set("max_results", strconv.Itoa(r.size))
	s.query.Set("tweet.fields", "author_id,conversation_id,created_at,entities,note_tweet,public_metrics,referenced_tweets")
	s.query.Set("user.fields", "name,username")
	s.query.Set("expansions", "author_id,referenced_tweets.id,referenced_tweets.id.author_id")
	for seen := map[string]bool{}; ; {
		var p page
		if _, err := r.client.Get(ctx, r.home+s.path+"?"+s.query.Encode(), &p); err != nil {
			return err
		}
		if err := r.page(s, p); err != nil {
			return err
		}
		next := p.Meta.Next
		if next == "" {
			return nil
		}
		if seen[next] {
			return errors.New("a page leads back to one that was read")
		}
		seen[next] = true
		s.query.Set(s.token, next)
	}
}

// page takes a page's posts, and the originals of those that only pass one on.
func (r *run) page(s *stream, p page) error {
	around := gather(p)
	for _, raw := range p.Data {
		post, item := r.item(s, around, raw)
		s.posts++
		if post != nil && (s.oldest.IsZero() || post.Date.At.Before(s.oldest)) {
			s.oldest = post.Date.At
		}
		if post != nil && !s.counted {
			r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
		}
		if err := r.Add(item); err != nil {
			return err
		}
		if post == nil || post.Kind != collectors.PostReshare || around.posts[post.ReshareOf].raw == nil {
			continue
		}
		_, original := r.item(s, around, around.posts[post.ReshareOf].raw)
		original.Origin, original.Day = item.Origin+"/retweeted", time.Time{}
		if err := r.Add(original); err != nil {
			return err
		}
	}
	return nil
}

// item makes an item of a post; the post is nil where it cannot be read.
func (r *run) item(s *stream, around surroundings, raw json.RawMessage) (*collectors.Post, collectors.Item) {
	origin := redact.Origin(s.name) + "/"
	post, err := r.post(around, raw)
	if err != nil {
		return nil, outbox.Reject(origin+"?"+outbox.Digest(raw), "post that cannot be read", err, raw)
	}
	return post, collectors.Item{Origin: origin + post.ID, Day: collectors.Day(post.Date.At), Record: post}
}

// counts asks how many posts of each day a search matches, and expects as many. It
// reports whether the service tells: not everybody may ask.
func (r *run) counts(ctx context.Context, name, query string) (bool, error) {
	q := url.Values{"query": {query}, "granularity": {"day"}}
	days := map[time.Time]uint64{}
	for next := ""; ; {
		var answer struct {
			Data []struct {
				Start time.Time `json:"start"`
				Posts uint64    `json:"tweet_count"`
			} `json:"data"`
			Meta struct {
				Next string `json:"next_token"`
			} `json:"meta"`
		}
		_, err := r.client.Get(ctx, r.home+"/2/tweets/counts/recent?"+q.Encode(), &answer)
		if rest.Forbidden(err) || rest.Absent(err) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("count: %w", err)
		}
		for _, d := range answer.Data {
			if d.Start.Equal(collectors.Day(d.Start)) { // the first day is cut: it was stated whole when it was today
				days[collectors.Day(d.Start)] += d.Posts
			}
		}
		if answer.Meta.Next == "" || answer.Meta.Next == next {
			break
		}
		next = answer.Meta.Next
		q.Set("next_token", next)
	}
	for _, day := range slices.SortedFunc(maps.Keys(days), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: redact.Origin(name), Day: day, Items: days[day]})
	}
	return true, nil
}
