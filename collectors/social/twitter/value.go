package twitter

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"goldenratio/collectors/social/files"
)

var errVersion = errors.New("an answer of the API's version 2: tweets of version 1.1 are read here")

// value calls take with the tweets of a value: one, bare or in an object of its own as
// archives have it since 2019, or those of a page of a search, as the API answers or as
// the search of 2009 did.
func value(raw []byte, err error, take func(entry) error) error {
	var v struct {
		tweet

		Wrapped  json.RawMessage   `json:"tweet"`
		Statuses []json.RawMessage `json:"statuses"`
		Results  []json.RawMessage `json:"results"`
		Data     []json.RawMessage `json:"data"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	switch {
	case err != nil:
		return take(entry{raw: raw, reason: "object that is no tweet", err: err})
	case v.Data != nil:
		return errVersion
	case v.Wrapped != nil:
		v.Statuses = []json.RawMessage{v.Wrapped}
	case v.Statuses == nil && v.Results == nil:
		return take(entry{raw: raw, tweet: &v.tweet})
	}
	for _, inner := range append(v.Statuses, v.Results...) {
		e := entry{raw: inner, tweet: &tweet{}, reason: "object that is no tweet"}
		if e.err = json.Unmarshal(inner, e.tweet); e.err != nil {
			e.tweet = nil
		}
		if err := take(e); err != nil {
			return err
		}
	}
	return nil
}

// A stamp is all that is read of a value to know when its tweets were written.
type stamp struct {
	Created  string  `json:"created_at"`
	Wrapped  *stamp  `json:"tweet"`
	Statuses []stamp `json:"statuses"`
	Results  []stamp `json:"results"`
}

// latest is the time of the last tweet of a value.
func (s *stamp) latest() time.Time {
	last := instant(s.Created)
	inner := append(s.Statuses, s.Results...)
	if s.Wrapped != nil {
		inner = append(inner, *s.Wrapped)
	}
	for _, i := range inner {
		if at := instant(i.Created); at.After(last) {
			last = at
		}
	}
	return last
}

// newest is the time of a file's last tweet.
func newest(ctx context.Context, r *files.Reading) (last time.Time, err error) {
	in, err := r.Again(ctx)
	if err != nil {
		return last, err
	}
	defer in.Close() //nolint:errcheck // it is only read
	b, script, err := open(in)
	if err != nil {
		return last, err
	}
	later := func(at time.Time) {
		if at.After(last) {
			last = at
		}
	}
	if !script {
		err = table(b, func(e entry) error {
			if e.tweet != nil {
				later(instant(e.tweet.Created))
			}
			return nil
		})
		return last, err
	}
	err = each(b, func(raw []byte, err error) error {
		var s stamp
		if err == nil {
			_ = json.Unmarshal(raw, &s) // what of it cannot be read has no time
			later(s.latest())
		}
		return nil
	})
	return last, err
}
