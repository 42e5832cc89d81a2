package git

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"goldenratio/collectors"
)

// A session is one call of Collect.
type session struct {
	*Collector
	repo  *repository
	cur   cursor
	emit  func(collectors.Batch) error
	now   time.Time
	known []string         // of what was seen before, the tips that still exist
	batch collectors.Batch // being filled
	bytes int
}

// An emitError is what emit returned: nothing is tried again after it.
type emitError struct{ error }

func (e emitError) Unwrap() error { return e.error }

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	if err := c.options.Check(); err != nil {
		return err
	}
	cur, err := decodeCursor(from)
	if err != nil {
		return err
	}
	s := &session{Collector: c, cur: cur, now: c.now().UTC(), emit: func(b collectors.Batch) error {
		if err := emit(b); err != nil {
			return emitError{err}
		}
		return nil
	}}
	if s.repo, err = c.open(ctx); err != nil {
		return err
	}
	defer s.repo.Close()
	err = s.collect(ctx)
	if e := (emitError{}); errors.As(err, &e) {
		return e.error
	}
	if err != nil && ctx.Err() == nil {
		err = s.repo.Hint(err)
	}
	return err
}

func (c *Collector) open(ctx context.Context) (*repository, error) {
	if c.options.URL != "" {
		return c.fetch(ctx)
	}
	path := c.options.Path
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.dir, path)
	}
	return open(ctx, c.options.Path, path)
}

// collect finishes an unfinished walk, then walks to what the repository holds
// now, if that is anything new.
func (s *session) collect(ctx context.Context) error {
	if s.cur.Walk != nil {
		if err := s.walk(ctx); err != nil {
			if e := (emitError{}); ctx.Err() != nil || errors.As(err, &e) {
				return err
			}
			// Its objects are gone, as after a forced push and a clean-up: what is
			// there now is walked instead, from what was seen before.
			s.cur.Walk = nil
		}
	}
	live, err := readRefs(ctx, s.repo.Name, s.repo.Refs)
	if err != nil {
		return err
	}
	branch, err := live.defaultBranch(s.options.Branch)
	if err != nil {
		return fmt.Errorf("collect %s: %w", s.repo.Name, err)
	}
	if branch == s.cur.Default && maps.Equal(live.tips, s.cur.Seen) {
		return s.finish()
	}
	s.cur.Walk = &walk{Started: s.now.UnixMilli(), Tips: live.tips, Default: branch, Phase: phaseCommits}
	return s.walk(ctx)
}

// started is when the walk began: the time of everything it observes.
func (s *session) started() time.Time { return time.UnixMilli(s.cur.Walk.Started).UTC() }

// walk goes through the phases that are left of the walk and ends it.
func (s *session) walk(ctx context.Context) (err error) {
	s.batch, s.bytes = collectors.Batch{}, 0
	if s.known, err = present(ctx, s.repo.Objects, distinct(s.cur.Seen)); err != nil {
		return err
	}
	found := s.look(ctx)
	defer found.close()
	w := s.cur.Walk
	for w.Phase != "" {
		if w.Phase == phaseAreas {
			err = s.areas(ctx, found.areas)
		} else {
			err = s.walkList(ctx, found.lists[w.Phase])
		}
		if err != nil {
			return err
		}
		w.Phase, w.List, w.At = w.Phase.next(), "", 0
	}
	return s.conclude(ctx, found)
}

// walkList goes through a phase that has a list.
func (s *session) walkList(ctx context.Context, listing *ahead[*list]) error {
	l, err := listing.end()
	if err != nil {
		return err
	}
	w := s.cur.Walk
	if w.List != l.sum {
		w.List, w.At = l.sum, 0
	}
	if w.Phase == phaseCommits {
		return s.commits(ctx, l)
	}
	return s.members(l, w.Phase == phaseJoined)
}

// revisions are the tips of a phase's list and what it leaves out.
func (s *session) revisions(p phase) (tips, known []string) {
	w := s.cur.Walk
	switch now := some(w.Tips[w.Default]); p {
	case phaseCommits:
		return distinct(w.Tips), s.known
	case phaseJoined:
		return now, some(s.held())
	default:
		return some(s.held()), now
	}
}

// held is the tip that the default branch had, as far as it still exists.
func (s *session) held() string {
	before := s.cur.Seen[s.cur.Default]
	if _, found := slices.BinarySearch(s.known, before); found {
		return before
	}
	return ""
}

func some(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// commits emits the commits of a list.
func (s *session) commits(ctx context.Context, l *list) error {
	w := s.cur.Walk
	r := reading{repo: s.repo, list: l, from: w.At, stretch: evenly(l.n-w.At, s.workers, s.longest), workers: s.workers,
		maxFiles: s.maxFiles, now: s.started()}
	err := r.each(ctx, func(item collectors.Item, size int) error {
		s.batch.Items = append(s.batch.Items, item)
		s.bytes += size
		w.At++
		if at := item.Record.(*collectors.Commit).Committed.At; !at.IsZero() {
			s.cur.Newest = max(s.cur.Newest, at.Unix())
		}
		if len(s.batch.Items) < s.batchItems && s.bytes < batchBytes {
			return nil
		}
		return s.flush()
	})
	if err != nil {
		return err
	}
	if len(s.batch.Items) > 0 {
		return s.flush()
	}
	return nil
}

// members emits which commits came to the default branch, or left it.
func (s *session) members(l *list, present bool) error {
	const chunk = 1000 // commits a record
	w := s.cur.Walk
	for w.At < l.n {
		to := min(l.n, w.At+chunk)
		ids, err := l.ids(w.At, to)
		if err != nil {
			return err
		}
		w.At = to
		s.batch.State = append(s.batch.State, &collectors.Membership{SHAs: ids, Present: present, Version: uint64(w.Started)})
		if len(s.batch.State) < 10 && w.At < l.n {
			continue
		}
		if err := s.flush(); err != nil {
			return err
		}
	}
	return nil
}

// flush emits the batch with the cursor behind it.
func (s *session) flush() (err error) {
	if s.batch.Cursor, err = s.cur.encode(); err != nil {
		return err
	}
	b := s.batch
	s.batch, s.bytes = collectors.Batch{}, 0
	return s.emit(b)
}

// conclude emits what the whole repository shows and closes the walk.
func (s *session) conclude(ctx context.Context, found *lookout) error {
	w := s.cur.Walk
	tags, err := found.tags.end()
	if err != nil {
		return err
	}
	s.tagItems(tags)
	s.refState(tags)
	c, err := found.count.end()
	if err != nil {
		return err
	}
	if s.batch.Expected, err = s.expected(ctx, c, tags); err != nil {
		return err
	}
	s.cur = cursor{Format: cursorFormat, Seen: w.Tips, Default: w.Default, Days: c.commits, Newest: s.cur.Newest}
	return s.finish()
}

// finish emits the last batch: the repository is collected as far as it goes.
func (s *session) finish() error {
	newest := time.Time{}
	if s.cur.Newest > 0 {
		newest = time.Unix(s.cur.Newest, 0)
	}
	if until := s.repo.until(newest, s.now); !until.IsZero() {
		s.batch.Span = &collectors.Span{Until: until}
	}
	return s.flush()
}
