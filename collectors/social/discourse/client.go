package discourse

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/rest"
)

// A client asks one forum.
type client struct {
	*rest.Client
	base string // of all addresses
	host string // as it stands in ids and logins, with the path
}

func (c *Collector) open() (*client, error) {
	base, err := c.options.base()
	if err != nil {
		return nil, err
	}
	perSecond := c.options.RequestsPerSecond
	if perSecond <= 0 {
		perSecond = 3 // Discourse as it is delivered answers 200 questions a minute
	}
	return &client{base: base.String(), host: base.Host + base.Path, Client: rest.New(rest.Options{
		Home: fetch.Home(base), Sign: c.options.sign(c.place.Dir), PerSecond: perSecond, Limit: limit,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})}, nil
}

// get asks for what lies at a path below the forum's address.
func (c *client) get(ctx context.Context, path string, into any) error {
	_, err := c.Get(ctx, c.base+path, into)
	return explain(err)
}

// A trouble is what stands in an answer that is none.
type trouble struct {
	Errors []string `json:"errors"`
	Extras struct {
		Wait float64 `json:"wait_seconds"`
	} `json:"extras"`
}

// limit reads how long to wait out of what a forum says to those who ask too much.
func limit(code int, body []byte) time.Duration {
	var t trouble
	if code != http.StatusTooManyRequests || !bytes.Contains(body, []byte("wait_seconds")) || json.Unmarshal(body, &t) != nil {
		return 0
	}
	const most = 24 * 60 * 60
	return time.Duration(max(0, min(t.Extras.Wait, most)) * float64(time.Second))
}

// explain adds to an error what the forum says of it.
func explain(err error) error {
	var refused *rest.Refusal
	var t trouble
	if !errors.As(err, &refused) || json.Unmarshal(refused.Body, &t) != nil || len(t.Errors) == 0 {
		return err
	}
	const most = 200
	return fmt.Errorf("%w: %q", err, redact.Clip(t.Errors[0], most))
}
