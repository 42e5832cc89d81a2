package mastodon

import (
	"context"
	"encoding/json"
	"net/url"

	"goldenratio/collectors"
)

// A relative is what is known of a post that others may answer.
type relative struct {
	id      string // everywhere; empty for a post that is gone, or not for everybody
	replyTo string // on the instance
}

// A family knows what answers what: a status names only the instance's own number
// of the post that it answers.
type family struct {
	api    *api
	known  map[string]relative // by the instance's number
	closed bool                // the instance does not tell
}

const (
	deepest  = 100    // answers to answers, seen from one post; whose beginning lies further away has none
	together = 20     // posts that Mastodon shows at once
	most     = 20_000 // posts that are remembered
)

func newFamily(a *api) *family { return &family{api: a, known: map[string]relative{}} }

// gather learns of all posts that those of a page answer, up to the beginnings of
// their threads.
func (f *family) gather(ctx context.Context, page []listed) error {
	if len(f.known) > most {
		clear(f.known)
	}
	for _, s := range page {
		f.meet(s.status)
	}
	for range deepest {
		missing := f.missing(page)
		if len(missing) == 0 || f.closed {
			return nil
		}
		for start := 0; start < len(missing); start += together {
			if err := f.ask(ctx, missing[start:min(start+together, len(missing))]); err != nil {
				return err
			}
		}
	}
	return nil
}

// meet remembers a post.
func (f *family) meet(s *status) {
	if s.ID != "" && s.public() {
		f.known[s.ID] = relative{id: identity(s.URI), replyTo: s.ReplyTo}
	}
}

// missing are the posts at which the way from those of a page to the beginning ends.
func (f *family) missing(page []listed) (all []string) {
	seen := map[string]bool{}
	for _, s := range page {
		at, steps := s.ReplyTo, 0
		for ; at != "" && steps < deepest; steps++ {
			next, ok := f.known[at]
			if !ok {
				break
			}
			at = next.replyTo
		}
		if at != "" && steps < deepest && !seen[at] {
			seen[at] = true
			all = append(all, at)
		}
	}
	return all
}

// ask looks at some posts. Those that the instance does not show are gone.
func (f *family) ask(ctx context.Context, ids []string) error {
	var posts []json.RawMessage
	_, err := f.api.Get(ctx, f.api.base+"/api/v1/statuses?"+url.Values{"id[]": ids}.Encode(), &posts)
	if one(err) {
		f.closed = true // Mastodon has it since 4.3
		return nil
	}
	if err != nil {
		return err
	}
	for _, id := range ids {
		f.known[id] = relative{}
	}
	for _, raw := range posts {
		if s, err := decode(raw); err == nil {
			f.meet(s)
		}
	}
	return nil
}

// answer says what a post answers, and where that began, as far as it is known.
func (f *family) answer(p *collectors.Post, to string) {
	if to == "" {
		return
	}
	p.ReplyTo = f.known[to].id
	for range deepest {
		at, ok := f.known[to]
		if !ok || at.id == "" {
			return
		}
		if at.replyTo == "" {
			p.Thread = at.id
			return
		}
		to = at.replyTo
	}
}
