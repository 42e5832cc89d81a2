package collectors

import (
	"fmt"
	"time"
)

// DateForge marks a date that a forge's own clock gave.
const DateForge DateSource = "forge"

// A Repository is one repository of a forge as last seen.
type Repository struct {
	ID       string // host and the forge's own number, github.com/123: a rename keeps it
	Name     string // owner/name, as the forge names it now
	URL      string
	Default  string // its default branch
	Parent   string // name of the repository that it is a fork of, if any
	Archived bool
	Private  bool
	Created  Dated
	Version  uint64 // the run's start in Unix milliseconds: this is observed state
	Deleted  bool
}

// Key is the repository's id.
func (r *Repository) Key() string { return "repository " + r.ID }

// An IssueKind says what stands under a number of a repository.
type IssueKind string

// The kinds. A change is a pull request or a merge request.
const (
	IssueProper     IssueKind = "issue"
	IssueChange     IssueKind = "change"
	IssueDiscussion IssueKind = "discussion"
)

// An Issue is an issue, a discussion or a change of a forge as last seen.
type Issue struct {
	Repository string // Repository.ID
	Kind       IssueKind
	Number     uint64 // as people write it: #12, or GitLab's !12
	URL        string
	Title      string // addresses replaced
	Author     Alias
	Opened     Dated
	Closed     time.Time // zero while it is open; of a merged change, when that was
	ClosedBy   Alias
	Reason     string // why an issue was closed, as the forge says: completed, not_planned; locked and so on are none
	Labels     []string
	Milestone  string
	Comments   uint32  // as the forge counts them
	Change     *Change // of a change
	Version    uint64  // when it was updated last, in Unix milliseconds
	Deleted    bool
}

// Key is the repository, the kind and the number.
func (i *Issue) Key() string { return fmt.Sprintf("%s %s %d", i.Kind, i.Repository, i.Number) }

// A Change is what a pull request or merge request has beside what issues have.
type Change struct {
	Draft    bool
	Base     string // branch that it is for
	Head     string // its newest commit
	Merged   time.Time
	MergedBy Alias
	MergeSHA string // the commit that it became; empty where it did not, or the forge does not say
	Diff     Diffstat
}

// An ActKind says what somebody did to an issue or a change.
type ActKind string

// The kinds of acts. A review with comments on lines is one review and, for each
// of them, one line comment.
const (
	ActComment          ActKind = "comment"
	ActLineComment      ActKind = "line comment"
	ActReview           ActKind = "review" // neither approves nor refuses
	ActApproval         ActKind = "approval"
	ActChangesRequested ActKind = "changes requested"
	ActDismissal        ActKind = "dismissal" // of a review; Subject is its id
	ActClosed           ActKind = "closed"
	ActReopened         ActKind = "reopened"
	ActMerged           ActKind = "merged"
	ActReady            ActKind = "ready" // is a draft no longer
	ActDraft            ActKind = "draft" // has become one again
	ActReviewRequested  ActKind = "review requested"
	ActLabelled         ActKind = "labelled"
	ActUnlabelled       ActKind = "unlabelled"
	ActMilestone        ActKind = "milestone"
	ActCommit           ActKind = "commit" // of a change: Subject is its object id; see Act.Version
	ActPush             ActKind = "push"   // of a change, with force or where the forge tells versions; Subject is the new head
)

// An Act is what somebody did to an issue or a change.
type Act struct {
	Repository string
	IssueKind  IssueKind
	Number     uint64
	Kind       ActKind
	ID         string // the forge's own, unique among the acts of one kind in a repository
	Author     Alias  // who did it; of a commit its author
	Date       Dated  // of a commit the committer date
	Subject    string // what it was about: a label, a milestone, an object id
	Title      string // of a commit, the first paragraph of its message; addresses replaced
	Person     Alias  // whom it was about: who was asked for a review
	Commit     string // of a review, the commit it was made for
	Standing   string // the author's, as the forge has it: MEMBER, CONTRIBUTOR, FIRST_TIME_CONTRIBUTOR …

	// Version is when it was updated last, in Unix milliseconds. Of a commit that is
	// when its change was, of which a reading states all commits anew: those with the
	// highest version among a change's are the commits that it has. Others were there
	// before a push with force.
	Version uint64
	Deleted bool
}

// Key is the repository, the kind and the id.
func (a *Act) Key() string { return fmt.Sprintf("%s %s %s", a.Kind, a.Repository, a.ID) }

// A ForgeRelease is a release as a forge announces it.
type ForgeRelease struct {
	Repository string
	ID         string
	Tag        string
	Title      string
	Author     Alias
	Published  Dated
	Candidate  bool
	Version    uint64 // the run's start in Unix milliseconds
	Deleted    bool
}

// Key is the repository and the id.
func (r *ForgeRelease) Key() string { return "release " + r.Repository + " " + r.ID }

// A TestRun is one run of a workflow or pipeline.
type TestRun struct {
	Repository string
	ID         string
	Name       string // of the workflow
	Event      string // what set it off: push, schedule …
	Branch     string
	Default    bool // it is the default branch, of the repository itself
	SHA        string
	Attempt    uint32 // the last one
	Outcome    string // success, failure, timed_out, cancelled …; empty while it runs
	Started    Dated
	Ended      time.Time
	Version    uint64 // when it was updated last, in Unix milliseconds
	Deleted    bool
}

// Key is the repository and the id.
func (r *TestRun) Key() string { return "run " + r.Repository + " " + r.ID }

// A Figure is a number that a forge publishes of a repository, such as its
// stars, or yesterday's clones.
type Figure struct {
	Repository string
	Name       string    // stars, forks, watchers, views, visitors, clones, referrer views …
	Member     string    // of a referrer or path, which
	Day        time.Time // the day that it is of, or on which it was seen; UTC
	Value      uint64
	Version    uint64 // the run's start in Unix milliseconds
}

// Key is the repository, the name, the member and the day.
func (f *Figure) Key() string {
	return fmt.Sprintf("figure %s %s %s %s", f.Repository, f.Name, f.Member, f.Day.Format(time.DateOnly))
}

// A Star is somebody's mark on a repository.
type Star struct {
	Repository string
	Author     Alias
	Date       Dated
	Version    uint64 // the run's start in Unix milliseconds: stars can be taken back
	Deleted    bool
}

// Key is the repository and the login.
func (s *Star) Key() string { return "star " + s.Repository + " " + s.Author.Login }

// A Profile is what somebody's public page on a forge says. It is private, but
// for what identity and affiliation make of it.
type Profile struct {
	Person  Alias // the login, with the name and address that the page shows
	Host    string
	Company string
	Program bool   // the forge says that it is a bot or an app
	Version uint64 // when it was updated last, in Unix milliseconds
}

// Key is the host and the login.
func (p *Profile) Key() string { return "profile " + p.Host + " " + p.Person.Login }
