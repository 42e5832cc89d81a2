package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Ask runs an analyst's query with a reader's rights and writes the answer in
// one of ClickHouse's formats as it comes.
func (s *Store) Ask(ctx context.Context, w io.Writer, query, format string) error {
	at, user, password, err := s.readerHTTP(ctx)
	if err != nil {
		return err
	}
	values := url.Values{"default_format": {format}, "database": {"golden"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at+"/?"+values.Encode(), strings.NewReader(query))
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	request.SetBasicAuth(user, password)
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

// readerHTTP is where a reader is let in.
func (s *Store) readerHTTP(ctx context.Context) (at, user, password string, err error) {
	if s.lease != nil {
		endpoint, err := s.lease.Endpoint(ctx)
		return "http://" + endpoint.HTTP, endpoint.Reader, endpoint.ReaderPassword, err
	}
	if !strings.HasPrefix(s.address, "http") {
		return "", "", "", errors.New("questions go over HTTP: give `clickhouse.address` as http(s)://…, or ask the server with its own client")
	}
	return strings.TrimRight(s.address, "/"), s.reader.Auth.Username, s.reader.Auth.Password, nil
}
