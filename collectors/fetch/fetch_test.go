package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors/fetch/fetchtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client is one without patience.
func client(t *testing.T, o Options) *Client {
	t.Helper()
	if o.PerSecond == 0 {
		o.PerSecond = 1e6
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	o.Pause = time.Millisecond
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

// content is what lies at every address of a server; it can be compared at any
// offset.
var content = func() []byte {
	var b bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&b, "%09d\n", i)
	}
	return b.Bytes()
}()

var written = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// whole serves the content, with ranges and conditions.
func whole(etag string) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		if etag != "" {
			w.Header().Set("ETag", etag)
		}
		http.ServeContent(w, req, "", written, bytes.NewReader(content))
	}
}

// plain serves the content as a program without ranges and conditions does.
func plain(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content) }

func save(t *testing.T, c *Client, address string, known Version) (Version, bool, error) {
	t.Helper()
	part := filepath.Join(t.TempDir(), "part")
	v, changed, err := c.Save(t.Context(), address, part, known)
	if err != nil || !changed {
		return v, changed, err
	}
	got, err := os.ReadFile(part)
	if err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes of %d, or other ones: %v", len(got), len(content), err)
	}
	if _, err := os.Stat(part + ".json"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the note is still there: %v", err)
	}
	return v, changed, err
}

func TestConditional(t *testing.T) {
	for name, etag := range map[string]string{"etag": `"one"`, "weak etag": `W/"one"`, "time": ""} {
		t.Run(name, func(t *testing.T) {
			s := fetchtest.Start(t, whole(etag), nil)
			c := client(t, Options{})
			v, changed, err := save(t, c, s.URL, Version{})
			if err != nil || !changed || v.ETag != etag || v.Modified == "" {
				t.Fatalf("first: %+v, changed %v, %v", v, changed, err)
			}
			again, changed, err := save(t, c, s.URL, v)
			if err != nil || changed || again != v {
				t.Errorf("second: %+v, changed %v, %v", again, changed, err)
			}
		})
	}
}

// A file that was written in the second in which it is fetched may be written
// once more in it: its time is no version.
func TestYoungFile(t *testing.T) {
	s := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		http.ServeContent(w, req, "", time.Now(), bytes.NewReader(content))
	}), nil)
	if v, _, err := save(t, client(t, Options{}), s.URL, Version{}); err != nil || v != (Version{}) {
		t.Errorf("%+v, %v", v, err)
	}
}

// Whatever happens to the first answers, the file is whole in the end, and what
// was there already is not asked for again.
func TestFaults(t *testing.T) {
	cutAt := func(n int) fetchtest.Fault { return fetchtest.Fault{Cut: n} }
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		faults  []fetchtest.Fault
		ranges  int // requests for the rest
	}{
		"bad gateway":     {whole(`"1"`), []fetchtest.Fault{{Code: 502}, {Code: 503}, {Code: 504}}, 0},
		"too many":        {whole(`"1"`), []fetchtest.Fault{{Code: 429}, {Code: 408}}, 0},
		"cut":             {whole(`"1"`), []fetchtest.Fault{cutAt(1000), cutAt(70_000), cutAt(1)}, 3},
		"cut, by time":    {whole(""), []fetchtest.Fault{cutAt(5000)}, 1},
		"cut, then 502":   {whole(`"1"`), []fetchtest.Fault{cutAt(1000), {Code: 502}, cutAt(10)}, 3},
		"cut, weak etag":  {whole(`W/"1"`), []fetchtest.Fault{cutAt(1000)}, 1}, // by time
		"cut, no version": {plain, []fetchtest.Fault{cutAt(1000), cutAt(2000)}, 0},
		"cut at once":     {whole(`"1"`), []fetchtest.Fault{cutAt(1), cutAt(1)}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			left := test.faults
			s := fetchtest.Start(t, test.handler, func(*http.Request) (f fetchtest.Fault) {
				if len(left) > 0 {
					f, left = left[0], left[1:]
				}
				return f
			})
			_, changed, err := save(t, client(t, Options{}), s.URL, Version{ETag: `"0"`})
			if err != nil || !changed || len(left) > 0 {
				t.Fatalf("changed %v, %d faults left: %v", changed, len(left), err)
			}
			ranges := 0
			for _, req := range s.Asked() {
				if req.Header.Get("Range") != "" {
					ranges++
				}
			}
			if ranges != test.ranges {
				t.Errorf("%d requests for the rest, want %d", ranges, test.ranges)
			}
		})
	}
}

// A cut without any progress is an error some time.
func TestNoProgress(t *testing.T) {
	s := fetchtest.Start(t, http.HandlerFunc(plain), func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Cut: 100} })
	_, _, err := save(t, client(t, Options{Tries: 4}), s.URL, Version{})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	if n := len(s.Asked()); n < 4 || n > 6 {
		t.Errorf("asked %d times", n)
	}
}

// A process that was killed left half a file; the next one gets the other half,
// unless the file is another one by then.
func TestResumeInAnotherProcess(t *testing.T) {
	s := fetchtest.Start(t, whole(`"1"`), nil)
	for name, test := range map[string]struct{ note, want string }{
		"same":    {`{"etag": "\"1\""}`, "bytes=50-"},
		"other":   {`{"etag": "\"0\""}`, "bytes=50-"}, // and If-Range fails
		"nothing": {`{}`, ""},
		"torn":    {`{"et`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			part := filepath.Join(t.TempDir(), "part")
			begun := bytes.Clone(content[:50])
			if name != "same" {
				begun = bytes.Repeat([]byte("?"), 50)
			}
			if err := errors.Join(os.WriteFile(part, begun, 0o600), os.WriteFile(part+".json", []byte(test.note), 0o600)); err != nil {
				t.Fatal(err)
			}
			_, _, err := client(t, Options{}).Save(t.Context(), s.URL, part, Version{})
			got, _ := os.ReadFile(part)
			if err != nil || !bytes.Equal(got, content) {
				t.Errorf("%d bytes: %v", len(got), err)
			}
			if asked := s.Asked()[0].Header.Get("Range"); asked != test.want {
				t.Errorf("asked for %q, want %q", asked, test.want)
			}
		})
	}
}

// What a server says of ranges is held against what was asked for.
func TestBadRanges(t *testing.T) {
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request){
		"another part": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-9/%d", len(content)))
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(content[:10])
		},
		"not satisfiable": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		},
		"less than asked": func(w http.ResponseWriter, req *http.Request) {
			var from int
			_, _ = fmt.Sscanf(req.Header.Get("Range"), "bytes=%d-", &from)
			to := min(len(content), from+50_000)
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(content)))
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(content[from:to])
		},
	} {
		t.Run(name, func(t *testing.T) {
			first := true
			s := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				if req.Header.Get("Range") != "" {
					answer(w, req)
					return
				}
				whole(`"1"`)(w, req)
			}), func(*http.Request) (f fetchtest.Fault) {
				if first {
					f.Cut, first = 1000, false
				}
				return f
			})
			if _, changed, err := save(t, client(t, Options{}), s.URL, Version{}); err != nil || !changed {
				t.Errorf("changed %v: %v", changed, err)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	var code int
	s := fetchtest.Start(t, http.NotFoundHandler(), func(*http.Request) fetchtest.Fault { return fetchtest.Fault{Code: code} })
	c := client(t, Options{})
	for _, code = range []int{400, 401, 403, 404, 410} {
		_, _, err := save(t, c, s.URL, Version{})
		if !Refused(err) || Gone(err) != (code == 404 || code == 410) {
			t.Errorf("%d: %v", code, err)
		}
		if n := len(s.Asked()); n != 1 {
			t.Errorf("%d: asked %d times", code, n)
		}
	}
	tls := httptest.NewTLSServer(whole(""))
	defer tls.Close()
	tls.Config.ErrorLog = nil
	if _, _, err := save(t, c, tls.URL, Version{}); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("unknown certificate: %v", err)
	}
	if _, _, err := save(t, c, "file:///etc/passwd", Version{}); err == nil {
		t.Error("file: is fetched")
	}
}

func TestRedirects(t *testing.T) {
	other := fetchtest.Start(t, whole(""), nil)
	var to string
	s := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Path == "/here" {
			whole("")(w, req)
			return
		}
		http.Redirect(w, req, to, http.StatusFound)
	}), nil)
	c := client(t, Options{})
	for target, want := range map[string]string{
		"/here":                         "",
		s.URL + "/here":                 "",
		other.URL + "/x":                "neither the same host nor https",
		"/loop":                         "more than 5 redirects",
		"http://u:p@127.0.0.1:1/":       "address with a user",
		"file:///etc/passwd":            "neither the same host nor https",
		"https://127.0.0.1:1/elsewhere": "connection refused",
	} {
		to = target
		_, _, err := save(t, client(t, Options{Tries: 1}), s.URL+"/start", Version{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", target, err, want)
		}
	}
	if n := len(other.Asked()); n != 0 {
		t.Errorf("the other host was asked %d times", n)
	}
	to = "/here"
	if _, _, err := save(t, c, s.URL+"/start", Version{}); err != nil {
		t.Fatal(err)
	}
	for _, req := range s.Asked() {
		if req.URL.Path == "/here" && req.Header.Get("User-Agent") != agent {
			t.Errorf("agent %q", req.UserAgent())
		}
	}
}

// recorder answers every request and keeps it.
type recorder struct{ seen []*http.Request }

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.seen = append(r.seen, req)
	resp := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: req, Header: http.Header{}}
	if len(r.seen) < 4 {
		resp.StatusCode = http.StatusFound
		resp.Header.Set("Location", []string{"", "/same", "https://elsewhere.example.org/", "https://sub.lists.example.org/"}[len(r.seen)])
	}
	return resp, nil
}

// Credentials go to the one host that they are for: to none that it redirects to,
// to none below it, and not without TLS.
func TestCredentialsStay(t *testing.T) {
	c := client(t, Options{
		Home:      "https://lists.example.org",
		Authorize: func(req *http.Request) error { req.SetBasicAuth("reader", "secret"); return nil },
	})
	r := &recorder{}
	c.http.Transport.(*transport).base = r
	for _, address := range []string{"https://lists.example.org/", "https://elsewhere.example.org/", "http://lists.example.org/"} {
		if _, _, err := c.Page(t.Context(), address, 100); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, req := range r.seen {
		_, _, ok := req.BasicAuth()
		got = append(got, fmt.Sprint(req.URL.Host, " ", ok))
	}
	want := "[lists.example.org true lists.example.org true elsewhere.example.org false sub.lists.example.org false elsewhere.example.org false lists.example.org false]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestLimits(t *testing.T) {
	s := fetchtest.Start(t, whole(""), nil)
	c := client(t, Options{MaxBytes: 1000})
	if _, _, err := save(t, c, s.URL, Version{}); err == nil || !strings.Contains(err.Error(), "more than 1000 bytes") || !Refused(err) {
		t.Errorf("file: %v", err)
	}
	if _, _, err := c.Page(t.Context(), s.URL, 100); err == nil || !strings.Contains(err.Error(), "more than 100 bytes") {
		t.Errorf("page: %v", err)
	}
	if n := len(s.Asked()); n != 2 {
		t.Errorf("asked %d times", n)
	}
	bomb := fetchtest.Bomb(t)
	b := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bomb) }), nil)
	if text, _, err := c.Page(t.Context(), b.URL, 1<<20); err == nil || text != nil {
		t.Errorf("bomb: %d bytes, %v", len(text), err)
	}
}

func TestCancel(t *testing.T) {
	s := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_, _ = w.Write(content[:100])
		_ = http.NewResponseController(w).Flush()
		<-req.Context().Done()
	}), nil)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, _, err := client(t, Options{Patience: time.Hour}).Save(ctx, s.URL, filepath.Join(t.TempDir(), "part"), Version{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
