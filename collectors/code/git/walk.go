package git

import (
	"context"
	"errors"
	"io"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"goldenratio/collectors"
)

// workers is how many stretches of a history are read at a time. Each takes a
// core for git and a part of one for parsing; beyond four the disk is next.
func workers() int { return max(1, min(4, runtime.GOMAXPROCS(0))) }

// How a list is cut into stretches. Long ones spare git work: what a commit
// changed is what the diff of a later one begins with. Several for each worker
// keep all busy to the end, though some commits cost more than others.
const (
	longStretch  = 4096 // of ordinary commits it fits into a queue
	shortStretch = 64   // for less it is not worth starting another git
	rounds       = 4    // stretches a worker, at least
)

// evenly is the length of the stretches of n commits.
func evenly(n, workers, longest int) int {
	each := (n + workers - 1) / workers
	times := max(rounds, (each+longest-1)/longest)
	return min(longest, max(shortStretch, (each+times-1)/times))
}

// A reading is one pass over a list of commits by several workers. Worker w
// reads the stretches w, w+workers, …; taken in turn they are the list again.
type reading struct {
	repo     *repository
	list     *list
	from     int
	stretch  int // see evenly
	workers  int
	maxFiles int
	now      time.Time // dates after it (and a day) are implausible
}

// each calls f with the commits' items in the list's order, in the calling
// goroutine. When it returns no git and no goroutine is left.
func (r *reading) each(ctx context.Context, f func(collectors.Item, int) error) error {
	left := r.list.n - r.from
	if left <= 0 {
		return nil
	}
	r.workers = min(r.workers, (left+r.stretch-1)/r.stretch)
	outer := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	queues := make([]*queue, r.workers)
	for w := range queues {
		queues[w] = newQueue()
		g.Go(func() error {
			defer close(queues[w].portions)
			return r.work(ctx, w, queues[w])
		})
	}
	err := gather(queues, f)
	if err != nil {
		cancel()
	}
	if worked := g.Wait(); err == nil {
		err = worked
	}
	if outer.Err() != nil {
		return outer.Err()
	}
	return err
}

// gather takes a stretch from each queue in turn until one is closed: at the
// end of the list or after an error, which its worker returns.
func gather(queues []*queue, f func(collectors.Item, int) error) error {
	for turn := 0; ; turn++ {
		q := queues[turn%len(queues)]
		for last := false; !last; {
			p, ok := <-q.portions
			if !ok {
				return nil
			}
			last = p.last
			for _, item := range p.items {
				if err := f(item, p.bytes/len(p.items)); err != nil {
					return err
				}
			}
			q.done(p)
		}
	}
}

// work reads one worker's stretches: commits from one git, their diffs from
// another.
func (r *reading) work(ctx context.Context, worker int, queue *queue) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stripe := func() io.Reader { return r.list.stripe(r.from, r.stretch, worker, r.workers) }
	commits, err := r.repo.Objects.Start(ctx, stripe(), catArgs()...)
	if err != nil {
		return err
	}
	patches, err := r.repo.Objects.Start(ctx, stripe(), diffArgs()...)
	if err != nil {
		cancel()
		_ = commits.Wait(ctx)
		return err
	}
	err = r.parse(ctx, worker, commits, patches, queue)
	if err != nil {
		cancel() // neither git shall wait for a reader
	}
	return errors.Join(err, commits.End(ctx, err), patches.End(ctx, err))
}

func (r *reading) parse(ctx context.Context, worker int, commits, patches io.Reader, queue *queue) error {
	objects := &objects{in: newLines(commits)}
	diffs := &diffs{in: newLines(patches), maxFiles: r.maxFiles}
	for at := r.from + worker*r.stretch; at < r.list.n; at += r.workers * r.stretch {
		if err := r.parseStretch(ctx, min(r.list.n-at, r.stretch), objects, diffs, queue); err != nil {
			return err
		}
	}
	return nil
}

// parseStretch sends the next n commits to the queue.
func (r *reading) parseStretch(ctx context.Context, n int, objects *objects, diffs *diffs, queue *queue) error {
	var p portion
	for i := range n {
		c, size, err := r.commit(objects, diffs)
		if err != nil {
			return err
		}
		p.items = append(p.items, collectors.Item{Origin: c.SHA, Day: day(c.Committed.At), Record: c})
		p.bytes += size
		p.last = i == n-1
		if !p.last && len(p.items) < portionItems && p.bytes < portionBytes {
			continue
		}
		if err := queue.put(ctx, p); err != nil {
			return err
		}
		p = portion{}
	}
	return nil
}

// commit reads one commit and its diff.
func (r *reading) commit(objects *objects, diffs *diffs) (*collectors.Commit, int, error) {
	o, err := objects.next()
	if err != nil {
		return nil, 0, err
	}
	c := parseCommit(o.id, o.content, o.cut, r.now)
	d, err := diffs.next(o.id)
	if err != nil {
		return nil, 0, err
	}
	c.PatchID, c.Stat, c.Changes = d.patchID, d.stat, d.changes
	if d.cut {
		c.Flags = sortedWith(c.Flags, flagFiles)
	}
	size := 1<<10 + len(c.Subject) + 200*len(c.Trailers)
	for i := range c.Changes {
		size += 96 + len(c.Changes[i].Path) + len(c.Changes[i].OldPath)
	}
	return c, size, nil
}

// day is the UTC day of t, the zero time for none.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(24 * time.Hour)
}
