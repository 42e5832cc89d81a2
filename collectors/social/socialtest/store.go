// Package socialtest is what the tests of networks' collectors share: a clock, kills, and
// real stores.
package socialtest

import (
	"testing"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
)

// Collect runs a collector as the source of that name, from where its last run got to,
// and returns how the source then is.
func Collect(t testing.TB, s *warehouse.Store, source string, c collectors.Collector) warehouse.SourceStatus {
	t.Helper()
	positions, err := s.Positions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Begin(source, positions[source])
	if err != nil {
		t.Fatal(err)
	}
	err = c.Collect(t.Context(), run.From(), func(b collectors.Batch) error { return run.Write(t.Context(), b) })
	if err := run.End(t.Context(), err); err != nil {
		t.Fatal(err)
	}
	all, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, status := range all {
		if status.Source == source {
			return status
		}
	}
	t.Fatalf("the store knows no source %s", source)
	return warehouse.SourceStatus{}
}
