package githubtest

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// A Fault is what goes wrong with one answer. The zero Fault is nothing.
type Fault struct {
	Code  int           // answered in place of what was asked for
	After time.Duration // with 403 or 429: the secondary limit, to come back then
	Cut   bool          // the connection ends in the middle of the body
	Drop  bool          // the connection ends before a byte was sent
	Wait  time.Duration // before anything is sent
}

// Storm returns a function for Spoil that lets a share of the answers go wrong,
// each in one of the ways in which GitHub's do, by chance from a seed. It counts
// what it did.
func Storm(seed uint64, share float64, count func()) func(int, *http.Request) Fault {
	var mu sync.Mutex
	dice := rand.New(rand.NewPCG(seed, 1))
	kinds := []Fault{
		{Code: http.StatusBadGateway},
		{Code: http.StatusServiceUnavailable},
		{Code: http.StatusInternalServerError},
		{Code: http.StatusForbidden, After: 60 * time.Second},
		{Code: http.StatusTooManyRequests, After: 20 * time.Second},
		{Cut: true},
		{Drop: true},
		{Wait: 8 * time.Second},
	}
	return func(int, *http.Request) Fault {
		mu.Lock()
		defer mu.Unlock()
		if dice.Float64() >= share {
			return Fault{}
		}
		count()
		return kinds[dice.IntN(len(kinds))]
	}
}

// spoil is the answer that a fault makes of a request; nil for the true one.
func (f Fault) spoil(b *bucket, now time.Time) *answer {
	switch {
	case f.After > 0:
		b.until = now.Add(f.After)
		a := b.later(now)
		a.code = f.Code
		return a
	case f.Code >= http.StatusInternalServerError:
		return &answer{code: f.Code, header: http.Header{"Content-Type": {"text/html"}}, body: []byte("<html><body><h1>Unicorn!</h1></body></html>\n")}
	case f.Code != 0:
		return failed(f.Code, http.StatusText(f.Code), "rest")
	}
	return nil
}
