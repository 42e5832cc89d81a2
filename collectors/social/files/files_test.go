package files

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social/socialtest"
)

// noon is the clock of these tests.
func noon() time.Time { return time.Date(2020, 2, 1, 12, 0, 0, 0, time.UTC) }

// item makes an item of `day text`.
func item(n int, line string) *collectors.Item {
	day, id, ok := strings.Cut(line, " ")
	at, err := time.Parse(time.DateOnly, day)
	if !ok || err != nil {
		rejected := outbox.Reject("", "no day", errors.New("no day"), []byte(line))
		return &rejected
	}
	return &collectors.Item{Day: at, Record: &collectors.Post{Network: "test", ID: fmt.Sprint(n, id), Date: collectors.Clocked(at, collectors.DateNetwork)}}
}

// logs are lines that are numbered from line to line.
func logs() Format {
	return Format{Read: func(ctx context.Context, r *Reading) error {
		var state struct{ Lines int }
		return r.Lines(ctx, 40, &state, func(l Line) *collectors.Item {
			state.Lines++
			return item(state.Lines, string(l.Text))
		})
	}}
}

// exports are texts of lines that are read whole.
func exports() Format {
	whole := func(r *Reading, in io.Reader) error {
		all, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		for n, line := range strings.Split(strings.TrimSpace(string(all)), "\n") {
			if err := r.Take(fmt.Sprint(n), *item(0, line)); err != nil {
				return err
			}
		}
		return nil
	}
	return Format{Packages: true, Read: func(ctx context.Context, r *Reading) error {
		if r.FS == nil {
			return whole(r, r.Stream)
		}
		text := func(path string) bool { return strings.HasSuffix(path, ".txt") }
		return r.Members(ctx, text, func(_ string, in io.Reader) error { return whole(r, in) })
	}}
}

func small(dir string, f Format) *Collector {
	c := New(dir, Options{Paths: []string{"*"}}, f, noon)
	c.Batch = 2
	return c
}

func days(from, to int) (all string) {
	for i := from; i <= to; i++ {
		all += fmt.Sprintf("2020-01-%02d number %d\n", i, i)
	}
	return all
}

func TestLogs(t *testing.T) {
	reopen := func(_ *testing.T, dir string) collectors.Collector { return small(dir, logs()) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.log", days(1, 9)+"bad\n")
			socialtest.Write(t, dir, "b.log.gz", socialtest.Gzip(t, days(10, 14)))
			return small(dir, logs())
		},
		Reopen: reopen,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.log", "")
			return small(dir, logs())
		},
		Broken:  reopen,
		Grow:    func(t *testing.T, dir string) { socialtest.Append(t, dir, "a.log", days(15, 17)) },
		Rejects: 1,
	})
}

func TestExports(t *testing.T) {
	reopen := func(_ *testing.T, dir string) collectors.Collector { return small(dir, exports()) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			socialtest.Write(t, dir, "a.json", days(1, 5))
			socialtest.Write(t, dir, "b/1.txt", days(6, 9))
			socialtest.Write(t, dir, "b/2.txt", days(10, 12)+"bad\n")
			socialtest.Write(t, dir, "b/3.ini", "no item")
			return small(dir, exports())
		},
		Reopen:  reopen,
		Broken:  reopen,
		Grow:    func(t *testing.T, dir string) { socialtest.Write(t, dir, "c/4.txt", days(13, 14)) },
		Rejects: 1,
	})
}

// A held is what a warehouse would hold: keys by origin, less what is gone, and what
// each part of a day should hold.
type held struct {
	items    map[string]string
	expected map[string]uint64
	cursor   collectors.Cursor
	added    int
}

func newHeld() *held { return &held{items: map[string]string{}, expected: map[string]uint64{}} }

func (h *held) collect(t *testing.T, c *Collector) error {
	t.Helper()
	return h.batches(t, c, 1<<20)
}

var errStop = errors.New("stop here")

// batches takes so many batches, and then stops.
func (h *held) batches(t *testing.T, c *Collector, n int) error {
	t.Helper()
	h.added = 0
	return c.Collect(t.Context(), h.cursor, func(b collectors.Batch) error {
		if n--; n < 0 {
			return errStop
		}
		for _, item := range b.Items {
			h.items[item.Origin] = item.Record.Key()
			h.added++
		}
		for _, e := range b.Expected {
			h.expected[e.Day.Format(time.DateOnly)+" "+e.Part] = e.Items
		}
		for _, gone := range b.Gone {
			maps.DeleteFunc(h.items, func(origin, _ string) bool { return strings.HasPrefix(origin, gone) })
		}
		h.cursor = b.Cursor
		return nil
	})
}

// keys are those that are held, and the sum of what should be.
func (h *held) keys() (keys []string, expected uint64) {
	for _, n := range h.expected {
		expected += n
	}
	return slices.Sorted(maps.Values(h.items)), expected
}

// What becomes of files between two runs: the second ends in what a first would
// have found, under other origins, and reads only what it must.
func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		format Format
		change func(t *testing.T, dir string)
		reads  int
	}{
		"nothing":         {logs(), func(*testing.T, string) {}, 0},
		"appended":        {logs(), func(t *testing.T, dir string) { socialtest.Append(t, dir, "a", days(6, 7)) }, 2},
		"line went on":    {logs(), func(t *testing.T, dir string) { socialtest.Append(t, dir, "cut", " and more\n"+days(6, 6)) }, 3},
		"rewritten":       {logs(), func(t *testing.T, dir string) { socialtest.Write(t, dir, "a", days(2, 6)) }, 5},
		"shorter":         {logs(), func(t *testing.T, dir string) { socialtest.Write(t, dir, "a", days(1, 3)) }, 3},
		"touched":         {logs(), func(t *testing.T, dir string) { socialtest.Write(t, dir, "a", days(1, 5)) }, 0},
		"vanished":        {logs(), func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "a")) }, 0},
		"renamed":         {logs(), func(t *testing.T, dir string) { rename(t, dir, "a", "z") }, 5},
		"export grew":     {exports(), func(t *testing.T, dir string) { socialtest.Append(t, dir, "a", days(6, 7)) }, 7},
		"export touched":  {exports(), func(t *testing.T, dir string) { socialtest.Write(t, dir, "a", days(1, 5)) }, 0},
		"member changed":  {exports(), func(t *testing.T, dir string) { socialtest.Write(t, dir, "dir/1.txt", days(8, 8)) }, 2},
		"member vanished": {exports(), func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "dir/1.txt")) }, 1},
		"zip instead": {exports(), func(t *testing.T, dir string) {
			socialtest.Write(t, dir, "a", socialtest.Zip(t, map[string]string{"x.txt": days(8, 9)}))
		}, 2},
	} {
		t.Run(name, func(t *testing.T) { changed(t, c.format, c.change, c.reads) })
	}
}

// changed collects before and after a change: whole, and stopped after each of the
// first batches.
func changed(t *testing.T, f Format, change func(t *testing.T, dir string), reads int) {
	for stop := range 6 {
		dir := t.TempDir()
		socialtest.Write(t, dir, "a", days(1, 5))
		socialtest.Write(t, dir, "cut", strings.TrimSpace(days(1, 2)))
		socialtest.Write(t, dir, "dir/1.txt", days(1, 1))
		socialtest.Write(t, dir, "dir/2.txt", days(2, 2))
		h, anew := newHeld(), newHeld()
		whole := stop == 0
		if whole {
			stop = 1 << 20
		}
		if err := h.batches(t, small(dir, f), stop); err != nil && !errors.Is(err, errStop) {
			t.Fatal(err)
		}
		change(t, dir)
		if err := errors.Join(h.collect(t, small(dir, f)), anew.collect(t, small(dir, f))); err != nil {
			t.Fatal(err)
		}
		read := h.added
		got, expected := h.keys()
		want, should := anew.keys()
		if !slices.Equal(got, want) || expected != should || whole && read != reads {
			t.Errorf("stopped after %d: %d read again, %d expected of %d; held\n%q, want\n%q", stop, read, expected, should, got, want)
		}
		if err := h.collect(t, small(dir, f)); err != nil || h.added > 0 {
			t.Errorf("then nothing is new: %d, %v", h.added, err)
		}
	}
}

func rename(t *testing.T, dir, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
		t.Fatal(err)
	}
}

// A file that is cut off fails the run, after all others were read; mended, it is
// read on.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	whole := socialtest.Gzip(t, days(1, 9))
	socialtest.Write(t, dir, "a.gz", whole[:len(whole)-9])
	socialtest.Write(t, dir, "b", days(10, 12))
	h := newHeld()
	if err := h.collect(t, small(dir, logs())); err == nil || !strings.Contains(err.Error(), "a.gz") {
		t.Errorf("cut off: %v", err)
	}
	if len(h.items) < 3 {
		t.Errorf("only %v", h.items)
	}
	socialtest.Write(t, dir, "a.gz", whole)
	anew := newHeld()
	if err := errors.Join(h.collect(t, small(dir, logs())), anew.collect(t, small(dir, logs()))); err != nil || len(h.items) != 12 {
		t.Errorf("mended: %v, %v", h.items, err)
	}
	got, _ := h.keys()
	if want, _ := anew.keys(); !slices.Equal(got, want) || h.added > 9 {
		t.Errorf("mended: %q, want %q", got, want)
	}
}

// A zip file that was touched is not read again; one that is made to fill the disk is
// not read at all.
func TestZip(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "a.zip", socialtest.Zip(t, map[string]string{"x.txt": days(1, 3)}))
	h := newHeld()
	if err := h.collect(t, small(dir, exports())); err != nil || h.added != 3 {
		t.Fatal(h.added, err)
	}
	for origin := range h.items {
		if !strings.HasPrefix(origin, "a.zip@x.txt:") {
			t.Error(origin)
		}
	}
	socialtest.Write(t, dir, "a.zip", socialtest.Zip(t, map[string]string{"x.txt": days(1, 3)}))
	if err := h.collect(t, small(dir, exports())); err != nil || h.added > 0 {
		t.Errorf("touched: %d, %v", h.added, err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	_, err := w.CreateRaw(&zip.FileHeader{Name: "y.txt", Method: zip.Deflate, CompressedSize64: 10, UncompressedSize64: 1 << 40})
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	socialtest.Write(t, dir, "b.zip", b.String())
	if err := h.collect(t, small(dir, exports())); err == nil || !strings.Contains(err.Error(), "grows to") {
		t.Errorf("a bomb: %v", err)
	}
}

// A line's text is bounded, and its end is one of Unix or DOS.
func TestLine(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "a", "one\r\n\n"+strings.Repeat("x", 200_000)+"\nlast")
	var lines []Line
	f := Format{Read: func(ctx context.Context, r *Reading) error {
		return r.Lines(ctx, 10, &struct{}{}, func(l Line) *collectors.Item { lines = append(lines, l); return nil })
	}}
	if err := newHeld().collect(t, small(dir, f)); err != nil {
		t.Fatal(err)
	}
	want := []string{`0 "one" false false`, `5 "" false false`, `6 "xxxxxxxxxx" true false`, `200007 "last" false true`}
	for i, l := range lines {
		if got := fmt.Sprintf("%d %q %t %t", l.Offset, l.Text, l.Cut, l.Last); i >= len(want) || got != want[i] {
			t.Errorf("line %d: %s", i, got)
		}
	}
}

func TestOptions(t *testing.T) {
	if err := (Options{Paths: []string{"[a"}}).Check(); err == nil {
		t.Error("a bad pattern is taken")
	}
	if at, err := Exported("2020-12-31").Time(); err != nil || at.Format(time.DateOnly) != "2020-12-31" {
		t.Error(at, err)
	}
	if _, err := Exported("yesterday").Time(); err == nil {
		t.Error("a bad day is taken")
	}
}

// The span is that of days up to tomorrow; files that are kept up to date speak for
// today.
func TestSpan(t *testing.T) {
	p := &position{Files: map[string]*mark{"a": {Days: map[string]uint64{"2020-01-05": 1, "2031-01-01": 1}}, "b": {Days: map[string]uint64{"2020-01-02": 1}}}}
	if s := p.span(noon(), false); s.From.Day() != 2 || s.Until.Day() != 6 {
		t.Errorf("%v", s)
	}
	if s := p.span(noon(), true); !s.Until.Equal(noon()) {
		t.Errorf("live: %v", s)
	}
}

// Months without an item between busy ones are missing, until they are found.
func TestMissing(t *testing.T) {
	dir := t.TempDir()
	busy := func(month string, n int) {
		socialtest.Write(t, dir, month, strings.Repeat(month+"-03 x\n", n))
	}
	busy("2019-01", 9)
	busy("2019-03", 4)
	busy("2019-05", 5)
	busy("2019-07", 9)
	busy("2019-10", 6)
	f := logs()
	f.Steady = true
	h := newHeld()
	stated := func() (found []string) {
		if err := h.collect(t, small(dir, f)); err != nil {
			t.Fatal(err)
		}
		for part, n := range h.expected {
			if strings.Contains(part, "missing") {
				found = append(found, fmt.Sprintf("%s %d", part, n))
			}
		}
		slices.Sort(found)
		return found
	}
	want := []string{"2019-06-01 missing 2019-06 7", "2019-08-01 missing 2019-08 7", "2019-09-01 missing 2019-09 7"}
	if got := stated(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	busy("2019-08", 1)
	want = []string{"2019-06-01 missing 2019-06 7", "2019-08-01 missing 2019-08 0", "2019-09-01 missing 2019-09 0"}
	if got := stated(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// FuzzCursor holds that a cursor of somebody else is an error, never a panic.
func FuzzCursor(f *testing.F) {
	f.Add([]byte(`{"version":1,"files":{"a":{"offset":3}}}`))
	f.Add([]byte(`{"version":1,"files":{"a":null,"b":null}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		dir := t.TempDir()
		socialtest.Write(t, dir, "a", days(1, 2))
		err := small(dir, logs()).Collect(t.Context(), raw, func(collectors.Batch) error { return nil })
		if !json.Valid(raw) && len(raw) > 0 && err == nil {
			t.Errorf("%q is taken", raw)
		}
	})
}
