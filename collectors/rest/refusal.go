package rest

import (
	"errors"
	"net/http"
	"net/url"

	"goldenratio/collectors/fetch"
)

// A Refusal is an answer that is no success, with what the service said beside it.
type Refusal struct {
	fetch.StatusError
	Body []byte
}

// Absent reports whether there is nothing at an address, or nothing any more.
func Absent(err error) bool { return code(err, http.StatusNotFound, http.StatusGone) }

// Forbidden reports whether the credentials are not enough for this one thing.
func Forbidden(err error) bool {
	return code(err, http.StatusForbidden, http.StatusUnavailableForLegalReasons)
}

// Unauthorized reports whether the service does not take the credentials.
func Unauthorized(err error) bool { return code(err, http.StatusUnauthorized) }

func code(err error, codes ...int) bool {
	var r *Refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.Code == c {
			return true
		}
	}
	return false
}

// bare is an error without the address that net/http puts into it.
func bare(err error) error {
	var of *url.Error
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
