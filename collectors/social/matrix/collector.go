package matrix

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/social"
)

// A Collector reads rooms of one homeserver.
type Collector struct {
	place   collectors.Place
	options Options
	sleep   func(context.Context, time.Duration) error
	pace    float64 // questions a second
	size    int     // events a page; tests make it small
	batch   int     // items a batch; tests make it small
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the rooms that o names. A token's file is relative to the
// place's folder.
func New(p collectors.Place, o Options) *Collector {
	return &Collector{place: p, options: o, pace: 2, size: 100, batch: 500}
}

// Collect implements collectors.Collector. A room that is gone or closed to the account
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	at, err := social.ReadPosition(from)
	if err != nil {
		return err
	}
	base, err := c.options.base()
	if err != nil {
		return err
	}
	client := rest.New(rest.Options{
		Home: fetch.Home(base), Sign: c.options.sign(c.place.Dir), PerSecond: c.pace, Limit: limit,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	defer client.Close()
	r := &run{client: client, home: base.String() + "/_matrix/client/v3", size: c.size, position: at, settings: c.options.Settings, now: c.place.Now()}
	r.Box = outbox.Box{Emit: emit, Cursor: at.Cursor, Limit: c.batch}
	var lost error
	for _, name := range c.options.Rooms {
		err := r.room(ctx, name)
		var emitted *outbox.EmitError
		if err != nil && (errors.As(err, &emitted) || !rest.Absent(err) && !rest.Forbidden(err)) {
			return err
		}
		lost = errors.Join(lost, err)
	}
	if lost == nil {
		r.Batch.Span = &collectors.Span{From: at.Begin(c.options.Rooms), Until: r.now}
	}
	return errors.Join(r.Flush(), lost)
}

// limit is how long a homeserver wants to be left alone.
func limit(code int, body []byte) time.Duration {
	var answer struct {
		After int64 `json:"retry_after_ms"`
	}
	const most = int64(24 * time.Hour / time.Millisecond)
	if code != http.StatusTooManyRequests || json.Unmarshal(body, &answer) != nil || answer.After <= 0 {
		return 0
	}
	return time.Duration(min(answer.After, most)) * time.Millisecond
}

// A run is one Collect.
type run struct {
	outbox.Box

	client   *rest.Client
	home     string
	size     int
	position social.Position
	settings social.Settings
	now      time.Time
}

// get asks for one thing of a room, or of the server.
func (r *run) get(ctx context.Context, query url.Values, into any, path ...string) error {
	var address strings.Builder
	address.WriteString(r.home)
	for _, part := range path {
		address.WriteString("/" + url.PathEscape(part))
	}
	if len(query) > 0 {
		address.WriteString("?" + query.Encode())
	}
	_, err := r.client.Get(ctx, address.String(), into)
	return err
}

// room reads a room, and how many have joined it.
func (r *run) room(ctx context.Context, name string) error {
	id := name
	if strings.HasPrefix(name, "#") {
		var found struct {
			ID string `json:"room_id"`
		}
		if err := r.get(ctx, nil, &found, "directory", "room", name); err != nil {
			return fmt.Errorf("room %s: %w", name, err)
		}
		if id = found.ID; !roomName.MatchString(id) {
			return fmt.Errorf("room %s: the server gives it no id", name)
		}
	}
	var members struct {
		Joined map[string]struct {
			Display string `json:"display_name"`
		} `json:"joined"`
	}
	if err := r.get(ctx, nil, &members, "rooms", id, "joined_members"); err != nil {
		return fmt.Errorf("room %s: members: %w", name, err)
	}
	r.Batch.State = append(r.Batch.State, &collectors.Audience{
		Network: network, Account: redact.Label(name), Measure: "members", Day: collectors.Day(r.now), Value: uint64(len(members.Joined)), Version: collectors.VersionAt(r.now),
	})
	w := &walk{
		run: r, id: id, name: name, from: r.position.From(name),
		mapper: mapper{settings: r.settings, now: r.now, room: name, names: map[string]string{}},
		edits:  map[string]edit{}, likes: map[string]map[string]bool{}, replies: map[string]uint64{}, redacted: map[string]bool{},
	}
	for user, m := range members.Joined {
		w.mapper.names[user] = m.Display
	}
	if err := w.read(ctx); err != nil {
		return fmt.Errorf("room %s: %w", name, err)
	}
	if w.from.IsZero() && !w.created {
		r.position.Since[name] = w.oldest
	}
	r.position.Streams[name] = r.now
	return nil
}
