package git

import (
	"context"
	"strings"

	"goldenratio/collectors"
)

// A lookout is what a walk needs beside the commits, found out while it reads
// them: much of it is done before the first diffs come.
type lookout struct {
	lists map[phase]*ahead[*list]
	areas *ahead[foundAreas]
	tags  *ahead[map[string]*collectors.Tag]
	count *ahead[count]
}

// look begins to find out what the phases that are left need. It must be closed.
func (s *session) look(ctx context.Context) *lookout {
	w := s.cur.Walk
	l := &lookout{lists: map[phase]*ahead[*list]{}}
	same := map[string]*ahead[*list]{} // a first walk of one branch joins what it reads
	for p := w.Phase; p != "" && p != phaseAreas; p = p.next() {
		tips, known := s.revisions(p)
		name := strings.Join(tips, " ") + "^" + strings.Join(known, " ")
		if same[name] == nil {
			same[name] = begin(ctx, func(ctx context.Context) (*list, error) { return s.repo.list(ctx, tips, known) })
		}
		l.lists[p] = same[name]
	}
	l.count = begin(ctx, s.count)
	l.areas = begin(ctx, s.findAreas)
	l.tags = begin(ctx, func(ctx context.Context) (map[string]*collectors.Tag, error) {
		return s.repo.tags(ctx, w.Tips, s.started())
	})
	return l
}

func (l *lookout) close() {
	l.count.stop()
	l.areas.stop()
	l.tags.stop()
	for _, a := range l.lists {
		if a.stop(); a.found != nil {
			a.found.close()
		}
	}
}

// An ahead is one thing that is being found out.
type ahead[T any] struct {
	cancel context.CancelFunc
	done   chan struct{}
	found  T
	err    error
}

// begin lets f find it out. Its end must be waited for, or it be stopped.
func begin[T any](ctx context.Context, f func(context.Context) (T, error)) *ahead[T] {
	ctx, cancel := context.WithCancel(ctx)
	a := &ahead[T]{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(a.done)
		a.found, a.err = f(ctx)
	}()
	return a
}

func (a *ahead[T]) end() (T, error) {
	<-a.done
	return a.found, a.err
}

func (a *ahead[T]) stop() {
	a.cancel()
	<-a.done
}
