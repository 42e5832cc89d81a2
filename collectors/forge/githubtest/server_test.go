package githubtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/sample/hub"
)

// A caller asks a server on a clock that stands still unless it is moved.
type caller struct {
	t      *testing.T
	server *Server
	now    time.Time
	token  string
}

func call(t *testing.T, h *hub.Hub, o Options) *caller {
	t.Helper()
	c := &caller{t: t, now: clock()}
	o.Now = func() time.Time { return c.now }
	o.Sleep = func(ctx context.Context, d time.Duration) error { c.now = c.now.Add(d); return ctx.Err() }
	c.server = New(h, o)
	return c
}

// get asks for a path, or a whole address, and returns the answer with its body.
func (c *caller) get(path string, header ...string) (*http.Response, string) {
	c.t.Helper()
	response, err := c.try(path, header...)
	if err != nil {
		c.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return response, string(body)
}

func (c *caller) try(path string, header ...string) (*http.Response, error) {
	c.t.Helper()
	if !strings.HasPrefix(path, "https://") {
		path = "https://api.github.com" + path
	}
	request, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, path, http.NoBody)
	if err != nil {
		c.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	return c.server.RoundTrip(request)
}

// next is where a Link header says that a list goes on.
func next(r *http.Response) string {
	for _, link := range strings.Split(r.Header.Get("Link"), ", ") {
		if target, ok := strings.CutSuffix(link, `; rel="next"`); ok {
			return strings.Trim(target, "<>")
		}
	}
	return ""
}

// numbers reads a list to its end, following its links.
func (c *caller) numbers(path string) (all []uint64) {
	c.t.Helper()
	for path != "" {
		response, body := c.get(path)
		var page []struct{ Number uint64 }
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			c.t.Fatalf("%s: %v: %.200s", path, err, body)
		}
		for _, one := range page {
			all = append(all, one.Number)
		}
		path = next(response)
	}
	return all
}

// many is a forge with so many issues, each updated a minute after the one
// before.
func many(n int) *hub.Hub {
	h := small()
	r := h.Repositories[0]
	r.Tickets = nil
	for i := range n {
		r.Tickets = append(r.Tickets, &hub.Ticket{ID: uint64(i + 1), Number: uint64(i + 1), Title: "One of many", Author: h.People[0], At: r.Created.Add(time.Duration(i) * time.Minute)})
	}
	return h
}

func TestListsAreRead(t *testing.T) {
	c := call(t, many(25), Options{})
	for _, direction := range []string{"asc", "desc"} {
		got := c.numbers("/repos/example/engine/issues?state=all&sort=updated&per_page=10&direction=" + direction)
		var want []uint64
		for i := range uint64(25) {
			if direction == "asc" {
				want = append(want, i+1)
			} else {
				want = append(want, 25-i)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", direction, diff)
		}
	}
	since := clock().AddDate(0, 0, -60).Add(12*time.Hour + 20*time.Minute)
	if got := c.numbers("/repos/example/engine/issues?state=all&sort=updated&direction=asc&since=" + since.Format(time.RFC3339)); len(got) != 5 || got[0] != 21 {
		t.Errorf("since %v: %v", since, got)
	}
}

// A list that is read by page numbers loses what moves while it is read; by its
// links, which have cursors, it does not.
func TestPagesShift(t *testing.T) {
	for _, byLink := range []bool{false, true} {
		c := call(t, many(20), Options{})
		c.server.Before(func(n int, _ *http.Request) {
			if n == 1 {
				c.server.Change(func(h *hub.Hub) {
					first := h.Repositories[0].Tickets[0]
					first.Acts = append(first.Acts, &hub.Act{ID: 1, Kind: hub.Comment, By: h.People[1], At: c.now})
				})
			}
		})
		const path = "/repos/example/engine/issues?state=all&sort=updated&direction=asc&per_page=10"
		var got []uint64
		if byLink {
			got = c.numbers(path)
		} else {
			for page := 1; page <= 2; page++ {
				_, body := c.get(fmt.Sprintf("%s&page=%d", path, page))
				var all []struct{ Number uint64 }
				if err := json.Unmarshal([]byte(body), &all); err != nil {
					t.Fatal(err)
				}
				for _, one := range all {
					got = append(got, one.Number)
				}
			}
		}
		seen := map[uint64]bool{}
		for _, n := range got {
			seen[n] = true
		}
		if seen[11] != byLink {
			t.Errorf("by link %v: read %v", byLink, got)
		}
	}
}

func TestLongListsWantCursors(t *testing.T) {
	c := call(t, many(10_150), Options{})
	c.token = "secret"
	const path = "/repos/example/engine/issues?state=all&per_page=100"
	if r, _ := c.get(path + "&page=99"); r.StatusCode != http.StatusOK {
		t.Errorf("page 99: %d", r.StatusCode)
	}
	if r, body := c.get(path + "&page=100"); r.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "cursor") {
		t.Errorf("page 100: %d %s", r.StatusCode, body)
	}
	if got := c.numbers(path); len(got) != 10_150 {
		t.Errorf("%d issues by the links, want 10150", len(got))
	}
}

func TestUnchangedIsFree(t *testing.T) {
	c := call(t, small(), Options{})
	first, _ := c.get("/repos/example/engine")
	same, body := c.get("/repos/example/engine", "If-None-Match", first.Header.Get("ETag"))
	if same.StatusCode != http.StatusNotModified || body != "" || same.Header.Get("X-RateLimit-Used") != "1" {
		t.Errorf("%d %q %v", same.StatusCode, body, same.Header)
	}
	c.server.Rename("example/engine", "example/motor")
	if changed, _ := c.get("/repositories/1000", "If-None-Match", first.Header.Get("ETag")); changed.StatusCode != http.StatusOK {
		t.Errorf("after a change: %d", changed.StatusCode)
	}
}

func TestLimits(t *testing.T) {
	c := call(t, small(), Options{Hourly: 3})
	c.token = "secret"
	for range 3 {
		if r, _ := c.get("/users/ada"); r.StatusCode != http.StatusOK {
			t.Fatalf("within the limit: %d", r.StatusCode)
		}
	}
	r, body := c.get("/users/ada")
	if r.StatusCode != http.StatusForbidden || r.Header.Get("X-RateLimit-Remaining") != "0" || !strings.Contains(body, "rate limit exceeded") {
		t.Errorf("beyond the limit: %d %v %s", r.StatusCode, r.Header, body)
	}
	if n := len(c.server.Offences()); n != 1 {
		t.Errorf("%d offences, want 1", n)
	}
	c.token = "other"
	if r, _ := c.get("/users/ada"); r.StatusCode != http.StatusOK {
		t.Errorf("another token: %d", r.StatusCode)
	}
	c.token, c.now = "secret", c.now.Add(time.Hour+time.Second)
	if r, _ := c.get("/users/ada"); r.StatusCode != http.StatusOK || len(c.server.Offences()) != 1 {
		t.Errorf("after the reset: %d, %d offences", r.StatusCode, len(c.server.Offences()))
	}
}

func TestSecondaryLimit(t *testing.T) {
	c := call(t, small(), Options{Burst: 2})
	c.token = "secret"
	for range 2 {
		c.get("/users/ada")
	}
	r, _ := c.get("/users/ada")
	if r.StatusCode != http.StatusForbidden || r.Header.Get("Retry-After") != "61" || len(c.server.Offences()) != 0 {
		t.Errorf("the first time: %d %v %v", r.StatusCode, r.Header, c.server.Offences())
	}
	c.now = c.now.Add(30 * time.Second)
	if c.get("/users/ada"); len(c.server.Offences()) != 1 {
		t.Errorf("too early: %v", c.server.Offences())
	}
	c.now = c.now.Add(31 * time.Second)
	if r, _ := c.get("/users/ada"); r.StatusCode != http.StatusOK || len(c.server.Offences()) != 1 {
		t.Errorf("in time: %d %v", r.StatusCode, c.server.Offences())
	}
}

func TestNamesLeadOn(t *testing.T) {
	c := call(t, small(), Options{Tokens: []string{"secret"}})
	c.token = "secret"
	c.server.Rename("example/before", "elsewhere/after")
	r, _ := c.get("/repos/Example/before/issues?state=all")
	if to := r.Header.Get("Location"); r.StatusCode != http.StatusMovedPermanently || to != "https://api.github.com/repositories/1003/issues?state=all" {
		t.Errorf("%d %s", r.StatusCode, to)
	} else if r, _ := c.get(to); r.StatusCode != http.StatusOK {
		t.Errorf("there: %d", r.StatusCode)
	}
	if r, _ := c.get("/repos/example/secret"); r.StatusCode != http.StatusOK {
		t.Errorf("private, with a token: %d", r.StatusCode)
	}
	c.token = ""
	if r, _ := c.get("/repos/example/secret"); r.StatusCode != http.StatusNotFound {
		t.Errorf("private, without one: %d", r.StatusCode)
	}
	c.token = "wrong"
	if r, _ := c.get("/repos/example/engine"); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d", r.StatusCode)
	}
}

// TestFaults has every fault happen, over the network and within the process.
func TestFaults(t *testing.T) {
	for _, network := range []bool{false, true} {
		c := call(t, small(), Options{})
		ask := func() (*http.Response, error) { return c.try("/repos/example/engine/issues?state=all") }
		if network {
			client := &http.Client{}
			base := c.server.Listen(t)
			ask = func() (*http.Response, error) {
				request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/repos/example/engine/issues?state=all", http.NoBody)
				if err != nil {
					t.Fatal(err)
				}
				return client.Do(request)
			}
		}
		for _, f := range []struct {
			fault Fault
			code  int // 0: no answer
			whole bool
		}{
			{Fault{}, 200, true}, {Fault{Code: 502}, 502, true}, {Fault{Code: 429, After: time.Minute}, 429, true}, {Fault{}, 403, true},
			{Fault{Cut: true}, 200, false}, {Fault{Drop: true}, 0, false}, {Fault{Wait: 8 * time.Second}, 200, true},
		} {
			if f.fault.Cut {
				c.now = c.now.Add(2 * time.Minute)
			}
			c.server.Spoil(func(int, *http.Request) Fault { return f.fault })
			response, err := ask()
			if err != nil {
				if f.code != 0 {
					t.Errorf("network %v, %+v: %v", network, f.fault, err)
				}
				continue
			}
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if response.StatusCode != f.code || (err == nil) != f.whole || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("network %v, %+v: %d, %d bytes, %v", network, f.fault, response.StatusCode, len(body), err)
			}
		}
	}
}
