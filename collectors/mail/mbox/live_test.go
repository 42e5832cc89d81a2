package mbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A source that is kept up to date is seen up to each run; any other to its
// last mail.
func TestLive(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "2020-01.mbox", letters(t, "2020-01-03"))
	now := time.Date(2020, 6, 5, 10, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	c := New(dir, Options{Paths: []string{"*"}, Live: true}, clock)
	one := collectAll(t, c, nil)
	if !one.span.Until.Equal(now) {
		t.Errorf("seen up to %v, want %v", one.span.Until, now)
	}
	now = now.AddDate(0, 0, 7)
	two := collectAll(t, c, one.cursor())
	if len(two.items) != 0 || two.span == nil || !two.span.Until.Equal(now) {
		t.Errorf("%d items, span %v, want up to %v", len(two.items), two.span, now)
	}
	if got := span(collectAll(t, New(dir, Options{Paths: []string{"*"}}, clock), nil).span); got != "2020-01-01 2020-01-04" {
		t.Errorf("not live: %s", got)
	}
}

// What a mail becomes does not depend on when it is read.
func TestClockChangesNoMail(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "all", letters(t, "2020-01-03", "2024-01-01", "2037-01-01"))
	write(t, dir, "2020-02", letters(t, "2020-02-03", "2024-01-01", "2037-01-01"))
	at := func(year int) *collected {
		return collectAll(t, New(dir, Options{Paths: []string{"*"}}, func() time.Time {
			return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		}), nil)
	}
	early, late := at(2021), at(2040)
	if diff := cmp.Diff(early.items, late.items); diff != "" {
		t.Errorf("(-early +late):\n%s", diff)
	}
	if string(early.cursor()) != string(late.cursor()) {
		t.Error("the cursors differ")
	}
}
