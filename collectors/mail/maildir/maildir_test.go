package maildir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/mailtest"
	"goldenratio/collectors/mail/message"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2020, 3, 1, 12, 0, 0, 0, time.UTC)

func collector(dir string, o Options) *Collector {
	o.Path = "."
	return New(dir, o, func() time.Time { return noon })
}

// make3 makes the three folders that a Maildir is.
func make3(t testing.TB, dir string, folders ...string) {
	t.Helper()
	for _, folder := range folders {
		for _, sub := range []string{"cur", "new", "tmp"} {
			if err := os.MkdirAll(filepath.Join(dir, folder, sub), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func put(t testing.TB, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func move(t testing.TB, dir, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

// A view is what a warehouse holds after some runs.
type view struct{ *mailtest.View }

func newView() view { return view{mailtest.NewView()} }

// same holds a store against one that reads everything for the first time.
func (v view) same(t testing.TB, c *Collector) {
	t.Helper()
	fresh := newView()
	fresh.Collect(t, c)
	if diff := cmp.Diff(fresh.Items, v.Items); diff != "" {
		t.Errorf("items (-fresh +ours):\n%s", diff)
	}
	if diff := cmp.Diff(fresh.Expected, v.Expected); diff != "" {
		t.Errorf("expected (-fresh +ours):\n%s", diff)
	}
	if diff := cmp.Diff(fresh.Span, v.Span); diff != "" {
		t.Errorf("span (-fresh +ours):\n%s", diff)
	}
}

// A mail that moves from new to cur, gets other flags or other separators is no
// new mail.
func TestSameMail(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".")
	for i := range 5 {
		put(t, dir, name("new", i), mail(i))
	}
	v, c := newView(), collector(dir, Options{})
	v.Collect(t, c)
	move(t, dir, name("new", 0), name("cur", 0)+":2,")
	move(t, dir, name("new", 1), name("cur", 1)+":2,RS")
	move(t, dir, name("new", 2), name("cur", 2)+";2,S")
	put(t, dir, name("cur", 3)+":2,S", mail(3)) // for a moment it is in both
	v.Collect(t, c)
	if v.Batches != 0 {
		t.Errorf("%d batches, %d items, gone %v", v.Batches, v.Read, v.Gone)
	}
	v.same(t, c)
	if len(v.Items) != 5 {
		t.Errorf("%d items", len(v.Items))
	}
}

func TestDeletedAndRestored(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".", ".Archive")
	put(t, dir, "cur/1577880000.host:2,", mail(1))
	put(t, dir, "cur/1577880000.hostile:2,", mail(2)) // its name begins like the other's
	put(t, dir, name("new", 3), mail(3))
	v, c := newView(), collector(dir, Options{})
	v.Collect(t, c)

	remove(t, dir, "cur/1577880000.host:2,")
	move(t, dir, name("new", 3), name(".Archive/cur", 3)+":2,S")
	v.Collect(t, c)
	if diff := cmp.Diff([]string{"1577880000.host:", strings.TrimPrefix(name("", 3), "/") + ":"}, v.Gone); diff != "" || v.Read != 1 {
		t.Errorf("%d items read, gone: %s", v.Read, diff)
	}
	v.same(t, c)

	put(t, dir, "new/1577880000.host", mail(1))
	v.Collect(t, c)
	if v.Read != 1 || len(v.Items) != 3 {
		t.Errorf("%d items read, %d in all", v.Read, len(v.Items))
	}
	v.same(t, c)
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".", ".lists.xen", ".lists.xapi", ".notmuch/deep", "plain", ".Sent")
	for i, folder := range []string{"new", ".lists.xen/new", ".lists.xapi/cur", ".notmuch/deep/cur", "plain/cur", ".Sent/cur", "tmp", ".Sent/tmp"} {
		put(t, dir, name(folder, i), mail(i))
	}
	folders := func(o Options) []string {
		v := newView()
		v.Collect(t, collector(dir, o))
		var found []string
		for origin := range v.Items {
			folder, _, below := strings.Cut(origin, "/")
			if !below {
				folder = inbox
			}
			found = append(found, folder)
		}
		slices.Sort(found)
		return found
	}
	if diff := cmp.Diff([]string{".Sent", ".lists.xapi", ".lists.xen", "INBOX"}, folders(Options{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{".lists.xapi", ".lists.xen"}, folders(Options{Folders: []string{"lists.*"}})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"INBOX"}, folders(Options{Folders: []string{"INBOX"}})); diff != "" {
		t.Error(diff)
	}
}

func TestVanishedFolder(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".", ".old", ".older")
	put(t, dir, name("new", 0), mail(0))
	put(t, dir, name(".old/new", 1), mail(1))
	put(t, dir, name(".older/new", 2), mail(2))
	v, c := newView(), collector(dir, Options{})
	v.Collect(t, c)
	remove(t, dir, ".old")
	v.Collect(t, c)
	if diff := cmp.Diff([]string{".old/"}, v.Gone); diff != "" {
		t.Error(diff)
	}
	v.same(t, c)
	only := collector(dir, Options{Folders: []string{"older"}})
	v.Collect(t, only)
	v.same(t, only)

	remove(t, dir, ".older/cur") // a folder in which something is wrong loses nothing
	if err := v.Try(t, c); err == nil || !strings.Contains(err.Error(), "list .older/cur") || len(v.Gone) > 0 {
		t.Errorf("got %v, gone %v", err, v.Gone)
	}
}

// What happens to a folder while it is read: mails move, change their flags and
// are deleted, and one turns into a link that leads out of the Maildir.
func TestChangesWhileRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "secret", mail(99))
	dir = filepath.Join(dir, "Maildir")
	make3(t, dir, ".")
	for i := range 60 {
		put(t, dir, name("new", i), mail(i%28))
	}
	c := collector(dir, Options{})
	c.limits.ChunkItems, c.limits.BatchItems, c.limits.InFlight = 1, 1, 1
	v := newView()
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		if len(v.Items) == 0 {
			move(t, dir, name("new", 57), name("cur", 57)+":2,S")
			remove(t, dir, name("new", 58))
			remove(t, dir, name("new", 59))
			if err := os.Symlink("../../secret", filepath.Join(dir, name("new", 59))); err != nil {
				t.Fatal(err)
			}
		}
		return v.Take(b)
	})
	if err == nil || !strings.Contains(err.Error(), "read 1582977600.M59P1.host:: path escapes") || strings.Contains(err.Error(), dir) {
		t.Errorf("got %v", err)
	}
	if len(v.Items) != 58 || v.Span != nil {
		t.Errorf("%d items, span %v", len(v.Items), v.Span)
	}
	remove(t, dir, name("new", 59))
	v.Collect(t, c)
	if v.Read != 0 || v.Span == nil {
		t.Errorf("%d items, span %v", v.Read, v.Span)
	}
	v.same(t, c)
}

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "secret", mail(99))
	make3(t, dir, ".")
	put(t, dir, name("new", 0), mail(0))
	put(t, dir, name("new", 1), "")
	put(t, dir, name("new", 2), mail(2)+strings.Repeat("x\n", 5000))
	put(t, dir, name("cur", 3)+":2,DS", mail(3)) // a draft
	put(t, dir, "cur/.hidden", mail(4))
	put(t, dir, "cur/:2,S", mail(5))
	if err := os.Symlink("../secret", filepath.Join(dir, name("cur", 6))); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, name("cur", 7)), 0o600); err != nil {
		t.Fatal(err)
	}
	make3(t, dir, name("cur", 8)) // a folder where there should be none
	if err := os.Symlink("../cur", filepath.Join(dir, ".link")); err != nil {
		t.Fatal(err)
	}
	v, c := newView(), collector(dir, Options{Settings: flow.Settings{MaxMessage: 5000}})
	v.Collect(t, c)
	reasons := map[string]string{}
	for origin, item := range v.Items {
		if item.Reject != nil {
			reasons[origin] = item.Reject.Reason + " " + item.Day.Format(time.DateOnly)
		}
	}
	want := map[string]string{
		"1577966400.M1P1.host:": message.ReasonEmpty + " 2020-01-02",
		"1578052800.M2P1.host:": message.ReasonTooLarge + " 2020-01-03",
		"1578398400.M6P1.host:": ReasonIrregular + " 2020-01-07",
		"1578484800.M7P1.host:": ReasonIrregular + " 2020-01-08",
	}
	if diff := cmp.Diff(want, reasons); diff != "" || len(v.Items) != 5 {
		t.Errorf("%d items, rejects: %s", len(v.Items), diff)
	}
}

func TestBadSources(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, "good", "half")
	remove(t, dir, "half/new")
	put(t, dir, "file", "")
	for want, o := range map[string]Options{
		"open Maildir none: no such file":                 {Path: "none"},
		"open Maildir file: not a directory":              {Path: "file"},
		"open Maildir half: there is no folder new in it": {Path: "half"},
		"open Maildir .: there is no folder cur in it":    {Path: "."},
		`no folder matches ["lists.*"]`:                   {Path: "good", Folders: []string{"lists.*"}},
		"want a month such as":                            {Path: "good", Settings: flow.Settings{Begins: "soon"}},
	} {
		err := New(dir, o, time.Now).Collect(t.Context(), nil, func(collectors.Batch) error { return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	for _, cursor := range []string{"{", `{"version":99}`} {
		if err := collector(filepath.Join(dir, "good"), Options{}).Collect(t.Context(), collectors.Cursor(cursor), nil); err == nil {
			t.Errorf("the cursor %s is taken", cursor)
		}
	}
	if (Options{Folders: []string{"["}}).Check() == nil {
		t.Error("a broken pattern is taken")
	}
}

func TestUnreadableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := t.TempDir()
	make3(t, dir, ".")
	put(t, dir, name("new", 0), mail(0))
	put(t, dir, name("new", 1), mail(1))
	path := filepath.Join(dir, name("new", 0))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	v, c := newView(), collector(dir, Options{})
	if err := v.Try(t, c); !errors.Is(err, fs.ErrPermission) || v.Read != 1 || v.Span != nil {
		t.Errorf("%d items, span %v: %v", v.Read, v.Span, err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	v.Collect(t, c)
	v.same(t, c)
}

func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".", ".ann@example.org", ".new\nline", ".\xff")
	names := []string{"a", "a~1", "a@1", "a%", "new\nline", "\xff\xfe", "ü", "\u0085\u2028", "ann@example.org", "bob@example.org"}
	for _, folder := range []string{".", ".ann@example.org", ".new\nline", ".\xff"} {
		for _, name := range names {
			put(t, dir, folder+"/cur/"+name, mail(1))
		}
	}
	v, c := newView(), collector(dir, Options{})
	v.Collect(t, c)
	for origin := range v.Items {
		if strings.ToValidUTF8(origin, "") != origin || strings.ContainsAny(origin, "\n\u0085\u2028") || strings.Contains(origin, "example.org") {
			t.Errorf("origin %q", origin)
		}
	}
	if len(v.Items) != 4*len(names) {
		t.Errorf("%d items, want %d", len(v.Items), 4*len(names))
	}
	v.Collect(t, c)
	if v.Batches != 0 {
		t.Errorf("%d items again, gone %q", v.Read, v.Gone)
	}
}

// A cursor is as long as the Maildir is large, so not every batch has a new
// one; wherever a run ends, the next one loses nothing.
func TestManyMails(t *testing.T) {
	dir := t.TempDir()
	make3(t, dir, ".")
	for i := range 2000 {
		put(t, dir, fmt.Sprintf("cur/%d.M%d.host:2,S", 1_500_000_000+i, i), mail(i%28))
	}
	c := collector(dir, Options{Live: true})
	c.limits.ChunkItems, c.limits.BatchItems = 5, 5
	v, stop, cursors := newView(), errors.New("stop"), map[string]bool{}
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		if cursors[string(b.Cursor)] = true; v.Batches == 300 {
			return stop
		}
		return v.Take(b)
	})
	if !errors.Is(err, stop) || len(cursors) < 20 || len(cursors) > 120 {
		t.Errorf("%v after %d cursors", err, len(cursors))
	}
	v.Collect(t, c)
	if v.Read < 500 || v.Read > 700 {
		t.Errorf("%d mails read in the second run, not 500 and some again", v.Read)
	}
	v.same(t, c)
	if !v.Span.Until.Equal(noon) {
		t.Errorf("seen up to %s", v.Span.Until)
	}
}

// FuzzName holds that the unique part does not depend on what follows it.
func FuzzName(f *testing.F) {
	f.Add("1577880000.M1P1.host,S=12:2,RS", "FS")
	f.Add("1577880000.host;2,", "")
	f.Add("a:1,x:2,D", "D")
	f.Fuzz(func(t *testing.T, name, flags string) {
		unique, _ := parseName(name)
		if strings.Contains(unique, ":") || !strings.HasPrefix(name, unique) {
			t.Fatalf("%q of %q", unique, name)
		}
		again, got := parseName(unique + ":2," + flags)
		if again != unique || got != flags {
			t.Fatalf("%q, flags %q of %q with flags %q", again, got, unique, flags)
		}
		if at := delivered(unique); !at.IsZero() && (at.Year() < 1982 || at.Year() > 2100) {
			t.Fatalf("%q was delivered at %s", unique, at)
		}
	})
}

// BenchmarkMaildir reads 20,000 small mails of one folder, and then looks for
// new ones.
func BenchmarkMaildir(b *testing.B) {
	const mails = 20_000
	dir := b.TempDir()
	make3(b, dir, ".")
	for i := range mails {
		put(b, dir, fmt.Sprintf("cur/%d.M%d.host:2,S", 1_500_000_000+i, i), mail(i%28)+strings.Repeat("some text of a mail\n", 100))
	}
	c, v := collector(dir, Options{}), newView()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			v.Cursor = nil
			v.Collect(b, c)
		}
		b.ReportMetric(float64(b.N)*mails/b.Elapsed().Seconds(), "messages/s")
	})
	b.Run("nothing new", func(b *testing.B) {
		for b.Loop() {
			if v.Collect(b, c); v.Batches != 0 {
				b.Fatal("there was something")
			}
		}
	})
}
