package gitlab

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/redact"
)

// A mapper makes records of what stands in one project, or in one thread of it.
type mapper struct {
	host       string
	repository string
	kind       collectors.IssueKind
	number     uint64
	version    uint64 // of the thread's state
}

var (
	errNoHead = errors.New("no number, or no time of the last update")
	errNoID   = errors.New("no id")
	errNoDate = errors.New("no date")
)

// plainIssue is an issue without the client's own decoder, which does not stand
// one without an id.
type plainIssue gitlab.Issue

func decodeIssue(m mapper, raw json.RawMessage) (*collectors.Issue, error) {
	var i plainIssue
	if err := json.Unmarshal(raw, &i); err != nil {
		return nil, err
	}
	if i.CreatedAt == nil {
		return nil, errNoDate
	}
	issue := &collectors.Issue{
		Repository: m.repository, Kind: m.kind, Number: m.number, URL: link(i.WebURL), Title: redact.Text(i.Title),
		Opened: dated(i.CreatedAt), Closed: instant(i.ClosedAt), Labels: labels(i.Labels), Milestone: milestone(i.Milestone),
		Comments: count(i.UserNotesCount), Version: collectors.VersionAt(instant(i.UpdatedAt)),
	}
	if i.Author != nil {
		issue.Author = m.person(i.Author.Username, i.Author.Name)
	}
	if i.ClosedBy != nil && i.ClosedAt != nil {
		issue.ClosedBy = m.person(i.ClosedBy.Username, i.ClosedBy.Name)
	}
	if i.State == "opened" {
		issue.Closed, issue.ClosedBy = time.Time{}, collectors.Alias{}
	}
	if i.MovedToID > 0 {
		issue.Reason = "moved"
	}
	return issue, nil
}

// mergeRequest is one with what GitLabs before 14.7 say of who merged it.
type mergeRequest struct {
	gitlab.BasicMergeRequest

	Merger *gitlab.BasicUser `json:"merged_by"`
}

func decodeChange(m mapper, raw json.RawMessage) (*collectors.Issue, error) {
	var c mergeRequest
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, err
	}
	if c.CreatedAt == nil {
		return nil, errNoDate
	}
	issue := &collectors.Issue{
		Repository: m.repository, Kind: m.kind, Number: m.number, URL: link(c.WebURL), Title: redact.Text(c.Title),
		Author: m.user(c.Author), Opened: dated(c.CreatedAt), Closed: instant(c.ClosedAt), ClosedBy: m.user(c.ClosedBy),
		Labels: labels(c.Labels), Milestone: milestone(c.Milestone), Comments: count(c.UserNotesCount), Version: collectors.VersionAt(instant(c.UpdatedAt)),
		Change: &collectors.Change{Draft: c.Draft, Base: redact.Label(c.TargetBranch), Head: sha(c.SHA)},
	}
	switch c.State {
	case "opened":
		issue.Closed, issue.ClosedBy = time.Time{}, collectors.Alias{}
	case "merged":
		merger := c.MergeUser
		if merger == nil {
			merger = c.Merger
		}
		issue.Change.Merged, issue.Change.MergedBy, issue.Change.MergeSHA = instant(c.MergedAt), m.user(merger), became(&c.BasicMergeRequest)
		issue.Closed, issue.ClosedBy = issue.Change.Merged, issue.Change.MergedBy
	}
	return issue, nil
}

// became is the commit that holds what a merge request changed: the squashed one,
// else the merge, else, where the branch was moved on, its own last one.
func became(c *gitlab.BasicMergeRequest) string {
	switch {
	case c.SquashCommitSHA != "":
		return sha(c.SquashCommitSHA)
	case c.MergeCommitSHA != "":
		return sha(c.MergeCommitSHA)
	}
	return sha(c.SHA)
}

// act is one of the thread's, with what all have.
func (m mapper) act(kind collectors.ActKind, id int64, at *time.Time) (collectors.Act, error) {
	switch {
	case id <= 0:
		return collectors.Act{}, errNoID
	case at == nil:
		return collectors.Act{}, errNoDate
	}
	return collectors.Act{
		Repository: m.repository, IssueKind: m.kind, Number: m.number, Kind: kind, ID: strconv.FormatInt(id, 10),
		Date: dated(at), Version: collectors.VersionAt(*at),
	}, nil
}

func labelled(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var e gitlab.LabelEvent
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	kind := collectors.ActLabelled
	if e.Action == "remove" {
		kind = collectors.ActUnlabelled
	}
	a, err := m.act(kind, e.ID, e.CreatedAt)
	if err != nil {
		return nil, err
	}
	a.Author, a.Subject = m.user(&e.User), redact.Label(e.Label.Name)
	return []collectors.Act{a}, nil
}

// planned reads an event of a milestone; one that was taken away has no subject.
func planned(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var e gitlab.MilestoneEvent
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	a, err := m.act(collectors.ActMilestone, e.ID, e.CreatedAt)
	if err != nil {
		return nil, err
	}
	a.Author = m.user(e.User)
	if e.Action != "remove" {
		a.Subject = milestone(e.Milestone)
	}
	return []collectors.Act{a}, nil
}

// pushed reads a version of a merge request, the first one included. GitLab does
// not say who pushed it.
func pushed(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var v gitlab.MergeRequestDiffVersion
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, err
	}
	a, err := m.act(collectors.ActPush, v.ID, v.CreatedAt)
	if err != nil {
		return nil, err
	}
	a.Subject = sha(v.HeadCommitSHA)
	return []collectors.Act{a}, nil
}

// objectID is how git names a commit.
var objectID = regexp.MustCompile(`^[0-9a-f]{40}([0-9a-f]{24})?$`)

// committed reads a commit of a merge request in its state of now. Another merge
// request may hold the same one.
func committed(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var c gitlab.Commit
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, err
	}
	if !objectID.MatchString(c.ID) || c.CommittedDate == nil {
		return nil, errNoID
	}
	return []collectors.Act{{
		Repository: m.repository, IssueKind: m.kind, Number: m.number, Kind: collectors.ActCommit,
		ID: strconv.FormatUint(m.number, 10) + "/" + c.ID, Subject: c.ID, Title: forge.Subject(c.Message),
		Author: collectors.Alias{Name: plain(c.AuthorName), Address: plain(c.AuthorEmail)}, Date: dated(c.CommittedDate), Version: m.version,
	}}, nil
}

// user is somebody as GitLab names them.
func (m mapper) user(u *gitlab.BasicUser) collectors.Alias {
	if u == nil {
		return collectors.Alias{}
	}
	return m.person(u.Username, u.Name)
}

// person is an account. All that were deleted are one, called ghost, which is
// nobody.
func (m mapper) person(login, name string) collectors.Alias {
	if login == "" || login == "ghost" {
		return collectors.Alias{}
	}
	return collectors.Alias{Name: plain(name), Login: collectors.Login(m.host, login)}
}

// plain is a person's name or address, which stays private.
func plain(s string) string { return strings.TrimSpace(redact.Clip(s, 1000)) }

func labels(names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, redact.Label(name))
	}
	slices.Sort(all)
	return all
}

func milestone(m *gitlab.Milestone) string {
	if m == nil {
		return ""
	}
	return redact.Label(m.Title)
}

// dated is a time of GitLab's own clock.
func dated(t *time.Time) collectors.Dated { return forge.Dated(instant(t)) }

// instant is the time of what may have none.
func instant(t *time.Time) (none time.Time) {
	if t == nil {
		return none
	}
	return t.UTC()
}

// sha is the name of an object, or nothing where it is none.
func sha(s string) string {
	if !objectID.MatchString(s) {
		return ""
	}
	return s
}

// link is a page's address, or nothing where it is none.
func link(s string) string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return ""
	}
	return s
}

func count(n int64) uint32 { return uint32(min(max(0, n), 1<<31)) }
