package gharchive

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/internal/realdata"
)

// A hook is what this test reads of a webhook's payload, which the timeline's
// events share.
type hook struct {
	Action      string
	Issue       struct{ Number int }
	PullRequest struct {
		Number int
		Merged bool
	} `json:"pull_request"`
	Comment    struct{ ID int64 }
	Review     struct{ ID int64 }
	Release    struct{ ID int64 }
	Repository struct {
		ID   int64
		Name string
	}
	Sender struct{ Login string }
}

// wrapped is the event of the timeline that has such a payload.
func wrapped(t *testing.T, id int, kind string, raw []byte, h hook) string {
	t.Helper()
	text, err := json.Marshal(fields{
		"id": fmt.Sprint(id), "type": kind, "actor": fields{"login": h.Sender.Login}, "created_at": "2020-01-01T00:00:00Z",
		"repo": fields{"id": h.Repository.ID, "name": "demo/" + h.Repository.Name}, "payload": json.RawMessage(raw),
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// wants are the keys of what a payload tells of; GitHub's own ids are in them.
func (h hook) wants(id int, kind string) (keys []string) {
	key := func(format string, args ...any) {
		args = append([]any{h.Repository.ID}, args...)
		keys = append(keys, fmt.Sprintf(format, args...))
	}
	acts := map[string]string{
		"closed": "closed", "reopened": "reopened", "labeled": "labelled", "unlabeled": "unlabelled", "milestoned": "milestone",
		"ready_for_review": "ready", "converted_to_draft": "draft", "review_requested": "review requested", "synchronize": "push",
	}
	switch kind {
	case "IssuesEvent":
		key("issue github.com/%d %d", h.Issue.Number)
	case "PullRequestEvent":
		key("change github.com/%d %d", h.PullRequest.Number)
	case "IssueCommentEvent":
		if h.Action != "deleted" {
			key("comment github.com/%d %d", h.Comment.ID)
			key("issue github.com/%d %d", h.Issue.Number)
		}
	case "PullRequestReviewCommentEvent":
		if h.Action != "deleted" {
			key("line comment github.com/%d %d", h.Comment.ID)
		}
	case "PullRequestReviewEvent":
		if h.Action != "dismissed" {
			key("review github.com/%d %d", h.Review.ID)
		}
	case "ReleaseEvent":
		if h.Action != "deleted" {
			key("release github.com/%d %d", h.Release.ID)
		}
	case "WatchEvent":
		key("star github.com/%d github.com/%s", strings.ToLower(h.Sender.Login))
	}
	if act := acts[h.Action]; act != "" {
		key(act+" github.com/%d archive-%d", id)
	}
	return keys
}

// The payloads that GitHub documents become what they tell of, under GitHub's own
// keys, and none is turned away.
func TestDocumentedPayloads(t *testing.T) {
	root := filepath.Join(realdata.Unpack(t, "github-octokit-webhooks-dev"), "github", "octokit-webhooks-dev", "payload-examples", "api.github.com")
	var file strings.Builder
	want := map[string]bool{}
	read := 0
	for folder, kind := range map[string]string{
		"issues": "IssuesEvent", "pull_request": "PullRequestEvent", "issue_comment": "IssueCommentEvent", "release": "ReleaseEvent",
		"pull_request_review": "PullRequestReviewEvent", "pull_request_review_comment": "PullRequestReviewCommentEvent", "watch": "WatchEvent",
	} {
		paths, err := filepath.Glob(filepath.Join(root, folder, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var h hook
			if err := json.Unmarshal(raw, &h); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			read++
			file.WriteString(wrapped(t, read, kind, raw, h))
			for _, key := range h.wants(read, kind) {
				want[key] = true
			}
			want[fmt.Sprintf("repository github.com/%d", h.Repository.ID)] = true
		}
	}
	if read != 85 {
		t.Errorf("%d payloads, want 85", read)
	}
	s := one(t, "2020-01-01-0", file.String())
	if len(s.rejects) > 0 {
		t.Errorf("turned away: %v", s.rejects)
	}
	for key := range want {
		if s.records[key] == nil {
			t.Errorf("%s is not there", key)
		}
	}
	for key, rec := range s.records {
		if !want[key] {
			t.Errorf("%s is there and should not be", key)
		}
		if a, ok := rec.(*collectors.Act); ok && (a.Number == 0 || a.Author.Login == "" || a.Date.At.IsZero()) {
			t.Errorf("%s lacks something: %+v", key, a)
		}
	}
}
