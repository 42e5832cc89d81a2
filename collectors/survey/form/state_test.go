package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/survey/sheet"
)

// Whoever answers something of the last fifth got to the end, unless the service
// says it.
func TestStates(t *testing.T) {
	f := Form{Columns: []Column{{Kind: Drop}, {Kind: Day, Question: "when"}}}
	for i := range 10 {
		f.Columns = append(f.Columns, Column{Kind: Single, Question: fmt.Sprint("q", i)})
	}
	end := len(f.Columns)
	f.Columns = append(f.Columns, Column{Kind: Status}, Column{Kind: Status})
	answered := func(columns ...int) (r Response) {
		for _, c := range columns {
			r = append(r, Answer{Column: c, Options: []string{"a"}})
		}
		return r
	}
	says := func(r Response, states ...collectors.ResponseState) Response {
		for i, s := range states {
			r = append(r, Answer{Column: end + i, State: s})
		}
		return r
	}
	const complete, partial, test = collectors.ResponseComplete, collectors.ResponsePartial, collectors.ResponseTest
	got := f.States([]Response{
		{}, answered(2, 3, 9), answered(1), answered(10), answered(2, 11),
		says(answered(2), complete), says(answered(11), partial), says(answered(11), complete, test), says(answered(2), partial, complete), says(nil, test, partial),
	})
	want := []collectors.ResponseState{partial, partial, partial, complete, complete, complete, partial, test, partial, test}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Short answers are equal by chance, long ones are not.
func TestRepeated(t *testing.T) {
	f := Form{Columns: []Column{{Kind: Day, Question: "when"}, {Kind: Text, Question: "why"}}}
	for i := range 20 {
		f.Columns = append(f.Columns, Column{Kind: Scale, Question: fmt.Sprint("q", i)})
	}
	response := func(day, why string, answers int) Response {
		r := Response{{Column: 0, Other: day}, {Column: 1, Other: why}}
		for i := range answers {
			r = append(r, Answer{Column: 2 + i, Options: []string{"good"}})
		}
		return r
	}
	long := strings.Repeat("since ", 6)
	all := []Response{
		response("2021-05-03", "", 5), response("2021-05-03", "", 5), response("2021-05-03", "", 15), response("2021-05-04", "", 15), response("2021-05-03", "", 15),
		response("2021-05-03", long, 0), response("2021-05-03", long, 1), response("2021-05-03", long, 0), response("2021-05-03", long, 0),
	}
	var repeated []int
	for i, s := range f.States(all) {
		if s == collectors.ResponseRepeated {
			repeated = append(repeated, i)
		}
	}
	if want := []int{4, 7, 8}; !slices.Equal(want, repeated) {
		t.Errorf("repeated are %d, want %d", repeated, want)
	}
}

// TestGuessStatus finds the columns by which services say how far somebody got.
func TestGuessStatus(t *testing.T) {
	for _, tc := range []struct {
		header string
		cells  []string
		want   *States
	}{
		{"submitdate", []string{"2021-05-03 10:11:12", ""}, &States{Complete: []string{"*"}, Partial: []string{""}}},
		{"Finished", []string{"True", "False", "True"}, &States{Complete: []string{"True"}, Partial: []string{"False"}}},
		{"Status", []string{"IP Address", "Survey Preview", "IP Address"}, &States{Complete: []string{"IP Address"}, Test: []string{"Survey Preview"}}},
		{"Status", []string{"Single", "Married", "Single"}, nil},
		{"Finished", []string{""}, nil},
	} {
		c := Guess(table(tc.header, tc.cells...)).Columns[0]
		if diff := cmp.Diff(tc.want, c.States); diff != "" || (c.Kind == Status) != (tc.want != nil) {
			t.Errorf("%s: %s %s", tc.header, c.Kind, diff)
		}
	}
	f := Form{Headers: 1, Columns: []Column{{Column: "Finished", Kind: Status, States: &States{Complete: []string{"True"}}}}}
	if _, err := f.Responses(&sheet.Table{Rows: [][]string{{"Finished"}, {"Perhaps"}}}); err == nil || !strings.Contains(err.Error(), `"Perhaps" is no state`) {
		t.Errorf("an unknown state: %v", err)
	}
}

// TestGuard finds what a slip in the form would store.
func TestGuard(t *testing.T) {
	for want, cells := range map[string][]string{
		"holds addresses": {"Ann <ann@example.org>", "yes", "no"}, "holds network addresses": {"192.0.2.1"}, "holds exact times": {"2021-05-03 10:11:12"},
		"": {"write to ann@example.org if you want to know more", "2021", "nothing"},
	} {
		in := table("What?", cells...)
		f := Form{Headers: 1, Columns: []Column{{Column: "What?", Kind: Text, Question: "what"}}}
		if err := f.Guard(in); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", cells, err, want)
		}
		f.Columns[0].Kind = Drop
		if err := f.Guard(in); err != nil {
			t.Errorf("%q dropped: %v", cells, err)
		}
	}
}
