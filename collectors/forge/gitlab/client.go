package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	gitlab "gitlab.com/gitlab-org/api/client-go"
	"golang.org/x/time/rate"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/rest"
)

// An api is a GitLab to be asked.
type api struct {
	client *gitlab.Client
	close  func()
	path   string // of the GitLab on its server; empty for its root
	host   string // as it stands in ids and logins, with the path
}

// open prepares to ask; nothing is sent yet.
func (c *Collector) open() (*api, error) {
	base, err := c.options.base()
	if err != nil {
		return nil, err
	}
	perSecond := c.options.RequestsPerSecond
	if perSecond <= 0 {
		perSecond = 10
	}
	polite := rest.NewTransport(rest.Options{
		Home: fetch.Home(base), Sign: c.options.sign(c.place.Dir), PerSecond: perSecond,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	// What the client knows of retries and limits stands in transport.
	client, err := gitlab.NewAuthSourceClient(gitlab.Unauthenticated{}, gitlab.WithBaseURL(base.String()),
		gitlab.WithHTTPClient(&http.Client{Transport: polite, CheckRedirect: rest.Stay}), gitlab.WithoutRetries(),
		gitlab.WithCustomLimiter(rate.NewLimiter(rate.Inf, 1)), gitlab.WithUserAgent("goldenratio (asks for what is new only)"))
	if err != nil {
		return nil, err
	}
	return &api{client: client, close: polite.Close, path: base.Path, host: base.Host + base.Path}, nil
}

// get asks for one object, or for a page of them, below the API's address.
func (a *api) get(ctx context.Context, path string, query, into any, more ...gitlab.RequestOptionFunc) (*gitlab.Response, error) {
	req, err := a.client.NewRequest(http.MethodGet, path, query, append(more, gitlab.WithContext(ctx)))
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	resp, err := a.client.Do(req, into)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	return resp, nil
}

// each calls take with every object of a list. Where the list becomes shorter
// while it is read, an object may have slipped onto a page that was read already:
// then it is read again from its beginning.
func (a *api) each(ctx context.Context, path string, query any, take func(json.RawMessage) error) error {
	var next gitlab.RequestOptionFunc
	var most int64
	for more := true; more; {
		var page []json.RawMessage
		resp, err := a.get(ctx, path, query, &page, next)
		if err != nil {
			return err
		}
		for _, raw := range page {
			if err := take(raw); err != nil {
				return err
			}
		}
		total := resp.TotalItems
		if total < most {
			next, most = nil, total
			continue
		}
		most = total
		next, more = gitlab.WithNext(resp)
	}
	return nil
}

// pageSize is the most that GitLab gives at once.
const pageSize = 100

// absent reports whether there is nothing at an address, or nothing for us.
func absent(err error) bool {
	return errors.Is(err, gitlab.ErrNotFound) || status(err) == http.StatusGone
}

// refused reports whether the token is not enough for this one thing.
func refused(err error) bool {
	return status(err) == http.StatusForbidden || status(err) == http.StatusUnavailableForLegalReasons
}

// status is the answer's that an error is, 0 for another one.
func status(err error) int {
	var e *gitlab.ErrorResponse
	if errors.As(err, &e) && e.Response != nil {
		return e.Response.StatusCode
	}
	return 0
}
