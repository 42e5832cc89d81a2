package socialtest

import (
	"testing"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
)

// Collect runs a collector as the source of that name, from where its last run got to,
// and returns how the source then is: each item that was received is stored, there
// already, or in quarantine.
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
		if status.Source != source {
			continue
		}
		if status.Received != status.Stored+status.Duplicates+status.Quarantined {
			t.Errorf("the source %s does not add up: %+v", source, status)
		}
		return status
	}
	t.Fatalf("the store knows no source %s", source)
	return warehouse.SourceStatus{}
}
