package github

import (
	"errors"
	"fmt"
	"net/http"
)

// An answerError is an answer of the server that is no success.
type answerError struct {
	code    int
	message string // the server's own words
}

func (e *answerError) Error() string {
	text := fmt.Sprintf("the server answers %d %s", e.code, http.StatusText(e.code))
	if e.message != "" {
		text += fmt.Sprintf(": %.200q", e.message)
	}
	return text
}

// malformed is the error that an answer is which is no such thing as was asked
// for.
func malformed(what string) error { return &answerError{code: http.StatusOK, message: what} }

// code is the status that an error is, 0 for another one.
func code(err error) int {
	var e *answerError
	if errors.As(err, &e) {
		return e.code
	}
	return 0
}

// one reports whether an error is about the one thing that was asked for, rather
// than about the source.
func one(err error) bool {
	c := code(err)
	return c != 0 && c != http.StatusUnauthorized
}

// gone reports whether there is nothing at an address, or nothing for us.
func gone(err error) bool {
	switch code(err) {
	case http.StatusNotFound, http.StatusGone, http.StatusUnavailableForLegalReasons:
		return true
	}
	return false
}

// permanent reports whether a thing that is listed cannot be had, and asking again
// will not change that.
func permanent(err error) bool { return gone(err) || code(err) == http.StatusUnprocessableEntity }

// passing reports whether an error may be none in the next run: what is forbidden
// may be allowed by then, and an answer that is no such thing as was asked for may
// be that of a server in between.
func passing(err error) bool {
	return err != nil && !permanent(err) && (transient(err) || one(err))
}

// transient reports whether asking again may help: the server or the network is
// troubled.
func transient(err error) bool {
	switch c := code(err); c {
	case 0:
		var r *refusal
		return !errors.As(err, &r)
	case http.StatusAccepted, http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	default:
		return c >= http.StatusInternalServerError
	}
}

// A refusal is an error of ours that trying again would not change.
type refusal struct{ error }

func (r *refusal) Unwrap() error { return r.error }
