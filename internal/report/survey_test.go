package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

func TestSurvey(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	t.Run("none", func(t *testing.T) {
		if all, err := r.Surveys(t.Context()); err != nil || len(all) > 0 {
			t.Errorf("got %v, %v", all, err)
		}
		if _, err := r.Survey(t.Context(), report.SurveyOptions{}); !errors.Is(err, report.ErrUnknownSurvey) {
			t.Errorf("got %v", err)
		}
	})
	reporttest.SeedSurvey(t, store.Conn)
	load := func(t *testing.T, o report.SurveyOptions) *report.Survey {
		t.Helper()
		s, err := r.Survey(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	t.Run("newest", func(t *testing.T) { newestWave(t, load(t, report.SurveyOptions{})) })
	t.Run("first", func(t *testing.T) {
		s := load(t, report.SurveyOptions{Survey: reporttest.Survey, Wave: reporttest.FirstWave})
		if s.Wave.ID != reporttest.FirstWave || len(s.Changes) != 0 || !strings.Contains(s.Findings[1].Text, "first wave") {
			t.Errorf("got %s with %d changes: %v", s.Wave.ID, len(s.Changes), s.Findings)
		}
	})
	t.Run("cut", func(t *testing.T) { cutWave(t, load(t, report.SurveyOptions{By: reporttest.Cut})) })
	t.Run("unknown", func(t *testing.T) {
		for _, o := range []report.SurveyOptions{{Survey: "x"}, {By: "features"}} {
			if _, err := r.Survey(t.Context(), o); !errors.Is(err, report.ErrUnknownSurvey) {
				t.Errorf("%+v gives %v", o, err)
			}
		}
		if _, err := r.Survey(t.Context(), report.SurveyOptions{Wave: "1999"}); !errors.Is(err, report.ErrUnknownWave) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("exports", func(t *testing.T) { exported(t, load(t, report.SurveyOptions{By: reporttest.Cut})) })
}

// question finds one of a survey.
func question(t *testing.T, s *report.Survey, id string) report.SurveyQuestion {
	t.Helper()
	at := slices.IndexFunc(s.Questions, func(q report.SurveyQuestion) bool { return q.ID == id })
	if at < 0 {
		t.Fatalf("there is no question %q", id)
	}
	return s.Questions[at]
}

func newestWave(t *testing.T, s *report.Survey) {
	t.Helper()
	if s.Wave.ID != reporttest.LastWave || len(s.Waves) != 3 || !s.Synthetic || s.Certain != 2 {
		t.Errorf("got wave %s of %d, %d certain", s.Wave.ID, len(s.Waves), s.Certain)
	}
	if first := s.Changes[0]; first.Text != "rose from 42.5\u00a0% of 200 to 55.0\u00a0% of 200 (+12.5\u00a0points, +6.5…+18.5)" {
		t.Errorf("the first change reads %q", first.Text)
	}
	chance := s.Changes[slices.IndexFunc(s.Changes, func(c report.SurveyChange) bool { return c.Verdict == "unclear" })]
	if !strings.Contains(chance.Text, "could be chance (") || strings.Contains(chance.Text, "rose") {
		t.Errorf("what may be chance reads %q", chance.Text)
	}
	features := question(t, s, "features").Lines[0]
	if h := features.Answers[0].History; len(h) != 3 || h[0] == nil || h[0].Share != .3 || h[2].Share != .55 {
		t.Errorf("history is %v", h)
	}
	if rare := features.Answers[3]; rare.Share != nil || rare.History[2] != nil {
		t.Errorf("what is hidden has %v, %v", rare.Share, rare.History)
	}
	accident := question(t, s, "accident").Lines[0]
	if accident.Withheld == "" || accident.Base != nil {
		t.Errorf("what is withheld is %+v", accident)
	}
	saidAndDone(t, s.Said)
	if role := question(t, s, "role").Lines[0].Answers[0].History; role[0] == nil {
		t.Error("a reworded question is not joined")
	}
}

// saidAndDone are cohorts, of whom one has neither said anything that can be shown nor done anything.
func saidAndDone(t *testing.T, all []report.SaidDone) {
	t.Helper()
	if len(all) != 1 || len(all[0].Cohorts) != 2 || all[0].Title != "How content are you?" || all[0].Period != "quarter from Apr 2019" {
		t.Fatalf("got %+v", all)
	}
	newcomers, regulars := all[0].Cohorts[0], all[0].Cohorts[1]
	if newcomers.Said != nil || newcomers.Text != "not measured" {
		t.Errorf("newcomers: %+v", newcomers)
	}
	if regulars.Said == nil || regulars.Said.Words() != "highest two 65.0\u00a0% (55.0–74.0\u00a0%)" || regulars.Text != "5.2\u00a0h (4.8–5.9\u00a0h)" {
		t.Errorf("regulars: %+v say %v", regulars, regulars.Said)
	}
}

func cutWave(t *testing.T, s *report.Survey) {
	t.Helper()
	if s.By == nil || s.By.Title != "What is your role?" {
		t.Fatalf("it is cut by %+v", s.By)
	}
	groups := question(t, s, "content").Lines[0].Groups
	if len(groups) != 2 || groups[0].Member != "Developer" || len(groups[0].Answers) != 5 || *groups[0].Base != 100 {
		t.Errorf("groups are %+v", groups)
	}
	if withheld := question(t, s, "features").Lines[0].Groups[1]; withheld.Withheld == "" || len(withheld.Answers) > 0 {
		t.Errorf("what is withheld is %+v", withheld)
	}
}

func exported(t *testing.T, s *report.Survey) {
	t.Helper()
	var text bytes.Buffer
	if err := report.SurveyCSV(&text, s); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 30 || rows[1][0] != reporttest.Survey {
		t.Errorf("%d rows, the first %v", len(rows), rows[1])
	}
	for _, row := range rows {
		if row[9] == "Rare" && (row[11] != "" || row[13] != "") {
			t.Errorf("what is hidden is exported: %v", row)
		}
	}
	var book bytes.Buffer
	if err := report.SurveyWorkbook(&book, s); err != nil {
		t.Fatal(err)
	}
	read, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := read.GetRows("answers")
	if err != nil || len(sheet) != len(rows) {
		t.Errorf("the workbook has %d rows, the CSV %d: %v", len(sheet), len(rows), err)
	}
	var markdown strings.Builder
	if err := report.SurveyMarkdown(&markdown, s); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"**Migration** rose from 42.5", "| Rare | hidden |", "Not shown: few people."} {
		if !strings.Contains(strings.ReplaceAll(markdown.String(), "\u00a0", " "), want) {
			t.Errorf("the text lacks %q:\n%s", want, markdown.String())
		}
	}
	if n := strings.Count(markdown.String(), "<script>"); n == 0 || n != strings.Count(markdown.String(), `\<script>`) {
		t.Errorf("foreign text is not escaped:\n%s", markdown.String())
	}
}
