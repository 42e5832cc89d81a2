package githubtest

import (
	"cmp"
	"slices"
	"time"

	"goldenratio/internal/sample/hub"
)

// A viewKey names something derived from the hub that is kept until it changes.
type viewKey struct {
	repo uint64
	what string
}

// view returns what is derived, making it where it is not there yet.
func view[T any](q *query, what string, derive func() T) T {
	key := viewKey{q.repo.ID, what}
	if v, ok := q.s.views[key].(T); ok {
		return v
	}
	v := derive()
	q.s.views[key] = v
	return v
}

// A ticket is an issue or pull request with what has become of it.
type ticket struct {
	*hub.Ticket
	hub.State
}

// tickets are all of a repository's, by number.
func (q *query) tickets() []*ticket {
	return view(q, "tickets", func() []*ticket {
		all := make([]*ticket, len(q.repo.Tickets))
		for i, t := range q.repo.Tickets {
			all[i] = &ticket{t, t.State()}
		}
		return all
	})
}

// find returns the ticket that the path names; nil for none.
func (q *query) find() *ticket {
	return view(q, "numbers", func() map[string]*ticket {
		all := map[string]*ticket{}
		for _, t := range q.tickets() {
			all[number(t)] = t
		}
		return all
	})[q.PathValue("number")]
}

// A done is an act with the ticket that it was done to.
type done struct {
	*hub.Act
	of *ticket
}

func (t *ticket) acts(kinds func(hub.Kind) bool) []done {
	var all []done
	for _, a := range t.Acts {
		if kinds(a.Kind) {
			all = append(all, done{a, t})
		}
	}
	return all
}

// arranged is a list of acts as a request wants it: from a moment on, sorted by
// when they were made or changed.
func (q *query) arranged(all []done) []done {
	since, byUpdate := q.since(), q.FormValue("sort") == "updated"
	all = slices.DeleteFunc(slices.Clone(all), func(d done) bool { return d.Changed().Before(since) })
	at := func(d done) time.Time {
		if byUpdate {
			return d.Changed()
		}
		return d.At
	}
	slices.SortFunc(all, func(a, b done) int { return cmp.Or(at(a).Compare(at(b)), cmp.Compare(a.ID, b.ID)) })
	if q.descending(q.FormValue("sort") != "") {
		slices.Reverse(all)
	}
	return all
}

func only(kinds ...hub.Kind) func(hub.Kind) bool {
	return func(k hub.Kind) bool { return slices.Contains(kinds, k) }
}

func isReview(k hub.Kind) bool { return only(hub.Review, hub.Approval, hub.ChangesRequested)(k) }

func eventName(k hub.Kind) string {
	switch k {
	case hub.Closed, hub.Reopened, hub.Merged:
		return string(k)
	case hub.Ready:
		return "ready_for_review"
	case hub.Draft:
		return "convert_to_draft"
	case hub.Requested:
		return "review_requested"
	case hub.Dismissal:
		return "review_dismissed"
	case hub.Labelled:
		return "labeled"
	case hub.Unlabelled:
		return "unlabeled"
	case hub.Milestone:
		return "milestoned"
	case hub.Push:
		return "head_ref_force_pushed"
	}
	return ""
}
