package stackexchange

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors/redact"
	"goldenratio/collectors/rest"
	"goldenratio/collectors/secret"
)

// service is where the API of all sites lies.
const service = "https://api.stackexchange.com"

// fields are what is asked for beside the usual ones.
const fields = "question.body;question.answers;question.comments;question.comment_count;" +
	"answer.body;answer.comments;answer.comment_count;comment.body"

// A client asks the API about one site.
type client struct {
	*rest.Client
	home   string
	site   string
	filter string // names the fields that answers have
	now    func() time.Time
	key    string // is masked in errors
}

func (c *Collector) open() (*client, error) {
	key, err := secret.Reveal(c.options.Key, c.place.Dir, c.options.KeyFile)
	if err != nil {
		return nil, err
	}
	return &client{home: c.home, site: c.options.site(), now: c.place.Now, key: key, Client: rest.New(rest.Options{
		Home: c.home, Sign: c.options.sign(c.place.Dir), PerSecond: c.options.RequestsPerSecond, Limit: limit,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})}, nil
}

// A wrapper is what stands around the items of every answer.
type wrapper struct {
	Items     []json.RawMessage `json:"items"`
	More      bool              `json:"has_more"`
	Backoff   float64           `json:"backoff"` // seconds
	Remaining *int64            `json:"quota_remaining"`
}

// get asks for a page of a list, and heeds what stands beside it.
func (c *client) get(ctx context.Context, path string, query url.Values) (w wrapper, err error) {
	if c.filter != "" {
		query.Set("site", c.site)
		query.Set("filter", c.filter)
	}
	if _, err := c.Get(ctx, c.home+"/2.3"+path+"?"+query.Encode(), &w); err != nil {
		return w, c.explain(err)
	}
	const most = 24 * 60 * 60
	if w.Backoff > 0 {
		c.Pause(time.Duration(min(w.Backoff, most)*float64(time.Second)), "the service asks for a pause")
	}
	if w.Remaining != nil && *w.Remaining <= 0 {
		midnight := c.now().UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
		c.Pause(midnight.Sub(c.now()), "what the service answers in a day is used up")
	}
	return w, nil
}

// prepare has the API name the fields that are wanted; equal ones always have the
// same name.
func (c *client) prepare(ctx context.Context) error {
	w, err := c.get(ctx, "/filters/create", url.Values{"base": {"default"}, "unsafe": {"false"}, "include": {fields}})
	if err != nil {
		return fmt.Errorf("create filter: %w", err)
	}
	var found struct {
		Filter string `json:"filter"`
	}
	if len(w.Items) != 1 || json.Unmarshal(w.Items[0], &found) != nil || found.Filter == "" {
		return errors.New("create filter: the answer has none")
	}
	c.filter = found.Filter
	return nil
}

// A trouble is what stands in an answer that is none.
type trouble struct {
	ID      int     `json:"error_id"`
	Name    string  `json:"error_name"`
	Message string  `json:"error_message"`
	Backoff float64 `json:"backoff"`
}

// The troubles that pass.
const (
	internalError = 500
	throttled     = 502
	unavailable   = 503
)

var wait = regexp.MustCompile(`\bin (\d{1,6}) seconds`)

// limit reads how long to wait out of a trouble, all of which come as bad requests.
func limit(code int, body []byte) time.Duration {
	var t trouble
	if code/100 == 2 || !bytes.Contains(body, []byte("error_id")) || json.Unmarshal(body, &t) != nil {
		return 0
	}
	pause := time.Duration(0)
	switch t.ID {
	case throttled:
		pause = time.Minute
		if found := wait.FindStringSubmatch(t.Message); found != nil {
			seconds, _ := strconv.Atoi(found[1]) // six digits at most
			pause = time.Duration(seconds+1) * time.Second
		}
	case internalError, unavailable:
		pause = 10 * time.Second
	}
	return cmp.Or(pause, time.Duration(min(t.Backoff, 1e5)*float64(time.Second)))
}

// explain adds to an error what the API says of it.
func (c *client) explain(err error) error {
	var refused *rest.Refusal
	var t trouble
	if !errors.As(err, &refused) || json.Unmarshal(refused.Body, &t) != nil || t.ID == 0 {
		return err
	}
	const most = 200
	said := redact.Clip(t.Name+": "+t.Message, most)
	if c.key != "" {
		said = strings.ReplaceAll(said, c.key, "…")
	}
	return fmt.Errorf("%w: %q", err, said)
}
