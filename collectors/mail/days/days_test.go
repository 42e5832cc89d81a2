package days

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

func TestNumber(t *testing.T) {
	for _, text := range []string{"1969-12-31T23:59:59Z", "2020-02-29T00:00:00Z", "2020-02-29T23:59:59Z"} {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Time(Number(at)).Format(time.DateOnly); got != text[:10] {
			t.Errorf("%s: day %s", text, got)
		}
	}
	if Number(time.Time{}) != 0 || !Time(0).IsZero() {
		t.Error("no time has a day")
	}
}

func TestInstant(t *testing.T) {
	for _, text := range []string{"", "x", "-1", "0", "1e9", "398044799", "4102444801", "99999999999999999999"} {
		if at := Instant(text); !at.IsZero() {
			t.Errorf("%q: %s", text, at)
		}
	}
	if got := Instant("1577880000").Format(time.RFC3339); got != "2020-01-01T12:00:00Z" {
		t.Error(got)
	}
}

func TestChanges(t *testing.T) {
	before := Counts{10: 1, 11: 2, 13: 5}
	now := Counts{10: 1, 11: 3}
	now.Add(12, 1)
	now.Add(0, 1)
	now.Add(14, 1)
	now.Add(14, -1)
	want := []collectors.Expectation{{Part: "p", Day: Time(11), Items: 3}, {Part: "p", Day: Time(12), Items: 1}, {Part: "p", Day: Time(13)}}
	if diff := cmp.Diff(want, now.Changes("p", before)); diff != "" {
		t.Error(diff)
	}
	if got := now.Changes("p", now); len(got) > 0 {
		t.Errorf("nothing changed, but %v", got)
	}
}

func TestSpan(t *testing.T) {
	now := Time(20_000).Add(time.Hour)
	for name, c := range map[string]struct {
		counts      Counts
		live        bool
		from, until time.Time
	}{
		"mails":         {Counts{100: 1, 150: 3}, false, Time(100), Time(151)},
		"live":          {Counts{100: 1, 150: 3}, true, Time(100), now},
		"a lone one":    {Counts{100: 1, 5000: 3, 5001: 3}, false, Time(5000), Time(5002)},
		"from tomorrow": {Counts{19_999: 1, 20_001: 1, 20_002: 9}, false, Time(19_999), Time(20_002)},
	} {
		if got := c.counts.Span(now, c.live); !got.From.Equal(c.from) || !got.Until.Equal(c.until) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := (Counts{30_000: 1}).Span(now, true); got != nil {
		t.Errorf("of the future alone: %v", got)
	}
}
