package limesurvey

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// maxAnswer is how much one answer may hold; a page of responses is far smaller.
const maxAnswer = 64 << 20

// A client speaks JSON-RPC in one session.
type client struct {
	url     string
	http    *retryablehttp.Client
	session string
}

func newClient(url string) *client {
	c := retryablehttp.NewClient()
	c.Logger, c.RetryMax, c.RetryWaitMin, c.RetryWaitMax = nil, 5, 200*time.Millisecond, time.Minute
	c.HTTPClient.Timeout = 5 * time.Minute
	c.HTTPClient.CheckRedirect = func(*http.Request, []*http.Request) error {
		return errors.New("the server leads elsewhere, and the password goes nowhere else")
	}
	return &client{url: url, http: c}
}

// A refusal is what LimeSurvey says instead of an answer.
type refusal struct{ Status string }

func (r *refusal) Error() string { return "LimeSurvey says: " + r.Status }

// call asks for one thing. What goes wrong is told without the parameters: they hold the
// password and the session.
func (c *client) call(ctx context.Context, into any, method string, params ...any) error {
	body, err := json.Marshal(map[string]any{"method": method, "params": params, "id": 1})
	if err != nil {
		return err
	}
	request, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, c.url, body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", method, err)
	case response.StatusCode != http.StatusOK:
		return fmt.Errorf("%s: the server answers %s", method, response.Status)
	case len(text) > maxAnswer:
		return fmt.Errorf("%s: an answer of more than %d MiB", method, maxAnswer>>20)
	}
	if err := decode(text, into); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

// decode reads an answer. A refusal comes in the place of the result.
func decode(text []byte, into any) error {
	var answer struct {
		Result json.RawMessage `json:"result"`
		Error  json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return errors.New("the answer is no JSON: is this the address of RemoteControl, and is it switched on as JSON-RPC?")
	}
	if said := string(bytes.TrimSpace(answer.Error)); said != "" && said != "null" {
		return fmt.Errorf("LimeSurvey says: %.200s", said)
	}
	var status struct {
		Status *string `json:"status"`
	}
	if json.Unmarshal(answer.Result, &status) == nil && status.Status != nil && *status.Status != "OK" {
		return &refusal{*status.Status}
	}
	return json.Unmarshal(answer.Result, into)
}

// open begins a session.
func (c *client) open(ctx context.Context, user, password string) error {
	return c.call(ctx, &c.session, "get_session_key", user, password)
}

// close ends the session; the server would end it by itself.
func (c *client) close(ctx context.Context) {
	var done any
	_ = c.call(ctx, &done, "release_session_key", c.session)
}

// responses is how many a survey holds.
func (c *client) responses(ctx context.Context, survey int) (uint64, error) {
	var n json.Number
	var text any
	if err := c.call(ctx, &text, "get_summary", c.session, survey, "full_responses"); err != nil {
		var refused *refusal
		if errors.As(err, &refused) && nothing(refused) {
			return 0, nil
		}
		return 0, err
	}
	n = json.Number(strings.Trim(fmt.Sprint(text), `"`))
	count, err := n.Int64()
	if err != nil || count < 0 {
		return 0, fmt.Errorf("get_summary: %q is no number of responses", n)
	}
	return uint64(count), nil
}

// nothing reports whether a refusal means that there are no responses.
func nothing(r *refusal) bool { return strings.Contains(strings.ToLower(r.Status), "no data") }

// questions is the list of a survey's questions as LimeSurvey has it.
func (c *client) questions(ctx context.Context, survey int, language string) (json.RawMessage, error) {
	var all json.RawMessage
	err := c.call(ctx, &all, "list_questions", c.session, survey, nil, orNull(language))
	return all, err
}

// page is the table of the responses with ids from first to last; nil where there are none.
func (c *client) page(ctx context.Context, survey int, language string, first, last int) ([]byte, error) {
	var encoded string
	err := c.call(ctx, &encoded, "export_responses", c.session, survey, "csv", orNull(language), "all", "full", "long", first, last)
	var refused *refusal
	if errors.As(err, &refused) && nothing(refused) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err != nil {
		return nil, fmt.Errorf("export_responses: %w", err)
	}
	return text, nil
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
