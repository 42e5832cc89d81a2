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

// A count is how many commits the repository holds by day.
type count struct {
	commits tally
	touched tally // its days are those that are not as they were
}

// count counts the commits that the walk's tips reach: another look than the
// walk's own, at the dates alone. While nothing goes, what came is added to
// the count of what was seen before. The whole history is counted at first,
// where something went, and where that cannot be told.
func (s *session) count(ctx context.Context) (count, error) {
	seen, days, tips, at := s.cur.Seen, s.cur.Days, s.cur.Walk.Tips, s.started()
	went, unread := s.repo.count(ctx, seen, tips, at)
	if len(days) > 0 && len(went) == 0 && unread == nil {
		came, err := s.repo.count(ctx, tips, seen, at)
		return count{days.plus(came), came}, err
	}
	whole, err := s.repo.count(ctx, tips, nil, at)
	if unread != nil {
		return count{whole, whole.plus(days)}, err
	}
	return count{whole, whole.changed(days)}, err
}

// expected says for each day on which something came or went how many items
// the repository holds.
func (s *session) expected(ctx context.Context, c count, tags map[string]*collectors.Tag) ([]collectors.Expectation, error) {
	days, err := s.tagged(ctx, tags)
	if err != nil {
		return nil, err
	}
	items := maps.Clone(c.commits)
	for _, tag := range tags {
		items.add(tag.Date.At)
	}
	var out []collectors.Expectation
	for _, d := range slices.Sorted(maps.Keys(days.plus(c.touched))) {
		out = append(out, collectors.Expectation{Day: time.Unix(d*86400, 0).UTC(), Items: items[d]})
	}
	return out, nil
}

// tagged are the days of the tags that came, went or moved.
func (s *session) tagged(ctx context.Context, tags map[string]*collectors.Tag) (tally, error) {
	days, moved := tally{}, map[string]string{}
	for ref, id := range s.cur.Seen {
		if s.cur.Walk.Tips[ref] != id {
			moved[ref] = id
		}
	}
	before, err := s.repo.tags(ctx, moved, s.started())
	if err != nil {
		return nil, err
	}
	for _, tag := range before {
		days.add(tag.Date.At)
	}
	for ref, tag := range tags {
		if s.cur.Walk.Tips[ref] != s.cur.Seen[ref] {
			days.add(tag.Date.At)
		}
	}
	return days, nil
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
