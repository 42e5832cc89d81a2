package publicinbox

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
	"goldenratio/internal/realdata"
)

func TestDeletionsBeforeReading(t *testing.T) {
	dir := t.TempDir()
	epoch := filepath.Join(dir, "0.git")
	commits(t, epoch, added(0, 5)...)
	commits(t, epoch, removed(5), removed(2), then(2), removed(99), then(6)) // 2 came back; 99 never was
	v := newView()
	v.Collect(t, small(dir))
	if diff := cmp.Diff(map[string]int{"0": 1, "1": 1, "2": 1, "3": 1, "4": 1, "6": 1}, v.ids()); diff != "" || len(v.Gone) > 0 {
		t.Errorf("gone %v, ids: %s", v.Gone, diff)
	}
	strangers := 0
	for _, item := range v.Items {
		if item.Reject != nil && item.Reject.Reason == ReasonStranger {
			strangers++
		}
	}
	if strangers != 1 || len(v.Items) != 7 {
		t.Errorf("%d items, %d deletions of nothing", len(v.Items), strangers)
	}
	v.same(t, small(dir))
}

func TestDeletionsAfterReading(t *testing.T) {
	dir := t.TempDir()
	commits(t, filepath.Join(dir, "0.git"), added(0, 5)...)
	v, c := newView(), small(dir)
	v.Collect(t, c)
	// A new epoch deletes a mail of the old one, and one of its own.
	commits(t, filepath.Join(dir, "1.git"), added(6, 7)...)
	commits(t, filepath.Join(dir, "1.git"), removed(3), removed(7), then(8))
	v.Collect(t, c)
	if v.Read != 2 || len(v.Gone) != 1 || !strings.HasPrefix(v.Gone[0], "0.git/") {
		t.Errorf("%d items read, gone %v", v.Read, v.Gone)
	}
	if ids := v.ids(); ids["3"]+ids["7"] != 0 || len(ids) != 7 {
		t.Errorf("ids %v", ids)
	}
	v.same(t, c)
	v.Collect(t, c)
	if v.Batches != 0 {
		t.Errorf("%d batches although nothing is new", v.Batches)
	}
	commits(t, filepath.Join(dir, "1.git"), then(3)) // and it comes back
	v.Collect(t, c)
	v.same(t, c)
	if v.ids()["3"] != 1 {
		t.Error("a mail that came back is not there")
	}
}

func TestVersion1(t *testing.T) {
	dir := t.TempDir()
	commits(t, dir, []change{{v1(1), mail(1)}, {v1(2), mail(2)}, {v1(3), mail(3)}, {"README", "no mail"}})
	v, c := newView(), small(dir)
	v.Collect(t, c)
	twice := v1(5)
	commits(t, dir,
		[]change{{v1(1), ""}},                        // deleted
		[]change{{v1(2), mail(4)}},                   // replaced
		[]change{{twice, mail(5)}, {v1(6), mail(5)}}, // the same under two names: one item
		[]change{{v1(3), ""}, {v1(7), mail(3)}},      // moved
	)
	v.Collect(t, c)
	if diff := cmp.Diff(map[string]int{"3": 1, "4": 1, "5": 1}, v.ids()); diff != "" || v.Read != 3 || len(v.Gone) != 3 {
		t.Errorf("%d items read, gone %v, ids: %s", v.Read, v.Gone, diff)
	}
	v.same(t, c)
}

// Edits and purges rewrite an epoch from the mail in question on; its old
// commits may have been cleaned up, or not.
func TestRewrittenHistory(t *testing.T) {
	for name, clean := range map[string]bool{"old commits are there": false, "old commits are gone": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			epoch := filepath.Join(dir, "git/0.git")
			commits(t, epoch, added(0, 6)...)
			commits(t, filepath.Join(dir, "git/1.git"), added(10, 12)...)
			v, c := newView(), small(dir)
			v.Collect(t, c)
			git(t, epoch, "", "update-ref", "refs/heads/master", git(t, epoch, "", "rev-parse", "master~4"))
			commits(t, epoch, append(added(4, 6), added(20, 20)...)...) // 3 was purged
			if clean {
				git(t, epoch, "", "reflog", "expire", "--expire=now", "--all")
				git(t, epoch, "", "gc", "--quiet", "--prune=now")
			}
			v.Collect(t, c)
			if diff := cmp.Diff([]string{"0.git/"}, v.Gone); diff != "" || v.ids()["3"] != 0 || v.Read != 7 {
				t.Errorf("%d items read, gone: %s", v.Read, diff)
			}
			v.same(t, c)

			git(t, epoch, "", "update-ref", "-d", "refs/heads/master") // nothing is left of it
			v.Collect(t, c)
			if diff := cmp.Diff([]string{"0.git~1/"}, v.Gone); diff != "" {
				t.Error(diff)
			}
			v.same(t, c)
			if err := os.RemoveAll(epoch); err != nil {
				t.Fatal(err)
			}
			v.Collect(t, c)
			v.same(t, c)
		})
	}
}

func TestVanishedEpoch(t *testing.T) {
	dir := t.TempDir()
	for i := range 2 {
		commits(t, filepath.Join(dir, fmt.Sprintf("%d.git", i)), added(10*i, 10*i+3)...)
	}
	v, c := newView(), small(dir)
	v.Collect(t, c)
	if err := os.RemoveAll(filepath.Join(dir, "0.git")); err != nil {
		t.Fatal(err)
	}
	v.Collect(t, c)
	if diff := cmp.Diff([]string{"0.git/"}, v.Gone); diff != "" || v.Read != 0 {
		t.Errorf("%d items read, gone: %s", v.Read, diff)
	}
	v.same(t, c)
	commits(t, filepath.Join(dir, "0.git"), added(0, 3)...)
	v.Collect(t, c)
	if v.Read != 4 {
		t.Errorf("%d items of an epoch that is back", v.Read)
	}
	v.same(t, c)
}

// Wherever a run is stopped, and whatever happens to the inbox before the next:
// in the end the store holds what the inbox does.
func TestStoppedAndChanged(t *testing.T) {
	stop := errors.New("stop")
	for name, change := range map[string]func(t *testing.T, dir string){
		"grown":   func(t *testing.T, dir string) { commits(t, filepath.Join(dir, "1.git"), added(30, 32)...) },
		"deleted": func(t *testing.T, dir string) { commits(t, filepath.Join(dir, "1.git"), removed(1), removed(11)) },
		"rewritten": func(t *testing.T, dir string) {
			epoch := filepath.Join(dir, "0.git")
			git(t, epoch, "", "update-ref", "refs/heads/master", git(t, epoch, "", "rev-parse", "master~6"))
			commits(t, epoch, added(20, 22)...)
		},
		"cut": func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "1.git")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		for _, at := range []int{1, 3} {
			t.Run(fmt.Sprintf("%s after %d", name, at), func(t *testing.T) {
				dir := t.TempDir()
				commits(t, filepath.Join(dir, "0.git"), added(0, 7)...)
				commits(t, filepath.Join(dir, "1.git"), added(10, 13)...)
				v, c := newView(), small(dir)
				if err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
					if v.Batches == at {
						return stop
					}
					return v.Take(b)
				}); !errors.Is(err, stop) {
					t.Fatal(err)
				}
				change(t, dir)
				v.Collect(t, c)
				v.same(t, c)
			})
		}
	}
}

func TestBadSources(t *testing.T) {
	dir := t.TempDir()
	commits(t, filepath.Join(dir, "ordinary.git"), []change{{"README", "x"}, {"main.c", "y"}})
	commits(t, filepath.Join(dir, "hole/0.git"), added(0, 1)...)
	commits(t, filepath.Join(dir, "hole/2.git"), added(2, 3)...)
	commits(t, filepath.Join(dir, "headless.git"), added(0, 1)...)
	git(t, filepath.Join(dir, "headless.git"), "", "symbolic-ref", "HEAD", "refs/heads/none")
	commits(t, filepath.Join(dir, "broken.git"), added(0, 1)...)
	blob := git(t, filepath.Join(dir, "broken.git"), "", "rev-parse", "master:m")
	write(t, filepath.Join(dir, "file"), "x")
	loose(t, filepath.Join(dir, "broken.git"), blob)
	for want, o := range map[string]Options{
		"no such file":                       {Path: "none"},
		"not a directory":                    {Path: "file"},
		"it is no git repository":            {Path: "."},
		"it is no public-inbox":              {Path: "ordinary.git"},
		"epoch 1.git is missing":             {Path: "hole"},
		"its HEAD leads to none":             {Path: "headless.git"},
		"read broken.git: read blob " + blob: {Path: "broken.git"},
		"want a month such as":               {Path: "hole", Settings: flow.Settings{Begins: "soon"}},
	} {
		err := collector(dir, o).Collect(t.Context(), nil, func(collectors.Batch) error { return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	for _, cursor := range []string{"{", `{"version":99}`, `{"version":1,"epochs":{"0.git":{"head":"--all"}}}`, `{"version":1,"epochs":{"0.git":null}}`} {
		if err := collector(dir, Options{Path: "hole"}).Collect(t.Context(), collectors.Cursor(cursor), nil); err == nil {
			t.Errorf("the cursor %s is taken", cursor)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// loose takes an object out of a repository.
func loose(t *testing.T, dir, id string) {
	t.Helper()
	packs, err := filepath.Glob(filepath.Join(dir, "objects/pack/*.pack"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range packs {
		aside := filepath.Join(t.TempDir(), "pack")
		if err := os.Rename(pack, aside); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(aside)
		if err != nil {
			t.Fatal(err)
		}
		git(t, dir, string(content), "unpack-objects", "-q")
	}
	if err := os.Remove(filepath.Join(dir, "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
}

func TestRejectsAndDates(t *testing.T) {
	dir := t.TempDir()
	huge := mail(1) + strings.Repeat("x\n", 20_000)
	undated := "From: Ann <ann@example.org>\nSubject: undated\n\nhello\n"
	commits(t, dir, []change{{"m", huge}}, []change{{"m", undated}}, []change{{"m", "no header\n"}}, []change{{"m", mail(2)}})
	v := newView()
	v.Collect(t, collector(dir, Options{Settings: flow.Settings{MaxMessage: 30_000}, Live: true}))
	reasons := map[string]int{}
	for _, item := range v.Items {
		if item.Reject != nil {
			reasons[item.Reject.Reason+" "+item.Day.Format(time.DateOnly)]++
		} else if m := item.Record.(*collectors.Message); m.Subject == "undated" && (m.Date.Source != collectors.DateEnvelope || m.Date.At.Unix() != 1_577_880_001) {
			t.Errorf("dated %+v", m.Date)
		}
	}
	want := map[string]int{message.ReasonTooLarge + " 2020-01-01": 1, message.ReasonNoHeader + " 2020-01-01": 1}
	if diff := cmp.Diff(want, reasons); diff != "" || len(v.Items) != 4 || !v.Span.Until.Equal(noon) {
		t.Errorf("%d items, span %v, rejects: %s", len(v.Items), v.Span, diff)
	}
}

func realInbox(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(realdata.Unpack(tb, "mail-xdp-newbies-public-inbox-dev"), "mail/xdp-newbies-public-inbox-dev")
	if err := os.MkdirAll(filepath.Join(dir, "0.git/refs"), 0o755); err != nil { // empty: it was not unpacked
		tb.Fatal(err)
	}
	return dir
}

// The numbers are git's own, and those of ../shared/data/README.md.
func TestRealInbox(t *testing.T) {
	dir := realInbox(t)
	v, c := newView(), New(dir, Options{Path: "."}, func() time.Time { return noon.AddDate(6, 0, 0) })
	v.Collect(t, c)
	count, err := strconv.Atoi(git(t, filepath.Join(dir, "0.git"), "", "rev-list", "--count", "--all", "--", "m"))
	if err != nil {
		t.Fatal(err)
	}
	patches, senders := 0, map[string]bool{}
	for origin, item := range v.Items {
		m, ok := item.Record.(*collectors.Message)
		if !ok {
			t.Fatalf("%s: %v", origin, item.Reject)
		}
		senders[strings.ToLower(m.From.Address)] = true
		if strings.Contains(m.Subject, "PATCH") {
			patches++
		}
	}
	if count != 1941 || len(v.Items) != count || patches != 566 || len(senders) != 285 {
		t.Errorf("%d items, git counts %d; %d patches, %d senders", len(v.Items), count, patches, len(senders))
	}
	if from, until := v.Span.From.Format("2006-01"), v.Span.Until.Format("2006-01"); from != "2019-04" || until != "2025-09" {
		t.Errorf("from %s until %s", from, until)
	}
	var sum uint64
	for _, n := range v.Expected {
		sum += n
	}
	if sum != uint64(count) {
		t.Errorf("%d expected", sum)
	}
	v.Collect(t, c)
	if v.Batches != 0 {
		t.Errorf("%d batches although nothing is new", v.Batches)
	}
}

func BenchmarkInbox(b *testing.B) {
	dir := realInbox(b)
	n := 0
	for b.Loop() {
		if err := collector(dir, Options{}).Collect(context.Background(), nil, func(batch collectors.Batch) error {
			n += len(batch.Items)
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
}

// FuzzLog holds that whatever git prints becomes events that name objects and
// times, or an error, and that lines of any length take no memory.
func FuzzLog(f *testing.F) {
	id := strings.Repeat("a", 40)
	f.Add([]byte("commit " + id + " 1577880000 1577880000\n\n:100644 100644 " + id + " " + id + " M\tm\n"))
	f.Add([]byte("commit " + id + " -1 99999999999999999999\n\n:100644 000000 " + id + " " + id + " D\t00/" + id[2:] + "\n"))
	f.Add([]byte("commit " + id + " 0 \n:120000 " + strings.Repeat("x", 70_000) + "\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l := log{in: bufio.NewReaderSize(bytes.NewReader(raw), 64<<10)}
		_ = l.all(func(e event) error {
			if !objectID.MatchString(e.blob) && len(e.blob) < 40 || e.commit == "" {
				t.Fatalf("event %+v", e)
			}
			for _, at := range []time.Time{e.authored, e.committed} {
				if !at.IsZero() && (at.Year() < 1982 || at.Year() > 2100) {
					t.Fatalf("time %s", at)
				}
			}
			return nil
		})
	})
}

// FuzzBlob holds that an answer of git is read to its end and no further, and
// that no more of it is kept than allowed.
func FuzzBlob(f *testing.F) {
	f.Add([]byte("id blob 5\nhello\nnext"), uint16(10))
	f.Add([]byte("id blob 5\nhello\n"), uint16(2))
	f.Add([]byte("id missing\n"), uint16(2))
	f.Fuzz(func(t *testing.T, raw []byte, limit uint16) {
		head, _, _ := bytes.Cut(raw, []byte("\n"))
		if n, err := strconv.ParseInt(string(head[bytes.LastIndexByte(head, ' ')+1:]), 10, 64); err == nil && n > 1<<20 {
			return // git does not promise what it has not
		}
		in := bufio.NewReader(bytes.NewReader(raw))
		content, size, err := readBlob(in, int(limit))
		if err != nil {
			return
		}
		rest, err := io.ReadAll(in)
		if err != nil || len(raw) != len(head)+1+int(size)+1+len(rest) || len(content) > max(int(limit), collectors.MaxRejectBytes) {
			t.Fatalf("%d bytes of %d, %d left of %d", len(content), size, len(rest), len(raw))
		}
	})
}
