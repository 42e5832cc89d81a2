package socialtest

import (
	"context"
	"sync"
	"time"

	"goldenratio/collectors"
)

// A Clock jumps when somebody sleeps. A server and the collector that asks it share one.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []string
}

// NewClock returns a Clock that stands at an instant.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is where it stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add puts it forward, or back.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts it to an instant.
func (c *Clock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// Sleep puts it forward.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Add(d)
	return ctx.Err()
}

// Waits are the reasons for which a collector at Place said that it waits.
func (c *Clock) Waits() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.waits
}

// Place is a collector's, with this clock.
func (c *Clock) Place() collectors.Place {
	return collectors.Place{Now: c.Now, Waiting: func(_ time.Time, why string) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.waits = append(c.waits, why)
	}}
}
