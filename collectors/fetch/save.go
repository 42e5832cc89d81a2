package fetch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
)

// Save writes what lies at an address into the file part, unless that is still
// the version known; then changed is false and nothing is written.
//
// A body that is cut off stays in part, with its version beside it (part.json):
// this call, or one in another process, gets only the rest of it where the server
// allows that. On success the caller moves the file away.
func (c *Client) Save(ctx context.Context, address, part string, known Version) (now Version, changed bool, err error) {
	s := &saving{client: c, address: address, part: part, known: known}
	if err := c.try(ctx, func() error { return s.all(ctx) }); err != nil {
		return Version{}, false, err
	}
	if s.unchanged {
		return known, false, nil
	}
	return s.now, true, os.Remove(s.note())
}

// A saving is one file on its way.
type saving struct {
	client        *Client
	address, part string
	known         Version

	file      *os.File
	have      int64 // bytes that are there
	best      int64 // the most there ever were
	now       Version
	unchanged bool
}

func (s *saving) note() string { return s.part + ".json" }

// A cut is the end of a body before its end.
type cut struct{ error }

func (c *cut) Unwrap() error { return c.error }

// all gets the file; as long as each cut leaves more of it than ever before, it
// goes on without a pause.
func (s *saving) all(ctx context.Context) (err error) {
	if s.file, err = os.OpenFile(s.part, os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return &refusal{err}
	}
	defer func() {
		if closed := s.file.Close(); closed != nil && err == nil {
			err = &refusal{closed}
		}
	}()
	if err := s.resume(); err != nil {
		return &refusal{err}
	}
	for {
		before := s.best
		err := s.some(ctx)
		var early *cut
		if err == nil || ctx.Err() != nil || !errors.As(err, &early) || s.best <= before {
			return err
		}
	}
}

// resume finds out what an earlier try left.
func (s *saving) resume() (err error) {
	s.have, s.now = 0, Version{}
	text, _ := os.ReadFile(s.note()) // where it cannot be read, there is nothing to go on with
	if json.Unmarshal(text, &s.now) == nil && s.now.exact() != "" {
		s.have, err = s.file.Seek(0, io.SeekEnd)
	}
	return err
}

// some makes one request, for the rest of what is there, or for what is new.
func (s *saving) some(ctx context.Context) error {
	header := s.known.conditions()
	if s.now.exact() == "" {
		s.have = 0
	}
	if s.have > 0 {
		header = http.Header{"Range": {fmt.Sprintf("bytes=%d-", s.have)}, "If-Range": {s.now.exact()}}
	}
	err := s.client.get(ctx, s.address, header, s.read)
	var e *StatusError
	if s.have > 0 && errors.As(err, &e) && e.Code == http.StatusRequestedRangeNotSatisfiable {
		s.have = 0
		return s.some(ctx)
	}
	return err
}

func (s *saving) read(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotModified:
		s.unchanged = true
		return nil
	case http.StatusPartialContent:
		return s.rest(resp)
	}
	if err := s.begin(versionOf(resp.Header)); err != nil {
		return &refusal{err}
	}
	return s.append(resp.Body)
}

// rest reads the part of the file that was asked for. A server may send less of
// it than that.
func (s *saving) rest(resp *http.Response) error {
	var first, last, total int64
	stated := resp.Header.Get("Content-Range")
	if n, _ := fmt.Sscanf(stated, "bytes %d-%d/%d", &first, &last, &total); n != 3 || s.have == 0 || first != s.have {
		s.have, s.now = 0, Version{}
		os.Remove(s.note()) // so that the next try begins anew
		return fmt.Errorf("the server sends another part of the file (%.100q) than it was asked for", stated)
	}
	if err := s.append(resp.Body); err != nil {
		return err
	}
	if s.have < total {
		return &cut{io.ErrUnexpectedEOF}
	}
	return nil
}

// begin empties the file and notes which version it will hold.
func (s *saving) begin(v Version) error {
	s.have, s.now = 0, v
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := s.file.Truncate(0); err != nil {
		return err
	}
	return os.WriteFile(s.note(), text, 0o600)
}

// append writes a body behind what is there.
func (s *saving) append(body io.Reader) error {
	if _, err := s.file.Seek(s.have, io.SeekStart); err != nil {
		return &refusal{err}
	}
	most := s.client.options.MaxBytes - s.have
	n, err := io.Copy(s.file, io.LimitReader(body, most+1))
	s.have += n
	s.best = max(s.best, s.have)
	var disk *os.PathError
	switch {
	case errors.As(err, &disk):
		return &refusal{err}
	case err != nil:
		return &cut{err}
	case n > most:
		return &refusal{fmt.Errorf("the file has more than %d bytes", s.client.options.MaxBytes)}
	}
	return s.file.Sync()
}
