package githubtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A bucket is one token's use of one resource.
type bucket struct {
	resource string
	limit    int
	window   time.Duration
	used     int
	reset    time.Time
	empty    bool // its owner was told that nothing remains

	until time.Time   // of the secondary limit
	told  bool        // its owner was told to wait until then
	last  []time.Time // requests of the last minute
}

// who is the token of a request; empty for none.
func who(r *http.Request) string {
	_, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return token
}

// resource is what a request is counted to.
func resource(r *http.Request) string {
	switch {
	case strings.HasPrefix(r.URL.Path, "/search/"):
		return "search"
	case strings.HasSuffix(r.URL.Path, "/graphql"):
		return "graphql"
	}
	return "core"
}

func (s *Server) bucket(token, resource string) *bucket {
	key := token + " " + resource
	b := s.buckets[key]
	if b == nil {
		b = &bucket{resource: resource, limit: s.options.Hourly, window: time.Hour}
		if resource == "search" {
			b.limit, b.window = s.options.Searches, time.Minute
		}
		if token == "" {
			b.limit = min(b.limit, 60)
		}
		s.buckets[key] = b
	}
	if now := s.options.Now(); !now.Before(b.reset) {
		b.used, b.empty, b.reset = 0, false, now.Add(b.window).Truncate(time.Second).Add(time.Second)
	}
	return b
}

// admit counts a request; what it returns, where not nil, is the refusal.
func (s *Server) admit(r *http.Request) (*bucket, *answer) {
	b, now := s.bucket(who(r), resource(r)), s.options.Now()
	if now.Before(b.until) {
		if b.told {
			s.offend(r, fmt.Sprintf("%s before Retry-After was over", b.until.Sub(now)))
		}
		return b, b.later(now)
	}
	if b.used >= b.limit {
		if b.empty {
			s.offend(r, fmt.Sprintf("%s before the limit's reset", b.reset.Sub(now)))
		}
		b.empty = true
		return b, spent()
	}
	b.used++
	if s.crowded(b, now) {
		b.until = now.Add(time.Minute)
		return b, b.later(now)
	}
	b.empty = b.used == b.limit
	return b, nil
}

// crowded says that too many requests came within a minute.
func (s *Server) crowded(b *bucket, now time.Time) bool {
	b.last = slices.DeleteFunc(b.last, func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	b.last = append(b.last, now)
	return len(b.last) > s.options.Burst
}

func (b *bucket) later(now time.Time) *answer {
	b.told = true
	a := failed(http.StatusForbidden, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
		"using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits")
	a.header.Set("Retry-After", strconv.Itoa(int(b.until.Sub(now)/time.Second)+1))
	return a
}

func spent() *answer {
	return failed(http.StatusForbidden, "API rate limit exceeded for user ID 1.",
		"using-the-rest-api/rate-limits-for-the-rest-api")
}

// headers say what remains.
func (b *bucket) headers(h http.Header) {
	h.Set("X-RateLimit-Limit", strconv.Itoa(b.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, b.limit-b.used)))
	h.Set("X-RateLimit-Used", strconv.Itoa(b.used))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(b.reset.Unix(), 10))
	h.Set("X-RateLimit-Resource", b.resource)
}

func (s *Server) offend(r *http.Request, what string) {
	s.offences = append(s.offences, fmt.Sprintf("request %d, %s: %s", s.requests, r.URL, what))
}

// Offences are the requests that came although their sender had been told to
// wait for longer.
func (s *Server) Offences() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.offences)
}

// Newcomer forgets what clients were told: the next ones are other processes.
func (s *Server) Newcomer() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.buckets {
		b.empty, b.told = false, false
	}
}
