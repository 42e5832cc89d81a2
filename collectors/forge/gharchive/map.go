package gharchive

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/redact"
)

var (
	errNoNumber = errors.New("the event does not tell the number of an issue")
	errNoID     = errors.New("the event has no id")
)

// items are what an event tells of.
func (e *event) items() (items []collectors.Item, err error) {
	if e.repo.ID <= 0 {
		return nil, errNoRepository
	}
	switch e.kind {
	case "IssuesEvent":
		return e.issue()
	case "IssueCommentEvent":
		return e.comment()
	case "PullRequestEvent":
		return e.pull()
	case "PullRequestReviewEvent":
		return e.review()
	case "PullRequestReviewCommentEvent":
		return e.lineComment()
	case "ReleaseEvent":
		if e.payload.Action == "deleted" || !object(e.payload.Release) {
			return nil, nil
		}
		return some(e.repo.Release(e.payload.Release, e.at))
	}
	return e.star()
}

// some are the items that there are.
func some(item collectors.Item, err error) ([]collectors.Item, error) {
	if err != nil || item.Record == nil {
		return nil, err
	}
	return []collectors.Item{item}, nil
}

// star is WatchEvent's: the timeline kept the old name. It does not tell of stars
// that were taken back.
func (e *event) star() ([]collectors.Item, error) {
	if e.actor == "" {
		return nil, errNoID
	}
	s := &collectors.Star{Repository: e.repo.Key(), Author: e.who(), Date: forge.Dated(e.at), Version: collectors.VersionAt(e.at)}
	return []collectors.Item{{Record: s, Day: collectors.Day(e.at)}}, nil
}

// issue is an issue as the event shows it, and what was done to it.
func (e *event) issue() ([]collectors.Item, error) {
	if !object(e.payload.Issue) {
		return e.bare(collectors.IssueProper, e.payload.Number)
	}
	head, err := shape.HeadOf(e.payload.Issue)
	if err != nil {
		return nil, err
	}
	items, err := some(e.repo.Issue(e.payload.Issue))
	if err != nil {
		return nil, err
	}
	return e.done(items, collectors.IssueProper, head.Number)
}

// pull is a pull request as the event shows it, and what was done to it.
func (e *event) pull() ([]collectors.Item, error) {
	var p struct {
		Number  uint64 `json:"number"`
		Created string `json:"created_at"`
		State   string `json:"state"`
		Merged  bool   `json:"merged"`
	}
	if object(e.payload.PullRequest) {
		if err := json.Unmarshal(e.payload.PullRequest, &p); err != nil {
			return nil, err
		}
	}
	if p.Created == "" || p.State == "" || p.Number == 0 {
		return e.bare(collectors.IssueChange, max(p.Number, e.payload.Number))
	}
	items, err := some(e.repo.Pull(e.payload.PullRequest))
	if err != nil {
		return nil, err
	}
	if p.Merged && e.payload.Action == "closed" {
		if items, err = e.act(items, collectors.ActMerged, collectors.IssueChange, p.Number); err != nil {
			return nil, err
		}
	}
	return e.done(items, collectors.IssueChange, p.Number)
}

// bare is all that old events tell, and very new ones: who opened what, who closed
// it.
func (e *event) bare(kind collectors.IssueKind, number uint64) ([]collectors.Item, error) {
	if number == 0 {
		return nil, errNoNumber
	}
	if e.payload.Action != "opened" {
		return e.done(nil, kind, number)
	}
	i := &collectors.Issue{
		Repository: e.repo.Key(), Kind: kind, Number: number, Author: e.who(), Opened: forge.Dated(e.at), Version: collectors.VersionAt(e.at),
	}
	if kind == collectors.IssueChange {
		i.Change = &collectors.Change{}
	}
	return []collectors.Item{{Record: i, Day: collectors.Day(e.at)}}, nil
}

// done adds the act that an event's action is, if a state needs it.
func (e *event) done(items []collectors.Item, kind collectors.IssueKind, number uint64) ([]collectors.Item, error) {
	act, ok := map[string]collectors.ActKind{
		"closed": collectors.ActClosed, "reopened": collectors.ActReopened, "ready_for_review": collectors.ActReady,
		"converted_to_draft": collectors.ActDraft, "review_requested": collectors.ActReviewRequested, "labeled": collectors.ActLabelled,
		"unlabeled": collectors.ActUnlabelled, "milestoned": collectors.ActMilestone, "synchronize": collectors.ActPush,
	}[e.payload.Action]
	if !ok {
		return items, nil
	}
	return e.act(items, act, kind, number)
}

// act adds an act. The timeline does not tell the number that GitHub has for it:
// it has the event's.
func (e *event) act(items []collectors.Item, what collectors.ActKind, kind collectors.IssueKind, number uint64) ([]collectors.Item, error) {
	id := e.id
	if id == "" { // before 2015
		id = strconv.FormatInt(e.at.Unix(), 10) + "-" + string(kind) + "-" + strconv.FormatUint(number, 10)
	}
	a := &collectors.Act{
		Repository: e.repo.Key(), IssueKind: kind, Number: number, Kind: what, ID: "archive-" + redact.Label(id),
		Author: e.who(), Date: forge.Dated(e.at), Version: collectors.VersionAt(e.at),
	}
	switch what {
	case collectors.ActLabelled, collectors.ActUnlabelled:
		a.Subject = redact.Label(e.payload.Label.GetName())
	case collectors.ActMilestone:
		a.Subject = redact.Label(e.payload.Milestone.GetTitle())
	case collectors.ActPush:
		a.Subject = redact.Label(e.payload.After)
	case collectors.ActReviewRequested:
		a.Person = collectors.Alias{Login: collectors.Login(host, e.payload.RequestedReviewer.GetLogin())}
	}
	return append(items, collectors.Item{Record: a, Day: collectors.Day(e.at)}), nil
}

// comment is a comment on an issue or a pull request. Of an issue the event shows
// the state, too; of a pull request too little of it.
func (e *event) comment() ([]collectors.Item, error) {
	if e.payload.Action == "deleted" {
		return nil, nil
	}
	if !object(e.payload.Comment) || !object(e.payload.Issue) {
		return e.bareComment()
	}
	head, err := shape.HeadOf(e.payload.Issue)
	if err != nil {
		return nil, err
	}
	kind := collectors.IssueProper
	if head.Change {
		kind = collectors.IssueChange
	}
	items, err := some(e.repo.Comment(kind, head.Number, e.payload.Comment))
	if err != nil || head.Change {
		return items, err
	}
	issue, err := some(e.repo.Issue(e.payload.Issue))
	return append(items, issue...), err
}

// page is where an old event's comment stands.
var page = regexp.MustCompile(`/(issues|pull)/(\d{1,9})(#|$)`)

// bareComment is all that old events tell of a comment: its number, and the page.
func (e *event) bareComment() ([]collectors.Item, error) {
	found := page.FindStringSubmatch(e.address)
	if found == nil || e.payload.CommentID <= 0 {
		return nil, errNoNumber
	}
	number, err := strconv.ParseUint(found[2], 10, 64)
	if err != nil {
		return nil, errNoNumber
	}
	kind := collectors.IssueProper
	if found[1] == "pull" {
		kind = collectors.IssueChange
	}
	a := &collectors.Act{
		Repository: e.repo.Key(), IssueKind: kind, Number: number, Kind: collectors.ActComment, ID: strconv.FormatInt(e.payload.CommentID, 10),
		Author: e.who(), Date: forge.Dated(e.at), Version: collectors.VersionAt(e.at),
	}
	return []collectors.Item{{Record: a, Day: collectors.Day(e.at)}}, nil
}

// review is a review of a pull request.
func (e *event) review() ([]collectors.Item, error) {
	number, err := e.about()
	if err != nil || e.payload.Action == "dismissed" || !object(e.payload.Review) {
		return nil, err
	}
	return some(e.repo.Review(number, e.payload.Review, nil))
}

// lineComment is a comment on lines of a pull request.
func (e *event) lineComment() ([]collectors.Item, error) {
	if e.payload.Action == "deleted" || !object(e.payload.Comment) {
		return nil, nil
	}
	number, err := e.about()
	if err != nil {
		return nil, err
	}
	return some(e.repo.LineComment(number, e.payload.Comment))
}

// pulls is how an object of GitHub's links to its pull request.
var pulls = regexp.MustCompile(`/pulls?/(\d{1,9})(#|$)`)

// about is the number of the pull request that was reviewed or commented on.
func (e *event) about() (uint64, error) {
	var p struct {
		Number uint64 `json:"number"`
	}
	if object(e.payload.PullRequest) && json.Unmarshal(e.payload.PullRequest, &p) == nil && p.Number > 0 {
		return p.Number, nil
	}
	var c struct {
		PullRequest string `json:"pull_request_url"`
		Page        string `json:"html_url"`
	}
	if object(e.payload.Comment) && json.Unmarshal(e.payload.Comment, &c) != nil {
		return 0, errNoNumber
	}
	for _, address := range []string{c.PullRequest, c.Page, e.address} {
		if found := pulls.FindStringSubmatch(address); found != nil {
			return strconv.ParseUint(found[1], 10, 64)
		}
	}
	return 0, errNoNumber
}
