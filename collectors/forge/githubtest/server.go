package githubtest

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"goldenratio/internal/sample/hub"
)

// Options say how a Server behaves. What is zero is as usual.
type Options struct {
	// Base is where the server is reached, without a slash at its end; usually
	// https://api.github.com. Links and redirects lead there.
	Base string
	// Tokens may ask for everything. Without any, everybody may.
	Tokens []string
	// Now is the server's clock, and Sleep waits on it.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error

	Hourly   int // requests of one token; 5000
	Searches int // a minute; 30
	Burst    int // requests a minute before the secondary limit; 900
}

func (o Options) usual() Options {
	if o.Base == "" {
		o.Base = "https://api.github.com"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	for value, usual := range map[*int]int{&o.Hourly: 5000, &o.Searches: 30, &o.Burst: 900} {
		if *value == 0 {
			*value = usual
		}
	}
	return o
}

// A Server serves a hub. It may be used by several goroutines.
type Server struct {
	options Options
	routes  *http.ServeMux

	mu        sync.Mutex
	hub       *hub.Hub
	moved     map[string]uint64 // former names, in lower case, of repositories
	blocked   map[uint64]bool
	hidden    map[uint64]bool
	views     map[viewKey]any
	users     map[string]raw
	buckets   map[string]*bucket
	faults    func(n int, r *http.Request) Fault
	rewrite   func(r *http.Request, body []byte) []byte
	before    func(n int, r *http.Request)
	requests  int
	offences  []string
	unchanged int
}

// New returns a server of a hub, which from then on only Change may touch.
func New(h *hub.Hub, o Options) *Server {
	s := &Server{options: o.usual(), hub: h, moved: map[string]uint64{}, blocked: map[uint64]bool{}, hidden: map[uint64]bool{}}
	s.buckets = map[string]*bucket{}
	s.forget()
	s.routes = s.table()
	return s
}

// forget drops what was derived from the hub.
func (s *Server) forget() {
	s.views, s.users = map[viewKey]any{}, map[string]raw{}
}

// Change changes the hub between two answers.
func (s *Server) Change(change func(*hub.Hub)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.hub)
	s.forget()
}

// Before has a function called before each request is answered, with the number
// of those that came earlier. It may call Change: pages shift while they are
// read.
func (s *Server) Before(do func(n int, r *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.before = do
}

// Spoil has a function decide what goes wrong with each answer.
func (s *Server) Spoil(faults func(n int, r *http.Request) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults
}

// Rewrite has a function change what is answered, as to something that no GitHub
// should say.
func (s *Server) Rewrite(rewrite func(r *http.Request, body []byte) []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rewrite = rewrite
}

// Requests is how many requests there were, and how many of them were answered
// by 304.
func (s *Server) Requests() (all, unchanged int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests, s.unchanged
}

// Admit lets another token ask.
func (s *Server) Admit(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.Tokens = append(s.options.Tokens, token)
}

// Rename gives a repository another name, and perhaps another owner; the former
// name leads to it.
func (s *Server) Rename(name, to string) {
	s.Change(func(h *hub.Hub) {
		for _, r := range h.Repositories {
			if r.Name == name {
				s.moved[strings.ToLower(name)] = r.ID
				r.Name = to
			}
		}
	})
}

// Block has a repository answer 451, as after a takedown.
func (s *Server) Block(name string) { s.mark(name, s.blocked) }

// Hide has a repository answer 404 to everybody, as one that was deleted or to
// which the token has no access any more.
func (s *Server) Hide(name string) { s.mark(name, s.hidden) }

func (s *Server) mark(name string, as map[uint64]bool) {
	s.Change(func(h *hub.Hub) {
		for _, r := range h.Repositories {
			if r.Name == name {
				as[r.ID] = true
			}
		}
	})
}

// sleep waits on the real clock.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
