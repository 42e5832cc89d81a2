package matrix

import (
	"context"
	"encoding/json"
	"errors"
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

// wanted are the kinds of events that are asked for.
const wanted = `{"types":["m.room.message","m.room.encrypted","m.sticker","m.reaction","m.room.redaction","m.room.member","m.room.topic","m.room.create"]}`

// A walk reads a room from its newest event back. What belongs to an event comes before
// it, and is remembered until then.
type walk struct {
	*run
	mapper

	id, name string
	from     time.Time // all since then is read

	edits    map[string]edit            // the last one, by what it changes
	likes    map[string]map[string]bool // who reacted, by to what
	replies  map[string]uint64
	redacted map[string]bool // what was taken back
	created  bool            // the room's creation was seen
	oldest   time.Time
}

// read walks.
func (w *walk) read(ctx context.Context) error {
	query := url.Values{"dir": {"b"}, "limit": {strconv.Itoa(w.size)}, "filter": {wanted}}
	for seen := map[string]bool{}; ; {
		var page struct {
			Chunk []json.RawMessage `json:"chunk"`
			End   string            `json:"end"`
		}
		if err := w.get(ctx, query, &page, "rooms", w.id, "messages"); err != nil {
			return err
		}
		old := len(page.Chunk) > 0
		for _, raw := range page.Chunk {
			before, err := w.take(raw)
			if err != nil {
				return err
			}
			old = old && before
		}
		if page.End == "" || old && !w.from.IsZero() {
			return w.late(ctx)
		}
		if seen[page.End] {
			return errors.New("a page leads back to one that was read")
		}
		seen[page.End] = true
		query.Set("from", page.End)
	}
}

// take reads an event. before says that it happened before what is to be read.
func (w *walk) take(raw json.RawMessage) (before bool, err error) {
	e, err := decode(raw)
	if err != nil && w.past(raw) {
		return true, nil
	}
	if err != nil {
		return false, w.Add(outbox.Reject(w.origin()+"?"+outbox.Digest(raw), "event that cannot be read", err, raw))
	}
	if before = e.at().Before(w.from); before {
		delete(w.redacted, e.ID)
		return before, nil
	}
	if w.oldest.IsZero() || e.at().Before(w.oldest) {
		w.oldest = e.at()
	}
	w.created = w.created || e.Type == "m.room.create"
	if w.remember(e) {
		return false, nil
	}
	return false, w.keep(e, raw)
}

// past reports whether an event that cannot be read says at least that it is older than
// what is to be read.
func (w *walk) past(raw json.RawMessage) bool {
	var e struct {
		Time int64 `json:"origin_server_ts"`
	}
	return json.Unmarshal(raw, &e) == nil && e.Time > 0 && time.UnixMilli(e.Time).Before(w.from)
}

// remember keeps in mind what belongs to an earlier event, and reports whether that is
// all that an event is.
func (w *walk) remember(e *event) bool {
	to := e.Content.Relates
	switch {
	case e.Type == "m.room.redaction":
		w.redacted[e.redacts()] = true
		return true
	case e.Unsigned.Because != nil && (e.Type == "m.reaction" || to.Kind == "m.replace"):
		return true
	case e.Type == "m.reaction":
		if w.likes[to.Event] == nil {
			w.likes[to.Event] = map[string]bool{}
		}
		w.likes[to.Event][e.Sender] = true
		return true
	case e.Type == "m.room.message" && to.Kind == "m.replace":
		if _, later := w.edits[to.Event]; !later && e.Content.New != nil {
			w.edits[to.Event] = edit{by: e.Sender, body: e.Content.New.Body}
		}
		return true
	case to.Reply.Event != "":
		w.replies[to.Reply.Event]++
	}
	return false
}

// keep makes an item of an event, with all that is remembered of it.
func (w *walk) keep(e *event, raw json.RawMessage) error {
	defer w.forget(e.ID)
	post, err := w.post(e, w.edits[e.ID])
	if err != nil {
		return w.Add(outbox.Reject(w.origin()+redact.Origin(redact.Clip(e.ID, maxID)), "event that cannot be mapped", err, raw))
	}
	if post == nil {
		return nil
	}
	if said(post.Kind) {
		post.Engagement = &collectors.Engagement{Read: w.run.now, Likes: uint64(len(w.likes[e.ID])), Replies: w.replies[e.ID]}
	}
	item := collectors.Item{Origin: w.origin() + redact.Origin(post.ID), Day: collectors.Day(post.Date.At), Record: post}
	w.Batch.Expected = append(w.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
	return w.Add(item)
}

// forget drops what belongs to an event that was read.
func (w *walk) forget(id string) {
	delete(w.edits, id)
	delete(w.likes, id)
	delete(w.replies, id)
	delete(w.redacted, id)
}

// late asks for the events that were taken back of which the walk has not come by.
func (w *walk) late(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(w.redacted)) {
		var raw json.RawMessage
		if id == "" {
			continue
		}
		err := w.get(ctx, nil, &raw, "rooms", w.id, "event", id)
		if rest.Absent(err) || rest.Forbidden(err) {
			continue
		}
		if err != nil {
			return err
		}
		e, err := decode(raw)
		if err != nil || e.ID != id || e.Unsigned.Because == nil || e.Type == "m.reaction" {
			continue // it is not what it should be, and none of the room's list
		}
		if err := w.keep(e, raw); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) origin() string { return redact.Origin(w.name) + "/" }
