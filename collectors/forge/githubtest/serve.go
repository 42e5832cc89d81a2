package githubtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
)

// An answer is a response before it is sent.
type answer struct {
	code   int
	header http.Header
	body   []byte
}

type (
	object = map[string]any
	raw    = json.RawMessage
)

// found is a successful answer.
func found(v any) *answer {
	body, err := json.Marshal(v)
	if err != nil {
		return &answer{code: http.StatusInternalServerError, header: http.Header{}, body: []byte(err.Error())}
	}
	return &answer{code: http.StatusOK, header: http.Header{"Content-Type": {"application/json; charset=utf-8"}}, body: body}
}

// failed is an answer that says why not.
func failed(code int, message, about string) *answer {
	a := found(object{"message": message, "documentation_url": "https://docs.github.com/" + about, "status": strconv.Itoa(code)})
	a.code = code
	return a
}

func missing() *answer { return failed(http.StatusNotFound, "Not Found", "rest") }

// answer decides what a request gets, and what goes wrong with that.
func (s *Server) answer(r *http.Request) (*answer, Fault) {
	s.mu.Lock()
	before, n := s.before, s.requests
	s.requests++
	s.mu.Unlock()
	if before != nil {
		before(n, r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var fault Fault
	if s.faults != nil {
		fault = s.faults(n, r)
	}
	b, refused := s.admit(r)
	a := refused
	if a == nil {
		a = fault.spoil(b, s.options.Now())
	}
	if a == nil {
		a = s.fresh(r, b)
	}
	b.headers(a.header)
	return a, fault
}

// fresh is the true answer, or that it is the same as the last time, which is
// not counted against the limit.
func (s *Server) fresh(r *http.Request, b *bucket) *answer {
	a := s.route(r)
	if a.code != http.StatusOK {
		return a
	}
	if s.rewrite != nil {
		a.body = s.rewrite(r, a.body)
	}
	sum := fnv.New128a()
	sum.Write(a.body)
	tag := fmt.Sprintf("W/\"%x\"", sum.Sum(nil))
	a.header.Set("ETag", tag)
	a.header.Set("Cache-Control", "private, max-age=60, s-maxage=60")
	if r.Header.Get("If-None-Match") == tag {
		b.used--
		b.empty = false
		s.unchanged++
		return &answer{code: http.StatusNotModified, header: a.header}
	}
	return a
}

// route finds the handler of a request and has it answer.
func (s *Server) route(r *http.Request) *answer {
	if token := who(r); token != "" && !s.knows(token) {
		return failed(http.StatusUnauthorized, "Bad credentials", "rest")
	}
	rec := httptest.NewRecorder()
	s.routes.ServeHTTP(rec, r)
	return &answer{code: rec.Code, header: rec.Header(), body: rec.Body.Bytes()}
}

func (s *Server) knows(token string) bool {
	return len(s.options.Tokens) == 0 || slices.Contains(s.options.Tokens, token)
}

// wait is as slow as a fault has it.
func (s *Server) wait(ctx context.Context, f Fault) error {
	if f.Wait > 0 {
		return s.options.Sleep(ctx, f.Wait)
	}
	return ctx.Err()
}

// ServeHTTP implements http.Handler, for a client over the network.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, fault := s.answer(r)
	if err := s.wait(r.Context(), fault); err != nil || fault.Drop {
		panic(http.ErrAbortHandler)
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Set("Date", s.options.Now().UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.code)
	if fault.Cut {
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(a.body)
}

// RoundTrip implements http.RoundTripper, for a client in the same process and
// on the same, perhaps false, clock.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	a, fault := s.answer(r)
	if r.Body != nil {
		_ = r.Body.Close()
	}
	if err := s.wait(r.Context(), fault); err != nil {
		return nil, err
	}
	if fault.Drop {
		return nil, fmt.Errorf("read: %w", io.ErrUnexpectedEOF)
	}
	var body io.Reader = bytes.NewReader(a.body)
	if fault.Cut {
		body = io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), broken{})
	}
	header := a.header.Clone()
	header.Set("Date", s.options.Now().UTC().Format(http.TimeFormat))
	return &http.Response{
		Status: fmt.Sprintf("%d %s", a.code, http.StatusText(a.code)), StatusCode: a.code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(body), ContentLength: int64(len(a.body)), Request: r,
	}, nil
}

// broken is a connection that ends.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Listen serves on loopback until the test ends and returns the address, to
// which links and redirects lead from then on.
func (s *Server) Listen(t testing.TB) string {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.Base = server.URL
	s.forget()
	return server.URL
}
