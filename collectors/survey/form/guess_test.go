package form

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
)

// table makes a table of a header and twenty responses, which take turns with
// the given cells.
func table(header string, cells ...string) *sheet.Table {
	t := &sheet.Table{Rows: [][]string{{header}}}
	for i := range 20 {
		t.Rows = append(t.Rows, []string{cells[i%len(cells)]})
	}
	return t
}

func TestGuess(t *testing.T) {
	for _, tc := range []struct {
		name, header string
		cells        []string
		want         Column
	}{
		{"choice", "Where do you work?", []string{"Firm", "Firm", "School"}, Column{Kind: Single, Question: "where-work", Options: []string{"Firm", "School"}}},
		{"comma inside", "Would you come?", []string{"Yes, gladly", "Yes, to speak", "No"}, Column{Kind: Single, Question: "come", Options: []string{"Yes, gladly", "Yes, to speak", "No"}}},
		{"several", "Which systems?", []string{"Linux, BSD", "Linux", "BSD, Other (say, Plan 9)", "Linux, Other (say, Plan 9)"}, Column{Kind: Multi, Question: "systems", Separator: ",", Options: []string{"Linux", "BSD", "Other (say, Plan 9)"}}},
		{"semicolons", "Which systems?", []string{"A, old; B", "B", "A, old"}, Column{Kind: Multi, Question: "systems", Separator: ";", Options: []string{"B", "A, old"}}},
		{"lines", "Which systems?", []string{"A\nB", "B", "A\nC", "C"}, Column{Kind: Multi, Question: "systems", Separator: "\n", Options: []string{"A", "B", "C"}}},
		{"thousands", "How many?", []string{"1 - 999", "1,000 - 9,999", "10,000 or more"}, Column{Kind: Single, Question: "many", Options: []string{"1 - 999", "1,000 - 9,999", "10,000 or more"}}},
		{"agreement", "It is fun", []string{"Agree", "Strongly agree", "Disagree"}, Column{Kind: Scale, Question: "fun", Options: []string{"Disagree", "Agree", "Strongly agree"}}},
		{"digits", "How good?", []string{"3", "5", "4", "n/a"}, Column{Kind: Scale, Question: "good", Options: []string{"1", "2", "3", "4", "5"}, Blank: []string{"n/a"}}},
		{"labelled digits", "How often?", []string{"2", "1 (never)", "3", "4 (always)"}, Column{Kind: Scale, Question: "often", Options: []string{"1 (never)", "2", "3", "4 (always)"}}},
		{"time spans", "Since when?", []string{"1 to 2 years", "less than 1 month", "2 weeks", "more than 2 years", "1 month"}, Column{Kind: Single, Question: "since-when", Options: []string{"2 weeks", "less than 1 month", "1 month", "1 to 2 years", "more than 2 years"}}},
		{"amounts", "Hours?", []string{"10 h", "12 h", "15 h", "20 h", "25 h", "40 h", "2 h"}, Column{Kind: Number, Question: "hours", Unit: "h"}},
		{"addresses", "How do we reach you?", []string{"ada@example.org", "bob@example.org", ""}, Column{Kind: Drop, Why: "addresses"}},
		{"network", "From", []string{"192.0.2.7", "2001:db8::1"}, Column{Kind: Drop, Why: "network addresses"}},
		{"clock", "Timestamp", []string{"12/16/2021 1:17:04", "12/16/2021 13:17:04"}, Column{Kind: Drop, Why: "exact times; `day` instead of `drop` keeps the day"}},
		{"names", "Your name", []string{"Ada", "Bob"}, Column{Kind: Drop, Why: "who it was"}},
		{"nothing", "More?", []string{""}, Column{Kind: Drop, Why: "nobody answers"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := Guess(table(tc.header, tc.cells...)).Columns[0]
			tc.want.Column, tc.want.Answers = tc.header, got.Answers
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What everybody says in other words is text, and what differs for everybody is
// nobody's business.
func TestGuessDistinct(t *testing.T) {
	words, ids := []string{}, []string{}
	for i := range 20 {
		words = append(words, fmt.Sprintf("I like part %d of it, and more", i))
		ids = append(ids, fmt.Sprintf("%d", 1000+i))
	}
	if got := Guess(table("Why?", words...)).Columns[0].Kind; got != Text {
		t.Errorf("own words are %s", got)
	}
	if got := Guess(table("No.", ids...)).Columns[0]; got.Why != "a number for each response" {
		t.Errorf("serial numbers are %+v", got)
	}
}

// A question that fills several columns is one, however few ticked some of
// them.
func TestGuessTogether(t *testing.T) {
	rows := [][]string{{"Which? [A]", "Which? [B]", "Which? [C]", "Rate: x", "Rate: y", "q1[1]. Order [Rank 1]", "q1[2]. Order [Rank 2]", "Other?"}}
	for i := range 20 {
		row := []string{"No", "No", "No", "2", "3", "red", "blue", "x"}
		if i == 7 {
			row = []string{"Yes", "No", "No", "1", "5", "blue", "red", "y"}
		}
		rows = append(rows, row)
	}
	var got []string
	for _, c := range Guess(&sheet.Table{Rows: rows}).Columns {
		got = append(got, fmt.Sprint(c.Kind, " ", c.Question, " ", c.Item))
	}
	want := []string{"tick question A", "tick question B", "tick question C", "scale rate x", "scale rate y", "rank q1 Rank 1", "rank q1 Rank 2", "single other "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Two header rows: the option stands below a question that is not repeated.
func TestGuessHeaders(t *testing.T) {
	two := &sheet.Table{Rows: [][]string{{"Respondent ID", "Where?", "", "Why?"}, {"", "Here", "There", "Open-Ended Response"}}}
	three := &sheet.Table{Rows: [][]string{{"Q1", "Q2"}, {"Where?", "Why?"}, {`{"ImportId":"QID1"}`, `{"ImportId":"QID2"}`}}}
	for i := range 12 {
		two.Rows = append(two.Rows, []string{fmt.Sprint(i * 7), "Here", "", "because of " + strings.Repeat("x", i)})
		three.Rows = append(three.Rows, []string{"Here", "why " + strings.Repeat("x", i)})
	}
	f := Guess(two)
	if f.Headers != 2 || f.Columns[1].Question != f.Columns[2].Question && f.Columns[2].Kind != Drop || f.Columns[1].Item != "Here" {
		t.Errorf("two rows: %+v", f)
	}
	if f := Guess(three); f.Headers != 3 || f.Columns[0].Kind != Single {
		t.Errorf("three rows: %+v", f)
	}
}

func TestSplit(t *testing.T) {
	for cell, want := range map[string][]string{
		"a, b,c":               {"a", "b", "c"},
		"a (b, c), d":          {"a (b, c)", "d"},
		`"a, b",c`:             {"a, b", "c"},
		"1,000, 2":             {"1,000", "2"},
		"a (b, c":              {"a (b", "c"},
		",, a ,":               {"a"},
		"8.4.3,8.4.4":          {"8.4.3", "8.4.4"},
		"Linux\u00a0, MacOS, ": {"Linux", "MacOS"},
	} {
		if diff := cmp.Diff(want, Split(cell, ",")); diff != "" {
			t.Errorf("%q: %s", cell, diff)
		}
	}
}

// What was written is read again, and a slip is found.
func TestFile(t *testing.T) {
	f := Guess(table("Which: \"systems\"?\nAll", "Linux, BSD", "Linux", "BSD", "no"))
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	got, err := Read(&b)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	f.Columns[0].Answers = 0
	if diff := cmp.Diff(f, got); diff != "" {
		t.Error(diff)
	}
	for slip, want := range map[string]string{
		"headers: 0\ncolumns: []":                                                       "want 1 to 3 rows",
		"headers: 1\ncolumns: []":                                                       "there are none",
		"headers: 1\ncolumns: [{column: x, type: many, question: x}]":                   `type "many" is none of`,
		"headers: 1\ncolumns: [{column: x, type: single, question: x}]":                 "needs options",
		"headers: 1\ncolumns: [{column: x, type: scale, question: x, options: [a, a]}]": `"a" is there twice`,
		"headers: 1\ncolumns: [{column: x, type: text}]":                                "question needs a name",
		"headers: 1\ncolumns: [{column: x, type: text, question: x, colour: red}]":      "[2:",
		"headers: 1\ncolumns: [{column: x, type: multi, question: x, options: [a]}]\n":  "separator",
		"headers: 1\ncolumns: [{column: x, type: drop, why: '}]\n":                      "[2:",
	} {
		if _, err := Read(strings.NewReader(slip)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", slip, err, want)
		}
	}
}

// The kinds that were found by reading the real exports, question by question.
func TestGuessReal(t *testing.T) {
	for _, tc := range []struct {
		pack, file string
		rows       int
		kinds      map[Kind]int
	}{
		{"survey-spack-2020-2022-dev", "spack-user-survey-2020-responses.csv", 170, map[Kind]int{Drop: 1, Single: 10, Multi: 11, Scale: 19, Text: 7}},
		{"survey-spack-2020-2022-dev", "spack-user-survey-2021-responses.csv", 179, map[Kind]int{Drop: 1, Single: 11, Multi: 12, Scale: 23, Text: 7}},
		{"survey-k8s-contribex-2018-dev", "contribex-survey-2018.csv", 160, nil},
		{"survey-ssi-rse-2016-2017-dev", "2017-us.csv", 164, nil},
		{"survey-haskell-2018-2020-dev", "2020-state-of-haskell-survey-results.csv", 1348, nil},
	} {
		t.Run(tc.file, func(t *testing.T) {
			table, err := sheet.Open(filepath.Join(realdata.Unpack(t, tc.pack), "survey", strings.TrimPrefix(tc.pack, "survey-"), tc.file))
			if err != nil {
				t.Fatal(err)
			}
			f := Guess(table)
			if len(table.Rows) != tc.rows+f.Headers || f.Headers != 1 {
				t.Errorf("%d rows, %d of them headers", len(table.Rows), f.Headers)
			}
			kinds := map[Kind]int{}
			for _, c := range f.Columns {
				kinds[c.Kind]++
			}
			t.Log(kinds)
			if diff := cmp.Diff(tc.kinds, kinds); tc.kinds != nil && diff != "" {
				t.Error(diff)
			}
			for i, c := range f.Columns {
				if err := c.check(); err != nil {
					t.Errorf("column %d, %q: %v", i+1, c.Column, err)
				}
			}
		})
	}
}
