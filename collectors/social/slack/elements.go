package slack

import (
	"encoding/json"
	"errors"
	"io"
)

// maxFile is how much of one file is read.
const maxFile = 256 << 20

// A malformedError is one of a file that is no list.
type malformedError struct{ error }

func (e *malformedError) Unwrap() error { return e.error }

// elements calls each with what stands in a list, one after another.
func elements(in io.Reader, each func(raw []byte) error) error {
	d := json.NewDecoder(io.LimitReader(in, maxFile))
	start, err := d.Token()
	if err != nil {
		return broken(err)
	}
	if start != json.Delim('[') {
		return &malformedError{errors.New("no list")}
	}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return broken(err)
		}
		if err := each(raw); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return broken(err)
}

// broken tells what a file's content has wrong from what its reader has.
func broken(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &malformedError{err}
	}
	return err
}
