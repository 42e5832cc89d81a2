package collectortest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
)

// A Subject is a collector together with a source made for the test. Functions
// that do not apply to a collector are nil; what they would test is then left
// out, visibly, as a skipped subtest.
type Subject struct {
	// Make writes a source with some dozen items, one of them bad, into an empty
	// folder, and returns a collector for it with batches as small as it can
	// make them. It is called several times; equal calls make equal sources.
	Make func(t *testing.T, dir string) collectors.Collector
	// Reopen returns a new collector for the same folder, as another process
	// would.
	Reopen func(t *testing.T, dir string) collectors.Collector
	// Empty makes a source without items.
	Empty func(t *testing.T, dir string) collectors.Collector
	// Broken makes a source that fails for good.
	Broken func(t *testing.T, dir string) collectors.Collector
	// Grow adds at least one item to the source in the folder.
	Grow func(t *testing.T, dir string)

	// Uncounted says that the collector is a Counter, but not of such a source.
	Uncounted bool

	// Rejects is how many of the source's items are bad.
	Rejects int
}

// Run runs the suite.
func Run(t *testing.T, s Subject) {
	t.Run("reads everything", s.everything)
	t.Run("reads the same again", s.again)
	t.Run("goes on from every cursor", s.resumes)
	t.Run("finds nothing new", s.nothingNew)
	t.Run("finds what is new", s.grows)
	t.Run("holds what it counts", s.counts)
	t.Run("ends when the warehouse fails", s.emitFails)
	t.Run("ends when cancelled", s.cancelled)
	t.Run("reads an empty source", s.empty)
	t.Run("fails for a broken source", s.broken)
}

// collect runs a collector to its end and returns its batches.
func collect(t *testing.T, c collectors.Collector, from collectors.Cursor) []collectors.Batch {
	t.Helper()
	batches, err := try(t.Context(), c, from, nil)
	if err != nil {
		t.Fatalf("collect: %v", err)
	}
	return batches
}

// try collects; fail, where not nil, is asked before each batch is taken.
func try(ctx context.Context, c collectors.Collector, from collectors.Cursor, fail func(int) error) (batches []collectors.Batch, err error) {
	err = c.Collect(ctx, from, func(b collectors.Batch) error {
		if fail != nil {
			if err := fail(len(batches)); err != nil {
				return err
			}
		}
		batches = append(batches, b)
		return nil
	})
	return batches, err
}

// store is what a warehouse would hold after some batches: the last word on
// each key, as text that shows every field.
type store map[string]string

func (s store) take(batches []collectors.Batch) store {
	for _, b := range batches {
		for i := range b.Items {
			item := &b.Items[i]
			s["item "+item.Origin] = fmt.Sprintf("%s %v", item.Day.Format(time.DateOnly), item.Reject)
			if item.Record != nil {
				s["item "+item.Origin] += item.Record.Key()
				s["record "+item.Record.Key()] = item.Origin + text(item.Record)
			}
		}
		for _, rec := range b.State {
			s.state(rec)
		}
		for _, e := range b.Expected {
			s["expected "+e.Part+" "+e.Day.Format(time.DateOnly)] = fmt.Sprint(e.Items)
		}
		if b.Span != nil {
			s["span"] = fmt.Sprint(b.Span.From.UTC(), b.Span.Until.UTC())
			if b.Span.Lossy {
				s["span"] = "lossy " + s["span"]
			}
		}
	}
	return s
}

// text shows every field of a record.
func text(rec collectors.Record) string {
	all, err := json.Marshal(rec)
	if err != nil {
		return err.Error()
	}
	return string(all)
}

// state keeps observed state without the version, which is the run's clock.
func (s store) state(rec collectors.Record) {
	switch rec := rec.(type) {
	case *collectors.Membership:
		for _, sha := range rec.SHAs {
			s["member "+sha] = fmt.Sprint(rec.Present)
		}
	case *collectors.Ref:
		s["ref "+rec.Name] = fmt.Sprint(rec.SHA, rec.Default, rec.Deleted)
	default:
		s["state "+rec.Key()] = text(rec)
	}
}

func (s store) count(prefix string) (n int) {
	for key := range s {
		if len(key) > len(prefix) && key[:len(prefix)] == prefix {
			n++
		}
	}
	return n
}

func same(t *testing.T, what string, got, want store) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] != want[key] {
			t.Errorf("%s: %s:\n got %.300q\nwant %.300q", what, key, got[key], want[key])
			return
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			t.Errorf("%s: %s is there and should not be", what, key)
			return
		}
	}
}

func (s Subject) everything(t *testing.T) {
	batches := collect(t, s.Make(t, t.TempDir()), nil)
	got := store{}.take(batches)
	if got.count("item ") < 12 {
		t.Errorf("%d items: make a source with at least a dozen", got.count("item "))
	}
	if len(batches) < 3 {
		t.Errorf("%d batches: make them smaller, so that the suite can stop between them", len(batches))
	}
	received, rejects := 0, 0
	for _, b := range batches {
		if b.Cursor == nil {
			t.Error("a batch carries no cursor")
		}
		for i := range b.Items {
			item := &b.Items[i]
			received++
			if item.Reject != nil {
				rejects++
			}
			checkItem(t, item)
		}
	}
	if received != got.count("item ") {
		t.Errorf("%d items received, but only %d origins", received, got.count("item "))
	}
	if rejects != s.Rejects {
		t.Errorf("%d rejects, want %d", rejects, s.Rejects)
	}
	lossy := strings.HasPrefix(got["span"], "lossy ")
	if got["span"] == "" || (got.count("expected ") == 0) != lossy {
		t.Error("the source says nothing of what it should hold, or of the time it covers; a lossy one cannot know what it should hold")
	}
}

func checkItem(t *testing.T, item *collectors.Item) {
	t.Helper()
	switch {
	case (item.Reject == nil) == (item.Record == nil):
		t.Errorf("%s: an item is a record or a reject", item.Origin)
	case item.Origin == "":
		t.Error("an item has no origin")
	case item.Reject != nil && (item.Reject.Reason == "" || len(item.Reject.Bytes) > collectors.MaxRejectBytes):
		t.Errorf("%s: reject without a reason, or too large", item.Origin)
	}
}

func (s Subject) again(t *testing.T) {
	dir := t.TempDir()
	first := store{}.take(collect(t, s.Make(t, dir), nil))
	same(t, "a second reading", store{}.take(collect(t, s.Reopen(t, dir), nil)), first)
}

// resumes stops after every batch, once so that the batch is stored and once so
// that it is in doubt, and goes on in a new process.
func (s Subject) resumes(t *testing.T) {
	dir := t.TempDir()
	batches := collect(t, s.Make(t, dir), nil)
	want := store{}.take(batches)
	stop := errors.New("stop here")
	for at := range batches {
		for _, stored := range []bool{true, false} {
			first, err := try(t.Context(), s.Reopen(t, dir), nil, func(n int) error {
				if n > at {
					return stop
				}
				return nil
			})
			if err != nil && !errors.Is(err, stop) {
				t.Fatalf("stopped after batch %d: %v", at, err)
			}
			got := store{}.take(first)
			var from collectors.Cursor
			if stored {
				from = first[at].Cursor
			} else if at > 0 {
				from = first[at-1].Cursor
			}
			rest := collect(t, s.Reopen(t, dir), from)
			same(t, fmt.Sprintf("stopped after batch %d of %d, stored %v", at, len(batches), stored), got.take(rest), want)
		}
	}
}

func last(batches []collectors.Batch) collectors.Cursor { return batches[len(batches)-1].Cursor }

func (s Subject) nothingNew(t *testing.T) {
	dir := t.TempDir()
	batches := collect(t, s.Make(t, dir), nil)
	for _, b := range collect(t, s.Reopen(t, dir), last(batches)) {
		if len(b.Items) > 0 {
			t.Errorf("%d items although nothing is new, such as %s", len(b.Items), b.Items[0].Origin)
		}
	}
}

func (s Subject) grows(t *testing.T) {
	if s.Grow == nil {
		t.Skip("the source does not grow")
	}
	dir := t.TempDir()
	batches := collect(t, s.Make(t, dir), nil)
	got := store{}.take(batches)
	before := got.count("item ")
	s.Grow(t, dir)
	added := 0
	more := collect(t, s.Reopen(t, dir), last(batches))
	for _, b := range more {
		added += len(b.Items)
	}
	got.take(more)
	if got.count("item ") == before {
		t.Error("what was added is not found")
	}
	if added >= before {
		t.Errorf("%d items were read again for what is new", added)
	}
	want := store{}.take(collect(t, s.Reopen(t, dir), nil))
	same(t, "old and new together", got, want)
}

func (s Subject) emitFails(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	refused := errors.New("the warehouse says no")
	for _, at := range []int{0, 1} {
		_, err := try(t.Context(), s.Make(t, t.TempDir()), nil, func(n int) error {
			if n == at {
				return refused
			}
			return nil
		})
		if !errors.Is(err, refused) {
			t.Errorf("refused at batch %d: Collect returned %v", at, err)
		}
	}
}

func (s Subject) cancelled(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	for _, at := range []int{-1, 0, 1} {
		ctx, cancel := context.WithCancel(t.Context())
		if at < 0 {
			cancel()
		}
		batches, err := try(ctx, s.Make(t, t.TempDir()), nil, func(n int) error {
			if n == at {
				cancel()
			}
			return nil
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at batch %d: Collect returned %v after %d batches", at, err, len(batches))
		}
	}
}

func (s Subject) empty(t *testing.T) {
	if s.Empty == nil {
		t.Skip("such a source cannot be empty")
	}
	dir := t.TempDir()
	for _, b := range collect(t, s.Empty(t, dir), nil) {
		if len(b.Items) > 0 {
			t.Errorf("%d items out of nothing", len(b.Items))
		}
	}
}

func (s Subject) broken(t *testing.T) {
	if s.Broken == nil {
		t.Skip("such a source cannot be broken")
	}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	if _, err := try(t.Context(), s.Broken(t, t.TempDir()), nil, nil); err == nil {
		t.Error("a broken source is no error")
	}
}
