package github

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
)

// A store is what a warehouse would hold: of each key the row with the highest
// version, the latest of equal ones, and the cursor of the last batch.
type store struct {
	rows   map[string]string
	newest map[string]uint64
	cursor collectors.Cursor
}

func newStore() *store { return &store{rows: map[string]string{}, newest: map[string]uint64{}} }

// collect runs a collector from where the store is. Batches are asked for by
// accept, where it is not nil, before they are stored.
func (s *store) collect(ctx context.Context, c *Collector, accept func() error) error {
	return c.Collect(ctx, s.cursor, func(b collectors.Batch) error {
		if accept != nil {
			if err := accept(); err != nil {
				return err
			}
		}
		s.take(b)
		return nil
	})
}

func (s *store) take(b collectors.Batch) {
	for i := range b.Items {
		item := &b.Items[i]
		s.rows["item "+item.Origin] = item.Day.String()
		s.put(item.Record, item.Origin)
	}
	for _, rec := range b.State {
		s.put(rec, "")
	}
	s.cursor = b.Cursor
}

func (s *store) put(rec collectors.Record, origin string) {
	if rec == nil {
		return
	}
	version := reflect.ValueOf(rec).Elem().FieldByName("Version").Uint()
	if version < s.newest[rec.Key()] {
		return
	}
	text, err := json.Marshal(rec)
	if err != nil {
		panic(err)
	}
	s.newest[rec.Key()] = version
	s.rows["record "+rec.Key()] = origin + " " + string(text)
}

// drop forgets the rows whose keys begin so.
func (s *store) drop(beginning string) {
	maps.DeleteFunc(s.rows, func(key, _ string) bool { return strings.HasPrefix(key, beginning) })
}

// finish collects until it goes through.
func (s *store) finish(t *testing.T, l *local, repositories ...string) {
	t.Helper()
	if err := s.collect(t.Context(), l.collector(repositories...), nil); err != nil {
		t.Fatal(err)
	}
}

// undated leaves out the versions: what was observed at different times is
// compared by what was seen.
func (s *store) undated() *store {
	for key, text := range s.rows {
		s.rows[key] = versions.ReplaceAllString(text, "")
	}
	return s
}

var versions = regexp.MustCompile(`"Version":[0-9]+`)

// compare reports the first differences.
func compare(t *testing.T, what string, got, want *store) {
	t.Helper()
	if maps.Equal(got.rows, want.rows) {
		return
	}
	keys := maps.Clone(want.rows)
	maps.Copy(keys, got.rows)
	n := 0
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if got.rows[key] != want.rows[key] {
			t.Errorf("%s: %s:\n got %.600q\nwant %.600q", what, key, got.rows[key], want.rows[key])
			if n++; n == 3 {
				return
			}
		}
	}
}

var errKilled = errors.New("killed")
