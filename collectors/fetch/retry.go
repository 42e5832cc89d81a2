package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// A StatusError is an answer that is no success.
type StatusError struct {
	Code  int
	After time.Duration // Retry-After; 0: the server names none
}

func (e *StatusError) Error() string {
	text := strings.TrimSpace(fmt.Sprintf("the server answers %d %s", e.Code, http.StatusText(e.Code)))
	if e.After > 0 {
		text += fmt.Sprintf(", and to come back in %s", e.After)
	}
	return text
}

// Unwrap tells how long to wait.
func (e *StatusError) Unwrap() error {
	if e.After <= 0 {
		return nil
	}
	return &backoff.RetryAfterError{Duration: e.After}
}

// Gone reports whether an error says that there is nothing at an address (any
// more).
func Gone(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && (e.Code == http.StatusNotFound || e.Code == http.StatusGone)
}

// Refused reports whether an error is about the one thing that was asked for.
// Other errors are likely to meet whatever is asked for next, too.
func Refused(err error) bool {
	var e *StatusError
	var r *refusal
	return errors.As(err, &e) && !transient(e.Code) || errors.As(err, &r)
}

// A refusal is an error of ours that trying again would not change.
type refusal struct{ error }

func (r *refusal) Unwrap() error { return r.error }

func transient(code int) bool {
	switch code {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// status is the error that an answer is, if it is one.
func status(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusOK, http.StatusPartialContent, http.StatusNotModified:
		return nil
	}
	return &StatusError{Code: resp.StatusCode, After: retryAfter(resp.Header)}
}

// retryAfter reads how long the server wants to be left alone: seconds, or a
// date, which is held against the server's own clock.
func retryAfter(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(text)
	now, unknown := http.ParseTime(h.Get("Date"))
	if err != nil || unknown != nil {
		return 0
	}
	return max(0, until.Sub(now))
}

// longest is how long something is tried in all; a server that wants to be left
// alone for longer is asked in the next run.
const longest = 15 * time.Minute

// try does something until it goes well, or it makes no sense to go on.
func (c *Client) try(ctx context.Context, once func() error) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = c.options.Pause
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := once()
		var wrong *tls.CertificateVerificationError
		if err != nil && (Refused(err) || errors.As(err, &wrong)) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxTries(c.options.Tries), backoff.WithMaxElapsedTime(longest))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
