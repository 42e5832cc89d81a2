package form

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
)

func TestResponses(t *testing.T) {
	f := Form{Headers: 1, Columns: []Column{
		{Column: "Who", Kind: Drop}, {Column: "When", Kind: Day, Question: "when"},
		{Column: "Where", Kind: Single, Question: "where", Options: []string{"Here", "There"}, Other: true},
		{Column: "Which", Kind: Multi, Question: "which", Options: []string{"A", "A, old", "B"}, Other: true, Separator: ","},
		{Column: "How", Kind: Scale, Question: "how", Options: []string{"bad", "good"}, Blank: []string{"n/a"}},
		{Column: "Ticked", Kind: Tick, Question: "tick", Item: "tea"}, {Column: "Much", Kind: Number, Question: "much"},
		{Column: "Place", Kind: Rank, Question: "place", Item: "speed"}, {Column: "Why", Kind: Text, Question: "why"},
	}}
	header := []string{"Who", "When", "Where", "Which", "How", "Ticked", "Much", "Place", "Why"}
	rows := [][]string{
		header,
		{"ada", "2021-05-03 10:11:12", "Here", "A, old, B, A, C (c, d)", "good", "Yes", "1,200 EUR", "2", "because"},
		{"bob", "", " Elsewhere ", `"A, old",B,`, "n/a", "No", "", "", ""},
	}
	got, err := f.Responses(&sheet.Table{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	want := []Response{
		{
			{Column: 1, Other: "2021-05-03"}, {Column: 2, Options: []string{"Here"}},
			{Column: 3, Options: []string{"A, old", "B", "A"}, Other: "C (c, d)"}, {Column: 4, Options: []string{"good"}},
			{Column: 5, Options: []string{"tea"}}, {Column: 6, Number: 1200}, {Column: 7, Number: 2}, {Column: 8, Other: "because"},
		},
		{{Column: 2, Other: "Elsewhere"}, {Column: 3, Options: []string{"A, old", "B"}}, {Column: 5}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	for name, tc := range map[string]struct {
		row  []string
		want string
	}{
		"no option":      {[]string{"", "", "", "", "dreadful"}, `column 5, "How": "dreadful" is no option (response 1)`},
		"no number":      {[]string{"", "", "", "", "", "", "many"}, `"many" is no number`},
		"no date":        {[]string{"", "yesterday"}, `"yesterday" is no date`},
		"another column": {nil, `column 1 is "Who" in the form and "Whom" in the file`},
	} {
		head := slices.Clone(header)
		if tc.row == nil {
			head[0] = "Whom"
		}
		row := append(tc.row, make([]string, len(head)-len(tc.row))...)
		if _, err := f.Responses(&sheet.Table{Rows: [][]string{head, row}}); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
	if _, err := f.Responses(&sheet.Table{Rows: [][]string{header[:3]}}); err == nil {
		t.Error("a file with fewer columns is read")
	}
}

// The authors of a survey published how often each answer was given. What they
// counted is counted here, question by question.
func TestPublishedTallies(t *testing.T) {
	dir := filepath.Join(realdata.Unpack(t, "survey-haskell-2018-2020-dev"), "survey", "haskell-2018-2020-dev")
	table, f, counted := tally(t, filepath.Join(dir, "2018-11-18-2018-state-of-haskell-survey-results.csv"))
	post, err := os.ReadFile(filepath.Join(dir, "2018-11-18-2018-state-of-haskell-survey-results.markdown"))
	if err != nil {
		t.Fatal(err)
	}
	compared, answers := 0, 0
	for column, published := range readPost(string(post)) {
		c := f.Columns[column]
		if c.Kind == Drop || c.Kind == Text || c.Column == "Submission date" { // of which the post shows the first two weeks
			continue
		}
		compared++
		for option, n := range published {
			if slices.Contains(c.Options, option) {
				answers++
				if counted[column][option] != n {
					t.Errorf("%s: %q was counted %d times by its authors, %d times here", table.Rows[0][column], option, n, counted[column][option])
				}
			}
		}
	}
	t.Logf("%d questions, %d answers", compared, answers)
	if compared < 60 || answers < 300 {
		t.Errorf("%d questions and %d answers were compared", compared, answers)
	}
}

// The same survey was published as lists of answers, too: cells taken apart are
// those lists.
func TestPublishedLists(t *testing.T) {
	dir := filepath.Join(realdata.Unpack(t, "survey-haskell-2018-2020-dev"), "survey", "haskell-2018-2020-dev")
	_, f, counted := tally(t, filepath.Join(dir, "2020-state-of-haskell-survey-results.csv"))
	b, err := os.ReadFile(filepath.Join(dir, "2020-state-of-haskell-survey-results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var people []map[string]any
	if err := json.Unmarshal(b, &people); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, c := range f.Columns {
		if c.Kind != Multi && c.Kind != Single && c.Kind != Scale {
			continue
		}
		want, more := map[string]int{}, map[string]int{}
		for _, person := range people {
			list, _ := person[c.Column].([]any)
			count(list, want, more)
		}
		for _, option := range c.Options {
			compared++
			if n := counted[i][option]; n < want[option] || n > want[option]+more[option] {
				t.Errorf("%s: %q %d times in the lists, %d times here", c.Column, option, want[option], n)
			}
		}
	}
	if t.Logf("%d options", compared); compared < 300 {
		t.Errorf("%d options were compared", compared)
	}
}

// count counts what one person chose. Own words may hold the separator, and so
// more than one option, which nobody can tell from the joined cell.
func count(list []any, chosen, more map[string]int) {
	exact, within := map[string]bool{}, map[string]bool{}
	for _, one := range list {
		text := strings.TrimSpace(fmt.Sprint(one))
		exact[text] = true
		for _, part := range Split(text, ",") {
			within[part] = true
		}
	}
	for text := range exact {
		chosen[text]++
	}
	for part := range within {
		if !exact[part] {
			more[part]++
		}
	}
}

// tally guesses a form, reads a file by it and counts what was chosen.
func tally(t *testing.T, path string) (*sheet.Table, Form, []map[string]int) {
	t.Helper()
	table, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f := Guess(table)
	responses, err := f.Responses(table)
	if err != nil {
		t.Fatal(err)
	}
	counted := make([]map[string]int, len(f.Columns))
	for i := range counted {
		counted[i] = map[string]int{}
	}
	for _, r := range responses {
		for _, a := range r {
			for _, option := range a.Options {
				counted[a.Column][option]++
			}
		}
	}
	return table, f, counted
}

var (
	heading = regexp.MustCompile(`^<h2 id='question-(\d+)'>`)
	counted = regexp.MustCompile(`^<tr><td>(.*)</td><td>([\d,]+)</td><td>`)
)

// readPost reads the tables of a post: for each column the answers with their
// counts.
func readPost(post string) map[int]map[string]int {
	out := map[int]map[string]int{}
	at := -1
	for line := range strings.Lines(post) {
		if m := heading.FindStringSubmatch(line); m != nil {
			at, _ = strconv.Atoi(m[1])
		}
		if m := counted.FindStringSubmatch(line); m != nil {
			if out[at] == nil {
				out[at] = map[string]int{}
			}
			n, _ := strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
			out[at][html.UnescapeString(m[1])] = n
		}
	}
	maps.DeleteFunc(out, func(_ int, answers map[string]int) bool { return len(answers) == 0 })
	return out
}

// Options that are ticked are one question, whatever stands between them.
func TestTalliesTogether(t *testing.T) {
	f := Form{Headers: 1, Columns: []Column{
		{Column: "a", Kind: Tick, Question: "with", Item: "milk"}, {Column: "b", Kind: Number, Question: "cups"}, {Column: "c", Kind: Tick, Question: "with", Item: "sugar"},
	}}
	responses, err := f.Responses(&sheet.Table{Rows: [][]string{{"a", "b", "c"}, {"x", "1", "x"}, {"", "", "x"}, {"", "2", ""}, {"x", "", ""}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []Tally{{Question: "with", Kind: Tick, Text: "with", Answered: 3, Weight: 3, Squares: 3, Counts: []Count{{"milk", 2, 2}, {"sugar", 2, 2}}}}
	if diff := cmp.Diff(want, f.Tallies(responses, nil)); diff != "" {
		t.Error(diff)
	}
}
