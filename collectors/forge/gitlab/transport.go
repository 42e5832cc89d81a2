package gitlab

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"goldenratio/collectors/fetch"
)

// What one answer may cost.
const (
	maxBody  = 64 << 20
	patience = time.Minute
	maxTries = 6
	longest  = 15 * time.Minute // a server that wants to be left alone for longer is asked in the next run
)

// A transport asks one GitLab: at its own pace, within the server's limits, and
// again where an answer is cut off or says that it might go better later. The
// token goes to home only.
type transport struct {
	base    http.RoundTripper
	home    string
	token   func() (string, error)
	pace    *rate.Limiter
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error
	waiting func(until time.Time, why string) // may be nil

	mu    sync.Mutex
	until time.Time // the server's allowance is used up until then
}

// RoundTrip implements http.RoundTripper. Bodies are read whole, so that one that
// is cut off is asked for again.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	sent, err := whole(req.Body)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		resp, wait, err := t.once(req, sent)
		if err == nil && wait < 0 {
			return resp, nil
		}
		if req.Context().Err() != nil {
			return nil, req.Context().Err()
		}
		if try == maxTries || wait > longest || errors.Is(err, errHopeless) {
			return resp, err
		}
		if wait <= 0 {
			wait = time.Second << (try - 1)
		}
		if err := t.wait(req.Context(), wait, resp); err != nil {
			return nil, err
		}
	}
}

// wait tells that it waits, and why, and does.
func (t *transport) wait(ctx context.Context, d time.Duration, resp *http.Response) error {
	if t.waiting != nil {
		why := "there is no answer"
		if resp != nil {
			why = fmt.Sprintf("the server answers %d", resp.StatusCode)
		}
		t.waiting(t.now().Add(d), why)
	}
	return t.sleep(ctx, d)
}

// errHopeless is what asking again would not change.
var errHopeless = errors.New("asking again would not help")

// once asks once. wait is negative for an answer to be taken, 0 where the server
// does not say when to come back.
func (t *transport) once(req *http.Request, sent []byte) (resp *http.Response, wait time.Duration, err error) {
	if err := t.ready(req.Context()); err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithTimeout(req.Context(), patience)
	defer cancel()
	out := req.Clone(ctx)
	if sent != nil {
		out.Body = io.NopCloser(bytes.NewReader(sent))
	}
	if err := t.sign(out); err != nil {
		return nil, 0, err
	}
	if resp, err = t.base.RoundTrip(out); err != nil {
		return nil, 0, err
	}
	body, err := whole(resp.Body)
	if err != nil {
		return nil, 0, err
	}
	resp.Body, resp.Request = io.NopCloser(bytes.NewReader(body)), req
	return resp, t.heed(resp), nil
}

// ready waits until another question may be asked.
func (t *transport) ready(ctx context.Context) error {
	t.mu.Lock()
	until := t.until
	t.mu.Unlock()
	if wait := until.Sub(t.now()); wait > longest {
		return fmt.Errorf("the server's limit is used up for another %s: %w", wait.Round(time.Second), errHopeless)
	} else if wait > 0 {
		if t.waiting != nil {
			t.waiting(until, "the server's limit is used up")
		}
		if err := t.sleep(ctx, wait); err != nil {
			return err
		}
	}
	return t.pace.Wait(ctx)
}

// sign adds the token, for home only.
func (t *transport) sign(req *http.Request) error {
	if fetch.Home(req.URL) != t.home {
		return nil
	}
	token, err := t.token()
	if err != nil {
		return fmt.Errorf("%w: %w", errHopeless, err)
	}
	if token != "" {
		req.Header.Set("Private-Token", token)
	}
	return nil
}

// heed learns from an answer when the next question may be asked. It returns how
// long to wait before asking the same again, negative where the answer is one.
func (t *transport) heed(resp *http.Response) time.Duration {
	reset := pause(resp.Header)
	if resp.Header.Get("RateLimit-Remaining") == "0" && reset > 0 {
		t.mu.Lock()
		t.until = t.now().Add(reset)
		t.mu.Unlock()
	}
	switch resp.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return reset
	}
	return -1
}

// pause is how long the server wants to be left alone: Retry-After, or up to
// RateLimit-Reset by the server's own clock.
func pause(h http.Header) time.Duration {
	if seconds, err := strconv.ParseUint(h.Get("Retry-After"), 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	reset, err := strconv.ParseInt(h.Get("RateLimit-Reset"), 10, 64)
	now, unknown := http.ParseTime(h.Get("Date"))
	if err != nil || unknown != nil {
		return 0
	}
	return max(0, time.Unix(reset, 0).Sub(now))
}

// whole reads a body of a bounded size and closes it.
func whole(body io.ReadCloser) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	text, err := io.ReadAll(io.LimitReader(body, maxBody+1))
	if err == nil && len(text) > maxBody {
		err = fmt.Errorf("the answer has more than %d bytes: %w", maxBody, errHopeless)
	}
	return text, err
}

// stay follows redirects within the GitLab, as of a project that was renamed.
func stay(req *http.Request, via []*http.Request) error {
	const most = 5
	if len(via) > most || fetch.Home(req.URL) != fetch.Home(via[0].URL) {
		return fmt.Errorf("redirect to %q is not followed", fetch.Home(req.URL))
	}
	return nil
}

// doze sleeps until ctx ends.
func doze(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
