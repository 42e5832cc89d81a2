package rest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
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

// Options say whom a Transport asks, and how. What is zero is as usual.
type Options struct {
	Home      string                    // scheme and host that Sign's credentials are for: https://forge.example.org
	Sign      func(*http.Request) error // adds credentials to what goes to Home
	PerSecond float64                   // questions; 5 where it is 0

	// Limit, where not nil, reads out of an answer's body how long to wait before the
	// same is asked again; 0 for a body that says nothing of it.
	Limit func(code int, body []byte) time.Duration

	Now     func() time.Time
	Sleep   func(context.Context, time.Duration) error
	Waiting func(until time.Time, why string)
}

// A Transport asks one service. It may be used by several goroutines, who share
// its pace.
type Transport struct {
	options Options
	base    *http.Transport
	pace    *rate.Limiter

	mu    sync.Mutex
	until time.Time // the service wants to be left alone until then
	why   string
}

// NewTransport returns a Transport; Close ends it.
func NewTransport(o Options) *Transport {
	if o.PerSecond <= 0 {
		o.PerSecond = 5
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = doze
	}
	if o.Waiting == nil {
		o.Waiting = func(time.Time, string) {}
	}
	return &Transport{options: o, pace: rate.NewLimiter(rate.Limit(o.PerSecond), 1), base: &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConns: 4,
		IdleConnTimeout: patience, TLSHandshakeTimeout: patience, MaxResponseHeaderBytes: 1 << 20,
	}}
}

// Close gives up the connections that are open.
func (t *Transport) Close() { t.base.CloseIdleConnections() }

// Pause leaves the service alone for some time, because it said so in an answer.
func (t *Transport) Pause(d time.Duration, why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if until := t.options.Now().Add(d); until.After(t.until) {
		t.until, t.why = until, why
	}
}

// RoundTrip implements http.RoundTripper. Bodies are read whole, so that one that
// is cut off is asked for again.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
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
func (t *Transport) wait(ctx context.Context, d time.Duration, resp *http.Response) error {
	why := "there is no answer"
	if resp != nil {
		why = fmt.Sprintf("the server answers %d", resp.StatusCode)
	}
	t.options.Waiting(t.options.Now().Add(d), why)
	return t.options.Sleep(ctx, d)
}

// errHopeless is what asking again would not change.
var errHopeless = errors.New("asking again would not help")

// once asks once. wait is negative for an answer to be taken, 0 where the server
// does not say when to come back.
func (t *Transport) once(req *http.Request, sent []byte) (resp *http.Response, wait time.Duration, err error) {
	if err := t.ready(req.Context()); err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithTimeout(req.Context(), patience)
	defer cancel()
	out := req.Clone(ctx)
	if out.Body = http.NoBody; len(sent) > 0 { // some services refuse even the header of a body
		out.Body = io.NopCloser(bytes.NewReader(sent))
	}
	if err := t.sign(out); err != nil {
		return nil, 0, err
	}
	if resp, err = t.base.RoundTrip(out); err != nil {
		return nil, 0, err
	}
	wait = t.heed(resp) // also one that is cut off uses up the limit
	body, err := whole(resp.Body)
	if err != nil {
		return nil, 0, err
	}
	resp.Body, resp.Request = io.NopCloser(bytes.NewReader(body)), req
	if t.options.Limit != nil {
		wait = cmp.Or(t.options.Limit(resp.StatusCode, body), wait)
	}
	return resp, wait, nil
}

// ready waits until another question may be asked.
func (t *Transport) ready(ctx context.Context) error {
	t.mu.Lock()
	until, why := t.until, t.why
	t.mu.Unlock()
	if wait := until.Sub(t.options.Now()); wait > longest {
		return fmt.Errorf("%s for another %s: %w", why, wait.Round(time.Second), errHopeless)
	} else if wait > 0 {
		t.options.Waiting(until, why)
		if err := t.options.Sleep(ctx, wait); err != nil {
			return err
		}
	}
	return t.pace.Wait(ctx)
}

// sign adds credentials, for home only.
func (t *Transport) sign(req *http.Request) error {
	if t.options.Sign == nil || fetch.Home(req.URL) != t.options.Home {
		return nil
	}
	if err := t.options.Sign(req); err != nil {
		return fmt.Errorf("%w: %w", errHopeless, err)
	}
	return nil
}

// heed learns from an answer when the next question may be asked. It returns how
// long to wait before asking the same again, negative where the answer is one.
func (t *Transport) heed(resp *http.Response) time.Duration {
	empty, reset := allowance(resp.Header, t.options.Now())
	if empty && reset > 0 {
		t.Pause(reset, "the server's limit is used up")
	}
	switch resp.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return reset
	}
	return -1
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

// Stay follows redirects within one server, as of a project that was renamed.
func Stay(req *http.Request, via []*http.Request) error {
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
