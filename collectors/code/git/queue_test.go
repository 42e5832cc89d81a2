package git

import (
	"context"
	"testing"
	"testing/synctest"

	"goldenratio/collectors"
)

// TestQueueIsBounded: a worker waits where what it has read would take too much
// memory, and one commit that is larger than that goes through alone.
func TestQueueIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q, put, ended := newQueue(), 0, make(chan error)
		go func() {
			for {
				if err := q.put(ctx, portion{items: make([]collectors.Item, 1), bytes: 2 * queueBytes / 3}); err != nil {
					ended <- err
					return
				}
				put++
			}
		}()
		for want := 1; want < 4; want++ {
			synctest.Wait()
			if put != want {
				t.Errorf("%d portions were put, not %d", put, want)
			}
			q.done(<-q.portions)
		}
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Errorf("a worker that was cancelled says %v", err)
		}
		whole := newQueue()
		if err := whole.put(t.Context(), portion{bytes: 10 * queueBytes}); err != nil {
			t.Error(err)
		}
	})
}

// TestEvenly: stretches are long where the history is, cover it, and leave no
// worker without one while another has two.
func TestEvenly(t *testing.T) {
	for _, c := range []struct{ n, workers, want int }{
		{1, 2, shortStretch}, {100, 2, shortStretch}, {1000, 2, 125}, {8666, 2, 1084}, {8666, 1, 2167},
		{50_000, 2, 3572}, {50_000, 4, 3125}, {1_000_000, 2, 4066},
	} {
		if got := evenly(c.n, c.workers, longStretch); got != c.want {
			t.Errorf("%d commits, %d workers: %d, not %d", c.n, c.workers, got, c.want)
		}
	}
}
