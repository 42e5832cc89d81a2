package exporter

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

var (
	//go:embed sql/runs.sql
	runsSQL string
	//go:embed sql/last_runs.sql
	lastRunsSQL string
	//go:embed sql/items.sql
	itemsSQL string
	//go:embed sql/rejects.sql
	rejectsSQL string
	//go:embed sql/freshness.sql
	freshnessSQL string
	//go:embed sql/coverage.sql
	coverageSQL string
	//go:embed sql/reconciled.sql
	reconciledSQL string
)

// pipeline adds how collecting goes: what an operator is alerted by.
func pipeline(ctx context.Context, conn driver.Conn, into *samples) error {
	for _, part := range []struct {
		name string
		read func(context.Context, driver.Conn, *samples) error
	}{
		{"runs", runs}, {"last runs", lastRuns}, {"items", items},
		{"rejects", rejects}, {"freshness", freshness}, {"coverage", coverage}, {"reconciliations", reconciled},
	} {
		if err := part.read(ctx, conn, into); err != nil {
			return fmt.Errorf("read %s: %w", part.name, err)
		}
	}
	return nil
}

func runs(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source  string `ch:"source"`
		Outcome string `ch:"outcome"`
		Runs    uint64 `ch:"runs"`
	}
	k := kind{name: namespace + "runs_total", help: "Runs of a source that ended, by outcome.", labels: []string{"source", "outcome"}, counter: true}
	return warehouse.Each(ctx, conn, runsSQL, nil, func(r *row) error {
		into.add(k, float64(r.Runs), r.Source, r.Outcome)
		return nil
	})
}

func lastRuns(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source   string    `ch:"source"`
		Duration float64   `ch:"duration"`
		Failed   uint8     `ch:"failed"`
		Success  time.Time `ch:"success"`
	}
	took := kind{name: namespace + "last_run_duration_seconds", help: "How long the last run of a source took.", labels: []string{"source"}}
	failed := kind{name: namespace + "last_run_failed", help: "Whether the last run of a source that ended failed: 1 or 0.", labels: []string{"source"}}
	success := kind{name: namespace + "last_success_timestamp_seconds", help: "When the last complete run of a source ended.", labels: []string{"source"}}
	return warehouse.Each(ctx, conn, lastRunsSQL, nil, func(r *row) error {
		into.add(took, r.Duration, r.Source)
		into.add(failed, float64(r.Failed), r.Source)
		if r.Success.Unix() > 0 {
			into.add(success, seconds(r.Success), r.Source)
		}
		return nil
	})
}

func items(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source      string `ch:"source"`
		Stored      uint64 `ch:"stored"`
		Duplicates  uint64 `ch:"duplicates"`
		Quarantined uint64 `ch:"quarantined"`
	}
	k := kind{name: namespace + "items", help: "Items received from a source, by what became of them.", labels: []string{"source", "outcome"}}
	return warehouse.Each(ctx, conn, itemsSQL, nil, func(r *row) error {
		into.add(k, float64(r.Stored), r.Source, "stored")
		into.add(k, float64(r.Duplicates), r.Source, "duplicate")
		into.add(k, float64(r.Quarantined), r.Source, "quarantined")
		return nil
	})
}

func rejects(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source string `ch:"source"`
		Reason string `ch:"reason"`
		Items  uint64 `ch:"items"`
	}
	k := kind{name: namespace + "rejects", help: "Items in quarantine, by reason.", labels: []string{"source", "reason"}}
	return warehouse.Each(ctx, conn, rejectsSQL, nil, func(r *row) error {
		into.add(k, float64(r.Items), r.Source, r.Reason)
		return nil
	})
}

func freshness(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source string    `ch:"source"`
		Until  time.Time `ch:"until"`
	}
	k := kind{name: namespace + "source_seen_until_timestamp_seconds", help: "Up to when a source was seen.", labels: []string{"source"}}
	return warehouse.Each(ctx, conn, freshnessSQL, nil, func(r *row) error {
		if r.Until.Unix() > 0 {
			into.add(k, seconds(r.Until), r.Source)
		}
		return nil
	})
}

func coverage(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source   string  `ch:"source"`
		Coverage float64 `ch:"coverage"`
	}
	k := kind{name: namespace + "source_coverage_ratio", help: "Received of expected over all days, for sources that can tell.", labels: []string{"source"}}
	return warehouse.Each(ctx, conn, coverageSQL, nil, func(r *row) error {
		into.add(k, r.Coverage, r.Source)
		return nil
	})
}

func reconciled(ctx context.Context, conn driver.Conn, into *samples) error {
	type row struct {
		Source  string    `ch:"source"`
		What    string    `ch:"what"`
		Missing uint64    `ch:"missing"`
		Gone    uint64    `ch:"gone"`
		Checked time.Time `ch:"checked"`
	}
	labels := []string{"source", "what"}
	missing := kind{name: namespace + "reconcile_missing_items", help: "Items that a source held and the store did not, when it was last asked.", labels: labels}
	gone := kind{name: namespace + "reconcile_gone_items", help: "Items that the store held and the source no longer did, when it was last asked.", labels: labels}
	checked := kind{name: namespace + "reconcile_timestamp_seconds", help: "When a source was last asked how much it holds.", labels: labels}
	return warehouse.Each(ctx, conn, reconciledSQL, nil, func(r *row) error {
		into.add(missing, float64(r.Missing), r.Source, r.What)
		into.add(gone, float64(r.Gone), r.Source, r.What)
		into.add(checked, seconds(r.Checked), r.Source, r.What)
		return nil
	})
}
