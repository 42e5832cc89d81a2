package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"goldenratio/collectors/fetch"
)

// A Client asks for JSON.
type Client struct {
	*Transport
	http *http.Client
}

// New returns a Client; Close ends it.
func New(o Options) *Client {
	t := NewTransport(o)
	return &Client{Transport: t, http: &http.Client{Transport: t, CheckRedirect: Stay}}
}

// agent is how the server's owner can tell who asks.
const agent = "goldenratio (reader of public posts; asks for what is new only)"

// Get asks for what lies at an address. The header is the answer's.
func (c *Client) Get(ctx context.Context, address string, into any) (http.Header, error) {
	return c.ask(ctx, http.MethodGet, address, "", nil, into)
}

// Post asks with a question in JSON; nil is none.
func (c *Client) Post(ctx context.Context, address string, question, into any) (http.Header, error) {
	if question == nil {
		return c.ask(ctx, http.MethodPost, address, "", nil, into)
	}
	body, err := json.Marshal(question)
	if err != nil {
		return nil, err
	}
	return c.ask(ctx, http.MethodPost, address, "application/json", body, into)
}

// PostForm asks with a question as a browser sends a form.
func (c *Client) PostForm(ctx context.Context, address string, question url.Values, into any) (http.Header, error) {
	return c.ask(ctx, http.MethodPost, address, "application/x-www-form-urlencoded", []byte(question.Encode()), into)
}

// ask sends one question; kind is the type of its body. What goes wrong is told without
// the question: addresses may hold a key.
func (c *Client) ask(ctx context.Context, method, address, kind string, body []byte, into any) (http.Header, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask: %w", bare(err))
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "application/json")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("ask %s: %w", req.URL.Path, bare(err))
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", req.URL.Path, err)
	}
	if resp.StatusCode/100 != 2 {
		_, reset := allowance(resp.Header, c.options.Now())
		return resp.Header, fmt.Errorf("ask %s: %w", req.URL.Path, &Refusal{StatusError: fetch.StatusError{Code: resp.StatusCode, After: reset}, Body: text})
	}
	if err := json.Unmarshal(text, into); err != nil {
		return nil, fmt.Errorf("ask %s: the answer is not what it should be: %w", req.URL.Path, err)
	}
	return resp.Header, nil
}
