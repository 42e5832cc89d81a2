package report_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestWeekly compares digests with letters that were checked by hand against
// reporttest/week.sql. UPDATE=1 writes them anew.
func TestWeekly(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedWeek(t, store.Conn)
	reporttest.SeedSocial(t, store.Conn)
	load := func(t *testing.T, scope, week string) *report.Weekly {
		t.Helper()
		w, err := r.Weekly(t.Context(), report.WeeklyOptions{Scope: scope, Week: week})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for name, week := range map[string][2]string{
		"full":          {reporttest.Scope, reporttest.Week},
		"quiet":         {reporttest.Scope, "2020-W15"},
		"not covered":   {reporttest.Scope, "2016-W20"},
		"covered later": {reporttest.Scope, "2016-W39"}, // a part of it
		"code only":     {reporttest.Child, reporttest.Week},
		"no source":     {reporttest.Empty, reporttest.Week},
		"forum":         {reporttest.Plaza, reporttest.Week},
		"doubtful":      {reporttest.Hostile, reporttest.Week}, // a source that misses things, of a type that nobody has tried
	} {
		t.Run(name, func(t *testing.T) {
			compareLetter(t, strings.ReplaceAll(name, " ", "_"), load(t, week[0], week[1]))
		})
	}
	t.Run("which week", func(t *testing.T) {
		w := load(t, "", "")
		if w.Week.Label != "2020-W18" || w.Next != "" || w.Previous != "2020-W17" {
			t.Errorf("the last whole week before %s: %s, then %q, before %q", w.Compute.AsOf, w.Week.Label, w.Next, w.Previous)
		}
		if w = load(t, reporttest.Scope, reporttest.Week); w.Week.Start != time.Date(2020, 2, 17, 0, 0, 0, 0, time.UTC) || w.Next != "2020-W09" {
			t.Errorf("%s begins on %s, then %s", reporttest.Week, w.Week.Start, w.Next)
		}
	})
	t.Run("forums", func(t *testing.T) {
		if w, want := load(t, reporttest.Plaza, "2020-W07"), "3\u00a0questions were asked in forums and 1 answered."; w.Summary != want {
			t.Errorf("summary %q, want %q", w.Summary, want)
		}
	})
	t.Run("wrong weeks", func(t *testing.T) {
		for label, want := range map[string]string{
			"2020-W8": "a week is written 2020-W08", "2021-W53": "is written", "2020-Q1": "is written", "1969-W50": "is written",
			"2020-W19": "the numbers go up to 10 May 2020; the last whole week is 2020-W18", "\x1b[31m": "is written",
		} {
			_, err := r.Weekly(t.Context(), report.WeeklyOptions{Week: label})
			if !errors.Is(err, report.ErrUnknownWeek) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%q: %v", label, err)
			}
		}
	})
}

func compareLetter(t *testing.T, name string, w *report.Weekly) {
	t.Helper()
	var letter strings.Builder
	if err := report.WeeklyMarkdown(&letter, w); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "weekly", name+".md")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(letter.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if letter.String() == string(want) {
		return
	}
	got, wanted := strings.Split(letter.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		if i >= len(got) || i >= len(wanted) || got[i] != wanted[i] {
			t.Fatalf("line %d of %s differs; all of it is\n%s", i+1, path, letter.String())
		}
	}
}
