package report

import (
	"strings"
	"testing"
	"time"
)

func TestText(t *testing.T) {
	count := Definition{Kind: "count", Unit: "messages"}
	share := Definition{Kind: "share", Unit: "ratio"}
	hours := Definition{Kind: "duration", Unit: "hours"}
	days := Definition{Kind: "duration", Unit: "days"}
	people := Definition{Kind: "level", Unit: "people"}
	for _, c := range []struct {
		of    Definition
		value float64
		want  string
	}{
		{count, 0, "0"}, {count, 999, "999"}, {count, 1234567, "1,234,567"},
		{share, 0.6134, "61.3 %"}, {share, 0, "0.0 %"}, {share, 1, "100.0 %"},
		{hours, 0.4, "24 min"}, {hours, 5.23, "5.2 h"}, {hours, 47.9, "47.9 h"}, {hours, 48, "2.0 days"}, {hours, 24 * 131.4, "131 days"},
		{days, 1234.5, "1,230 days"}, {days, 1, "1.0 days"},
		{people, 1, "1 person"}, {people, 5, "5 people"},
	} {
		if got := strings.ReplaceAll(c.of.Text(c.value), tie, " "); got != c.want {
			t.Errorf("%v %s: got %q, want %q", c.value, c.of.Unit, got, c.want)
		}
	}
}

func TestRange(t *testing.T) {
	hours := Definition{Kind: "duration", Unit: "hours"}
	at := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		lower, upper *float64
		want         string
	}{
		{at(7), at(8.7), "7.0–8.7 h"},
		{at(24), at(96), "1.0–4.0 days"},
		{at(4), nil, "from 4.0 h, upper limit not yet known"},
		{nil, at(4), "up to 4.0 h"},
		{nil, nil, "not yet known"},
	} {
		if got := strings.ReplaceAll(hours.Range(c.lower, c.upper), tie, " "); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestChange(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		kind, unit             string
		base, now, amplitude   float64
		lower, upper           *float64
		text, measure, between string
	}{
		{"count", "commits", 404, 613, .517, at(.31), at(.76), "+52 %", "ratio", "+31 to +76 %"},
		{"count", "people", 100, 96, -.04, at(-.12), at(.05), "−4 %", "ratio", "−12 to +5 %"},
		{"count", "releases", 2, 3, .5, at(-.4), at(2), "+1", "releases", ""},
		{"count", "commits", 0, 40, 0, nil, nil, "+40", "commits", ""},
		{"count", "threads", 1000, 1001, .001, nil, nil, "±0 %", "ratio", ""},
		{"share", "ratio", .532, .613, .081, at(-.012), at(.17), "+8.1 points", "points", "−1.2 to +17.0 points"},
		{"duration", "hours", 6.3, 5.2, -.17, nil, nil, "−1.1 h", "hours", ""},
		{"duration", "hours", 24, 72, 2, nil, nil, "+2.0 days", "hours", ""},
		{"level", "people", 5, 5, 0, nil, nil, "±0 people", "people", ""},
		{"level", "people", 4, 5, .25, nil, nil, "+1 person", "people", ""},
	} {
		var change Change
		change.measure(Definition{Kind: c.kind, Unit: c.unit}, &changeRow{
			Value: &c.now, Base: &c.base, Amplitude: &c.amplitude, Lower: c.lower, Upper: c.upper,
		})
		got, between := strings.ReplaceAll(change.Text, tie, " "), strings.ReplaceAll(change.Range, tie, " ")
		if got != c.text || change.Measure != c.measure || between != c.between {
			t.Errorf("%s %v to %v: got %q %q %q", c.unit, c.base, c.now, got, change.Measure, between)
		}
	}
}

func TestChangeIsWithheld(t *testing.T) {
	number := 50.
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		rows []changeRow
		want Change
	}{
		"no row":        {want: Change{Text: NoEarlier, Reason: NoEarlier}},
		"no amplitude":  {[]changeRow{{Value: &number, Base: &number, Verdict: "not enough data", Reason: "why"}}, Change{Text: NotEnough, Reason: "why", Verdict: "not enough data"}},
		"nothing there": {[]changeRow{{Against: "2019-Q4", Reason: "why"}}, Change{Against: "2019-Q4", Text: NotEnough, Reason: "why"}},
	} {
		for i := range c.rows {
			c.rows[i].KPI, c.rows[i].Comparison, c.rows[i].Start = "code_commits", "qoq", start
		}
		a := newAssembler(input{quarters: []quarter{{label: "2020-Q1", start: start}}, changes: c.rows})
		got := a.change(Definition{KPI: "code_commits", Kind: "count"}, "qoq", 0)
		if got.Text != c.want.Text || got.Reason != c.want.Reason || got.Verdict != c.want.Verdict || got.Against != c.want.Against || got.Amplitude != nil {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestBeforeIsTheSameForEver(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2020, 1, d, 0, 0, 0, 0, time.UTC) }
	all := []Snapshot{
		{ID: "q1.1", Revision: 1, start: day(1), Closed: day(2)},
		{ID: "q1.2", Revision: 2, start: day(1), Closed: day(9)},
		{ID: "q2.1", Revision: 1, start: day(3), Closed: day(5)},
	}
	for name, c := range map[string]struct {
		start time.Time
		shown *Snapshot
		want  string
	}{
		"live page of the quarter after": {day(6), nil, "q2.1"},
		"live page of q2":                {day(3), nil, "q1.2"},
		"q2 as it was closed":            {day(3), &all[2], "q1.1"},
	} {
		if got := before(all, c.start, c.shown); got == nil || got.ID != c.want {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if got := before(all, day(1), nil); got != nil {
		t.Errorf("before the first: %+v", got)
	}
}

func TestCSVHasNoFormulas(t *testing.T) {
	number := -1.5
	k := &KPI{
		Definition: Definition{KPI: "code_commits", Unit: "=1+1"}, Scope: Scope{ID: "@SUM(A1)"},
		History: []Point{{Label: "-2", Value: &number, QuarterBefore: &Change{Verdict: "+up"}, YearBefore: &Change{}}},
	}
	var out strings.Builder
	if err := CSV(&out, k); err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(out.String(), "\n")
	if want := "code_commits,'@SUM(A1),'-2,0001-01-01,'=1+1,-1.5,"; !strings.HasPrefix(row, want) || !strings.Contains(row, ",'+up,") {
		t.Errorf("got %s", row)
	}
}

func TestQuarterWords(t *testing.T) {
	for label, want := range map[string]string{"2020-Q1": "first quarter", "FY2015-Q4": "fourth quarter", "2020": "2020", "2020-Q5": "2020-Q5"} {
		if got := quarterName(label); got != want {
			t.Errorf("%s: got %q", label, got)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[31m\u202e\xff\n")
	f.Fuzz(func(t *testing.T, text string) {
		if got := Plain(text); got != Plain(got) || strings.ContainsAny(got, "\x1b\n\r\u202e\u2066") {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}

// An axis tells its unit as long as that is short.
func TestAxis(t *testing.T) {
	for unit, want := range map[string]string{"hours": "36" + tie + "h", "people": "36" + tie + "people", "accounts": "36", "organisations": "36"} {
		kind := "level"
		if unit == "hours" {
			kind = "duration"
		}
		if got := (Definition{Kind: kind, Unit: unit}).Axis(36, 40); got != want {
			t.Errorf("%s: %q, want %q", unit, got, want)
		}
	}
	if got := (Definition{Kind: "level", Unit: "accounts"}).Text(1018); got != "1,018"+tie+"accounts" {
		t.Errorf("%q", got)
	}
}
