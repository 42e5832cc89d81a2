package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/outbox"
)

// maxOwed is how many issues of a repository may be owed. Where it is more, the
// trouble is not with single ones: the walk stops there until some could be read.
const maxOwed = 50

var errOwing = errors.New("too many for reading on")

// A finding is what came of reading an issue.
type finding struct {
	part *part
	raw  json.RawMessage // the issue, where it was there
	err  error
}

// settle puts an issue into the batch, or what came of it. One that is gone is a
// reject; one that the server had trouble with is owed, and is nothing until it
// comes: what was stored of it before stands. Both are about this issue alone only
// where its repository can be read. What is owed for too long is a reject, too: it
// is read again when somebody updates it.
func (r *run) settle(ctx context.Context, v *visit, number uint64, f finding, pass func()) error {
	if f.err != nil {
		if !permanent(f.err) && !passing(f.err) {
			return f.err
		}
		if _, err := r.look(ctx, v.api); err != nil {
			return f.err
		}
	}
	owed := passing(f.err) && !r.hopeless(v, number)
	switch {
	case owed:
		f.part, v.trouble = &part{}, f.err
	case f.err != nil:
		f.part = v.missed(number, f)
	}
	return r.add(ctx, f.part, func() {
		pass()
		if owed || f.part.unmet {
			v.mark.owe(number, r.started)
		} else {
			delete(v.mark.Owed, number)
		}
	})
}

// hopeless reports whether the trouble with an issue has lasted, and is with few.
func (r *run) hopeless(v *visit, number uint64) bool {
	t := v.mark.Owed[number]
	return t != nil && t.lasted(r.started) && len(v.mark.Owed) < maxOwed
}

// missed is an issue that was listed and cannot be had.
func (v *visit) missed(number uint64, f finding) *part {
	p := &part{name: v.Origin("issues", number)}
	item := outbox.Reject(p.name, "unreadable issue", f.err, f.raw)
	if i, err := v.Issue(f.raw); err == nil {
		item.Day = i.Day
	}
	p.put(item)
	return p
}

// owe takes down that an issue is to be asked for again.
func (m *mark) owe(number uint64, now time.Time) {
	if m.Owed[number] == nil {
		m.Owed[number] = &trial{Since: now}
	}
	m.Owed[number].count(now)
}

// owed asks for the issues that runs before could not read.
func (r *run) owed(ctx context.Context, v *visit) error {
	for _, number := range slices.Sorted(maps.Keys(v.mark.Owed)) {
		if err := r.settle(ctx, v, number, r.recall(ctx, v, number), func() {}); err != nil {
			return err
		}
	}
	return nil
}

// recall reads one issue by its number.
func (r *run) recall(ctx context.Context, v *visit, number uint64) finding {
	answer, err := r.client.get(ctx, fmt.Sprintf("%s/issues/%d", v.api, number))
	if err != nil {
		return finding{err: err}
	}
	head, err := shape.HeadOf(answer.body)
	switch {
	case err != nil:
		return finding{err: malformed(err.Error())}
	case head.Number != number || !v.holds(head):
		return finding{err: &answerError{code: http.StatusGone, message: "it was moved to another repository"}}
	}
	p, err := r.ticket(ctx, v, head, answer.body)
	return finding{p, answer.body, err}
}
