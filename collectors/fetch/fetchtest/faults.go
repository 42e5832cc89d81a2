// Package fetchtest makes HTTP servers fail, for the tests of what reads them.
package fetchtest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// A Server hands requests to a handler and spoils some answers.
type Server struct {
	URL string

	mu     sync.Mutex
	spoil  func(*http.Request) Fault
	behind http.Handler
	asked  []*http.Request
}

// A Fault is what happens to an answer. The zero Fault is none.
type Fault struct {
	Code   int               // answered in place of the handler's
	Header map[string]string // added to the answer
	Cut    int               // the connection is closed after so many bytes of the body; 0: it is not
}

// Start runs a server until the test ends. spoil, where not nil, is asked at each
// request.
func Start(t testing.TB, behind http.Handler, spoil func(*http.Request) Fault) *Server {
	t.Helper()
	s := &Server{behind: behind, spoil: spoil}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Spoil changes what happens to answers from now on.
func (s *Server) Spoil(spoil func(*http.Request) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spoil = spoil
}

// Asked returns the requests since it was last called.
func (s *Server) Asked() []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, req)
	var f Fault
	if s.spoil != nil {
		f = s.spoil(req)
	}
	s.mu.Unlock()
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	switch {
	case f.Code != 0:
		w.WriteHeader(f.Code)
	case f.Cut != 0:
		s.behind.ServeHTTP(&cutting{ResponseWriter: w, left: f.Cut}, req)
	default:
		s.behind.ServeHTTP(w, req)
	}
}

// A cutting writer closes the connection in the middle of the body.
type cutting struct {
	http.ResponseWriter
	left int
}

func (c *cutting) Write(p []byte) (int, error) {
	if len(p) < c.left {
		c.left -= len(p)
		return c.ResponseWriter.Write(p)
	}
	_, _ = c.ResponseWriter.Write(p[:c.left])
	_ = http.NewResponseController(c.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}

// ReadFrom keeps files from going past Write.
func (c *cutting) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{c}, r)
}
