package mbox

import (
	"bytes"
	"context"
	"encoding/base64"
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

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
	"goldenratio/collectors/unpack"
)

// A collected is what one or more runs emitted.
type collected struct {
	items    []collectors.Item
	expected map[string]uint64 // "part day"
	gone     []string
	span     *collectors.Span
	cursors  []collectors.Cursor
	batches  int
}

func (c *collected) add(b collectors.Batch) {
	c.batches++
	c.items = append(c.items, b.Items...)
	if c.expected == nil {
		c.expected = map[string]uint64{}
	}
	for _, e := range b.Expected {
		c.expected[e.Part+" "+e.Day.Format("2006-01-02")] = e.Items
	}
	c.gone = append(c.gone, b.Gone...)
	if b.Span != nil {
		c.span = b.Span
	}
	c.cursors = append(c.cursors, b.Cursor)
}

func (c *collected) cursor() collectors.Cursor {
	if len(c.cursors) == 0 {
		return nil
	}
	return c.cursors[len(c.cursors)-1]
}

func collectAll(t *testing.T, c *Collector, from collectors.Cursor) *collected {
	t.Helper()
	var got collected
	if err := c.Collect(context.Background(), from, func(b collectors.Batch) error {
		got.add(b)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return &got
}

func frames(t testing.TB, raw []byte, limit int) []Frame {
	t.Helper()
	return framesFrom(t, raw, 0, limit, chunkSize)
}

func framesFrom(t testing.TB, raw []byte, offset int64, limit, chunk int) []Frame {
	t.Helper()
	r := NewReader(bytes.NewReader(raw[offset:]), offset, limit)
	r.chunk = chunk
	var out []Frame
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
}

const first, second = "2015-08.mbox", "2015-09.mbox"

func write(t testing.TB, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	later(t, dir, name)
}

var clock = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// later gives a file a time of its own: two writes may fall into one tick.
func later(t testing.TB, dir, name string) {
	t.Helper()
	clock = clock.Add(time.Second)
	if err := os.Chtimes(filepath.Join(dir, name), clock, clock); err != nil {
		t.Fatal(err)
	}
}

func compress(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func collector(dir string) *Collector { return New(dir, Options{Paths: []string{"*"}}, time.Now) }

func TestAppendedFile(t *testing.T) {
	for name, pack := range map[string]func(testing.TB, string) string{
		"plain": func(_ testing.TB, s string) string { return s },
		"gzip":  compress,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, first, pack(t, mailbox(5, 0)))
			one := collectAll(t, collector(dir), nil)
			write(t, dir, first, pack(t, mailbox(8, 0)))
			two := collectAll(t, collector(dir), one.cursor())
			fresh := collectAll(t, collector(dir), nil)
			// The last mail of the first run may have been incomplete.
			if diff := cmp.Diff(fresh.items[4:], two.items); diff != "" {
				t.Errorf("(-fresh +resumed):\n%s", diff)
			}
			if diff := cmp.Diff(fresh.expected, two.expected); diff != "" || len(two.gone) != 0 {
				t.Errorf("gone %v, expected (-fresh +resumed):\n%s", two.gone, diff)
			}
			if diff := cmp.Diff(string(fresh.cursor()), string(two.cursor())); diff != "" {
				t.Errorf("cursors (-fresh +resumed):\n%s", diff)
			}
		})
	}
}

func TestReplacedFile(t *testing.T) {
	old, other := mailbox(5, 0), mailbox(5, 20)
	edited := strings.Replace(old, "number 2", "numero 2", 1)
	for name, content := range map[string]string{"other": other, "shorter": mailbox(3, 0)[:300], "edited": edited, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, first, old)
			one := collectAll(t, collector(dir), nil)
			write(t, dir, first, content)
			two := collectAll(t, collector(dir), one.cursor())
			if diff := cmp.Diff([]string{first + "@"}, two.gone); diff != "" {
				t.Errorf("gone: %s", diff)
			}
			for _, item := range two.items {
				if !strings.HasPrefix(item.Origin, first+"~1@") {
					t.Errorf("origin %q", item.Origin)
				}
			}
			fresh := collectAll(t, collector(dir), nil)
			if len(fresh.items) != len(two.items) {
				t.Errorf("%d items, want %d", len(two.items), len(fresh.items))
			}
			for day := range one.expected {
				if got, stated := two.expected[day]; !stated || got != fresh.expected[day] {
					t.Errorf("%s: expected %d (stated: %v), want %d", day, got, stated, fresh.expected[day])
				}
			}
		})
	}
}

func TestTouchedFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, first, mailbox(5, 0))
	one := collectAll(t, collector(dir), nil)
	later(t, dir, first)
	two := collectAll(t, collector(dir), one.cursor())
	if len(two.items) != 1 || len(two.gone) != 0 {
		t.Errorf("%d items read again, gone %v", len(two.items), two.gone)
	}
}

// With nothing new, no file is opened: one that was changed behind the back of
// its size and time goes unnoticed.
func TestNothingNew(t *testing.T) {
	dir := t.TempDir()
	for i := range 100 {
		write(t, dir, fmt.Sprintf("%03d.mbox", i), mailbox(2, i))
	}
	one := collectAll(t, collector(dir), nil)
	path := filepath.Join(dir, "050.mbox")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "050.mbox", strings.Repeat("x", int(info.Size())))
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if two := collectAll(t, collector(dir), one.cursor()); two.batches != 0 {
		t.Errorf("%d batches", two.batches)
	}
}

func TestCompressed(t *testing.T) {
	const mail = "From ann@example.org Tue Aug  4 01:05:06 2015\nSubject: one\nMessage-ID: <1@example.org>\n\nHello\n"
	bz2, err := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWTvkt6IAABPfgAAQQAN3FWViDAA6l95AIABA1SftUyR6Yp6T1AGamPVP1QxhMTQYIxDIwmR+p7x+Rlxm91ibubiJihFCKqZOx1vPmgrwBVgjZckgoXS2Yew3VhGFnCSIcJ6jQPG9YN+Zrx/F3JFOFCQO+S3ogA==")
	if err != nil {
		t.Fatal(err)
	}
	var x, z bytes.Buffer
	xw, err := xz.NewWriter(&x)
	if err != nil {
		t.Fatal(err)
	}
	zw, err := zstd.NewWriter(&z)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{xw, zw} {
		if _, err := io.WriteString(w, mail); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{
		"plain": mail, "gzip": compress(t, mail), "members": compress(t, mail[:60]) + compress(t, mail[60:]),
		"bzip2": string(bz2), "xz": x.String(), "zstd": z.String(),
	} {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t)
			dir := t.TempDir()
			write(t, dir, "any", content)
			got := collectAll(t, collector(dir), nil)
			if len(got.items) != 1 || got.items[0].Record.(*collectors.Message).ID != "1@example.org" {
				t.Errorf("got %v", got.items)
			}
		})
	}
}

// What a file that is cut off still gives is stored, other files are read, the
// run fails, and once the file is mended the rest follows.
func TestTruncatedGzip(t *testing.T) {
	dir := t.TempDir()
	whole := compress(t, mailbox(2000, 0))
	write(t, dir, first, whole[:len(whole)/2])
	write(t, dir, second, mailbox(3, 3000))
	var one collected
	err := collector(dir).Collect(t.Context(), nil, func(b collectors.Batch) error { one.add(b); return nil })
	if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), first) {
		t.Fatalf("got error %v", err)
	}
	if len(one.items) < 500 || !strings.HasPrefix(one.items[len(one.items)-1].Origin, second) || one.span != nil {
		t.Errorf("%d items, span %v", len(one.items), one.span)
	}
	write(t, dir, first, whole)
	two := collectAll(t, collector(dir), one.cursor())
	fresh := collectAll(t, collector(dir), nil)
	one.items = append(one.items[:len(one.items)-3:len(one.items)-3], two.items...)
	if diff := cmp.Diff(fresh.items[:2000], one.items); diff != "" || len(two.gone) != 0 {
		t.Errorf("gone %v, items (-fresh +mended):\n%s", two.gone, diff)
	}
	if diff := cmp.Diff(fresh.span, two.span); diff != "" {
		t.Errorf("span: %s", diff)
	}
}

func TestExpansionLimit(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.CopyN(z, repeat(strings.Repeat("x", 1<<15)), unpack.Allowed+(1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, first, b.String())
	err := collector(dir).Collect(t.Context(), nil, func(collectors.Batch) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "times its size") {
		t.Errorf("got %v", err)
	}
}

// An xz file may ask for 4 GiB of memory in its first bytes.
func TestXZDictionaryLimit(t *testing.T) {
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, mailbox(1, 0)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	content := b.Bytes()
	content[bytes.Index(content[14:], []byte{0x21, 0x01})+14+2] = 40
	dir := t.TempDir()
	write(t, dir, first, string(content))
	err = collector(dir).Collect(t.Context(), nil, func(collectors.Batch) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "dictionary") {
		t.Errorf("got %v", err)
	}
}

func TestSpan(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "all.mbox", mailbox(10, 0))
	if got := collectAll(t, collector(dir), nil).span; got.From.Format(time.DateOnly) != "2015-08-04" || got.Until.Format(time.DateOnly) != "2015-08-07" {
		t.Errorf("without a month: %v", got)
	}
	write(t, dir, "2015-July.txt", mailbox(1, 0))
	if got := collectAll(t, collector(dir), nil).span; got.From.Format(time.DateOnly) != "2015-07-01" {
		t.Errorf("with a month: %v", got)
	}
}

func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{"a", "a~1", "a@1", "a%", "new\nline", "\xff\xfe", "ü", "\u0085\u2028"}
	for _, name := range names {
		write(t, dir, name, mailbox(1, 0))
	}
	one := collectAll(t, collector(dir), nil)
	write(t, dir, "a", mailbox(1, 1))
	two := collectAll(t, collector(dir), one.cursor())
	seen := map[string]bool{}
	for _, item := range append(one.items, two.items...) {
		if seen[item.Origin] || strings.ToValidUTF8(item.Origin, "") != item.Origin || strings.ContainsAny(item.Origin, "\n\u0085\u2028") {
			t.Errorf("origin %q", item.Origin)
		}
		seen[item.Origin] = true
	}
	if len(seen) != len(names)+1 || len(two.gone) != 1 {
		t.Fatalf("%d origins, gone %q", len(seen), two.gone)
	}
	gone := 0
	for o := range seen {
		if strings.HasPrefix(o, two.gone[0]) {
			gone++
		}
	}
	if gone != 1 {
		t.Errorf("the prefix %q stands for %d items", two.gone[0], gone)
	}
}

func TestBadSources(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, first, mailbox(1, 0))
	for want, o := range map[string]Options{
		`no file matches "*.none"`:  {Paths: []string{"*.none", first}},
		"syntax error in pattern":   {Paths: []string{"[", first}},
		"want a month such as":      {Paths: []string{first}, Settings: flow.Settings{Begins: "soon"}},
		`no file matches "../none"`: {Paths: []string{"../none", first}},
	} {
		items := 0
		err := New(dir, o, time.Now).Collect(t.Context(), nil, func(b collectors.Batch) error { items += len(b.Items); return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
		if items != 1 && o.Begins == "" {
			t.Errorf("%s: the good file was not read", want)
		}
	}
	if err := collector(dir).Collect(t.Context(), collectors.Cursor("{"), nil); err == nil {
		t.Error("a broken cursor is taken")
	}
}

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	big := "From ann@example.org Tue Aug  4 03:05:06 2015\nSubject: big\n\n" + strings.Repeat("x\n", 5000)
	write(t, dir, first, "no mail\n\n"+mailbox(1, 0)+big+"\nFrom ann@example.org Tue Aug  4 04:05:06 2015\n\nno header\n")
	got := collectAll(t, New(dir, Options{Paths: []string{first}, Settings: flow.Settings{MaxMessage: 5000}}, time.Now), nil)
	var reasons []string
	for _, item := range got.items {
		if item.Reject != nil {
			reasons = append(reasons, item.Reject.Reason+" "+item.Day.Format(time.DateOnly))
		}
	}
	want := []string{ReasonStray + " 2015-08-01", message.ReasonTooLarge + " 2015-08-04", message.ReasonNoHeader + " 2015-08-04"}
	if diff := cmp.Diff(want, reasons); diff != "" || len(got.items) != 4 {
		t.Errorf("%d items, rejects: %s", len(got.items), diff)
	}
	if n := got.expected[first+" 2015-08-04"]; n != 3 {
		t.Errorf("expected %d on the day, want 3", n)
	}
}

func TestCancelAndEmitErrors(t *testing.T) {
	defer goleak.VerifyNone(t)
	dir := t.TempDir()
	write(t, dir, first, mailbox(5000, 0))
	ctx, cancel := context.WithCancel(t.Context())
	err := collector(dir).Collect(ctx, nil, func(collectors.Batch) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	full := errors.New("the disk is full")
	if err := collector(dir).Collect(t.Context(), nil, func(collectors.Batch) error { return full }); !errors.Is(err, full) {
		t.Errorf("emit failed: %v", err)
	}
}

// Whatever the borders of chunks and batches, wherever runs are cut short, and
// however often a file was caught half written: the items are those of one
// undisturbed run.
func TestAnyCutGivesTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		contents := map[string]string{}
		packed := map[string]bool{}
		written := map[string]int{}
		for i := range rapid.IntRange(1, 3).Draw(rt, "files") {
			name := fmt.Sprintf("2015-%02d", 8+2*i) // the months between are missing
			contents[name] = mailbox(rapid.IntRange(0, 12).Draw(rt, "mails"), 10*i)
			packed[name] = rapid.Bool().Draw(rt, "packed")
		}
		var all collected
		items := map[string]collectors.Item{}
		run := func(stopAfter int) error {
			c := collector(dir)
			c.limits.ChunkItems = rapid.IntRange(1, 5).Draw(rt, "chunk items")
			c.limits.BatchItems = rapid.IntRange(1, 9).Draw(rt, "batch items")
			return c.Collect(context.Background(), all.cursor(), func(b collectors.Batch) error {
				if stopAfter--; stopAfter < 0 {
					return errStop
				}
				all.add(b)
				for _, item := range b.Items {
					items[item.Origin] = item
				}
				return nil
			})
		}
		put := func(name string, n int) {
			content := contents[name][:n]
			if packed[name] {
				content = compress(t, content)
			}
			write(t, dir, name, content)
		}
		for name := range contents {
			put(name, 0)
		}
		for range rapid.IntRange(0, 6).Draw(rt, "disturbances") {
			for _, name := range slices.Sorted(maps.Keys(contents)) {
				if rapid.Bool().Draw(rt, "written") {
					written[name] = rapid.IntRange(written[name], len(contents[name])).Draw(rt, "bytes")
					put(name, written[name])
				}
			}
			if err := run(rapid.IntRange(0, 5).Draw(rt, "batches")); err != nil && !errors.Is(err, errStop) {
				rt.Fatal(err)
			}
		}
		for name, content := range contents {
			put(name, len(content))
		}
		if err := run(1 << 20); err != nil {
			rt.Fatal(err)
		}
		fresh := collectAll(t, collector(dir), nil)
		want := map[string]collectors.Item{}
		for _, item := range fresh.items {
			want[item.Origin] = item
		}
		if diff := cmp.Diff(want, items); diff != "" || len(all.gone) > 0 {
			rt.Fatalf("gone %v, items (-fresh +disturbed):\n%s", all.gone, diff)
		}
		for day, n := range all.expected {
			if fresh.expected[day] != n {
				rt.Fatalf("%s: expected %d, want %d", day, n, fresh.expected[day])
			}
		}
		if diff := cmp.Diff(string(fresh.cursor()), string(all.cursor())); diff != "" {
			rt.Fatalf("cursor (-fresh +disturbed):\n%s", diff)
		}
	})
}

var errStop = errors.New("stop")
