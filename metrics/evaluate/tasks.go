package evaluate

import (
	"context"
	"errors"
	"slices"
)

// A task is one statement of a compute.
type task struct {
	name  string
	after []string // the tasks whose tables it reads
	run   func(context.Context) error
}

// runTasks runs as many tasks at a time as there are workers, each once those are
// done that it comes after, otherwise in the order of the list. It tells of each that
// is done, from the caller's goroutine. After the first error, which it returns,
// it starts nothing more and waits for what runs.
func runTasks(ctx context.Context, tasks []task, workers int, done func(string)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		name string
		err  error
	}
	results := make(chan result)
	finished := make(map[string]bool)
	waiting, running := slices.Clone(tasks), 0
	var failed error
	for {
		next := slices.IndexFunc(waiting, func(t task) bool { return t.ready(finished) })
		if failed == nil && next >= 0 && running < workers {
			t := waiting[next]
			waiting = slices.Delete(waiting, next, next+1)
			running++
			go func() { results <- result{t.name, t.run(ctx)} }()
			continue
		}
		if running == 0 {
			break
		}
		r := <-results
		running--
		switch {
		case r.err == nil:
			finished[r.name] = true
			done(r.name)
		case failed == nil:
			failed = r.err
			cancel()
		}
	}
	if failed == nil && len(waiting) > 0 {
		return errors.New("make " + waiting[0].name + ": it comes after what is never made")
	}
	return failed
}

// ready reports whether all that the task comes after is finished.
func (t task) ready(finished map[string]bool) bool {
	return !slices.ContainsFunc(t.after, func(name string) bool { return !finished[name] })
}
