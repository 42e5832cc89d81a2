package survey

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// FuzzPoll reads whatever table by what its columns seem to hold: each row becomes
// one item, and no address gets through.
func FuzzPoll(f *testing.F) {
	f.Add([]byte(header + answers(1, 12)))
	f.Add([]byte("Which? [ann@example.org],Which? [B],\"Rank [Rank 1]\",Rank [Rank 2],Why?\nYes,No,ann@example.org,b,ask ann@example.org\nNo,Yes,b,ann@example.org,\n"))
	f.Add([]byte("Q1\tQ2\nWhere?\tWhy ann@example.org?\n{\"ImportId\":\"1\"}\t{}\nHere\tann at example.org\nHere\tx;ann@example.org\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		table, err := sheet.Read(bytes.NewReader(in))
		if err != nil {
			return
		}
		if _, err := sheet.Count(in); err != nil {
			t.Fatalf("a table that can be read cannot be counted: %v", err)
		}
		guess := form.Guess(table)
		rows := len(table.Rows) - guess.Headers
		p, err := newPoll(Wave{ID: "w", Ended: "2020-01-01"}, &Content{Table: table, Form: guess}, clock())
		if err != nil {
			return
		}
		if len(p.items) != rows {
			t.Errorf("%d items of %d rows", len(p.items), rows)
		}
		for i := range p.items {
			if (p.items[i].Record == nil) == (p.items[i].Reject == nil) {
				t.Errorf("row %d is neither a record nor a reject", i)
			}
		}
		if all, err := json.Marshal([]any{p.items, p.state()}); err != nil || strings.Contains(string(all), "ann@example.org") {
			t.Errorf("%v: an address gets through: %s", err, all)
		}
		if slices.ContainsFunc(p.words, func(w collectors.Words) bool { return w.Text == "" }) {
			t.Error("words without words")
		}
	})
}
