package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
)

// runs reads the pipelines of the default branch. One that still runs comes up
// again when it has ended.
func (r *run) runs(ctx context.Context, p *project, at *progress) error {
	if p.branch == "" {
		return nil // nothing was ever pushed
	}
	query := func(after *time.Time) any {
		return &gitlab.ListProjectPipelinesOptions{
			ListOptions: gitlab.ListOptions{PerPage: r.size}, Ref: &p.branch,
			OrderBy: gitlab.Ptr("updated_at"), Sort: gitlab.Ptr("asc"), UpdatedAfter: after,
		}
	}
	take := func(_ context.Context, h head, known bool, raw json.RawMessage) error {
		if !known {
			return r.Add(outbox.Reject(p.path+"/pipelines/?"+outbox.Digest(raw), "object without number or time", errNoHead, raw))
		}
		origin := fmt.Sprintf("%s/pipelines/%d", p.path, h.ID)
		test, err := decodeRun(p, raw)
		if err != nil {
			return r.Add(outbox.Reject(origin, "object that cannot be read", err, raw))
		}
		return r.single(origin, test, test.Started)
	}
	return r.walk(ctx, list{path: p.path + "/pipelines", query: query, byID: true, mark: &at.Runs, take: take})
}

// single adds a record that is a part of its own for coverage.
func (r *run) single(origin string, rec collectors.Record, at collectors.Dated) error {
	t := &thread{path: origin, expected: map[time.Time]uint64{}}
	if err := r.keep(t, origin, rec, at); err != nil {
		return err
	}
	r.tell(t)
	return nil
}

// decodeRun reads a pipeline. Its end is its last update: whoever retries a job
// of it ends it anew, and GitLab counts no attempts.
func decodeRun(p *project, raw json.RawMessage) (*collectors.TestRun, error) {
	var l gitlab.PipelineInfo
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, err
	}
	if l.CreatedAt == nil {
		return nil, errNoDate
	}
	test := &collectors.TestRun{
		Repository: p.id, ID: strconv.FormatInt(l.ID, 10), Name: redact.Text(l.Name), Event: redact.Label(l.Source), Branch: redact.Label(l.Ref),
		Default: l.Ref == p.branch, SHA: sha(l.SHA), Attempt: 1, Outcome: outcome(l.Status),
		Started: dated(l.CreatedAt), Version: collectors.VersionAt(instant(l.UpdatedAt)),
	}
	if test.Outcome != "" {
		test.Ended = instant(l.UpdatedAt)
	}
	return test, nil
}

// outcome is a pipeline's end in the words that all forges share; empty for what
// has none yet.
func outcome(status string) string {
	return map[string]string{"success": "success", "failed": "failure", "canceled": "cancelled", "skipped": "skipped"}[status]
}

// releases reads all releases, since GitLab does not say which have changed, and
// keeps those that did.
func (r *run) releases(ctx context.Context, p *project, at *progress) error {
	path := p.path + "/releases"
	query := gitlab.ListReleasesOptions{ListOptions: gitlab.ListOptions{PerPage: r.size}, OrderBy: gitlab.Ptr("created_at"), Sort: gitlab.Ptr("asc")}
	return r.api.each(ctx, path, query, func(raw json.RawMessage) error {
		release, err := decodeRelease(r.mapper(p), raw)
		if err != nil {
			return r.release(at, outbox.Digest(raw), raw, outbox.Reject(path+"/?"+outbox.Digest(raw), "object that cannot be read", err, raw))
		}
		text, err := json.Marshal(release)
		if err != nil {
			return err
		}
		release.Version = collectors.VersionAt(r.now)
		item := collectors.Item{Origin: path + "/" + redact.Origin(release.ID), Record: release}
		if !release.Published.At.IsZero() {
			item.Day = collectors.Day(release.Published.At)
			r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: item.Origin, Day: item.Day, Items: 1})
		}
		return r.release(at, release.ID, text, item)
	})
}

// release adds an item of a release that is not as it was when it was last seen.
func (r *run) release(at *progress, id string, content []byte, item collectors.Item) error {
	now := outbox.Digest(content)
	if at.Releases[id] == now {
		return nil
	}
	at.Releases[id] = now
	return r.Add(item)
}

func (r *run) mapper(p *project) mapper { return mapper{host: r.api.host, repository: p.id} }

// decodeRelease reads a release, all but its version. GitLab knows no candidates.
func decodeRelease(m mapper, raw json.RawMessage) (*collectors.ForgeRelease, error) {
	var l gitlab.Release
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, err
	}
	at := l.ReleasedAt
	if at == nil {
		at = l.CreatedAt
	}
	switch {
	case l.TagName == "":
		return nil, errNoID
	case at == nil:
		return nil, errNoDate
	}
	tag := redact.Label(l.TagName)
	return &collectors.ForgeRelease{
		Repository: m.repository, ID: tag, Tag: tag, Title: redact.Text(l.Name), Author: m.user(&l.Author), Published: dated(at),
	}, nil
}
