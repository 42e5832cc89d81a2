package reddit

import (
	"context"
	"errors"
	"net/url"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// errNoPlace is what stands where Reddit answers for a subreddit with something else.
var errNoPlace = errors.New("reddit knows no such subreddit")

// members observes, once a run, how many have subscribed to a subreddit. In place of
// one that is not there Reddit shows a search.
func (r *run) members(ctx context.Context, name string) error {
	if name == "" || r.counted[name] {
		return nil
	}
	var about struct {
		Kind string `json:"kind"`
		Data struct {
			Name        string  `json:"display_name"`
			Subscribers *uint64 `json:"subscribers"`
		} `json:"data"`
	}
	if err := r.get(ctx, "/r/"+name+"/about", url.Values{}, &about); err != nil {
		return err
	}
	if about.Kind != "t5" {
		return errNoPlace
	}
	r.counted[name] = true
	if about.Data.Subscribers == nil {
		return nil // of private ones it tells none
	}
	r.Batch.State = append(r.Batch.State, &collectors.Audience{
		Network: network, Account: place(redact.Label(about.Data.Name)), Measure: "members",
		Day: collectors.Day(r.now), Value: *about.Data.Subscribers, Version: collectors.VersionAt(r.now),
	})
	return nil
}
