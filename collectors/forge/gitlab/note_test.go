package gitlab

import (
	"encoding/json"
	"fmt"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// What GitLab writes down in prose becomes acts, in old wordings and new.
func TestSystemNotes(t *testing.T) {
	l := start(t)
	l.addProject(1, "demo/one")
	l.set("projects/1/merge_requests", issue(1, 0, 100, object{"draft": true}))
	for i, body := range []string{
		"marked this merge request as **draft**",
		"marked as a **Work In Progress**",
		"unmarked as a **Work In Progress**",
		"marked this merge request as **ready**",
		"requested review from @Eve and @max.m, and removed review request for @zoe", // as GitLab joins the two
		"requested changes",
		"left review comments without approving",
		"approved this merge request",
		"reset approvals from @bob and @eve by pushing to the branch",
		"approved this merge request",
		"unapproved this merge request",
		"unapproved this merge request",
		"approved this merge request, I think", // not GitLab's words
		"added 2 commits\n\n<ul><li>…</li></ul>",
		"changed title from **Draft: closed** to **closed**",
		"marked this merge request as **draft** from abc1234",
	} {
		l.set("projects/1/merge_requests/1/notes", system(10+i, 10+i, "bob", body))
	}
	l.set("projects/1/merge_requests/1/notes", said(90, 90, "bob", "approved this merge request", nil)) // said by a person
	l.set("projects/1/merge_requests/1/notes", said(91, 91, "eve", "typo", object{"type": "DiffNote", "position": object{"head_sha": head1}}))
	l.set("projects/1/merge_requests/1/notes", said(92, 92, "eve", "secret", object{"internal": true}))
	l.set("projects/1/merge_requests/1/notes", said(93, 93, "eve", "secret", object{"confidential": true}))
	k := new(kept).must(t, l.collector())
	equal(t, "acts", k.acts(collectors.IssueChange, 1),
		"draft 10 bob", "draft 11 bob", "ready 12 bob", "ready 13 bob",
		"review requested 14-eve bob eve", "review requested 14-max.m bob max.m",
		"changes requested 15 bob", "review 16 bob", "approval 17 bob", "dismissal 18-17 bob 17", "approval 19 bob", "dismissal 20-19 bob 19",
		"draft 25 bob", "comment 90 bob", "line comment 91 eve")
	if a := k.records["line comment "+l.host()+"/1 91"].(*collectors.Act); a.Commit != head1 {
		t.Errorf("made for %q", a.Commit)
	}
}

// Before GitLab had events of the state it wrote notes; where it has both, they
// are one.
func TestStates(t *testing.T) {
	l := start(t)
	l.addProject(1, "demo/one")
	l.set("projects/1/issues", issue(1, 0, 100, object{"state": "closed", "closed_at": at(60), "closed_by": user("eve"), "moved_to_id": 5}))
	for i, body := range []string{"Status changed to closed by commit abc", "reopened", "closed", "reopened via merge request !3"} {
		l.set("projects/1/issues/1/notes", system(10+i, 10*i, "bob", body))
	}
	l.set("projects/1/issues/1/resource_state_events", object{"id": 5, "user": user("bob"), "created_at": at(20), "state": "closed"})
	l.set("projects/1/issues/1/resource_state_events", object{"id": 6, "user": user("ghost"), "created_at": at(30), "state": "reopened"})
	l.set("projects/1/issues/1/resource_state_events", object{"id": 7, "user": user("eve"), "created_at": at(60), "state": "closed"})
	l.set("projects/1/issues/1/resource_label_events", object{"id": 8, "user": user("eve"), "created_at": at(61), "action": "add", "label": object{"name": "bug, ask ada@example.org"}})
	l.set("projects/1/issues/1/resource_label_events", object{"id": 9, "user": user("eve"), "created_at": at(62), "action": "remove", "label": nil})
	l.set("projects/1/issues/1/resource_milestone_events", object{"id": 3, "user": nil, "created_at": at(63), "action": "add", "milestone": object{"title": "4.19"}})
	k := new(kept).must(t, l.collector())
	equal(t, "acts", k.acts(collectors.IssueProper, 1),
		"closed note-10 bob", "reopened note-11 bob", "closed 5 bob", "reopened 6 ", "closed 7 eve",
		"labelled 8 eve "+redact.Label("bug, ask ada@example.org"), "unlabelled 9 eve", "milestone 3  4.19")
	i := k.records["issue "+l.host()+"/1 1"].(*collectors.Issue)
	if i.Closed.Minute() != 0 || i.ClosedBy.Login != l.host()+"/eve" || i.Reason != "moved" || i.Author.Name != "Ada Example" {
		t.Errorf("%+v", i)
	}
}

// A merge request became its squashed commit, else the merge, else its own last
// one.
func TestBecame(t *testing.T) {
	for want, more := range map[string]object{
		head1: {"squash_commit_sha": head1, "merge_commit_sha": third, "sha": head2},
		third: {"merge_commit_sha": third, "sha": head2},
		head2: {"sha": head2},
		"":    {"sha": "none"},
	} {
		o := issue(4, 0, 10, object{"state": "merged", "merged_at": at(10), "merged_by": user("eve"), "labels": []string{"b", "a"}, "closed_by": user("bob")})
		for key, value := range more {
			o[key] = value
		}
		raw, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		i, err := decodeChange(mapper{host: "gitlab.example.org", repository: "gitlab.example.org/1", kind: collectors.IssueChange, number: 4}, raw)
		if err != nil || i.Change.MergeSHA != want || i.Change.MergedBy.Login != "gitlab.example.org/eve" || i.ClosedBy != i.Change.MergedBy ||
			!i.Closed.Equal(i.Change.Merged) || fmt.Sprint(i.Labels) != "[a b]" {
			t.Errorf("%+v, want %s: %v", i, want, err)
		}
	}
}

// FuzzDecode holds that whatever a server sends becomes a record or an error.
func FuzzDecode(f *testing.F) {
	for _, o := range []object{
		issue(1, 2, 3, nil), system(1, 2, "bob", "requested review from @eve"), {"id": nil}, {"tag_name": "v1", "created_at": at(1)},
		{"id": 1, "state": "closed", "created_at": at(3)}, {"id": head1, "committed_date": at(1)},
	} {
		raw, err := json.Marshal(o)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := mapper{host: "gitlab.example.org", repository: "gitlab.example.org/1", kind: collectors.IssueChange, number: 1}
		th := &thread{mapper: m, approved: map[string]string{}}
		for _, decode := range []func(mapper, json.RawMessage) ([]collectors.Act, error){th.state, th.note, labelled, planned, pushed, committed} {
			acts, err := decode(m, raw)
			for _, a := range acts {
				if err != nil || a.ID == "" || a.Kind == "" || a.Number != 1 {
					t.Errorf("%+v: %v", a, err)
				}
			}
		}
		for _, decode := range []func(mapper, json.RawMessage) (*collectors.Issue, error){decodeIssue, decodeChange} {
			if i, err := decode(m, raw); (i == nil) == (err == nil) {
				t.Errorf("%+v: %v", i, err)
			}
		}
		if r, err := decodeRelease(m, raw); err == nil && r.Tag == "" {
			t.Errorf("%+v", r)
		}
		if r, err := decodeRun(&project{id: "gitlab.example.org/1"}, raw); err == nil && r.ID == "" {
			t.Errorf("%+v", r)
		}
	})
}
