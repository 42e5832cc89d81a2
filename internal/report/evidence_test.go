package report_test

import (
	"reflect"
	"testing"

	"goldenratio/internal/report"
)

func TestLeanEvidence(t *testing.T) {
	all := report.Evidence{
		Columns: []string{"scope", "dimension", "ref"}, More: true,
		Rows: [][]report.Cell{{{Text: "demo"}, {}, {Text: "a", URL: "https://lists.example.org/dev/a"}}, {{Text: "demo"}, {}, {}}},
	}
	want := report.Evidence{
		Columns: []string{"scope", "ref"}, More: true,
		Rows: [][]report.Cell{{{Text: "demo"}, {Text: "a", URL: "https://lists.example.org/dev/a"}}, {{Text: "demo"}, {}}},
	}
	if lean := all.Lean(); !reflect.DeepEqual(lean, want) {
		t.Errorf("%+v, want %+v", lean, want)
	}
	if none := (report.Evidence{Columns: []string{"ref"}}).Lean(); len(none.Rows) != 0 {
		t.Errorf("%+v of nothing", none)
	}
}
