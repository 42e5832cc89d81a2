package erase_test

import (
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// survey collects a wave in which somebody speaks of Ada in own words.
func survey(t *testing.T, store *warehouse.Store) {
	t.Helper()
	ended := time.Date(2020, 5, 31, 0, 0, 0, 0, time.UTC)
	run, err := store.Begin("survey", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	err = run.Write(t.Context(), collectors.Batch{
		Items: []collectors.Item{{Origin: "w/1", Day: ended, Record: &collectors.Response{
			Wave: "w", Number: 1, State: collectors.ResponseComplete, Answers: []collectors.Answer{{Question: "help", Options: []string{"Ada Lovelace"}, Other: true}},
		}}},
		State: []collectors.Record{
			&collectors.Wave{ID: "w", Ended: ended},
			&collectors.Question{Wave: "w", Name: "help", Kind: "multi", Options: []string{"Ada Lovelace", "somebody"}},
			&collectors.Words{Wave: "w", Question: "help", Text: "thanks to Ada Lovelace", Repeat: 1},
		},
		Cursor: collectors.Cursor("end"),
	})
	if err := run.End(t.Context(), err); err != nil {
		t.Fatal(err)
	}
}

// Whoever is spoken of in a survey is forgotten there, too, and what was counted
// stays: options still are the ones that were offered.
func TestForgetInSurveys(t *testing.T) {
	store := warehousetest.Open(t)
	collect(t, store)
	survey(t, store)
	if _, err := forget(t.Context(), t, store, identify(t, store), ""); err != nil {
		t.Fatal(err)
	}
	look := func(when string) string {
		t.Helper()
		forgotten(t, store, when)
		rows, err := warehouse.Rows[struct {
			Text string `ch:"text"`
		}](t.Context(), store.Conn, `
			SELECT concat(w.text, ' ', a.options[1], ' ', toString(has(q.options, a.options[1])), toString(has(q.options, 'somebody'))) AS text
			FROM golden_private.survey_words AS w FINAL, golden_private.survey_answers AS a FINAL, golden.survey_questions AS q FINAL`, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1 || !strings.HasPrefix(rows[0].Text, "thanks to somebody-") || !strings.HasSuffix(rows[0].Text, " 11") {
			t.Fatalf("%s %q", when, rows)
		}
		return rows[0].Text
	}
	before := look("afterwards")
	survey(t, store)
	if after := look("collected again,"); after != before {
		t.Errorf("%q, collected again %q", before, after)
	}
}
