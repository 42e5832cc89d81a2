package collectors

import (
	"fmt"
	"strings"
	"time"
)

// An Alias is how a person appears at one place of a source: as found there,
// decoded to UTF-8, trimmed, otherwise untouched. Addresses never leave the
// private database; the warehouse replaces an Alias by a keyed hash.
type Alias struct {
	Name    string
	Address string
	Login   string // of an account, with the host that knows it: github.com/ada
}

// Empty reports whether nothing at all is known of the person.
func (a Alias) Empty() bool { return a == Alias{} }

// Login is an account's name with the host that knows it: github.com/ada. Services
// tell no upper from lower case in it.
func Login(host, name string) string {
	if name == "" {
		return ""
	}
	return host + "/" + strings.ToLower(name)
}

// SplitLogin takes a login apart: the host that knows it, with the path that a
// forge may lie below (example.org/git), and what follows the last slash, which no
// forge allows in a name of its own.
func SplitLogin(login string) (host, user string, ok bool) {
	at := strings.LastIndexByte(login, '/')
	if at < 0 {
		return "", login, false
	}
	return login[:at], login[at+1:], true
}

// A Dated says when something happened and how that is known.
type Dated struct {
	At     time.Time  // UTC; the zero time where no date is plausible
	Offset int16      // the author's offset from UTC, in minutes
	Raw    string     // the date as the source has it, at most 100 bytes
	Source DateSource // the rule that gave At
}

// A DateSource is the rule of date repair that was used.
type DateSource string

// The rules, in the order in which they are tried.
const (
	DateHeader   DateSource = "date header"
	DateReceived DateSource = "received header"
	DateEnvelope DateSource = "envelope" // the From_ line, IMAP's INTERNALDATE
	DateFile     DateSource = "file"     // the month of the archive's file
	DateCommit   DateSource = "committer"
	DateTag      DateSource = "tagger"
	DateNone     DateSource = "none"
)

// Clocked is an instant that a service's own clock gave; the zero time is none,
// and so is one before there were such services.
func Clocked(at time.Time, by DateSource) Dated {
	if at.IsZero() {
		return Dated{Source: DateNone}
	}
	at = at.UTC()
	raw := at.Format(time.RFC3339)
	if at.Year() < 1990 || at.Year() > 2100 {
		return Dated{Raw: raw, Source: DateNone}
	}
	return Dated{At: at, Raw: raw, Source: by}
}

// Day is the UTC day of an instant; the zero time has none.
func Day(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC().Truncate(24 * time.Hour)
}

// VersionAt is an instant as the version of a record.
func VersionAt(at time.Time) uint64 {
	if at.IsZero() {
		return 0
	}
	return uint64(max(0, at.UnixMilli()))
}

// Version is the version of the shapes and of the parsers behind them. It is
// the version of records whose source has none of its own; raise it when equal
// input gives other records, so that collecting again replaces the old ones.
const Version uint64 = 1

// A Message is one copy of a mail as one source has it. Its text is reduced to
// what KPIs need.
type Message struct {
	ID          string // Message-ID without the angle brackets
	Fingerprint uint64 // of the subject without prefixes and tags, and of the Date header's UTC day
	Synthetic   bool   // ID was made from the content: the mail has none of its own

	From       Alias
	Date       Dated
	Subject    string   // decoded; addresses in it replaced
	Topic      string   // Subject without reply prefixes and [tags], folded: what threads are matched by
	Reply      bool     // the subject begins with a reply prefix (Re:, AW:, SV: …)
	InReplyTo  []string // Message-IDs, without brackets
	References []string // Message-IDs, oldest first
	ListID     string   // List-Id header's identifier
	Auto       bool     // says of itself that a program wrote it (Auto-Submitted, Precedence: bulk without List-Id, X-Mailer of a robot)
	Patch      bool     // the subject says [PATCH …] (or [RFC …] with a diff), or a diff stands in the body
	Recipients uint32   // addresses in To and Cc

	Bytes       uint64 // the whole mail
	Lines       uint32 // lines of text, quoted ones too
	QuotedLines uint32 // lines of text that begin with >
	Diff        Diffstat
	Proposal    *Proposal // the change that it proposes; nil where it proposes none
	Cues        []string  // phrases of its own text that tell what it is for: constant words, sorted
	Sketch      string    // of what a mail is about that starts something: 128 bytes, as many alike as words are, or none
	Trailers    []Trailer // tags such as Reviewed-by on lines that are not quoted
	Attachments uint16
	FirstLines  string   // the first lines of own text, where configured; private
	Text        string   // the whole text, where configured; private
	Flags       []string // what was odd: "unknown charset", "parts nested too deeply" …, constant phrases, sorted
}

// Key is the Message-ID and the fingerprint: other mails under the same ID are
// kept apart.
func (m *Message) Key() string { return fmt.Sprintf("%s %016x", m.ID, m.Fingerprint) }

// A Proposal is what a patch mail, or the cover letter of a series, says of the
// change that it proposes.
type Proposal struct {
	PatchID    string   // as git patch-id --stable has it; empty without a diff, or where the mail broke it
	Paths      []string // touched by the diff, sorted; addresses in them replaced
	Author     Alias    // of a From: line that begins the body; empty where the sender wrote it
	ChangeID   string   // b4's change-id trailer
	BaseCommit string   // git format-patch's base-commit trailer
}

// A Diffstat is the size of a patch in a mail or a commit.
type Diffstat struct {
	Files   uint32
	Added   uint32
	Removed uint32
}

// A Trailer is a line such as "Reviewed-by: A Person <a@example.org>".
type Trailer struct {
	Token string // the usual spelling, "Reviewed-by", also for Singed-off-by and REVIEWED-BY
	Raw   string // the spelling found
	Alias Alias  // the person named, where the value names one
	Value string // otherwise the value, addresses in it replaced
	Own   bool   // in a mail: the person named is its sender, perhaps by another address
}

// A Commit is one commit of a repository, whatever branches hold it.
type Commit struct {
	SHA       string
	Parents   []string
	Author    Alias
	Committer Alias
	Authored  Dated // raw and repaired; a date before 1990 or in the future is none
	Committed Dated
	Subject   string
	BodyLines uint32
	PatchID   string // as git patch-id --stable has it; empty for merges and empty commits
	Stat      Diffstat
	Changes   []FileChange
	Trailers  []Trailer
	Flags     []string
}

// Key is the object id.
func (c *Commit) Key() string { return c.SHA }

// A FileChange is what a commit did to one path.
type FileChange struct {
	Path    string
	OldPath string // where it was, for renames and copies
	Status  string // A, M, D, R, C or T, as git has them
	Added   uint32
	Removed uint32
	Binary  bool
	Module  bool // a submodule's entry
}

// A Ref is a branch or tag as last seen.
type Ref struct {
	Name    string // refs/heads/master
	SHA     string // the commit it leads to
	Default bool
	Version uint64 // the run's start in Unix milliseconds: this is observed state
	Deleted bool
}

// Key is the ref's full name.
func (r *Ref) Key() string { return r.Name }

// A Membership says that commits are, or no longer are, on the default branch.
type Membership struct {
	SHAs    []string
	Present bool
	Version uint64 // the run's start in Unix milliseconds
}

// Key names the statement; each SHA in it makes one row.
func (m *Membership) Key() string { return "default branch" }

// A Tag is a tag of a repository, annotated or not.
type Tag struct {
	Name    string // RELEASE-4.4.0
	SHA     string // the commit it leads to
	Tagger  Alias  // empty for a lightweight tag
	Date    Dated  // the tagger's date, otherwise the commit's
	Signed  bool
	Version uint64 // the run's start in Unix milliseconds: tags can move
	Deleted bool
}

// Key is the tag's name.
func (t *Tag) Key() string { return "tag " + t.Name }
