package reporttest

import (
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/metrics/catalogue"
)

// What a compute keeps of the configuration, and what was promised.

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// told are scopes, sources, notes and targets as a compute found them.
func (s seeder) told() {
	never := time.Unix(0, 0).UTC()
	s.insert("computed_scopes",
		[]any{s.id, Scope, "Example Community", uint32(0), true},
		[]any{s.id, Child, "Tools", uint32(1), false},
		[]any{s.id, Empty, "Nothing here", uint32(2), false},
		[]any{s.id, Hostile, HostileText, uint32(3), false})
	s.insert("computed_sources",
		[]any{s.id, "dev-archive", "mbox", "mail", "dev", Scope, []string{Scope}, true, false, false, collected, s.asOf},
		[]any{s.id, "core-git", "git", "code", "core", Scope, []string{Scope}, false, false, false, never, s.asOf},
		[]any{s.id, "tickets", "github", "forge", "tickets", Scope, []string{Scope}, false, false, false, never, s.asOf},
		[]any{s.id, "tools-git", "git", "code", "tools", Child, []string{Child, Scope}, false, false, false, later, never},
		[]any{s.id, HostileText, "git", "code", HostileText, Hostile, []string{Hostile}, false, true, true, later, s.asOf})
	s.insert("computed_notes",
		[]any{s.id, date(2018, 6, 12), Scope, uint32(0), "Version 3 released"},
		[]any{s.id, date(2019, 11, 2), Child, uint32(1), "The tools got a repository of their own"},
		[]any{s.id, date(2020, 2, 14), Scope, uint32(2), "Version 4 released, eight months after version 3.2"},
		[]any{s.id, date(2020, 1, 20), Hostile, uint32(3), HostileText})
	s.targets()
}

// targets are one that is met, one that is missed, one for a year.
func (s seeder) targets() {
	half, four, hours := .5, 4., 4.
	yes, no := true, false
	var rows [][]any
	for start := collected; start.Before(s.asOf); start = start.AddDate(0, 3, 0) {
		met, since := &yes, date(2018, 7, 1)
		if start.Before(since) {
			met, since = &no, collected
		}
		value, slow, missed := .61, 5.2, date(2017, 4, 1)
		rows = append(rows,
			[]any{s.id, "mail_answered_share", Scope, "quarter", start, &half, (*float64)(nil), &value, met, &since},
			[]any{s.id, "mail_first_reply", Scope, "quarter", start, (*float64)(nil), &hours, &slow, &no, &missed})
	}
	eight, year := 8., date(2019, 1, 1)
	rows = append(rows, []any{s.id, "release_published", Scope, "year", year, &four, (*float64)(nil), &eight, &yes, &year})
	s.insert("target_states", rows...)
}

// revised is the compute of Revised.
const revised = "6d1b8f0e-0c7a-4b6e-9f54-000000000042"

// snapshots close two quarters, one of them twice.
func (s seeder) snapshots() {
	oldest := edition{id: "6d1b8f0e-0c7a-4b6e-9f54-000000000031", asOf: date(2019, 10, 15), published: date(2019, 10, 16), snapshot: Oldest}
	first := edition{id: "6d1b8f0e-0c7a-4b6e-9f54-000000000041", asOf: date(2020, 1, 15), published: date(2020, 1, 15), snapshot: Closed, late: 4}
	second := edition{id: revised, asOf: date(2020, 1, 15), published: date(2020, 2, 20), snapshot: Revised, late: 1}
	for _, e := range []edition{oldest, first, second} {
		s.publish(e)
	}
	s.insert("snapshots",
		[]any{Oldest, "2019-Q3", uint16(1), oldest.id, oldest.asOf, "", oldest.published, HostileText, HostileText},
		[]any{Closed, "2019-Q4", uint16(1), first.id, first.asOf, "", first.published, "Ada Example", "The board met on 20 January"},
		[]any{Revised, "2019-Q4", uint16(2), second.id, second.asOf, "", second.published, "Ada Example", ""})
	before, after, effect := 402., 405., 3.
	s.insert("restatements",
		[]any{Revised, Closed, Scope, "code_commits", restated, &before, &after, &effect, "late merge", "core-git"},
		[]any{Revised, Closed, Hostile, "code_commits", restated, (*float64)(nil), &after, (*float64)(nil), "late merge", HostileText})
}

// Change does to the live data what a year does: a new compute, other titles,
// names, archives and notes.
func Change(t testing.TB, conn driver.Conn) {
	t.Helper()
	s := seeder{t: t, ctx: t.Context(), conn: conn}
	s.insert("scopes", []any{Scope, "Renamed", "v*", false, uint32(0)})
	s.insert("people", []any{person, "Somebody Else", false, ""})
	s.insert("lists", []any{"dev", Scope, "developers", "https://elsewhere.example.org/{message_id}", []string{}})
	s.insert("sources", []any{"new-git", "git", "code", "new", Scope, []string{Scope}, false, false})
	Publish(t, conn, "6d1b8f0e-0c7a-4b6e-9f54-2f1f6a1b2c4f")
}

// Revise closes a quarter once more.
func Revise(t testing.TB, conn driver.Conn) {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := seeder{t: t, ctx: t.Context(), conn: conn, kpis: kpis}
	e := edition{id: "6d1b8f0e-0c7a-4b6e-9f54-000000000043", asOf: date(2020, 1, 15), published: date(2020, 6, 1), snapshot: "2019-Q4.3"}
	s.publish(e)
	s.insert("snapshots", []any{e.snapshot, "2019-Q4", uint16(3), e.id, e.asOf, "", e.published, "Ada Example", ""})
}
