package rest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// allowance reads how long a service wants to be left alone, and whether it says
// that nothing is left of what it allows. Retry-After comes first; otherwise the
// header of the limit, which services write with X- and without, as seconds since
// 1970, as an instant, or as the seconds that are left.
func allowance(h http.Header, here time.Time) (empty bool, reset time.Duration) {
	left, err := strconv.ParseFloat(limit(h, "Remaining"), 64)
	empty = err == nil && left < 1
	if seconds, err := strconv.ParseUint(h.Get("Retry-After"), 10, 31); err == nil {
		return empty, time.Duration(seconds) * time.Second
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		now = here
	}
	if until, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return empty, max(0, until.Sub(now))
	}
	return empty, until(limit(h, "Reset"), now)
}

// limit is a header of the limit, by the name that the service uses.
func limit(h http.Header, name string) string {
	for _, prefix := range [...]string{"RateLimit-", "X-RateLimit-", "X-Rate-Limit-"} {
		if value := h.Get(prefix + name); value != "" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// epoch tells seconds since 1970 from seconds that are left: no limit lasts thirty
// years.
const epoch = 1e9

// until is how long it takes until an instant of the server's.
func until(text string, now time.Time) time.Duration {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return max(0, at.Sub(now))
	}
	seconds, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || seconds != seconds || seconds < 0 || seconds > 1e11:
		return 0
	case seconds >= epoch:
		return max(0, time.Unix(int64(seconds), 0).Sub(now))
	}
	return time.Duration(seconds * float64(time.Second))
}
