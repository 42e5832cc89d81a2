package youtube

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors/rest"
)

// channel asks who a channel is; without an id it is nobody.
func (r *run) channel(ctx context.Context, name string) (channel, error) {
	query := url.Values{"part": {"snippet,statistics,contentDetails"}, "id": {name}}
	if strings.HasPrefix(name, "@") {
		query.Del("id")
		query.Set("forHandle", name)
	}
	var answer struct {
		Items []channel `json:"items"`
	}
	if err := r.get(ctx, "channels", query, &answer); err != nil || len(answer.Items) == 0 {
		return channel{}, err
	}
	return answer.Items[0], nil
}

// uploads reads a channel's videos, the newest first.
func (r *run) uploads(ctx context.Context, s *stream, c channel) error {
	list := c.Content.Lists.Uploads
	if list == "" {
		return nil // nothing was ever uploaded
	}
	query := url.Values{"part": {"contentDetails"}, "playlistId": {list}, "maxResults": {strconv.Itoa(r.size)}}
	err := r.pages(ctx, "playlistItems", query, func(items []json.RawMessage) (bool, error) {
		ids, old := entries(items, s.from)
		return !old, r.videos(ctx, s, ids)
	})
	if rest.Absent(err) {
		return nil // a channel without public videos may have no list
	}
	return err
}

// entries are the ids of a page of a list of uploads. What cannot be read names no
// video. old says that all of them were published before an instant.
func entries(items []json.RawMessage, from time.Time) (ids []string, old bool) {
	old = len(items) > 0
	for _, raw := range items {
		var e struct {
			Details struct {
				Video     string    `json:"videoId"`
				Published time.Time `json:"videoPublishedAt"`
			} `json:"contentDetails"`
		}
		if json.Unmarshal(raw, &e) != nil || e.Details.Video == "" {
			continue
		}
		if !e.Details.Published.Before(from) {
			old = false
			ids = append(ids, e.Details.Video)
		}
	}
	return ids, old
}

// search reads what a search finds, the newest first.
func (r *run) search(ctx context.Context, s *stream, words string) error {
	query := url.Values{"part": {"id"}, "type": {"video"}, "order": {"date"}, "q": {words}, "maxResults": {strconv.Itoa(r.size)}}
	if !s.from.IsZero() {
		query.Set("publishedAfter", s.from.UTC().Format(time.RFC3339))
	}
	return r.pages(ctx, "search", query, func(items []json.RawMessage) (bool, error) {
		var ids []string
		for _, raw := range items {
			var found struct {
				ID struct {
					Video string `json:"videoId"`
				} `json:"id"`
			}
			if json.Unmarshal(raw, &found) == nil && found.ID.Video != "" {
				ids = append(ids, found.ID.Video)
			}
		}
		return true, r.videos(ctx, s, ids)
	})
}

// videos asks for videos. One that does not come is private, or gone: that is not said.
func (r *run) videos(ctx context.Context, s *stream, ids []string) error {
	ids = slices.DeleteFunc(ids, func(id string) bool {
		known := s.seen[id]
		s.seen[id] = true
		return known
	})
	for some := range slices.Chunk(ids, r.size) {
		var p page
		if err := r.get(ctx, "videos", url.Values{"part": {"snippet,statistics"}, "id": {strings.Join(some, ",")}}, &p); err != nil {
			return err
		}
		for _, raw := range p.Items {
			post, err := r.video(raw)
			if err := r.keep(s, raw, post, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// comments reads what was commented on all videos of a channel, the newest first.
// Somebody who answers an older comment is seen if that is read again.
func (r *run) comments(ctx context.Context, s *stream, c channel) error {
	query := url.Values{
		"part": {"snippet,replies"}, "allThreadsRelatedToChannelId": {c.ID}, "order": {"time"}, "textFormat": {"plainText"}, "maxResults": {strconv.Itoa(r.size)},
	}
	err := r.pages(ctx, "commentThreads", query, func(items []json.RawMessage) (bool, error) {
		more := len(items) == 0
		for _, raw := range items {
			old, err := r.thread(ctx, s, raw)
			if err != nil {
				return false, err
			}
			more = more || !old
		}
		return more, nil
	})
	if reason(err) == "commentsDisabled" {
		return nil
	}
	return err
}

// thread reads a comment and the answers to it. old says that it was written before
// what is to be read again.
func (r *run) thread(ctx context.Context, s *stream, raw json.RawMessage) (old bool, err error) {
	var t thread
	if err := json.Unmarshal(raw, &t); err != nil {
		return false, r.keep(s, raw, nil, err)
	}
	top, err := r.comment(t.Snippet.Top, t.Snippet.Video, t.Snippet.Video)
	if err == nil {
		top.Engagement.Replies = t.Snippet.Replies
		if old = top.Date.At.Before(s.from); old {
			return old, nil
		}
	}
	if s.seen[t.ID] {
		return false, nil
	}
	s.seen[t.ID] = true
	if err := r.keep(s, raw, top, err); err != nil || top == nil {
		return false, err
	}
	answer := func(raw json.RawMessage) error {
		post, err := r.comment(raw, t.Snippet.Video, top.ID)
		return r.keep(s, raw, post, err)
	}
	if uint64(len(t.Answers.Comments)) >= t.Snippet.Replies {
		for _, raw := range t.Answers.Comments {
			if err := answer(raw); err != nil {
				return false, err
			}
		}
		return false, nil
	}
	query := url.Values{"part": {"snippet"}, "parentId": {top.ID}, "textFormat": {"plainText"}, "maxResults": {strconv.Itoa(r.size)}}
	err = r.pages(ctx, "comments", query, func(items []json.RawMessage) (bool, error) {
		for _, raw := range items {
			if err := answer(raw); err != nil {
				return false, err
			}
		}
		return true, nil
	})
	if rest.Absent(err) {
		return false, nil // it was deleted meanwhile
	}
	return false, err
}
