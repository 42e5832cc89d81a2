package mbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Each testdata/*.txtar holds a file mbox and the file frames that it is cut
// into. A first line "CRLF" in the comment gives mbox DOS line ends.
func TestFraming(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			raw, want := archive.Files[0].Data, string(archive.Files[1].Data)
			crlf := bytes.HasPrefix(archive.Comment, []byte("CRLF"))
			if crlf {
				raw = bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))
			}
			var got strings.Builder
			for _, f := range frames(t, raw, 1<<20) {
				envelope := "no date"
				if !f.Envelope.IsZero() {
					envelope = f.Envelope.Format(time.DateTime)
				}
				body := f.Raw
				if crlf {
					if bytes.Count(body, []byte("\n")) != bytes.Count(body, []byte("\r\n")) {
						t.Error("line ends were changed")
					}
					body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
				}
				fmt.Fprintf(&got, "%s, stray %v\n", envelope, f.Stray)
				for line := range bytes.Lines(body) {
					fmt.Fprintf(&got, "| %s\n", bytes.TrimSuffix(line, []byte("\n")))
				}
			}
			if diff := cmp.Diff(want, got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSeparator(t *testing.T) {
	const want = "2015-08-04 01:05:06"
	for _, line := range []string{
		"From ann@example.org Tue Aug  4 01:05:06 2015",
		"From ann at example.org  Tue Aug  4 01:05:06 2015",
		"From - Tue Aug 04 01:05:06 2015",
		"From ???@??? Tue Aug 04 01:05:06 2015",
		"From 15@xxx Tue Aug 04 01:05:06 +0000 2015",
		"From ann Tue, 4 Aug 2015 01:05:06 +0000",
		"From ann Tue Aug  4 01:05:06 UTC 2015",
		"From ann Tue Aug  4 01:05:06 2015 remote from mars",
		`From "Ann E."@example.org Tue Aug  4 01:05:06 2015` + "\r\n",
	} {
		at, ok := separator([]byte(line))
		if got := at.Format(time.DateTime); !ok || got != want {
			t.Errorf("%q: %v %v", line, got, ok)
		}
	}
	for _, line := range []string{
		"From", "From ", "From: ann@example.org", "From what I see: it is so",
		"From Tuesday on we meet at 10:00", "From Tue Aug 4 on", "From ann@example.org",
		"From Tue Aug 4 2015 at 10:00 we met", "From ann Tue Aug 4 2015",
		"From my point of view, Tue Aug 4 01:05 suits", ">From ann@example.org Tue Aug  4 01:05:06 2015",
	} {
		if at, ok := separator([]byte(line)); ok {
			t.Errorf("%q is a separator of %v", line, at)
		}
	}
}

// However small the pieces in which a file arrives, the frames are the same.
func TestFramingInPieces(t *testing.T) {
	raw := []byte(mailbox(7, 0))
	want := frames(t, raw, 1<<20)
	r := NewReader(iotest.OneByteReader(bytes.NewReader(raw)), 0, 1<<20)
	for i := range want {
		f, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[i], f); diff != "" {
			t.Errorf("frame %d: %s", i, diff)
		}
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("got %v at the end", err)
	}
}

// A mail of 200 MB between two others is passed over without being held.
func TestHugeMail(t *testing.T) {
	const size, limit = 200 << 20, 1 << 20
	before := "From ann@example.org Tue Aug  4 01:05:06 2015\nSubject: 1\n\nx\n\n"
	huge := "From ann@example.org Tue Aug  4 01:05:06 2015\nSubject: 2\n\nFrom here on it is long\n"
	src := io.MultiReader(
		strings.NewReader(before+huge),
		io.LimitReader(repeat("0123456789abcde\n"), size),
		strings.NewReader("\n"+before),
	)
	r := NewReader(src, 0, limit)
	var got []Frame
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f)
		if len(r.buf) > 8*limit {
			t.Fatalf("%d bytes are held", len(r.buf))
		}
	}
	if len(got) != 3 || !got[1].TooLarge || got[1].Size != int64(len(huge)+size+1) || len(got[1].Raw) > 16<<10 || got[2].TooLarge {
		t.Errorf("got %d frames, the second of %d bytes", len(got), got[1].Size)
	}
}

// repeat is an endless text.
type repeat string

func (s repeat) Read(p []byte) (int, error) {
	n := 0
	for n+len(s) <= len(p) {
		n += copy(p[n:], s)
	}
	return n, nil
}

// FuzzFraming holds that frames cover a file without gaps, however it is cut,
// and that reading may begin at any of them.
func FuzzFraming(f *testing.F) {
	f.Add([]byte(mailbox(3, 0)), uint16(100))
	f.Add([]byte("\n\nFrom a\nb: c\n\nFrom a Tue Aug  4 01:05:06 2015\n"), uint16(3))
	f.Add([]byte("From a Tue Aug  4 01:05:06 2015\nContent-Length: 60\n\nx\n\nFrom a Tue Aug  4 01:05:06 2015\na: b\n\nFrom a Tue Aug  4 01:05:06 2015\n"), uint16(1000))
	f.Fuzz(func(t *testing.T, raw []byte, limit uint16) {
		all := framesFrom(t, bytes.Clone(raw), 0, int(limit), 4096)
		var next int64
		for _, f := range all {
			if f.Offset != next || f.Size <= 0 || int64(len(f.Raw)) > f.Size {
				t.Fatalf("frame at %d of %d bytes, want it at %d", f.Offset, f.Size, next)
			}
			if !f.TooLarge && len(f.Raw) > int(limit) {
				t.Fatalf("frame of %d bytes, limit %d", len(f.Raw), limit)
			}
			next += f.Size
		}
		if rest := bytes.Trim(raw[next:], "\r\n"); len(rest) != 0 {
			t.Fatalf("%q was lost", rest)
		}
		if len(all) < 2 {
			return
		}
		half := all[len(all)/2:]
		again := framesFrom(t, bytes.Clone(raw), half[0].Offset, int(limit), 64)
		if diff := cmp.Diff(half, again); diff != "" {
			t.Fatalf("read from %d: %s", half[0].Offset, diff)
		}
	})
}

// mailbox is an mbox of n mails, the first of which is number from.
func mailbox(n, from int) string {
	var b strings.Builder
	start := time.Date(2015, 8, 4, 1, 5, 6, 0, time.UTC)
	for i := from; i < from+n; i++ {
		at := start.Add(time.Duration(i) * 7 * time.Hour)
		fmt.Fprintf(&b, "From ann@example.org %s\n", at.Format(time.ANSIC))
		fmt.Fprintf(&b, "From: Ann <ann@example.org>\nDate: %s\nSubject: number %d\nMessage-ID: <%d@example.org>\n\n", at.Format(time.RFC1123Z), i, i)
		fmt.Fprintf(&b, "Hello %s\n>From here on\nFrom prose\n\n", strings.Repeat("x", i*i%97))
	}
	return b.String()
}
