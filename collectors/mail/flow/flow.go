package flow

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/semaphore"
)

// Limits bound what is in memory. Tests make them small.
type Limits struct {
	ChunkItems, ChunkBytes int   // what one goroutine parses at a time
	BatchItems             int   // items in a batch, at least, before it is emitted
	BatchBytes             int64 // or their bytes
	InFlight               int64 // bytes of mail being parsed or waiting
}

// Usual are the limits that collectors have outside of tests.
func Usual() Limits {
	return Limits{
		ChunkItems: 100, ChunkBytes: 1 << 20,
		BatchItems: 500, BatchBytes: 4 << 20,
		InFlight: 32 << 20,
	}
}

// Full reports whether a chunk of so many items and bytes has no room for a
// mail of more bytes. Any mail has room in an empty chunk.
func (l Limits) Full(items, bytes, more int) bool {
	return items == l.ChunkItems || items > 0 && bytes+more > l.ChunkBytes
}

// A Chunk is a run of mails that one goroutine parses.
type Chunk interface {
	Bytes() int // of the mails, as read
	Parse()
}

// Run calls read in a goroutine of its own, parses the chunks that it sends on
// all cores, and calls take with each, in the order of sending, in the caller's
// goroutine. It returns the first of: take's error, ctx's error, read's error;
// by then every goroutine has ended. send fails only when the context that read
// was given ends.
func Run[C Chunk](ctx context.Context, l Limits, read func(ctx context.Context, send func(C) error) error, take func(C) error) error {
	inner, cancel := context.WithCancel(ctx)
	r := &run[C]{
		ordered: make(chan *parsing[C], 4*runtime.GOMAXPROCS(0)),
		work:    make(chan *parsing[C], runtime.GOMAXPROCS(0)),
		room:    semaphore.NewWeighted(l.InFlight),
		most:    l.InFlight,
	}
	var group sync.WaitGroup
	var failed error
	group.Go(func() {
		defer close(r.work)
		defer close(r.ordered)
		failed = read(inner, func(c C) error { return r.send(inner, c) })
	})
	for range runtime.GOMAXPROCS(0) {
		group.Go(r.parse)
	}
	err := r.takeAll(ctx, take)
	cancel()
	group.Wait()
	if err != nil {
		return err
	}
	return failed
}

// A parsing is a chunk on its way.
type parsing[C Chunk] struct {
	chunk  C
	weight int64
	parsed chan struct{} // closed when it is
}

type run[C Chunk] struct {
	ordered chan *parsing[C]
	work    chan *parsing[C]
	room    *semaphore.Weighted
	most    int64
}

func (r *run[C]) send(ctx context.Context, chunk C) error {
	p := &parsing[C]{chunk: chunk, weight: min(int64(chunk.Bytes()), r.most), parsed: make(chan struct{})}
	if err := r.room.Acquire(ctx, p.weight); err != nil {
		return err
	}
	for _, queue := range []chan *parsing[C]{r.ordered, r.work} {
		select {
		case queue <- p:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (r *run[C]) parse() {
	for p := range r.work {
		p.chunk.Parse()
		close(p.parsed)
	}
}

func (r *run[C]) takeAll(ctx context.Context, take func(C) error) error {
	for p := range r.ordered {
		select {
		case <-p.parsed:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := take(p.chunk); err != nil {
			return err
		}
		r.room.Release(p.weight)
	}
	return ctx.Err()
}
