package youtube

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector asks YouTube.
type Collector struct {
	place   collectors.Place
	options Options
	home    string
	sleep   func(context.Context, time.Duration) error
	pace    float64 // questions a second
	size    int     // objects a page; tests make it small
	batch   int     // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the channels and searches that o names. A key's file is
// relative to the place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, home: "https://youtube.googleapis.com", pace: 2, size: 50, batch: 500}
}

// errQuota ends a run: the service counts by days of its own.
var errQuota = errors.New("the day's quota is used up; it is renewed at midnight in California")

// Collect implements collectors.Collector. A channel that is gone fails the run after
// all else was read; where the quota is used up, what was read before stays good.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	client := rest.New(rest.Options{
		Home: c.home, Sign: c.options.sign(c.place.Dir), PerSecond: c.pace, Limit: hurry,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	defer client.Close()
	r := &run{
		client: client, home: c.home, size: c.size, position: at, lossy: len(c.options.Searches) > 0,
		mapper: mapper{settings: c.options.Settings, now: c.place.Now(), own: map[string]bool{}},
	}
	r.Box = outbox.Box{Emit: emit, Cursor: at.Cursor, Limit: c.batch}
	lost, err := r.all(ctx, c.options)
	switch {
	case err != nil && reason(err) == "quotaExceeded":
		return errors.Join(errQuota, r.Flush())
	case err != nil:
		return err
	case lost == nil:
		r.Batch.Span = &collectors.Span{Until: r.now, Lossy: r.lossy}
	}
	return errors.Join(r.Flush(), lost)
}

// A run is one Collect.
type run struct {
	outbox.Box
	mapper

	client   *rest.Client
	home     string
	size     int
	position social.Position
	lossy    bool
}

// all reads all streams; lost names the channels that are gone. All channels are known
// before the first video is read, since a video may be one of another's.
func (r *run) all(ctx context.Context, o Options) (lost, err error) {
	var found []channel
	for _, name := range o.Channels {
		c, err := r.channel(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("channel %s: %w", name, err)
		}
		if c.ID == "" {
			lost = errors.Join(lost, fmt.Errorf("channel %s: the service knows none of this name", name))
			continue
		}
		r.own[c.ID] = true
		found = append(found, c)
	}
	for _, c := range found {
		r.snapshot(c)
		if err := r.stream(ctx, "channel "+c.ID, func(ctx context.Context, s *stream) error { return r.uploads(ctx, s, c) }); err != nil {
			return nil, err
		}
	}
	for _, search := range o.Searches {
		if err := r.stream(ctx, "search "+search, func(ctx context.Context, s *stream) error { return r.search(ctx, s, search) }); err != nil {
			return nil, err
		}
	}
	for _, c := range found {
		if !o.Comments {
			break
		}
		if err := r.stream(ctx, "comments "+c.ID, func(ctx context.Context, s *stream) error { return r.comments(ctx, s, c) }); err != nil {
			return nil, err
		}
	}
	return lost, nil
}

// A stream is one list, and from when on it is to be read.
type stream struct {
	name string
	from time.Time
	seen map[string]bool // ids that were met in this run: lists shift while they are read
}

// stream reads one, and remembers that it was read.
func (r *run) stream(ctx context.Context, name string, read func(context.Context, *stream) error) error {
	s := &stream{name: name, from: r.position.From(name), seen: map[string]bool{}}
	if err := read(ctx, s); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	r.position.Streams[name] = r.now
	return nil
}

// get asks one list.
func (r *run) get(ctx context.Context, list string, query url.Values, into any) error {
	_, err := r.client.Get(ctx, r.home+"/youtube/v3/"+list+"?"+query.Encode(), into)
	return err
}

// A page is one answer.
type page struct {
	Items []json.RawMessage `json:"items"`
	Next  string            `json:"nextPageToken"`
}

// pages calls take with the pages of a list until it wants no more. A list whose pages
// lead back is an error.
func (r *run) pages(ctx context.Context, list string, query url.Values, take func([]json.RawMessage) (more bool, err error)) error {
	for seen := map[string]bool{}; ; {
		var p page
		if err := r.get(ctx, list, query, &p); err != nil {
			return err
		}
		more, err := take(p.Items)
		if err != nil || !more || p.Next == "" {
			return err
		}
		if seen[p.Next] {
			return errors.New("a page leads back to one that was read")
		}
		seen[p.Next] = true
		query.Set("pageToken", p.Next)
	}
}

// keep adds an item, and expects it.
func (r *run) keep(s *stream, raw json.RawMessage, post *collectors.Post, err error) error {
	origin := redact.Origin(s.name) + "/"
	if err != nil {
		return r.Add(outbox.Reject(origin+"?"+outbox.Digest(raw), "object that cannot be read", err, raw))
	}
	item := collectors.Item{Origin: origin + post.ID, Day: collectors.Day(post.Date.At), Record: post}
	if !r.lossy {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
	}
	return r.Add(item)
}

// snapshot keeps how large a channel is. Some hide how many follow them.
func (r *run) snapshot(c channel) {
	for _, m := range []struct {
		measure string
		value   *number
	}{{"followers", c.Statistics.Subscribers}, {"posts", c.Statistics.Videos}, {"views", c.Statistics.Views}} {
		if m.value == nil || m.measure == "followers" && c.Statistics.Hidden {
			continue
		}
		r.Batch.State = append(r.Batch.State, &collectors.Audience{
			Network: network, Account: redact.Label(cmp.Or(c.Snippet.Handle, c.ID)), Measure: m.measure,
			Day: collectors.Day(r.now), Value: uint64(*m.value), Version: collectors.VersionAt(r.now),
		})
	}
}

// reason is the word by which the service says why it refuses.
func reason(err error) string {
	var refused *rest.Refusal
	if !errors.As(err, &refused) {
		return ""
	}
	return word(refused.Body)
}

func word(body []byte) string {
	var answer struct {
		Error struct {
			Errors []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil || len(answer.Error.Errors) == 0 {
		return ""
	}
	return answer.Error.Errors[0].Reason
}

// hurry is how long to wait where the service says, with a code that means other things
// too, that it is asked too fast.
func hurry(code int, body []byte) time.Duration {
	if code == http.StatusForbidden && slices.Contains([]string{"rateLimitExceeded", "userRateLimitExceeded"}, word(body)) {
		return time.Minute
	}
	return 0
}
