package fetch

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A roundTripper answers in place of a server, so that time can be made up.
type roundTripper func(n int, req *http.Request) *http.Response

// imaginary is a client of a server that is asked n times so far.
func imaginary(o Options, answer roundTripper) (c *Client, asked *int) {
	c, asked = New(o), new(int)
	c.http.Transport.(*transport).base = base(func(req *http.Request) *http.Response {
		*asked++
		return answer(*asked, req)
	})
	return c, asked
}

type base func(*http.Request) *http.Response

func (b base) RoundTrip(req *http.Request) (*http.Response, error) { return b(req), nil }

func response(req *http.Request, code int, body io.Reader) *http.Response {
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(body), Request: req}
}

// A drip is a body of ten pieces with a pause before each.
type drip struct {
	req   *http.Request
	pause time.Duration
	size  int
	sent  int
}

func (d *drip) Read(p []byte) (int, error) {
	if d.sent == 10 {
		return 0, io.EOF
	}
	select {
	case <-time.After(d.pause):
		d.sent++
		return copy(p, make([]byte, d.size)), nil
	case <-d.req.Context().Done():
		return 0, d.req.Context().Err()
	}
}

// A slow body is no silence; one that is silent, or all but that, is given up.
func TestSlowAndSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pause, size := 50*time.Second, enough
		c, asked := imaginary(Options{Patience: time.Minute, Tries: 2}, func(_ int, req *http.Request) *http.Response {
			return response(req, http.StatusOK, &drip{req: req, pause: pause, size: size})
		})
		part := filepath.Join(t.TempDir(), "part")
		if _, changed, err := c.Save(t.Context(), "http://lists.example.org/", part, Version{}); err != nil || !changed || *asked != 1 {
			t.Errorf("slow: asked %d times, %v", *asked, err)
		}
		for p, s := range map[time.Duration]int{70 * time.Second: enough, 50 * time.Second: 1} {
			*asked, pause, size = 0, p, s
			if _, _, err := c.Save(t.Context(), "http://lists.example.org/", part, Version{}); !errors.Is(err, errSilent) || *asked != 2 {
				t.Errorf("%d bytes every %s: asked %d times, %v", s, p, *asked, err)
			}
		}
	})
}

func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		after := "90"
		c, asked := imaginary(Options{}, func(n int, req *http.Request) *http.Response {
			if n > 1 {
				return response(req, http.StatusOK, strings.NewReader("hello"))
			}
			busy := response(req, http.StatusTooManyRequests, http.NoBody)
			busy.Header.Set("Retry-After", after)
			return busy
		})
		begun := time.Now()
		text, _, err := c.Page(t.Context(), "http://lists.example.org/", 100)
		if err != nil || string(text) != "hello" || *asked != 2 || time.Since(begun) != 90*time.Second {
			t.Errorf("%q after %d requests and %s: %v", text, *asked, time.Since(begun), err)
		}
		*asked, after, begun = 0, "7200", time.Now()
		_, _, err = c.Page(t.Context(), "http://lists.example.org/", 100)
		if err == nil || !strings.Contains(err.Error(), "429 Too Many Requests, and to come back in 2h0m0s") || time.Since(begun) > time.Second {
			t.Errorf("after %s: %v", time.Since(begun), err)
		}
	})
}

func TestRetryAfterForms(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"":                              0,
		"120":                           2 * time.Minute,
		"-3":                            0,
		"Wed, 01 Jan 2020 00:01:00 GMT": time.Minute,
		"Tue, 31 Dec 2019 00:01:00 GMT": 0,
		"99999999999999999999":          0,
	} {
		h := http.Header{"Retry-After": {text}, "Date": {"Wed, 01 Jan 2020 00:00:00 GMT"}}
		if got := retryAfter(h); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Pauses grow, and end some time.
func TestPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, asked := imaginary(Options{}, func(_ int, req *http.Request) *http.Response {
			return response(req, http.StatusBadGateway, http.NoBody)
		})
		begun := time.Now()
		_, _, err := c.Page(t.Context(), "http://lists.example.org/", 100)
		if took := time.Since(begun); err == nil || *asked != 6 || took < 5*time.Second || took > time.Minute {
			t.Errorf("%d requests in %s: %v", *asked, took, err)
		}
	})
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := imaginary(Options{PerSecond: 4}, func(n int, req *http.Request) *http.Response {
			if n == 1 {
				moved := response(req, http.StatusFound, http.NoBody)
				moved.Header.Set("Location", "/there")
				return moved
			}
			return response(req, http.StatusOK, http.NoBody)
		})
		begun := time.Now()
		for range 4 {
			if _, _, err := c.Page(t.Context(), "http://lists.example.org/", 100); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took != time.Second {
			t.Errorf("five requests in %s, at four a second", took)
		}
	})
}
