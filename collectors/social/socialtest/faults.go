package socialtest

import (
	"net/http"

	"goldenratio/collectors/fetch/fetchtest"
)

// Faults spoils the next answers of a server, one fault each, and then none. left says
// how many have not happened yet.
func Faults(s *fetchtest.Server, faults []fetchtest.Fault) (left func() int) {
	s.Spoil(func(*http.Request) (f fetchtest.Fault) {
		if len(faults) > 0 {
			f, faults = faults[0], faults[1:]
		}
		return f
	})
	return func() int { return len(faults) }
}

// Cycle spoils the answers of a server from now on, with one fault after the other,
// again and again. A fault that is none is an answer that comes through.
func Cycle(s *fetchtest.Server, faults []fetchtest.Fault) {
	n := 0
	s.Spoil(func(*http.Request) fetchtest.Fault {
		n++
		return faults[(n-1)%len(faults)]
	})
}

// Troubles are bad days of services: what becomes of one answer after the other.
func Troubles() map[string][]fetchtest.Fault {
	return map[string][]fetchtest.Fault{
		"cut":         {{}, {Cut: 40}, {Cut: 1}, {}, {Cut: 30}},
		"bad gateway": {{Code: 502}, {Code: 503}, {}, {Code: 500}},
		"too many":    {{Code: 429, Header: map[string]string{"Retry-After": "7"}}},
		"none":        nil,
	}
}
