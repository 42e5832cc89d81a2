package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
)

// Ask runs an analyst's query with a reader's rights and writes the answer in
// one of ClickHouse's formats as it comes.
func (s *Store) Ask(ctx context.Context, w io.Writer, query, format string) error {
	at, err := s.readerHTTP(ctx)
	if err != nil {
		return err
	}
	values := url.Values{"default_format": {format}, "database": {"golden"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at.Address+"/?"+values.Encode(), strings.NewReader(query))
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	request.SetBasicAuth(at.User, at.Password)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	defer response.Body.Close() //nolint:errcheck // read to its end or given up
	if response.StatusCode != http.StatusOK {
		message, _ := io.ReadAll(io.LimitReader(response.Body, 4096))
		return errors.New(strings.TrimSpace(string(message)))
	}
	if _, err := io.Copy(w, response.Body); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	return nil
}

// ErrNoReader says that readers are not let in over HTTP, or not as readers.
var ErrNoReader = errors.New("the store has no reader over HTTP")

// A Reader is where an analyst is let in over HTTP, and as whom.
type Reader struct{ Address, User, Password string }

// LogValue hides the password.
func (r Reader) LogValue() slog.Value { return slog.StringValue(r.User + " at " + r.Address) }

// ReaderHTTP is where and as whom others may be passed on: a user that can do
// nothing but read. Without one the error is ErrNoReader.
func (s *Store) ReaderHTTP(ctx context.Context) (Reader, error) {
	if s.lease == nil && s.reader.Auth.Username == s.owner.Auth.Username {
		return Reader{}, fmt.Errorf("%w: give `clickhouse.reader` a user of the server that may only read", ErrNoReader)
	}
	return s.readerHTTP(ctx)
}

// readerHTTP is where the reader is let in, who on a server may be the owner.
func (s *Store) readerHTTP(ctx context.Context) (Reader, error) {
	if s.lease != nil {
		endpoint, err := s.lease.Endpoint(ctx)
		return Reader{"http://" + endpoint.HTTP, endpoint.Reader, endpoint.ReaderPassword}, err
	}
	if !strings.HasPrefix(s.address, "http") {
		return Reader{}, fmt.Errorf("%w: give `clickhouse.address` as http(s)://…, or ask the server with its own client", ErrNoReader)
	}
	return Reader{strings.TrimRight(s.address, "/"), s.reader.Auth.Username, s.reader.Auth.Password}, nil
}
