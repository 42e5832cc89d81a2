package github

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors/fetch"
)

// A client asks one GitHub, and asks again what may go better the next time.
type client struct {
	api    *github.Client
	host   string // as it stands in ids and logins
	signed bool   // it has a token
	limits limits
	sleep  func(context.Context, time.Duration) error
	close  func()
}

// A page is one answer.
type page struct {
	body      []byte
	etag      string
	next      string // address of the next one
	unchanged bool   // it is what the ETag was of; then there is no body
}

// A question is a request that only reads.
type question struct {
	path   string // below the API, or a whole address in it
	etag   string // of the answer that is known
	accept string // a media type other than the usual one
	post   any    // body, of a question in GraphQL

	check func([]byte) error // finds the error in what looks like a success; may be nil
}

// agent is how the server's owner can tell who asks.
const agent = "goldenratio (asks for what is new only)"

// ask asks until there is an answer, or it makes no sense to go on.
func (c *client) ask(ctx context.Context, q question) (*page, error) {
	pause := time.Second
	for try := 1; ; try++ {
		p, err := c.once(ctx, q)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err == nil:
			return p, nil
		case !transient(err) || try >= c.limits.tries:
			return nil, fmt.Errorf("ask for %s: %w", q.path, err)
		}
		if err := c.sleep(ctx, pause); err != nil {
			return nil, err
		}
		pause *= 2
	}
}

// get asks for what lies at a path.
func (c *client) get(ctx context.Context, path string) (*page, error) {
	return c.ask(ctx, question{path: path})
}

func (c *client) once(ctx context.Context, q question) (*page, error) {
	req, err := c.request(q)
	if err != nil {
		return nil, &refusal{err}
	}
	body := &bounded{most: maxBody}
	resp, err := c.api.Do(ctx, req, body)
	if resp != nil && resp.StatusCode == http.StatusNotModified {
		return &page{etag: q.etag, unchanged: true}, nil
	}
	if err != nil {
		return nil, plain(err)
	}
	if q.check != nil {
		if err := q.check(body.Bytes()); err != nil {
			return nil, err
		}
	}
	next, err := c.next(resp)
	return &page{body: body.Bytes(), etag: resp.Header.Get("Etag"), next: next}, err
}

func (c *client) request(q question) (*http.Request, error) {
	method := http.MethodGet
	if q.post != nil {
		method = http.MethodPost
	}
	req, err := c.api.NewRequest(method, q.path, q.post)
	if err != nil {
		return nil, err
	}
	if q.etag != "" {
		req.Header.Set("If-None-Match", q.etag)
	}
	if q.accept != "" {
		req.Header.Set("Accept", q.accept)
	}
	return req, nil
}

// plain makes an error of ours out of one of go-github.
func plain(err error) error {
	var answer *github.ErrorResponse
	var accepted *github.AcceptedError
	var otp *github.TwoFactorAuthError
	var limit *github.RateLimitError
	var abuse *github.AbuseRateLimitError
	switch {
	case errors.As(err, &answer) && answer.Response != nil:
		return &answerError{answer.Response.StatusCode, answer.Message}
	case errors.As(err, &limit) && limit.Response != nil:
		return &answerError{limit.Response.StatusCode, limit.Message}
	case errors.As(err, &abuse) && abuse.Response != nil:
		return &answerError{abuse.Response.StatusCode, abuse.Message}
	case errors.As(err, &otp):
		return &answerError{http.StatusUnauthorized, otp.Message}
	case errors.As(err, &accepted):
		return &answerError{http.StatusAccepted, "the answer is still being made"}
	}
	return err
}

// next is the address of the next page. Pages of lists that are long have no
// number, so it is taken as it is, where it leads to the same server.
func (c *client) next(resp *github.Response) (string, error) {
	for _, link := range strings.Split(resp.Header.Get("Link"), ",") {
		target, params, _ := strings.Cut(strings.TrimSpace(link), ";")
		if !strings.Contains(params, `rel="next"`) {
			continue
		}
		u, err := url.Parse(strings.Trim(target, "<>"))
		if err != nil || fetch.Home(u) != fetch.Home(c.api.BaseURL) {
			return "", &refusal{errors.New("the next page is said to be on another server")}
		}
		return u.String(), nil
	}
	return "", nil
}

// each calls take with every element of a list, over all its pages.
func (c *client) each(ctx context.Context, path string, take func(json.RawMessage) error) error {
	for path != "" {
		p, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		all, err := elements(p.body)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, raw := range all {
			if err := take(raw); err != nil {
				return err
			}
		}
		path = p.next
	}
	return nil
}

// elements are those of a list. They are read one by one later, so that a bad
// one spoils no other.
func elements(body []byte) (all []json.RawMessage, err error) {
	if err := json.Unmarshal(body, &all); err != nil {
		return nil, malformed("no list")
	}
	return all, nil
}

// maxBody is how long an answer may be.
const maxBody = 64 << 20

// bounded takes a body of a bounded size.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, malformed(fmt.Sprintf("more than %d bytes", b.most))
	}
	return b.Buffer.Write(p)
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
