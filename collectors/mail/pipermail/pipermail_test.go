package pipermail

import (
	"bytes"
	"compress/gzip"
	"encoding/base32"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/archive"
	"goldenratio/collectors/mail/mailtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2020, 3, 1, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// collector is one with small batches, of the archive in a test's folder.
func collector(dir string, o Options) *Collector {
	o.Access.RequestsPerSecond = 1e6
	c := New(dir, filepath.Join(dir, "cache"), o, clock)
	c.limits.ChunkItems, c.limits.BatchItems = 2, 3
	return c
}

// put writes a file of the archive, packed where its name says so, an hour after
// the one before.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	if strings.HasSuffix(name, ".gz") {
		text = packed(t, text)
	}
	path := filepath.Join(dir, "archive", name)
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if info, err := os.Stat(path); err == nil {
		at = info.ModTime().Add(time.Hour)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mails are some of January 2020 as Pipermail writes them.
func mails(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		day := (i-1)%28 + 1
		fmt.Fprintf(&b, "From ann at example.org  Thu Jan %2d 10:00:00 2020\nFrom: ann at example.org (Ann %d)\n", day, i)
		fmt.Fprintf(&b, "Date: %d Jan 2020 10:00:00 +0100\nSubject: [demo] number %d\nMessage-ID: <%d@example.org>\n\nwrite to bob at example.org\n\n", day, i, i)
	}
	return b.String()
}

const noHeader = "From x at example.org  Thu Jan  9 10:00:00 2020\n\nno header\n\n"

func TestConformance(t *testing.T) {
	s := fetchtest.Start(t, http.HandlerFunc(folders), nil)
	for name, open := range map[string]func(*testing.T, string) collectors.Collector{
		"folder": func(_ *testing.T, dir string) collectors.Collector { return collector(dir, Options{Path: "archive"}) },
		"server": func(_ *testing.T, dir string) collectors.Collector {
			return collector(dir, Options{URL: s.URL + "/" + base32.StdEncoding.EncodeToString([]byte(dir)) + "/archive/"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			collectortest.Run(t, collectortest.Subject{
				Make: func(t *testing.T, dir string) collectors.Collector {
					put(t, dir, "2020-January.txt.gz", mails(1, 9)+noHeader+mails(10, 12))
					put(t, dir, "2020-February.txt", mails(13, 16))
					return open(t, dir)
				},
				Reopen:  open,
				Empty:   func(t *testing.T, dir string) collectors.Collector { put(t, dir, "index.txt", ""); return open(t, dir) },
				Broken:  open, // there is no folder
				Grow:    func(t *testing.T, dir string) { put(t, dir, "2020-February.txt", mails(13, 18)) },
				Rejects: 1, Uncounted: name == "folder",
			})
		})
	}
}

// folders serves any folder, which the path names.
func folders(w http.ResponseWriter, req *http.Request) {
	name, _, _ := strings.Cut(req.URL.Path[1:], "/")
	dir, err := base32.StdEncoding.DecodeString(name)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	http.StripPrefix("/"+name, mailtest.Pipermail(string(dir))).ServeHTTP(w, req)
}

// An archive is a server with a folder behind it, and what was collected there.
type served struct {
	*fetchtest.Server
	*mailtest.View
	dir string
}

func serve(t *testing.T) *served {
	t.Helper()
	dir := t.TempDir()
	return &served{fetchtest.Start(t, mailtest.Pipermail(dir), nil), mailtest.NewView(), dir}
}

func (s *served) collector() *Collector { return collector(s.dir, Options{URL: s.URL + "/archive/"}) }

// ids are those of the mails that are there, in no order.
func ids(v *mailtest.View) map[string]int {
	all := map[string]int{}
	for _, item := range v.Items {
		if m, ok := item.Record.(*collectors.Message); ok {
			all[m.ID]++
		}
	}
	return all
}

func TestAddressesInFromOnly(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt", mails(1, 1))
	c := s.collector()
	c.options.KeepText = true
	s.Collect(t, c)
	for _, item := range s.Items {
		m := item.Record.(*collectors.Message)
		if m.From.Address != "ann@example.org" || m.From.Name != "Ann 1" || m.Text != "write to bob at example.org\n" {
			t.Errorf("from %q %q: %q", m.From.Name, m.From.Address, m.Text)
		}
	}
	if len(s.Items) != 1 {
		t.Errorf("%d items", len(s.Items))
	}
}

// Only months that changed are sent again, and of these only what is new is read.
func TestChanges(t *testing.T) {
	s := serve(t)
	for month, from := range map[string]int{"2019-November": 1, "2019-December": 5, "2020-January": 9} {
		put(t, s.dir, month+".txt.gz", mails(from, from+3))
	}
	s.Collect(t, s.collector())
	s.Asked()
	s.Collect(t, s.collector())
	if asked := s.Asked(); len(asked) != 4 || s.Read != 0 {
		t.Errorf("%d requests, %d items read", len(asked), s.Read)
	} else if asked[1].Header.Get("If-Modified-Since") == "" {
		t.Error("the request has no condition")
	}

	put(t, s.dir, "2019-December.txt.gz", mails(5, 8)) // the same, at another time
	s.Collect(t, s.collector())
	if s.Read != 0 || len(s.Gone) != 0 {
		t.Errorf("the same again: %d items read, gone %v", s.Read, s.Gone)
	}
	put(t, s.dir, "2019-December.txt.gz", mails(5, 8)+mails(20, 21))
	s.Collect(t, s.collector())
	if len(s.Items) != 14 || s.Read > 3 || len(s.Gone) != 0 {
		t.Errorf("appended: %d items, %d read, gone %v", len(s.Items), s.Read, s.Gone)
	}
	put(t, s.dir, "2019-November.txt.gz", mails(1, 2)+mails(4, 4)) // a mail was removed
	s.Collect(t, s.collector())
	if got := ids(s.View); len(got) != 13 || got["3@example.org"] != 0 {
		t.Errorf("removed: %v", got)
	}
}

// A month that leaves the page is gone only when it has left the server.
func TestVanishedMonths(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt", mails(1, 4))
	put(t, s.dir, "2020-February.txt", mails(5, 8))
	s.Collect(t, s.collector())
	hidden := false
	s.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		if hidden && strings.HasSuffix(req.URL.Path, "January.txt") {
			f.Code = http.StatusForbidden
		}
		return f
	})
	january := filepath.Join(s.dir, "archive", "2020-January.txt")
	if err := os.Rename(january, january+"-"); err != nil {
		t.Fatal(err)
	}
	hidden = true
	if err := s.Try(t, s.collector()); err == nil || len(s.Items) != 8 {
		t.Errorf("off the page, but forbidden: %d items, %v", len(s.Items), err)
	}
	hidden = false
	s.Collect(t, s.collector())
	if len(s.Items) != 4 || len(s.Gone) == 0 {
		t.Errorf("gone: %d items, gone %v", len(s.Items), s.Gone)
	}
	if err := os.Rename(january+"-", january); err != nil {
		t.Fatal(err)
	}
	s.Collect(t, s.collector())
	if len(s.Items) != 8 {
		t.Errorf("back again: %d items", len(s.Items))
	}
	for _, name := range []string{"2020-January.txt", "2020-February.txt"} {
		if err := os.Remove(filepath.Join(s.dir, "archive", name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Try(t, s.collector()); err == nil || len(s.Items) != 8 {
		t.Errorf("an empty page: %d items, %v", len(s.Items), err)
	}
}

// Without the cache everything is fetched again, and nothing is read again.
func TestLostCache(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt.gz", mails(1, 8))
	s.Collect(t, s.collector())
	if err := os.RemoveAll(filepath.Join(s.dir, "cache")); err != nil {
		t.Fatal(err)
	}
	s.Collect(t, s.collector())
	if s.Read > 0 || len(s.Items) != 8 || len(s.Gone) != 0 {
		t.Errorf("%d items, %d read, gone %v", len(s.Items), s.Read, s.Gone)
	}
}

// Pipermail packs a month some day: that is the same month.
func TestPackedLater(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt", mails(1, 8))
	s.Collect(t, s.collector())
	if err := os.Remove(filepath.Join(s.dir, "archive", "2020-January.txt")); err != nil {
		t.Fatal(err)
	}
	put(t, s.dir, "2020-January.txt.gz", mails(1, 9))
	s.Collect(t, s.collector())
	if s.Read > 2 || len(s.Items) != 9 || len(s.Gone) != 0 {
		t.Errorf("%d items, %d read, gone %v", len(s.Items), s.Read, s.Gone)
	}
}

// A month that is no mail, a bomb, cut off or not there fails the run. The others
// are read, nothing is withdrawn, and a later run makes up for it.
func TestBadMonths(t *testing.T) {
	for name, bad := range map[string]struct{ text, want string }{
		"page":  {"<!DOCTYPE html><title>Log in</title>", "web page"},
		"cut":   {packed(t, mails(1, 500))[:500], "cut off"},
		"bomb":  {string(fetchtest.Bomb(t)), "times its size"},
		"wrong": {"\x1f\x8bnot gzip at all", "gzip"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			put(t, s.dir, "2020-January.txt", mails(1, 4))
			put(t, s.dir, "2020-February.txt", bad.text)
			put(t, s.dir, "2020-March.txt", mails(9, 12))
			err := s.Try(t, s.collector())
			if err == nil || !strings.Contains(err.Error(), bad.want) || !strings.Contains(err.Error(), "2020-February") || len(s.Items) != 8 || s.Span != nil {
				t.Errorf("%d items, span %v: %v", len(s.Items), s.Span, err)
			}
			put(t, s.dir, "2020-February.txt", mails(5, 8))
			s.Collect(t, s.collector())
			if len(s.Items) != 12 || s.Span == nil {
				t.Errorf("mended: %d items", len(s.Items))
			}
			put(t, s.dir, "2020-February.txt", bad.text)
			if err := s.Try(t, s.collector()); err == nil || len(s.Items) != 12 {
				t.Errorf("bad again: %d items, %v", len(s.Items), err)
			}
		})
	}
	s := serve(t)
	put(t, s.dir, "2020-January.txt", mails(1, 4))
	put(t, s.dir, "2020-February.txt", mails(5, 8))
	s.Spoil(func(req *http.Request) (f fetchtest.Fault) {
		if strings.HasSuffix(req.URL.Path, "January.txt") {
			f.Code = http.StatusNotFound
		}
		return f
	})
	if err := s.Try(t, s.collector()); err == nil || !strings.Contains(err.Error(), "404") || len(s.Items) != 4 {
		t.Errorf("listed and not there: %d items, %v", len(s.Items), err)
	}
}

// A server that states less than it sends cuts the month off without a word.
func TestWrongLength(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt.gz", mails(1, 400))
	whole := []byte(packed(t, mails(1, 400)))
	lies := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/") {
			fmt.Fprint(w, `<a href="2020-January.txt.gz">`)
			return
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(whole)-100))
		_, _ = w.Write(whole[:len(whole)-100])
	}), nil)
	c := collector(s.dir, Options{URL: lies.URL + "/archive/"})
	if err := s.Try(t, c); err == nil || !strings.Contains(err.Error(), "cut off") || len(s.Items) != 0 {
		t.Errorf("%d items: %v", len(s.Items), err)
	}
	s.Collect(t, s.collector())
	if len(s.Items) != 400 {
		t.Errorf("%d items", len(s.Items))
	}
}

func TestPassword(t *testing.T) {
	s := serve(t)
	put(t, s.dir, "2020-January.txt", mails(1, 4))
	s.Spoil(nil)
	behind := mailtest.Pipermail(s.dir)
	closed := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if user, password, _ := req.BasicAuth(); user != "reader" || password != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		behind.ServeHTTP(w, req)
	}), nil)
	if err := os.WriteFile(filepath.Join(s.dir, "password"), []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{URL: closed.URL + "/archive/"}
	if err := s.Try(t, collector(s.dir, o)); err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("without: %v", err)
	}
	o.User, o.PasswordFile = "reader", "password"
	s.Collect(t, collector(s.dir, o))
	if len(s.Items) != 4 {
		t.Errorf("%d items", len(s.Items))
	}
}

func TestCheck(t *testing.T) {
	for want, o := range map[string]Options{
		"":                     {URL: "https://lists.example.org/pipermail/demo/", Access: archive.Access{User: "u", PasswordFile: "p"}},
		"want https":           {URL: "lists.example.org/pipermail"},
		"keys of their own":    {URL: "https://u:p@lists.example.org/"},
		"everybody on the way": {URL: "http://lists.example.org/", Access: archive.Access{User: "u", PasswordFile: "p"}},
		"without ? and #":      {URL: "https://lists.example.org/?x=1"},
		"a password needs":     {URL: "https://lists.example.org/", Access: archive.Access{PasswordFile: "p"}},
		"is no address":        {URL: "https://lists.example.org/%zz"},
	} {
		err := o.Check()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", o.URL, err, want)
		}
	}
}
