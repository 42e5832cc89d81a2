package reddit

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"goldenratio/collectors/rest"
)

// A grant is the right to ask as an app, without a user. It holds for some time.
type grant struct {
	client  *rest.Client // signs as the app
	address string
	now     func() time.Time
	token   string
	until   time.Time
}

// early is how long before its end a grant is renewed: a question may have to wait.
const early = 5 * time.Minute

var errNoToken = errors.New("reddit gives no token for the client_id and its secret")

// ready renews what has ended.
func (g *grant) ready(ctx context.Context) error {
	if g.token != "" && g.now().Add(early).Before(g.until) {
		return nil
	}
	var answer struct {
		Token   string `json:"access_token"`
		Seconds int64  `json:"expires_in"`
	}
	if _, err := g.client.PostForm(ctx, g.address, url.Values{"grant_type": {"client_credentials"}}, &answer); err != nil {
		return fmt.Errorf("get a token: %w", err)
	}
	if answer.Token == "" {
		return errNoToken
	}
	const longest = 24 * 3600
	g.token, g.until = answer.Token, g.now().Add(time.Duration(min(max(0, answer.Seconds), longest))*time.Second)
	return nil
}

// sign adds the token to a question.
func (g *grant) sign(req *http.Request) error {
	req.Header.Set("Authorization", "Bearer "+g.token)
	return nil
}

// app signs as the app itself, which only asks for tokens.
func (c *Collector) app(req *http.Request) error {
	password, err := c.options.password(c.place.Dir)
	if err == nil {
		req.SetBasicAuth(c.options.ClientID, password)
	}
	return err
}
