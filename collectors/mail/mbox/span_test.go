package mbox

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

// letters is an mbox of one mail for each date, whose From_ line agrees.
func letters(t testing.TB, dates ...string) string {
	t.Helper()
	var b strings.Builder
	for i, date := range dates {
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "From ann@example.org %s\nFrom: Ann <ann@example.org>\n", at.Format(time.ANSIC))
		fmt.Fprintf(&b, "Date: %s\nMessage-ID: <%s-%d@example.org>\nSubject: hello\n\nHello\n\n", at.Format(time.RFC1123Z), date, i)
	}
	return b.String()
}

// daily are n dates from a date on.
func daily(t testing.TB, from string, n int) (dates []string) {
	t.Helper()
	at, err := time.Parse(time.DateOnly, from)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		dates = append(dates, at.AddDate(0, 0, i).Format(time.DateOnly))
	}
	return dates
}

// missing are the statements about months without a file.
func missing(c *collected) map[string]uint64 {
	m := maps.Clone(c.expected)
	maps.DeleteFunc(m, func(key string, _ uint64) bool { return !strings.HasPrefix(key, "missing ") })
	return m
}

func span(s *collectors.Span) string {
	if s == nil {
		return ""
	}
	return s.From.Format(time.DateOnly) + " " + s.Until.Format(time.DateOnly)
}

func TestMissingMonth(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "2020-01.mbox", letters(t, daily(t, "2020-01-01", 10)...))
	write(t, dir, "2020-03.mbox", letters(t, daily(t, "2020-03-01", 5)...))
	one := collectAll(t, collector(dir), nil)
	if diff := cmp.Diff(map[string]uint64{"missing 2020-02 2020-02-01": 7}, missing(one)); diff != "" {
		t.Errorf("a hole: %s", diff)
	}
	if again := collectAll(t, collector(dir), one.cursor()); again.batches != 0 {
		t.Errorf("%d batches although nothing is new", again.batches)
	}
	write(t, dir, "2020-03.mbox", letters(t, daily(t, "2020-03-01", 9)...))
	two := collectAll(t, collector(dir), one.cursor())
	if diff := cmp.Diff(map[string]uint64{"missing 2020-02 2020-02-01": 9}, missing(two)); diff != "" {
		t.Errorf("a neighbour grew: %s", diff)
	}
	write(t, dir, "2020-02.mbox", letters(t, "2020-02-03"))
	three := collectAll(t, collector(dir), two.cursor())
	if diff := cmp.Diff(map[string]uint64{"missing 2020-02 2020-02-01": 0}, missing(three)); diff != "" {
		t.Errorf("the hole was filled: %s", diff)
	}
	if fresh := collectAll(t, collector(dir), nil); string(fresh.cursor()) != string(three.cursor()) {
		t.Errorf("cursors %s and %s", fresh.cursor(), three.cursor())
	}
}

func TestNoMissingMonth(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"its mails stand in the next file": {"2020-03": letters(t, "2020-03-30"), "2020-05": letters(t, "2020-04-02", "2020-05-02")},
		"its file is empty":                {"2020-03": letters(t, "2020-03-30"), "2020-04": "", "2020-05": letters(t, "2020-05-02")},
		"no names":                         {"a": letters(t, "2020-03-30"), "b": letters(t, "2020-05-02")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range files {
				write(t, dir, name, content)
			}
			if got := missing(collectAll(t, collector(dir), nil)); len(got) > 0 {
				t.Errorf("got %v", got)
			}
		})
	}
}

// A run that could not read a file cannot say that a month is missing.
func TestMissingMonthAfterError(t *testing.T) {
	dir := t.TempDir()
	whole := compress(t, letters(t, daily(t, "2020-02-20", 20)...))
	write(t, dir, "2020-01", letters(t, "2020-01-03"))
	write(t, dir, "2020-03", whole[:len(whole)/2])
	var one collected
	if err := collector(dir).Collect(t.Context(), nil, func(b collectors.Batch) error { one.add(b); return nil }); err == nil {
		t.Fatal("a file that is cut off is no error")
	}
	if got := missing(&one); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

func TestSeveralMissingMonths(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "2019-11", letters(t, "2019-11-03"))
	write(t, dir, "2020-02", letters(t, daily(t, "2020-02-01", 13)...))
	want := map[string]uint64{"missing 2019-12 2019-12-01": 7, "missing 2020-01 2020-01-01": 7}
	if diff := cmp.Diff(want, missing(collectAll(t, collector(dir), nil))); diff != "" {
		t.Error(diff)
	}
	write(t, dir, "2020-02", letters(t, daily(t, "2020-02-01", 8)...))
	if got := missing(collectAll(t, collector(dir), nil)); len(got) > 0 {
		t.Errorf("a list with few mails may be silent for a month: %v", got)
	}
}

func TestSpanEdges(t *testing.T) {
	year := daily(t, "2020-01-01", 300) // to 2020-10-26
	for name, c := range map[string]struct {
		file  string
		dates []string
		want  string
	}{
		"plain":                 {"all", year, "2020-01-01 2020-10-27"},
		"one from the future":   {"all", append(year[:300:300], "2037-01-01"), "2020-01-01 2020-10-27"},
		"many from the future":  {"all", append(year[:300:300], daily(t, "2037-01-01", 50)...), "2020-01-01 2020-10-27"},
		"one far ahead":         {"all", append(year[:300:300], "2024-01-01"), "2020-01-01 2020-10-27"},
		"one from the past":     {"all", append([]string{"1983-01-01"}, year...), "2020-01-01 2020-10-27"},
		"two and one":           {"all", append([]string{"1983-01-01", "1990-05-05", "1990-05-06"}, year...), "2020-01-01 2020-10-27"},
		"an older time":         {"all", append(daily(t, "2011-01-01", 20), year...), "2011-01-01 2020-10-27"},
		"a quiet list":          {"all", []string{"2001-01-01", "2003-01-01", "2005-01-01"}, "2001-01-01 2005-01-02"},
		"two mails":             {"all", []string{"2001-01-01", "2003-01-01"}, "2001-01-01 2003-01-02"},
		"one mail":              {"all", []string{"2001-01-01"}, "2001-01-01 2001-01-02"},
		"named, future":         {"2020-01.mbox", append(year[:31:31], "2037-01-01"), "2020-01-01 2020-02-01"},
		"named, past":           {"2020-01.mbox", append([]string{"1983-01-01"}, year[3:31]...), "2020-01-01 2020-02-01"},
		"nothing but a 2037":    {"all", []string{"2037-01-01"}, ""},
		"named, nothing but it": {"2020-01.mbox", []string{"2037-01-01"}, "2020-01-01 2020-01-02"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, c.file, letters(t, c.dates...))
			if got := span(collectAll(t, collector(dir), nil).span); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// The last months of a list that falls silent are covered by their files.
func TestSpanOfLoneMails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "2018-01", letters(t, daily(t, "2018-01-01", 20)...))
	write(t, dir, "2019-07", letters(t, "2019-07-05"))
	if got, want := span(collectAll(t, collector(dir), nil).span), "2018-01-01 2019-07-06"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func TestVanishedFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a", mailbox(5, 0))
	write(t, dir, "b", mailbox(5, 10))
	one := collectAll(t, collector(dir), nil)
	remove(t, dir, "b")
	two := collectAll(t, collector(dir), one.cursor())
	fresh := collectAll(t, collector(dir), nil)
	if diff := cmp.Diff([]string{"b@"}, two.gone); diff != "" || len(two.items) != 0 {
		t.Errorf("%d items, gone: %s", len(two.items), diff)
	}
	for day, n := range one.expected {
		if got, stated := two.expected[day]; strings.HasPrefix(day, "b ") != stated || got != 0 {
			t.Errorf("%s: was %d, now %d (stated: %v)", day, n, got, stated)
		}
	}
	if diff := cmp.Diff(fresh.span, two.span); diff != "" {
		t.Errorf("span: %s", diff)
	}
	if again := collectAll(t, collector(dir), two.cursor()); again.batches != 0 {
		t.Errorf("%d batches although nothing is new", again.batches)
	}
	write(t, dir, "b", mailbox(5, 10))
	three := collectAll(t, collector(dir), two.cursor())
	if len(three.items) != 5 || len(three.gone) != 0 || !strings.HasPrefix(three.items[0].Origin, "b~1@") {
		t.Errorf("back again: gone %v, %d items, such as %s", three.gone, len(three.items), three.items[0].Origin)
	}
}

// The mails of a renamed file are there under their new origins before the old
// ones are withdrawn.
func TestRenamedFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a", mailbox(5, 0))
	one := collectAll(t, collector(dir), nil)
	write(t, dir, "a", mailbox(5, 3)) // a second generation
	two := collectAll(t, collector(dir), one.cursor())
	if err := os.Rename(filepath.Join(dir, "a"), filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	c := collector(dir)
	c.limits.ChunkItems, c.limits.BatchItems = 1, 1
	var gone []string
	items := 0
	if err := c.Collect(t.Context(), two.cursor(), func(b collectors.Batch) error {
		items += len(b.Items)
		if gone = append(gone, b.Gone...); len(b.Gone) > 0 && items != 5 {
			t.Errorf("gone after %d items", items)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gone, []string{"a~1@"}) || items != 5 {
		t.Errorf("%d items, gone %v", items, gone)
	}
}

// Neither a disk that is not there nor a file that cannot be read deletes
// anything.
func TestVanishedWithError(t *testing.T) {
	for name, spoil := range map[string]func(dir string){
		"pattern without a file": func(dir string) { remove(t, dir, "two-b") },
		"all files":              func(dir string) { remove(t, dir, "two-b"); remove(t, dir, "one-b") },
		"unreadable file":        func(dir string) { write(t, dir, "two-c", compress(t, mailbox(50, 0))[:100]) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range []string{"one-a", "one-b", "two-b"} {
				write(t, dir, name, mailbox(2, 0))
			}
			c := New(dir, Options{Paths: []string{"one-*", "two-*"}}, time.Now)
			one := collectAll(t, c, nil)
			remove(t, dir, "one-a")
			spoil(dir)
			var two collected
			if err := c.Collect(t.Context(), one.cursor(), func(b collectors.Batch) error { two.add(b); return nil }); err == nil {
				t.Error("no error")
			}
			if len(two.gone) > 0 {
				t.Errorf("gone %v", two.gone)
			}
		})
	}
}
