package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"goldenratio/metrics/calendar"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02T15:04:05.999", "2006-01-02T15:04", "2006-01-02"} {
		if instant, err := time.Parse(layout, text); err == nil {
			return instant
		}
	}
	t.Fatalf("no instant: %q", text)
	return time.Time{}
}

func starting(t testing.TB, month int, holidays ...time.Time) calendar.Calendar {
	t.Helper()
	c, err := calendar.New(month, holidays)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLabels(t *testing.T) {
	for _, test := range []struct{ at, week, january, april, october string }{
		{"2014-06-30T23:59:59.999", "2014-W27", "2014-Q2", "FY2015-Q1", "FY2014-Q3"},
		{"2014-07-01T00:00", "2014-W27", "2014-Q3", "FY2015-Q2", "FY2014-Q4"},
		{"2014-12-29", "2015-W01", "2014-Q4", "FY2015-Q3", "FY2015-Q1"},
		{"2016-01-03T23:59:59", "2015-W53", "2016-Q1", "FY2016-Q4", "FY2016-Q2"},
	} {
		for month, want := range map[int]string{1: test.january, 4: test.april, 10: test.october} {
			c := starting(t, month)
			if got := c.Label(c.Period(calendar.Quarter, at(t, test.at))); got != want {
				t.Errorf("%s, year from month %d: quarter %s, want %s", test.at, month, got, want)
			}
			if got := c.Label(c.Period(calendar.Week, at(t, test.at))); got != test.week {
				t.Errorf("%s: week %s, want %s", test.at, got, test.week)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		starts            int
		label, start, end string
	}{
		{1, "2014", "2014-01-01", "2015-01-01"},
		{1, "2014-Q2", "2014-04-01", "2014-07-01"},
		{1, "2014-06", "2014-06-01", "2014-07-01"},
		{1, "2014-W23", "2014-06-02", "2014-06-09"},
		{1, "2015-W53", "2015-12-28", "2016-01-04"},
		{4, "FY2015-Q1", "2014-04-01", "2014-07-01"},
		{4, "2014-Q2", "2014-04-01", "2014-07-01"},
		{4, "FY2015", "2014-04-01", "2015-04-01"},
		{2, "FY2015-Q4", "2014-11-01", "2015-02-01"},
	} {
		p, err := starting(t, test.starts).Parse(test.label)
		if err != nil {
			t.Error(err)
			continue
		}
		if !p.Start.Equal(at(t, test.start)) || !p.End.Equal(at(t, test.end)) {
			t.Errorf("%s from month %d: %v to %v", test.label, test.starts, p.Start, p.End)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct {
		starts int
		label  string
	}{
		{1, ""}, {1, "now"}, {1, "2014-Q5"}, {1, "2014-Q0"}, {1, "2014-13"}, {1, "2014-6"}, {1, "2014-W00"},
		{1, "2014-W53"}, {1, "2014-W1"}, {1, "FY2014"}, {1, "FY2014-Q1"}, {4, "2014"}, {2, "2014-Q2"}, {4, "FY2014-06"},
		{4, "FY2014-W02"}, {1, "2014-Q2\n"}, {1, "2014-"},
	} {
		if p, err := starting(t, test.starts).Parse(test.label); err == nil {
			t.Errorf("%q from month %d became %v", test.label, test.starts, p)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for _, month := range []int{0, 13, -1} {
		if _, err := calendar.New(month, nil); err == nil {
			t.Errorf("a year from month %d was accepted", month)
		}
	}
}

func TestDeadline(t *testing.T) {
	c := starting(t, 1, at(t, "2019-12-25"), at(t, "2019-12-26"), at(t, "2020-01-01"))
	for _, test := range []struct {
		start string
		days  int
		want  string
	}{
		{"2020-01-03T15:00", 2, "2020-01-07T15:00"},
		{"2020-01-04T10:00", 2, "2020-01-08T00:00"},
		{"2019-12-24T09:30", 5, "2020-01-03T09:30"},
		{"2019-12-31T23:59", 5, "2020-01-08T23:59"},
	} {
		if got := c.Deadline(at(t, test.start), test.days); !got.Equal(at(t, test.want)) {
			t.Errorf("%s + %d business days = %v, want %s", test.start, test.days, got, test.want)
		}
	}
}

// instants draws any second between 1970 and 2100.
func instants(t *rapid.T, name string) time.Time {
	return time.Unix(rapid.Int64Range(0, 4102444799).Draw(t, name), 0).UTC()
}

func calendars(t *rapid.T) calendar.Calendar {
	c, err := calendar.New(rapid.IntRange(1, 12).Draw(t, "year starts"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPeriodsTileTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := calendars(t), instants(t, "instant")
		for _, grain := range calendar.Grains() {
			p := c.Period(grain, at)
			next := c.Next(p)
			switch {
			case !p.Contains(at):
				t.Fatalf("%v does not contain %v", p, at)
			case !next.Start.Equal(p.End), c.Period(grain, p.End) != next:
				t.Fatalf("%v is followed by %v", p, next)
			case c.Previous(next) != p:
				t.Fatalf("%v is preceded by %v, not by %v", next, c.Previous(next), p)
			}
		}
	})
}

func TestPeriodsNest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := calendars(t), instants(t, "instant")
		month, quarter, year := c.Period(calendar.Month, at), c.Period(calendar.Quarter, at), c.Period(calendar.Year, at)
		if month.Start.Before(quarter.Start) || month.End.After(quarter.End) || quarter.Start.Before(year.Start) || quarter.End.After(year.End) {
			t.Fatalf("%v, %v and %v do not nest", month, quarter, year)
		}
	})
}

func TestLabelRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := calendars(t), instants(t, "instant")
		for _, grain := range calendar.Grains() {
			p := c.Period(grain, at)
			if back, err := c.Parse(c.Label(p)); err != nil || back != p {
				t.Fatalf("%v is labelled %s, which is read as %v (%v)", p, c.Label(p), back, err)
			}
		}
	})
}

func TestDeadlineIsABusinessDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start, days := instants(t, "start"), rapid.IntRange(1, 30).Draw(t, "days")
		holidays := rapid.SliceOfN(rapid.IntRange(0, 40), 0, 8).Draw(t, "holidays")
		var free []time.Time
		for _, after := range holidays {
			free = append(free, start.AddDate(0, 0, after))
		}
		c, err := calendar.New(1, free)
		if err != nil {
			t.Fatal(err)
		}
		end := c.Deadline(start, days)
		business := 0
		for day := start.AddDate(0, 0, 1); !day.Truncate(24 * time.Hour).After(end.Truncate(24 * time.Hour)); day = day.AddDate(0, 0, 1) {
			if !c.Free(day) {
				business++
			}
		}
		want := days
		if c.Free(start) {
			want++ // the day it moves to
		}
		if c.Free(end) || business != want {
			t.Fatalf("%v + %d business days = %v, after %d of them", start, days, end, business)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, label := range []string{"2014-Q2", "FY2015-Q1", "2014-06", "2014-W23", "9999-W53", "0000-01"} {
		f.Add(label, 4)
	}
	f.Fuzz(func(t *testing.T, label string, starts int) {
		c, err := calendar.New(starts, nil)
		if err != nil {
			return
		}
		p, err := c.Parse(label)
		if err != nil {
			return
		}
		if back, err := c.Parse(c.Label(p)); err != nil || back != p {
			t.Errorf("%q is %v, labelled %q, which is read as %v (%v)", label, p, c.Label(p), back, err)
		}
	})
}
