package git

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
)

// A tally counts commits and tags by day, in days since 1970.
type tally map[int64]uint64

// expected says for each day how many items the repository holds, counted by
// git itself over the whole history; only days on which something came or went
// since what was seen before.
func (s *session) expected(ctx context.Context, whole *counting, tags map[string]*collectors.Tag) ([]collectors.Expectation, error) {
	now, err := whole.end()
	if err != nil {
		return nil, err
	}
	for _, tag := range tags {
		now.add(tag.Date.At)
	}
	days := s.touched(ctx, tags)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if days == nil {
		days = now
	}
	var out []collectors.Expectation
	for _, d := range slices.Sorted(maps.Keys(days)) {
		out = append(out, collectors.Expectation{Day: time.Unix(d*86400, 0).UTC(), Items: now[d]})
	}
	return out, nil
}

// A counting counts the commits of the whole history while the walk goes on:
// both read the same objects, and a walk leaves the cores some time.
type counting struct {
	cancel context.CancelFunc
	done   chan struct{}
	found  tally
	err    error
}

// counting begins to count. Its end must be waited for, or it be stopped.
func (s *session) counting(ctx context.Context) *counting {
	ctx, cancel := context.WithCancel(ctx)
	c := &counting{cancel: cancel, done: make(chan struct{})}
	tips, started := s.cur.Walk.Tips, s.started()
	go func() {
		defer close(c.done)
		c.found, c.err = s.repo.count(ctx, tips, nil, started)
	}()
	return c
}

func (c *counting) end() (tally, error) {
	<-c.done
	return c.found, c.err
}

func (c *counting) stop() {
	c.cancel()
	<-c.done
}

// touched counts what came and what went since what was seen before; nil where
// nothing was, or where that cannot be read any more, so that every day is
// stated anew.
func (s *session) touched(ctx context.Context, tags map[string]*collectors.Tag) tally {
	if len(s.cur.Seen) == 0 {
		return nil
	}
	before, err := s.repo.tags(ctx, s.cur.Seen, s.started())
	if err != nil {
		return nil
	}
	came, err := s.repo.count(ctx, s.cur.Walk.Tips, s.cur.Seen, s.started())
	if err != nil {
		return nil
	}
	went, err := s.repo.count(ctx, s.cur.Seen, s.cur.Walk.Tips, s.started())
	if err != nil {
		return nil
	}
	for d, n := range went {
		came[d] += n
	}
	came.tags(tags, before)
	came.tags(before, tags)
	return came
}

// tags adds the tags that are not, or are dated otherwise, among others.
func (t tally) tags(tags, others map[string]*collectors.Tag) {
	for name, tag := range tags {
		if o := others[name]; o == nil || !o.Date.At.Equal(tag.Date.At) {
			t.add(tag.Date.At)
		}
	}
}

// count counts the commits that are reachable from tips and not from known, by
// dates that are plausible at the given time.
func (r *repository) count(ctx context.Context, tips, known map[string]string, at time.Time) (tally, error) {
	t := tally{}
	if len(tips) == 0 {
		return t, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := r.Objects.Start(ctx, revisions(distinct(tips), distinct(known)), "log", "--format=%ct", "--no-show-signature", "--stdin")
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(p)
	for lines.Scan() {
		n, err := strconv.ParseInt(lines.Text(), 10, 64)
		if when := time.Unix(n, 0); err == nil && n < 1<<40 && plausible(when, at) {
			t.add(when)
		}
	}
	scanned := lines.Err()
	if scanned != nil {
		cancel()
	}
	if err := p.Wait(ctx); err != nil && scanned == nil {
		return nil, err
	}
	if scanned != nil {
		return nil, fmt.Errorf("count commits of %s: %w", r.Name, scanned)
	}
	return t, nil
}

func (t tally) add(at time.Time) {
	if !at.IsZero() {
		t[at.Unix()/86400]++
	}
}
