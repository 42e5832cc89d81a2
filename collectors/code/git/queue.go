package git

import (
	"context"

	"golang.org/x/sync/semaphore"

	"goldenratio/collectors"
)

// A portion is a part of a stretch, small enough to wait in a queue.
type portion struct {
	items []collectors.Item
	bytes int
	last  bool // the stretch ends with it
}

const (
	portionItems = 64
	portionBytes = 256 << 10
	queueBytes   = 8 << 20 // some five thousand ordinary commits, or one that is larger
)

// A queue holds what one worker has read until its turn comes: a whole stretch,
// unless that is so large that the worker must wait.
type queue struct {
	portions chan portion
	room     *semaphore.Weighted // bytes
}

func newQueue() *queue {
	return &queue{portions: make(chan portion, 2*queueBytes/portionBytes), room: semaphore.NewWeighted(queueBytes)}
}

// put waits for room and queues p.
func (q *queue) put(ctx context.Context, p portion) error {
	if err := q.room.Acquire(ctx, p.weight()); err != nil {
		return err
	}
	select {
	case q.portions <- p:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// done makes room: p was taken and used.
func (q *queue) done(p portion) { q.room.Release(p.weight()) }

func (p portion) weight() int64 { return int64(min(p.bytes, queueBytes)) }
