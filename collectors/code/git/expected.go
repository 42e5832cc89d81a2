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
// git itself over the whole history; only days whose number changed since what
// was seen before.
func (s *session) expected(ctx context.Context, tags map[string]*collectors.Tag) ([]collectors.Expectation, error) {
	now, err := s.count(ctx, s.cur.Walk.Tips, tags)
	if err != nil {
		return nil, err
	}
	before := s.countBefore(ctx)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	days := maps.Clone(now)
	maps.Copy(days, before)
	var out []collectors.Expectation
	for _, d := range slices.Sorted(maps.Keys(days)) {
		if now[d] != before[d] {
			out = append(out, collectors.Expectation{Day: time.Unix(d*86400, 0).UTC(), Items: now[d]})
		}
	}
	return out, nil
}

// countBefore counts what was seen before. Where that cannot be read any more
// it is empty, so that every day is stated anew.
func (s *session) countBefore(ctx context.Context) tally {
	if len(s.cur.Seen) == 0 {
		return nil
	}
	tags, err := s.repo.tags(ctx, s.cur.Seen, s.started())
	if err != nil {
		return nil
	}
	before, err := s.count(ctx, s.cur.Seen, tags)
	if err != nil {
		return nil
	}
	return before
}

func (s *session) count(ctx context.Context, tips map[string]string, tags map[string]*collectors.Tag) (tally, error) {
	t := tally{}
	for _, tag := range tags {
		t.add(tag.Date.At)
	}
	if len(tips) == 0 {
		return t, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := s.repo.Objects.Start(ctx, revisions(distinct(tips), nil), "log", "--format=%ct", "--no-show-signature", "--stdin")
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(p)
	for lines.Scan() {
		n, err := strconv.ParseInt(lines.Text(), 10, 64)
		if at := time.Unix(n, 0); err == nil && n < 1<<40 && plausible(at, s.started()) {
			t.add(at)
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
		return nil, fmt.Errorf("count commits of %s: %w", s.repo.Name, scanned)
	}
	return t, nil
}

func (t tally) add(at time.Time) {
	if !at.IsZero() {
		t[at.Unix()/86400]++
	}
}
