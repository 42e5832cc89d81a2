package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// Options say how a Client behaves. What is zero is as usual.
type Options struct {
	PerSecond float64 // requests, those of redirects included
	MaxBytes  int64   // of a file

	// Authorize adds credentials to a request. It is called for requests to Home
	// only, such as https://lists.example.org, and never for a host to which that
	// one redirects or links.
	Authorize func(*http.Request) error
	Home      string

	Patience time.Duration // with a server that sends nothing
	Pause    time.Duration // before the second try; each further one is longer
	Tries    uint          // in a row, without getting any further
}

func (o Options) usual() Options {
	if o.PerSecond <= 0 {
		o.PerSecond = 5
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 2 << 30
	}
	if o.Patience <= 0 {
		o.Patience = time.Minute
	}
	if o.Pause <= 0 {
		o.Pause = time.Second
	}
	if o.Tries == 0 {
		o.Tries = 6
	}
	return o
}

// A Client gets what lies on one server or a few. It may be used by several
// goroutines, who share its rate.
type Client struct {
	options Options
	http    *http.Client
	base    *http.Transport
}

// New returns a Client; Close ends it.
func New(o Options) *Client {
	o = o.usual()
	base := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // bodies are taken as they lie on the server
		MaxIdleConns:           4,
		IdleConnTimeout:        o.Patience,
		TLSHandshakeTimeout:    o.Patience,
		ResponseHeaderTimeout:  o.Patience,
		MaxResponseHeaderBytes: 1 << 20,
	}
	polite := &transport{base: base, limit: rate.NewLimiter(rate.Limit(o.PerSecond), 1), options: o}
	return &Client{options: o, base: base, http: &http.Client{Transport: polite, CheckRedirect: follow}}
}

// Close gives up the connections that are open.
func (c *Client) Close() { c.base.CloseIdleConnections() }

// agent is how the server's owner can tell who asks.
const agent = "goldenratio (archive reader; asks for what is new only)"

// A transport paces requests, signs them and adds credentials.
type transport struct {
	base    http.RoundTripper
	limit   *rate.Limiter
	options Options
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := t.limit.Wait(req.Context()); err != nil {
		return nil, err
	}
	out := req.Clone(req.Context())
	out.Header.Set("User-Agent", agent)
	if t.options.Authorize != nil && Home(req.URL) == t.options.Home {
		if err := t.options.Authorize(out); err != nil {
			return nil, &refusal{err}
		}
	}
	return t.base.RoundTrip(out)
}

// Home is an address without its path: who answers there.
func Home(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }

// follow says which redirects are followed: to the same host, but not out of
// TLS, and to anywhere over https.
func follow(req *http.Request, via []*http.Request) error {
	const most = 5
	switch {
	case len(via) > most:
		return &refusal{fmt.Errorf("more than %d redirects", most)}
	case req.URL.User != nil:
		return &refusal{errors.New("redirect to an address with a user")}
	case req.URL.Scheme == "https" || Home(req.URL) == Home(via[0].URL):
		return nil
	}
	return &refusal{fmt.Errorf("redirect to %q is not followed: it is neither the same host nor https", Home(req.URL))}
}

// get makes one request and reads its answer by read, which is called with a
// success or a 304 only. The server may be silent for as long as patience goes.
func (c *Client) get(ctx context.Context, address string, header http.Header, read func(*http.Response) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	alarm := time.AfterFunc(c.options.Patience, func() { cancel(errSilent) })
	defer alarm.Stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return &refusal{err}
	}
	for name, values := range header {
		req.Header[name] = values
	}
	resp, err := c.http.Do(req)
	if err == nil {
		defer resp.Body.Close()
		resp.Body = &awake{body: resp.Body, alarm: alarm, patience: c.options.Patience}
		if err = status(resp); err == nil {
			err = read(resp)
		}
	}
	if err != nil && errors.Is(context.Cause(ctx), errSilent) {
		return fmt.Errorf("%w for %s", errSilent, c.options.Patience)
	}
	return err
}

var errSilent = errors.New("the server is silent")
