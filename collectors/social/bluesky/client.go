package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/rest"
)

// An api is a server to be asked, by XRPC: an address a method.
type api struct {
	*rest.Client
	base    string
	bearer  string // what is shown with a question
	session session
}

// A session is what signing in gives: a token to ask with, which is good for some two
// hours, and one to get the next.
type session struct {
	Access  string `json:"accessJwt"`
	Refresh string `json:"refreshJwt"`
}

// open prepares to ask; nothing is sent yet.
func (c *Collector) open() (*api, error) {
	base, err := c.options.base()
	if err != nil {
		return nil, err
	}
	a := &api{base: base.String() + "/xrpc/"}
	a.Client = rest.New(rest.Options{
		Home: fetch.Home(base), Sign: a.sign, PerSecond: c.perSecond,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	return a, nil
}

func (a *api) sign(req *http.Request) error {
	if a.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+a.bearer)
	}
	return nil
}

// login signs in.
func (a *api) login(ctx context.Context, identifier, password string) error {
	question := map[string]string{"identifier": identifier, "password": password}
	_, err := a.Post(ctx, a.base+"com.atproto.server.createSession", question, &a.session)
	a.bearer = a.session.Access
	if err != nil {
		return fmt.Errorf("sign in: %w", said(err))
	}
	return nil
}

// renew gets a new token for one that is no longer good.
func (a *api) renew(ctx context.Context) error {
	a.bearer = a.session.Refresh
	_, err := a.Post(ctx, a.base+"com.atproto.server.refreshSession", nil, &a.session)
	a.bearer = a.session.Access
	if err != nil {
		return fmt.Errorf("renew the session: %w", said(err))
	}
	return nil
}

// get asks a method.
func (a *api) get(ctx context.Context, method string, query url.Values, into any) error {
	address := a.base + method + "?" + query.Encode()
	_, err := a.Get(ctx, address, into)
	if a.session.Refresh != "" && is(err, "ExpiredToken") {
		if err := a.renew(ctx); err != nil {
			return err
		}
		_, err = a.Get(ctx, address, into)
	}
	return said(err)
}

// A fault is what the server says beside a code.
type fault struct {
	Error   string `json:"error"` // a constant word
	Message string `json:"message"`
}

// read is the fault that an error is.
func read(err error) (f fault, ok bool) {
	var r *rest.Refusal
	if !errors.As(err, &r) {
		return f, false
	}
	ok = json.Unmarshal(r.Body, &f) == nil
	return f, ok
}

// is reports whether the server refuses with a word.
func is(err error, word string) bool {
	f, ok := read(err)
	return ok && f.Error == word
}

// said is an error with what the server says of it.
func said(err error) error {
	if f, ok := read(err); ok && f.Message != "" {
		return fmt.Errorf("%w: %.200q", err, f.Message)
	}
	return err
}

// refused reports whether an error is about the one thing that was asked for: an
// account that there is not is a bad request here.
func refused(err error) bool {
	var r *rest.Refusal
	return errors.As(err, &r) && (r.Code == http.StatusBadRequest || rest.Absent(err) || rest.Forbidden(err))
}
