package github

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
)

// A purse is a transport that spends tokens: each request goes out with the one
// of which most is left, and waits while nothing is left of any. It is used by
// one goroutine.
type purse struct {
	base  http.RoundTripper
	home  string // only there tokens are shown
	coins []*coin
	pause time.Duration // between two requests
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	limit time.Duration                     // for one answer, its body included
	told  func(until time.Time, why string) // may be nil

	next time.Time // no request goes out before
}

// A coin is a token and what is known to be left of it.
type coin struct {
	key   key
	left  map[string]budget // by resource
	until time.Time         // of a secondary limit: not used before
}

// A budget is the primary limit of one resource.
type budget struct {
	left  int
	reset time.Time
}

func newPurse(wire http.RoundTripper, api *url.URL, keys []key) *purse {
	p := &purse{base: wire, home: fetch.Home(api)}
	for _, k := range keys {
		p.coins = append(p.coins, &coin{key: k, left: map[string]budget{}})
	}
	return p
}

// maxRefusals is how often one request may be refused for a limit, although its
// time was awaited.
const maxRefusals = 10

// RoundTrip implements http.RoundTripper.
func (p *purse) RoundTrip(req *http.Request) (*http.Response, error) {
	if fetch.Home(req.URL) != p.home {
		return nil, &refusal{fmt.Errorf("%s is not asked", fetch.Home(req.URL))}
	}
	for refused := 0; ; refused++ {
		c, err := p.pick(req.Context(), resource(req))
		if err != nil {
			return nil, err
		}
		resp, err := p.send(req, c)
		if err != nil {
			return nil, err
		}
		limited, err := p.heed(c, resource(req), resp)
		if err != nil {
			return nil, err
		}
		if !limited || refused == maxRefusals {
			hide(resp.Header)
			return resp, nil
		}
		_ = resp.Body.Close()
	}
}

// send signs a request and sends it. Time spent on waiting before is no part of
// the patience with an answer, so that is counted here.
func (p *purse) send(req *http.Request, c *coin) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), p.limit)
	resp, err := p.signed(req.Clone(ctx), c)
	if err != nil {
		cancel()
		return nil, err
	}
	resp.Body = &lasting{resp.Body, cancel}
	return resp, nil
}

// A lasting body holds its context until it is closed.
type lasting struct {
	io.ReadCloser
	cancel func()
}

func (l *lasting) Close() error {
	defer l.cancel()
	return l.ReadCloser.Close()
}

func (p *purse) signed(out *http.Request, c *coin) (*http.Response, error) {
	if out.GetBody != nil {
		body, err := out.GetBody()
		if err != nil {
			return nil, &refusal{err}
		}
		out.Body = body
	}
	token, err := c.key(out.Context())
	if err != nil {
		return nil, fmt.Errorf("get a token: %w", err)
	}
	if token != "" {
		out.Header.Set("Authorization", "Bearer "+token)
	}
	return p.base.RoundTrip(out)
}

// resource is what GitHub counts a request to.
func resource(req *http.Request) string {
	switch {
	case strings.HasSuffix(req.URL.Path, "/graphql"):
		return "graphql"
	case strings.Contains(req.URL.Path, "/search/"):
		return "search"
	}
	return "core"
}

// pick returns the token to use next, once it may be used.
func (p *purse) pick(ctx context.Context, resource string) (*coin, error) {
	for {
		now := p.now()
		best, first := p.best(resource, now)
		switch {
		case best == nil:
			if p.told != nil {
				p.told(first, "the limit of "+strings.TrimPrefix(p.home, "https://")+" is used up")
			}
			if err := p.sleep(ctx, first.Sub(now)); err != nil {
				return nil, err
			}
		case now.Before(p.next):
			if err := p.sleep(ctx, p.next.Sub(now)); err != nil {
				return nil, err
			}
		default:
			p.next = now.Add(p.pause)
			return best, nil
		}
	}
}

// best is the token with most left; where none has any, first is when one will.
func (p *purse) best(resource string, now time.Time) (best *coin, first time.Time) {
	most := -1
	for _, c := range p.coins {
		left, free := c.state(resource, now)
		if now.Before(free) {
			if first.IsZero() || free.Before(first) {
				first = free
			}
			continue
		}
		if left > most {
			best, most = c, left
		}
	}
	return best, first
}

// unknown is what is left of a limit that was not told, or is over.
const unknown = 1 << 30

// state is what is left of a token, and when it may be used.
func (c *coin) state(resource string, now time.Time) (left int, free time.Time) {
	left, free = unknown, c.until
	if b, ok := c.left[resource]; ok && now.Before(b.reset) {
		if left = b.left; left <= 0 && b.reset.After(free) {
			free = b.reset
		}
	}
	return left, free
}

// grace is how much longer than told is waited: clocks differ.
const grace = time.Second

// heed learns from an answer what is left, and reports whether it is a refusal
// for a limit.
func (p *purse) heed(c *coin, resource string, resp *http.Response) (limited bool, err error) {
	now := p.now()
	left, known := number(resp.Header, "X-Ratelimit-Remaining")
	if reset, ok := number(resp.Header, "X-Ratelimit-Reset"); ok && known {
		c.left[resource] = budget{left: left, reset: sooner(time.Unix(int64(reset), 0), now.Add(time.Hour)).Add(grace)}
	}
	if resp.StatusCode != http.StatusForbidden && resp.StatusCode != http.StatusTooManyRequests {
		return false, nil
	}
	if after, ok := number(resp.Header, "Retry-After"); ok {
		c.until = now.Add(time.Duration(after)*time.Second + grace)
		return true, nil
	}
	if known && left == 0 {
		if _, free := c.state(resource, now); !now.Before(free) {
			c.until = now.Add(time.Minute) // its clock and ours are apart
		}
		return true, nil
	}
	about, err := speaksOfLimit(resp)
	if about {
		c.until = now.Add(time.Minute) // as GitHub asks for where it names no time
	}
	return about, err
}

// sooner is the earlier of two times: no limit is for more than an hour, whatever
// a clock says.
func sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// speaksOfLimit reports whether a refusal is for a limit by its words. The body
// can be read once more afterwards.
func speaksOfLimit(resp *http.Response) (bool, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	words := bytes.ToLower(body)
	return resp.StatusCode == http.StatusTooManyRequests || bytes.Contains(words, []byte("rate limit")) || bytes.Contains(words, []byte("abuse detection")), err
}

// number reads a header.
func number(h http.Header, name string) (int, bool) {
	n, err := strconv.ParseUint(h.Get(name), 10, 40)
	return int(n), err == nil
}

// hide keeps the limits from go-github, which knows neither of several tokens nor
// of this clock and would wait by its own.
func hide(h http.Header) {
	for _, name := range []string{"X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset", "Retry-After"} {
		h.Del(name)
	}
}
