package github

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
)

// A ticket is an issue or a pull request on its way into a part.
type ticket struct {
	*run
	*visit
	shape.Head
	kind collectors.IssueKind
	out  *part
}

// ticket reads an issue, or a pull request, and what was done to it.
func (r *run) ticket(ctx context.Context, v *visit, head shape.Head, raw json.RawMessage) (*part, error) {
	t := &ticket{run: r, visit: v, Head: head, kind: collectors.IssueProper, out: &part{name: v.Origin("issues", head.Number)}}
	if head.Change {
		t.kind = collectors.IssueChange
		if err := t.pull(ctx); err != nil {
			return nil, err
		}
	} else {
		item, err := v.Issue(raw)
		t.out.take(item, err, v.Origin("issues"), raw)
	}
	if err := t.timeline(ctx); err != nil {
		return nil, err
	}
	closer(t.out.items)
	return t.out, nil
}

// pull reads what only pull requests have.
func (t *ticket) pull(ctx context.Context) error {
	p, err := t.client.get(ctx, fmt.Sprintf("%s/pulls/%d", t.api, t.Number))
	if err != nil {
		return err
	}
	item, err := t.Pull(p.body)
	t.out.take(item, err, t.Origin("pulls"), p.body)
	version := t.state(item)
	if err := t.list(ctx, "pulls", "commits", func(raw json.RawMessage) (collectors.Item, error) { return t.Commit(t.Number, version, raw) }); err != nil {
		return err
	}
	if n, err := shape.PullCounts(p.body); err == nil && n == 0 {
		return nil
	}
	return t.list(ctx, "pulls", "comments", func(raw json.RawMessage) (collectors.Item, error) { return t.LineComment(t.Number, raw) })
}

// state is the version of a pull request's commits: the second of its last update,
// the end of it where nothing more can come of that, so that those that are read
// again then are newer than those of which some may be there no longer.
func (t *ticket) state(pull collectors.Item) uint64 {
	version := collectors.VersionAt(t.Updated)
	if i, ok := pull.Record.(*collectors.Issue); ok {
		version = max(version, i.Version)
	}
	version -= version % 1000
	if t.started.Sub(time.UnixMilli(int64(version))) >= settling {
		version += 999
	}
	return version
}

// list reads a list that belongs to the ticket.
func (t *ticket) list(ctx context.Context, kind, what string, read func(json.RawMessage) (collectors.Item, error)) error {
	return t.client.each(ctx, t.below(kind, t.Number, what, t.limits.page), func(raw json.RawMessage) error {
		item, err := read(raw)
		t.out.take(item, err, t.Origin(kind, t.Number, what), raw)
		return nil
	})
}

// timeline reads comments, reviews and events. What a review said before it was
// dismissed comes only after it, so all is there before the first is read.
func (t *ticket) timeline(ctx context.Context) error {
	var all []json.RawMessage
	before := shape.Verdicts{}
	err := t.client.each(ctx, t.below("issues", t.Number, "timeline", t.limits.page), func(raw json.RawMessage) error {
		all = append(all, raw)
		return nil
	})
	if err != nil {
		return err
	}
	for _, raw := range all {
		before.Dismissed(raw)
	}
	line := shape.Timeline{Repo: t.Repo, Kind: t.kind, Number: t.Number, Before: before}
	for _, raw := range all {
		item, err := line.Entry(raw)
		t.out.take(item, err, t.Origin("issues", t.Number, "timeline"), raw)
	}
	return nil
}

// apart is how far apart the times of an issue's closing and of the event that
// tells of it may be.
const apart = 2 * time.Second

// closer fills in who closed an issue from the event that did: lists leave it out,
// and it has to be the same wherever the issue was read.
func closer(items []collectors.Item) {
	var issue *collectors.Issue
	for i := range items {
		if found, ok := items[i].Record.(*collectors.Issue); ok {
			issue = found
		}
	}
	if issue == nil || issue.Closed.IsZero() {
		return
	}
	for i := range items {
		if a, ok := items[i].Record.(*collectors.Act); ok && a.Kind == collectors.ActClosed && a.Date.At.Sub(issue.Closed).Abs() <= apart {
			issue.ClosedBy = a.Author
		}
	}
}
