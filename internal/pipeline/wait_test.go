package pipeline

import (
	"log/slog"
	"testing"
	"time"
)

// A source that must be left alone is told of as a source that waits.
func TestWaitsAreTold(t *testing.T) {
	var got []Event
	c := &Collection{Watch: func(e Event) { got = append(got, e) }, Log: slog.New(slog.DiscardHandler)}
	c.waiter(t.Context(), "forge")(time.Date(2026, 1, 2, 16, 4, 5, 0, time.FixedZone("", 3600)), "the limit is used up")
	if len(got) != 1 || got[0].Source != "forge" || got[0].Waits != "waits until 15:04:05 UTC: the limit is used up" {
		t.Errorf("%+v", got)
	}
}
