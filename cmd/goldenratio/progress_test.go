package main

import (
	"strings"
	"testing"

	"goldenratio/internal/pipeline"
)

// A source that waits says so at once, not only when it has ended.
func TestWaitsAreShown(t *testing.T) {
	var b strings.Builder
	l := lines{&b}
	l.event(pipeline.Event{Source: "forge", Received: 7})
	l.event(pipeline.Event{Source: "forge", Waits: "waits until 15:04:05 UTC: the limit is used up"})
	l.event(pipeline.Event{Source: "forge", Received: 9, Done: true})
	want := "forge                    waits until 15:04:05 UTC: the limit is used up\nforge                    9 items\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
