package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// A thread is an issue or a merge request with all that was done to it. For
// coverage it is a part of its own.
type thread struct {
	project *project
	kind    collectors.IssueKind
	number  int64
	path    string // below the API: projects/1/issues/2
	mapper  mapper

	opened   time.Time            // its day
	expected map[time.Time]uint64 // items that GitLab listed, by day
	approved map[string]string    // id of the last approval, by login
	switched time.Time            // from then on GitLab has events of the state
}

// issues reads the project's issues.
func (r *run) issues(ctx context.Context, p *project, at *progress) error {
	open := false // not confidential
	query := func(after *time.Time) any {
		return &gitlab.ListProjectIssuesOptions{
			ListOptions: gitlab.ListOptions{PerPage: r.size}, Scope: gitlab.Ptr("all"), OrderBy: gitlab.Ptr("updated_at"), Sort: gitlab.Ptr("asc"),
			UpdatedAfter: after, Confidential: &open,
		}
	}
	return r.walk(ctx, list{path: p.path + "/issues", query: query, mark: &at.Issues, take: r.threads(p, collectors.IssueProper, "issues", decodeIssue)})
}

// changes reads the project's merge requests.
func (r *run) changes(ctx context.Context, p *project, at *progress) error {
	query := func(after *time.Time) any {
		return &gitlab.ListProjectMergeRequestsOptions{
			ListOptions: gitlab.ListOptions{PerPage: r.size}, Scope: gitlab.Ptr("all"), OrderBy: gitlab.Ptr("updated_at"), Sort: gitlab.Ptr("asc"),
			UpdatedAfter: after,
		}
	}
	return r.walk(ctx, list{path: p.path + "/merge_requests", query: query, mark: &at.Changes, take: r.threads(p, collectors.IssueChange, "merge_requests", decodeChange)})
}

// threads returns what reads each object of a list, and all below it.
func (r *run) threads(p *project, kind collectors.IssueKind, name string, decode func(mapper, json.RawMessage) (*collectors.Issue, error)) func(context.Context, head, bool, json.RawMessage) error {
	return func(ctx context.Context, h head, known bool, raw json.RawMessage) error {
		t := &thread{
			project: p, kind: kind, number: h.IID, path: fmt.Sprintf("%s/%s/%d", p.path, name, h.IID),
			mapper:   mapper{host: r.api.host, repository: p.id, kind: kind, number: uint64(max(0, h.IID)), version: collectors.VersionAt(h.Updated)},
			expected: map[time.Time]uint64{}, approved: map[string]string{},
		}
		if !known {
			return r.Add(outbox.Reject(p.path+"/"+name+"/?"+outbox.Digest(raw), "object without number or time", errNoHead, raw))
		}
		issue, err := decode(t.mapper, raw)
		if err != nil {
			return r.Add(outbox.Reject(t.path, "object that cannot be read", err, raw))
		}
		if kind == collectors.IssueChange {
			if err := r.more(ctx, t, issue, raw); err != nil {
				return err
			}
		}
		t.opened = collectors.Day(issue.Opened.At)
		if err := r.keep(t, t.path, issue, issue.Opened); err != nil {
			return err
		}
		if err := r.acts(ctx, t); err != nil && !absent(err) { // deleted or moved since it was listed
			return err
		}
		r.tell(t)
		return nil
	}
}

// more asks for what lists do not tell of a merge request: its size, and who
// opened it.
func (r *run) more(ctx context.Context, t *thread, change *collectors.Issue, raw json.RawMessage) (err error) {
	if change.Change.Diff, err = r.measure(ctx, t); err != nil {
		return err
	}
	return r.profile(ctx, raw)
}

// keep adds a record of the thread.
func (r *run) keep(t *thread, origin string, rec collectors.Record, at collectors.Dated) error {
	r.meet(author(rec))
	item := collectors.Item{Origin: origin, Record: rec}
	if !at.At.IsZero() {
		item.Day = collectors.Day(at.At)
		t.expected[item.Day]++
	}
	return r.Add(item)
}

// tell says how many items of the thread there should be.
func (r *run) tell(t *thread) {
	for _, d := range slices.SortedFunc(maps.Keys(t.expected), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: t.path, Day: d, Items: t.expected[d]})
	}
}

// A below is a list of what belongs to a thread.
type below struct {
	name string
	read func(mapper, json.RawMessage) ([]collectors.Act, error)
}

// acts reads what was done to the thread. The events of the state come first:
// they tell up to when notes tell of it.
func (r *run) acts(ctx context.Context, t *thread) error {
	lists := []below{{"resource_state_events", t.state}, {"notes", t.note}, {"resource_label_events", labelled}, {"resource_milestone_events", planned}}
	if t.kind == collectors.IssueChange {
		lists = append(lists, below{"versions", pushed}, below{"commits", committed})
	}
	for _, l := range lists {
		if err := r.below(ctx, t, l); err != nil && !(l.name != "notes" && t.lacks(err)) {
			return err
		}
	}
	return nil
}

// lacks reports whether an error says no more than that there is no such list: an
// old GitLab has no events, a project may show merge requests and no repository.
func (t *thread) lacks(err error) bool {
	closed := t.project.raw.RepositoryAccessLevel
	return absent(err) || refused(err) && (closed == gitlab.PrivateAccessControl || closed == gitlab.DisabledAccessControl)
}

func (r *run) below(ctx context.Context, t *thread, l below) error {
	path := t.path + "/" + l.name
	query := gitlab.ListOptions{PerPage: r.size}
	if l.name == "notes" {
		query.OrderBy, query.Sort = "created_at", "asc"
	}
	return r.api.each(ctx, path, query, func(raw json.RawMessage) error {
		acts, err := l.read(t.mapper, raw)
		if err != nil {
			if !t.opened.IsZero() {
				t.expected[t.opened]++ // it is missed there, since it has no day of its own
			}
			return r.Add(outbox.Reject(path+"/"+name(raw), "object that cannot be read", err, raw))
		}
		for i := range acts {
			origin := path + "/" + acts[i].ID
			if err := r.keep(t, origin, &acts[i], acts[i].Date); err != nil {
				return err
			}
		}
		return nil
	})
}

// name is how a bad object is known: by its id, or else by its content.
func name(raw json.RawMessage) string {
	var h struct {
		ID int64 `json:"id"`
	}
	if json.Unmarshal(raw, &h) == nil && h.ID > 0 {
		return strconv.FormatInt(h.ID, 10)
	}
	return "?" + outbox.Digest(raw)
}
