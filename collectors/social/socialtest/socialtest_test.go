package socialtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"goldenratio/collectors"
)

func TestWalk(t *testing.T) {
	var got []string
	Walk(t, []byte(`[{"a": {"id": 1, "b": null}, "list": [{"id": "x"}, 7, [{"id": 3}]]}, "text", null]`), func(field string, raw json.RawMessage, fields map[string]json.RawMessage) {
		if fields["b"] != nil {
			t.Errorf("nothing is something in %s", raw)
		}
		if fields["id"] != nil {
			got = append(got, fmt.Sprintf("%s %s", field, fields["id"]))
		}
	})
	slices.Sort(got)
	if want := []string{"a 1", `list "x"`, "list 3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

var errBroken = errors.New("broken")

// A counter emits a post and a reject in each run, and breaks behind the second.
type counter struct{ run int }

func (c *counter) Collect(_ context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	c.run++
	post := &collectors.Post{ID: "net/same", Words: uint32(c.run)}
	err := emit(collectors.Batch{
		Items: []collectors.Item{
			{Origin: fmt.Sprint("net/", c.run), Record: post},
			{Origin: fmt.Sprint("net/bad", c.run), Reject: &collectors.Reject{Reason: "odd", Detail: string(from)}},
		},
		Expected: []collectors.Expectation{{Part: "p", Day: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC), Items: uint64(c.run)}},
		Span:     &collectors.Span{}, Cursor: collectors.Cursor(fmt.Sprint(c.run)),
	})
	if c.run == 2 {
		return errors.Join(err, errBroken)
	}
	return err
}

func TestHarvest(t *testing.T) {
	c := &counter{}
	h := (&Harvest{Trim: "net/"}).Must(t, c)
	if h.Post(t, "1").Words != 1 || h.Span == nil {
		t.Errorf("after one run %+v", h)
	}
	if err := h.Take(t, c); !errors.Is(err, errBroken) {
		t.Error(err)
	}
	if !slices.Equal(h.Origins, []string{"2", "bad2"}) || len(h.Items) != 2 || h.Posts["same"].Words != 2 || h.IDs() != "same" ||
		h.Rejects["bad1"] != "odd: " || h.Rejects["bad2"] != "odd: 1" || h.Expected["p 2024-03-01"] != 2 || string(h.Cursor) != "2" {
		t.Errorf("after two runs %+v", h)
	}
}

func TestClock(t *testing.T) {
	noon := time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)
	c := NewClock(noon)
	place := c.Place()
	if err := c.Sleep(t.Context(), time.Hour); err != nil || !place.Now().Equal(noon.Add(time.Hour)) {
		t.Error(place.Now(), err)
	}
	place.Waiting(noon, "a limit")
	c.Set(noon)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) || !slices.Equal(c.Waits(), []string{"a limit"}) {
		t.Error(err, c.Waits())
	}
}
