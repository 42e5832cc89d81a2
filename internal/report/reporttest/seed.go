// Package reporttest fills a real store with a small made-up community, for
// the tests of everything that shows numbers.
package reporttest

import (
	"context"
	"fmt"
	"hash/crc32"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/metrics/catalogue"
)

// What Seed puts into the store.
const (
	Compute  = "6d1b8f0e-0c7a-4b6e-9f54-2f1f6a1b2c3d"
	Scope    = "demo"         // four years of mail and code
	Child    = "demo/tools"   // code only, since 2019-Q3
	Empty    = "demo/nothing" // no source
	Hostile  = "evil"         // its texts attack whoever shows them
	Quarter  = "2020-Q1"      // the last complete one
	Running  = "2020-Q2"
	First    = "2016-Q1" // before anything was collected
	Settling = "2019-Q4" // of Child, whose source is slow

	Closed  = "2019-Q4.1" // a snapshot that was restated
	Revised = "2019-Q4.2" // by this one
	Oldest  = "2019-Q3.1" // whose signature is hostile
)

// HostileText is a title that would run a script, colour a terminal and turn
// the text around.
const HostileText = "<script>alert(1)</script>\x1b[31m\"'&\u202e\r\nx"

var (
	asOf      = time.Date(2020, 5, 10, 0, 0, 0, 0, time.UTC)
	published = time.Date(2020, 5, 10, 6, 0, 0, 0, time.UTC)
	beginning = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	collected = time.Date(2016, 10, 1, 0, 0, 0, 0, time.UTC) // first quarter covered
	later     = time.Date(2019, 7, 1, 0, 0, 0, 0, time.UTC)  // the child's
	restated  = time.Date(2019, 10, 1, 0, 0, 0, 0, time.UTC) // the quarter closed twice
)

// Seed writes the community, publishes its compute and closes two quarters.
func Seed(t testing.TB, conn driver.Conn) []catalogue.KPI {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := seeder{t: t, ctx: t.Context(), conn: conn, kpis: kpis}
	s.dimensions()
	s.operations()
	s.publish(edition{id: Compute, asOf: asOf, published: published})
	s.snapshots()
	return kpis
}

// Publish writes another, empty compute after the seeded one.
func Publish(t testing.TB, conn driver.Conn, id string) {
	t.Helper()
	s := seeder{t: t, ctx: t.Context(), conn: conn}
	s.insert("computes", []any{id, asOf, published.Add(time.Hour), uint8(1), "0.1-test", "hash", ""})
}

// edition is one compute.
type edition struct {
	id              string
	asOf, published time.Time
	snapshot        string  // of a closed quarter
	late            float64 // commits of 2019-Q4 that had not been seen
}

type seeder struct {
	t    testing.TB
	ctx  context.Context
	conn driver.Conn
	kpis []catalogue.KPI
	edition
}

// publish writes all that a compute makes.
func (s seeder) publish(e edition) {
	s.t.Helper()
	s.edition = e
	s.definitions()
	s.values()
	s.lists()
	s.told()
	s.moves()
	s.momentum()
	s.insert("computes", []any{e.id, e.asOf, e.published, uint8(1), "0.1-test", "hash", e.snapshot})
}

// insert appends rows to a table of golden, columns in the schema's order.
func (s seeder) insert(table string, rows ...[]any) {
	s.t.Helper()
	s.insertInto("golden."+table, rows...)
}

func (s seeder) insertInto(table string, rows ...[]any) {
	s.t.Helper()
	batch, err := s.conn.PrepareBatch(s.ctx, "INSERT INTO "+table)
	if err != nil {
		s.t.Fatalf("seed %s: %v", table, err)
	}
	for _, row := range rows {
		if err := batch.Append(row...); err != nil {
			s.t.Fatalf("seed %s: %v", table, err)
		}
	}
	if err := batch.Send(); err != nil {
		s.t.Fatalf("seed %s: %v", table, err)
	}
}

func (s seeder) dimensions() {
	s.insert("scopes",
		[]any{Scope, "Example Community", "v*", false, uint32(0)},
		[]any{Child, "Tools", "", false, uint32(1)},
		[]any{Empty, "Nothing here", "", false, uint32(2)},
		[]any{Hostile, HostileText, "", false, uint32(3)})
	s.insert("sources",
		[]any{"dev-archive", "mbox", "mail", "dev", Scope, []string{Scope}, true, false},
		[]any{"core-git", "git", "code", "core", Scope, []string{Scope}, false, false},
		[]any{"tickets", "github", "forge", "tickets", Scope, []string{Scope}, false, false},
		[]any{"tools-git", "git", "code", "tools", Child, []string{Child, Scope}, false, false},
		[]any{HostileText, "git", "code", HostileText, Hostile, []string{Hostile}, false, true})
	s.insert("lists", []any{"dev", Scope, "developers", "https://lists.example.org/dev/{message_id}", []string{}})
	s.insert("people", []any{person, "Ada <b>Example</b>", false, ""})
}

const (
	person = "0b8a4f0e-0c7a-4b6e-9f54-000000000001"
	run    = "0b8a4f0e-0c7a-4b6e-9f54-00000000000a"
)

// operations are a finished run of each source, one that failed, and what came
// of their items; one was reconciled twice, the last time with another part.
func (s seeder) operations() {
	never := time.Unix(0, 0).UTC()
	started := published.Add(-time.Hour)
	s.insert("runs",
		[]any{"dev-archive", run, started, started.Add(90 * time.Second), "complete", "", uint64(12), uint64(2), uint64(1)},
		[]any{"core-git", run, started, started.Add(4500 * time.Millisecond), "complete", "", uint64(3), uint64(0), uint64(1)},
		[]any{"tools-git", run, started, started.Add(time.Second), "failed", "no such repository", uint64(0), uint64(0), uint64(1)})
	s.insert("spans",
		[]any{"dev-archive", collected, asOf, false, uint64(1), uint8(0), started, run},
		[]any{"core-git", never, asOf, false, uint64(1), uint8(0), started, run},
		[]any{"tools-git", later, never, false, uint64(1), uint8(0), started, run})
	day := time.Date(2020, 1, 15, 0, 0, 0, 0, time.UTC)
	var items, rejects [][]any
	for i := range 12 {
		outcome, key := "accepted", fmt.Sprint("key", i)
		if i == 3 {
			key = "key2" // a duplicate
		}
		if i >= 10 {
			outcome, key = "quarantined", ""
			rejects = append(rejects, []any{"dev-archive", fmt.Sprint("dev.mbox:", i), "no header", "", "x", uint64(1), uint8(0), started, run})
		}
		items = append(items, []any{"dev-archive", fmt.Sprint("dev.mbox:", i), key, day, outcome, uint64(1), uint8(0), started, run})
	}
	s.insert("items", items...)
	s.insertInto("golden_private.rejects", rejects...)
	s.insert("coverage", []any{"dev-archive", "", day, uint64(16), uint64(1), uint8(0), started, run})
	none := []string{}
	s.insert("reconciliations",
		[]any{"core-git", started, "commits", "", "origin", uint64(9), uint64(0), uint64(9), uint64(0), none, none},
		[]any{"core-git", started.Add(time.Hour), "commits", "", "origin", uint64(9), uint64(8), uint64(2), uint64(1), none, none},
		[]any{"core-git", started.Add(time.Hour), "commits", "other", "origin", uint64(9), uint64(9), uint64(0), uint64(0), none, none})
}

func (s seeder) definitions() {
	var rows [][]any
	for _, k := range s.kpis {
		rows = append(rows, []any{s.id, k.ID, k.Version, k.Title, k.Question, k.Unit, string(k.Kind), string(k.Better), k.Area, k.CHAOSS, k.SQL})
	}
	s.insert("kpi_definitions", rows...)
}

// values are every KPI in every quarter and month from 2016 on.
func (s seeder) values() {
	var periods, rows [][]any
	for _, grain := range []string{"quarter", "month"} {
		for i, start := 0, beginning; start.Before(s.asOf); i++ {
			end := start.AddDate(0, 1, 0)
			label := start.Format("2006-01")
			if grain == "quarter" {
				end = start.AddDate(0, 3, 0)
				label = fmt.Sprintf("%d-Q%d", start.Year(), (int(start.Month())+2)/3)
			}
			periods = append(periods, []any{s.id, grain, start, end, label})
			for _, k := range s.kpis {
				rows = append(rows, period{s.edition, k, i, grain, start, end}.rows()...)
			}
			start = end
		}
	}
	for year := beginning; year.Before(s.asOf); year = year.AddDate(1, 0, 0) {
		periods = append(periods, []any{s.id, "year", year, year.AddDate(1, 0, 0), year.Format("2006")})
	}
	s.insert("periods", periods...)
	s.insert("kpi_values", rows...)
}

// period is one KPI in one period.
type period struct {
	edition
	kpi        catalogue.KPI
	i          int
	grain      string
	start, end time.Time
}

func (p period) rows() [][]any {
	if p.kpi.Kind == catalogue.Table {
		return nil
	}
	needsMail := p.kpi.Needs[0].Kinds()[0] == "mail"
	sources := []string{"core-git"}
	if needsMail {
		sources = []string{"dev-archive"}
	}
	rows := [][]any{p.row(Scope, "value", "", "", 1, collected, sources)}
	if p.kpi.Kind == catalogue.Duration {
		rows = append(rows, p.row(Scope, "p85", "", "", 6, collected, sources),
			p.row(Scope, "compared", "", "", 1, collected, sources)) // not for people
	}
	if needsMail {
		rows = append(rows, p.row(Scope, "value", "list", "dev", .8, collected, sources))
	} else {
		rows = append(rows, p.row(Child, "value", "", "", .2, later, []string{"tools-git"}),
			p.row(Hostile, "value", "", "", .3, later, []string{HostileText}),
			p.row(Hostile, "value", "repository", HostileText, .3, later, []string{HostileText}))
	}
	if strings.Contains(p.kpi.SQL, "'organisation'") {
		rows = append(rows, p.row(Scope, "value", "organisation", "Example Works", .5, collected, sources),
			p.row(Scope, "value", "organisation", "unknown", .1, collected, sources))
	}
	return rows
}

// usual is a KPI's value in a usual quarter.
func usual(k catalogue.KPI) float64 {
	if value, found := map[string]float64{
		"mail_absence_factor": 6, "code_absence_factor": 4, "code_authors": 41, "people_new": 31,
		"mail_new_senders": 24, "mail_unanswered": 38, "people_active": 210, "mail_senders": 190, "release_gap": 31,
	}[k.ID]; found {
		return value
	}
	return map[string]float64{
		"messages": 4100, "people": 90, "threads": 240, "hours": 5.2, "days": 3.1, "ratio": .53,
		"commits": 420, "lines": 21000, "tags": 800, "releases": 2, "changes": 260, "issues": 140, "versions": 2, "components": 7, "organisations": 12, "responses": 70, "points": 12,
		"posts": 310, "accounts": 5200, "reactions": 900, "reshares": 40,
	}[k.Unit]
}

// phase lets KPIs wave apart, each as it did before others came.
func phase(k catalogue.KPI) float64 { return float64(crc32.ChecksumIEEE([]byte(k.ID)) % 1000) }

// row is a row of kpi_values; the value waves around its usual size and grows.
func (p period) row(scope, stat, dimension, member string, size float64, from time.Time, sources []string) []any {
	value := size * usual(p.kpi) * (1 + .12*math.Sin(float64(2*p.i)+phase(p.kpi)) + .02*float64(p.i))
	if p.grain == "month" {
		value /= 3
	}
	switch p.kpi.Kind {
	case catalogue.Count, catalogue.Level, catalogue.Parts:
		value = math.Ceil(value)
	case catalogue.Share:
		value = min(value, 1)
	}
	var lower, upper, coverage *float64
	interval := ""
	if p.kpi.Kind == catalogue.Duration || p.kpi.Kind == catalogue.Share {
		low, high := value*.88, min(value*1.15, max(1, value*1.15))
		if p.kpi.Kind == catalogue.Share {
			high = min(high, 1)
		}
		lower, upper, interval = &low, &high, "sampling"
	}
	if p.kpi.Needs[0].Kinds()[0] == "mail" {
		share := .991
		coverage = &share
	}
	if p.kpi.ID == "code_commits" && p.start.Equal(restated) && scope == Scope {
		value -= p.late
	}
	shown := &value
	if p.start.Before(from) {
		shown, lower, upper, sources = nil, nil, nil, []string{}
	}
	complete := shown != nil && !p.end.AddDate(0, 0, 14).After(p.asOf)
	if scope == Child && !p.start.Before(time.Date(2019, 10, 1, 0, 0, 0, 0, time.UTC)) {
		complete = false
	}
	n := uint64(math.Ceil(value))
	if p.kpi.Kind == catalogue.Duration || p.kpi.Kind == catalogue.Share {
		n = uint64(180 + 3*p.i)
	}
	return []any{p.id, p.kpi.ID, stat, scope, dimension, member, p.grain, p.start, p.asOf, shown, lower, upper, interval,
		n, (*float64)(nil), coverage, complete, sources, p.kpi.Version}
}

func (s seeder) lists() {
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	row := func(subject, ref string, days int) string {
		return fmt.Sprintf(`{"subject":%q,"message_id":%q,"person_id":%q,"started":"2020-03-01T09:00:00Z","days":%d,"lists":["dev"]}`, subject, ref, person, days)
	}
	s.insert("kpi_rows",
		[]any{s.id, "mail_unanswered_list", Scope, "quarter", start, uint32(1), row("How do I build the tools?", "a/b?c@example.org", 30)},
		[]any{s.id, "mail_unanswered_list", Scope, "quarter", start, uint32(2), row("<img src=x onerror=alert(1)>", "\">@example.org", 12)},
		[]any{s.id, "mail_unanswered_list", Scope, "quarter", start, uint32(3), "not JSON"})
}
