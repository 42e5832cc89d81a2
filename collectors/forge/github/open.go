package github

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"

	"goldenratio/collectors/rest"
	"goldenratio/collectors/secret"
)

// open prepares to ask; nothing is sent yet.
func (c *Collector) open() (*client, error) {
	base, err := c.options.base()
	if err != nil {
		return nil, err
	}
	wire, closing := c.connect()
	keys, err := c.keys(base, wire)
	if err != nil {
		return nil, err
	}
	polite := newPurse(wire, base, keys)
	polite.now, polite.sleep, polite.told, polite.limit = c.now, c.sleep, c.place.Waiting, c.limits.patience
	polite.pause = c.options.pause()
	api := github.NewClient(&http.Client{Transport: polite, CheckRedirect: stay})
	api.BaseURL, api.UserAgent = base, agent
	host := base.Hostname()
	if host == "api.github.com" {
		host = "github.com"
	}
	return &client{api: api, host: host, signed: c.options.given() > 0, limits: c.limits, sleep: c.sleep, close: closing}, nil
}

// connect makes the connections to the server.
func (c *Collector) connect() (wire http.RoundTripper, closing func()) {
	if c.wire != nil {
		return c.wire, func() {}
	}
	t := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConns: 4, IdleConnTimeout: time.Minute,
		TLSHandshakeTimeout: time.Minute, ResponseHeaderTimeout: c.limits.patience, MaxResponseHeaderBytes: 1 << 20,
	}
	return t, t.CloseIdleConnections
}

// A key gives what a request is signed with, renewed where need be.
type key func(ctx context.Context) (string, error)

// keys are the tokens that there are; at least one, which may be empty.
func (c *Collector) keys(base *url.URL, wire http.RoundTripper) (all []key, err error) {
	if app := c.options.App; app != nil {
		pem, err := secret.Reveal("", c.place.Dir, app.KeyFile)
		if err != nil {
			return nil, err
		}
		installed, err := ghinstallation.New(wire, int64(app.ID), int64(app.Installation), []byte(pem))
		if err != nil {
			return nil, fmt.Errorf("read the app's key: %w", err)
		}
		installed.BaseURL = strings.TrimSuffix(base.String(), "/")
		return []key{installed.Token}, nil
	}
	text, err := secret.Reveal(c.options.Token, c.place.Dir, c.options.TokenFile)
	if err != nil {
		return nil, err
	}
	for _, token := range strings.Fields(text) {
		all = append(all, fixed(token))
	}
	if len(all) == 0 {
		all = append(all, fixed(""))
	}
	return all, nil
}

// fixed is a token that stays.
func fixed(token string) key {
	return func(context.Context) (string, error) { return token, nil }
}

// stay follows redirects within the server, as of a repository that was renamed.
func stay(req *http.Request, via []*http.Request) error {
	if err := rest.Stay(req, via); err != nil {
		return &refusal{err}
	}
	return nil
}
