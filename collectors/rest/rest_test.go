package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors/fetch/fetchtest"
)

var noon = time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)

// A limit is read however a service writes it.
func TestAllowance(t *testing.T) {
	date := noon.Format(http.TimeFormat)
	for _, c := range []struct {
		name   string
		header map[string]string
		empty  bool
		reset  time.Duration
	}{
		{"none", nil, false, 0},
		{"seconds", map[string]string{"Retry-After": "7"}, false, 7 * time.Second},
		{"a date", map[string]string{"Retry-After": noon.Add(time.Minute).Format(http.TimeFormat), "Date": date}, false, time.Minute},
		{"an instant", map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2024-03-10T12:05:00.123Z", "Date": date}, true, 5*time.Minute + 123*time.Millisecond},
		{"since 1970", map[string]string{"RateLimit-Remaining": "0", "RateLimit-Reset": fmt.Sprint(noon.Unix() + 30), "Date": date}, true, 30 * time.Second},
		{"seconds left", map[string]string{"X-Ratelimit-Remaining": "0.0", "X-Ratelimit-Reset": "273", "Date": date}, true, 273 * time.Second},
		{"enough", map[string]string{"X-Rate-Limit-Remaining": "3", "X-Rate-Limit-Reset": "9"}, false, 9 * time.Second},
		{"nonsense", map[string]string{"X-RateLimit-Remaining": "x", "X-RateLimit-Reset": "NaN"}, false, 0},
		{"the past", map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000000000", "Date": date}, true, 0},
	} {
		h := http.Header{}
		for name, value := range c.header {
			h.Set(name, value)
		}
		if empty, reset := allowance(h, noon); empty != c.empty || reset != c.reset {
			t.Errorf("%s: %t, %s; want %t, %s", c.name, empty, reset, c.empty, c.reset)
		}
	}
}

// A day is a clock that jumps when somebody sleeps.
type day struct {
	now   time.Time
	waits []string
}

func (d *day) options(url string) Options {
	return Options{
		Home: url, PerSecond: 1e6, Now: func() time.Time { return d.now },
		Sign: func(r *http.Request) error { r.Header.Set("Authorization", "Bearer s3cret"); return nil },
		Sleep: func(ctx context.Context, p time.Duration) error {
			d.now = d.now.Add(p)
			return ctx.Err()
		},
		Waiting: func(_ time.Time, why string) { d.waits = append(d.waits, why) },
	}
}

type echo struct {
	Method, Authorization, Question, Kind string
	Length                                int64
}

func TestClient(t *testing.T) {
	d := &day{now: noon}
	faults := []fetchtest.Fault{{Code: 502}, {Cut: 3}, {Code: 429, Header: map[string]string{"Retry-After": "60"}}}
	server := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/private":
			w.WriteHeader(http.StatusForbidden)
		case "/text":
			_, _ = fmt.Fprint(w, "<html>")
		default:
			body := make([]byte, 100)
			n, _ := r.Body.Read(body)
			_, _ = fmt.Fprintf(w, `{"Method": %q, "Authorization": %q, "Question": %q, "Kind": %q, "Length": %d}`, r.Method, r.Header.Get("Authorization"), body[:n], r.Header.Get("Content-Type"), r.ContentLength)
		}
	}), func(*http.Request) (f fetchtest.Fault) {
		if len(faults) > 0 {
			f, faults = faults[0], faults[1:]
		}
		return f
	})
	c := New(d.options(server.URL))
	defer c.Close()
	var got echo
	if _, err := c.Post(t.Context(), server.URL+"/a?key=s3cret", map[string]int{"n": 1}, &got); err != nil || got != (echo{"POST", "Bearer s3cret", `{"n":1}`, "application/json", 7}) {
		t.Errorf("%+v, %v", got, err)
	}
	if d.now.Sub(noon) < time.Minute {
		t.Errorf("waited %s, told %q", d.now.Sub(noon), d.waits)
	}
	form := url.Values{"grant": {"a b"}}
	if _, err := c.PostForm(t.Context(), server.URL, form, &got); err != nil || got.Question != "grant=a+b" || got.Kind != "application/x-www-form-urlencoded" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := c.Post(t.Context(), server.URL, nil, &got); err != nil || got.Length != 0 || got.Kind != "" {
		t.Errorf("%+v, %v", got, err)
	}
	_, err := c.Get(t.Context(), server.URL+"/gone?key=s3cret", &got)
	if !Absent(err) || strings.Contains(err.Error(), "s3cret") {
		t.Error(err)
	}
	if _, err := c.Get(t.Context(), server.URL+"/private", &got); !Forbidden(err) || Absent(err) || Unauthorized(err) {
		t.Error(err)
	}
	if _, err := c.Get(t.Context(), server.URL+"/text", &got); err == nil || !strings.Contains(err.Error(), "not what it should be") {
		t.Error(err)
	}
}

// A service that says in an answer that it wants to be left alone is; for longer than
// a quarter of an hour it is asked in the next run.
func TestPause(t *testing.T) {
	d := &day{now: noon}
	server := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "{}") }), nil)
	c := New(d.options(server.URL))
	defer c.Close()
	c.Pause(10*time.Second, "the service asks for a pause")
	var got echo
	if _, err := c.Get(t.Context(), server.URL, &got); err != nil || d.now.Sub(noon) != 10*time.Second || len(d.waits) != 1 {
		t.Errorf("%v after %s, told %q", err, d.now.Sub(noon), d.waits)
	}
	c.Pause(time.Hour, "the service asks for a pause")
	if _, err := c.Get(t.Context(), server.URL, &got); !errors.Is(err, errHopeless) || !strings.Contains(err.Error(), "the service asks for a pause for another 1h0m0s") {
		t.Error(err)
	}
}

// Some services say in the body alone that somebody asks too much, and some of them
// with a code of their own.
func TestLimitInBody(t *testing.T) {
	d := &day{now: noon}
	asked := 0
	server := fetchtest.Start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = fmt.Fprintf(w, `{"Method": "%d"}`, asked)
	}), nil)
	o := d.options(server.URL)
	o.Limit = func(code int, body []byte) time.Duration {
		if code == http.StatusBadRequest && string(body) == `{"Method": "1"}` {
			return time.Minute
		}
		return 0
	}
	c := New(o)
	defer c.Close()
	var got echo
	if _, err := c.Get(t.Context(), server.URL, &got); err != nil || got.Method != "2" || d.now.Sub(noon) != time.Minute {
		t.Errorf("%+v after %s, %v", got, d.now.Sub(noon), err)
	}
}
