package report

import (
	"strings"
	"testing"
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
	for _, c := range []struct {
		kind, unit, better string
		base, now          float64
		text, measure      string
		news               string
	}{
		{"count", "commits", "none", 404, 613, "+52 %", "ratio", ""},
		{"count", "people", "higher", 100, 96, "−4 %", "ratio", "worse"},
		{"count", "releases", "none", 2, 3, "+1", "releases", ""},
		{"count", "commits", "none", 0, 40, "+40", "commits", ""},
		{"count", "threads", "lower", 1000, 1001, "±0 %", "ratio", ""},
		{"share", "ratio", "higher", .532, .613, "+8.1 points", "points", "better"},
		{"duration", "hours", "lower", 6.3, 5.2, "−1.1 h", "hours", "better"},
		{"duration", "hours", "lower", 24, 72, "+2.0 days", "hours", "worse"},
		{"level", "people", "higher", 5, 5, "±0 people", "people", ""},
		{"level", "people", "target", 4, 5, "+1 person", "people", ""},
	} {
		var change Change
		change.measure(Definition{Kind: c.kind, Unit: c.unit, Better: c.better}, c.now, c.base)
		if got := strings.ReplaceAll(change.Text, tie, " "); got != c.text || change.Measure != c.measure || change.News != c.news {
			t.Errorf("%s %v to %v: got %q %q %q", c.unit, c.base, c.now, got, change.Measure, change.News)
		}
	}
}

func TestChangeIsWithheld(t *testing.T) {
	number, part := 50., .9
	row := func(sources ...string) *value { return &value{Value: &number, Sources: sources} }
	d := Definition{KPI: "code_commits", Kind: "count"}
	for name, c := range map[string]struct {
		now, base *value
		running   bool
		want      string
	}{
		"running":       {now: row("a"), base: row("a"), running: true, want: StillRunning},
		"no row before": {now: row("a"), want: NotEnough},
		"not covered":   {now: row("a"), base: &value{}, want: NotEnough},
		"NULL":          {now: row("a"), base: &value{Sources: []string{"a"}}, want: NotEnough},
		"other sources": {now: row("a", "b"), base: row("a"), want: SourcesDiffer},
		"low coverage":  {now: row("a"), base: &value{Value: &number, Sources: []string{"a"}, Coverage: &part}, want: LowCoverage},
		"other order":   {now: row("a", "b"), base: row("b", "a"), want: "±0" + tie + "%"},
	} {
		in := input{quarters: []quarter{{label: "2019-Q4"}, {label: "2020-Q1"}}, at: 1}
		a := newAssembler(in)
		if c.base != nil {
			a.cells[cell{d.KPI, "value", in.quarters[0].start.Unix()}] = c.base
		}
		if got := a.change(d, c.now, 0, c.running); got.Text != c.want || (got.Amplitude == nil) != (got.Reason != "") {
			t.Errorf("%s: got %+v", name, got)
		}
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
