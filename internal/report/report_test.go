package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

func TestLoad(t *testing.T) {
	store := warehousetest.Open(t)
	if _, err := report.Load(t.Context(), store.Conn, report.Options{}); !errors.Is(err, report.ErrNoCompute) {
		t.Fatalf("empty store: %v", err)
	}
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	load := func(t *testing.T, scope, period string) *report.Board {
		t.Helper()
		b, err := r.Board(t.Context(), report.Options{Scope: scope, Period: period})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	t.Run("the last complete quarter is the default", func(t *testing.T) {
		b := load(t, "", "")
		if b.Scope.ID != reporttest.Scope || b.Period.Label != reporttest.Quarter || b.State != report.Complete {
			t.Errorf("got %s %s %s", b.Scope.ID, b.Period.Label, b.State)
		}
		if b.Previous != "2019-Q4" || b.Next != reporttest.Running || !b.Synthetic {
			t.Errorf("previous %q, next %q, synthetic %v", b.Previous, b.Next, b.Synthetic)
		}
		commits := tile(t, b, "code_commits")
		if commits.Value == nil || commits.Previous.Verdict == "" || commits.YearBefore.Amplitude == nil || len(commits.History) != 12 {
			t.Errorf("commits: %+v", commits)
		}
		if analyst := find(b, "code_lines_added"); analyst != nil {
			t.Error("a KPI for analysts is on the board")
		}
		show(t, b)
	})
	t.Run("running", func(t *testing.T) {
		b := load(t, reporttest.Scope, reporttest.Running)
		c := tile(t, b, "code_commits").YearBefore
		if b.State != report.Running || c.Days != 39 || c.Amplitude == nil || c.Verdict != "" {
			t.Errorf("state %s, %+v", b.State, c)
		}
	})
	t.Run("settling", func(t *testing.T) {
		if b := load(t, reporttest.Child, reporttest.Settling); b.State != report.Settling {
			t.Errorf("state %s", b.State)
		}
	})
	t.Run("not collected", func(t *testing.T) {
		b := load(t, reporttest.Child, "2019-Q3")
		if mail := b.Areas[0].Sections[0]; !mail.Empty() || mail.Needs[0] != "mail" {
			t.Errorf("mail of a scope without lists: %+v", mail)
		}
		c := tile(t, b, "code_commits")
		if c.Previous.Text != report.NoEarlier || c.YearBefore.Amplitude != nil {
			t.Errorf("the first quarter is compared: %+v", c.Previous)
		}
	})
	t.Run("closed", func(t *testing.T) {
		b, err := r.Board(t.Context(), report.Options{Scope: reporttest.Scope, Snapshot: reporttest.Closed})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := report.Markdown(&out, b); err != nil {
			t.Fatal(err)
		}
		note := "A closed quarter keeps the KPIs of its survey."
		if !strings.Contains(out.String(), note) {
			t.Error("nothing says where the survey went")
		}
		if live := load(t, reporttest.Scope, b.Period.Label); strings.Contains(strings.Join(live.Footnotes, " "), note) {
			t.Error("a quarter that is not closed says that it keeps no answers")
		}
	})
	t.Run("not covered", func(t *testing.T) {
		b := load(t, reporttest.Scope, reporttest.First)
		if b.State != report.Uncovered || len(b.Headline) != 1 {
			t.Errorf("state %s, %v", b.State, b.Headline)
		}
	})
	t.Run("wrong questions", func(t *testing.T) {
		if _, err := r.Board(t.Context(), report.Options{Scope: "no'; such"}); !errors.Is(err, report.ErrUnknownScope) {
			t.Error(err)
		}
		if _, err := r.Board(t.Context(), report.Options{Scope: "demo", Period: "2031-Q1"}); !errors.Is(err, report.ErrUnknownPeriod) {
			t.Error(err)
		}
		if _, err := r.KPI(t.Context(), "nothing", report.Options{Scope: "demo"}); !errors.Is(err, report.ErrUnknownKPI) {
			t.Error(err)
		}
	})
	t.Run("hostile text", func(t *testing.T) { hostile(t, load(t, reporttest.Hostile, "latest")) })
	t.Run("list", func(t *testing.T) { lists(t, load(t, reporttest.Scope, reporttest.Quarter)) })
	t.Run("history of a KPI", func(t *testing.T) {
		k, err := r.KPI(t.Context(), "mail_first_reply", report.Options{Scope: reporttest.Scope})
		if err != nil {
			t.Fatal(err)
		}
		if len(k.History) != 18 || k.Tile == nil || k.Tile.Interval == nil || len(k.Parts) != 2 || k.Parts[0].Members[0].Name != "dev" {
			t.Errorf("history %d, tile %+v, parts %+v", len(k.History), k.Tile, k.Parts)
		}
	})
}

// hostile checks that no form of a board lets control characters through.
func hostile(t *testing.T, b *report.Board) {
	var summary, program bytes.Buffer
	if err := report.Markdown(&summary, b); err != nil {
		t.Fatal(err)
	}
	if err := report.JSON(&program, b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ReplaceAll(summary.String(), `\<`, ""), "<") {
		t.Error("foreign text is markup")
	}
	for _, text := range []string{summary.String(), program.String()} {
		bad := func(r rune) bool { return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
		if at := strings.IndexFunc(text, bad); at >= 0 {
			t.Errorf("a control character at %q", text[max(0, at-20):at+10])
		}
		if !strings.Contains(text, "alert(1)") {
			t.Error("the title is not there at all")
		}
	}
}

func lists(t *testing.T, b *report.Board) {
	l := b.Waiting[0]
	want := []string{"Subject", "From", "Started", "Days", "Lists", "Row"}
	if strings.Join(l.Columns, " ") != strings.Join(want, " ") {
		t.Fatalf("columns %q", l.Columns)
	}
	first := l.Rows[0]
	if first[0].URL != "https://lists.example.org/dev/a%2Fb%3Fc@example.org" || first[1].Text != "Ada <b>Example</b>" || first[2].Text != "1\u00a0Mar\u00a02020" {
		t.Errorf("first row: %+v", first)
	}
	if last := l.Rows[2]; last[5].Text != "not JSON" {
		t.Errorf("a broken row: %+v", last)
	}
}

func find(b *report.Board, kpi string) *report.Tile {
	for _, t := range b.Tiles() {
		if t.KPI == kpi {
			return t
		}
	}
	return nil
}

func tile(t *testing.T, b *report.Board, kpi string) report.Tile {
	t.Helper()
	found := find(b, kpi)
	if found == nil {
		t.Fatalf("no tile %s", kpi)
	}
	return *found
}

// show checks that Markdown has no line that a terminal could not show and
// that JSON can be read back.
func show(t *testing.T, b *report.Board) {
	var text bytes.Buffer
	if err := report.Markdown(&text, b); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); strings.HasPrefix(line, "|") && n > 110 {
			t.Errorf("%d characters in %q", n, line)
		}
	}
	if os.Getenv("SHOW") != "" {
		t.Log("\n" + text.String())
	}
	var out bytes.Buffer
	if err := report.JSON(&out, b); err != nil {
		t.Fatal(err)
	}
	var back report.Board
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back.Period.Label != b.Period.Label {
		t.Errorf("JSON: %v", err)
	}
}
