package warehouse

import (
	"time"

	"github.com/google/uuid"

	"goldenratio/collectors"
)

// meta is what every row of a run carries.
type meta struct {
	source  string
	run     uuid.UUID
	fetched time.Time
}

// A row is a record with the tail that all facts share.
type row[T any] struct {
	*meta
	rec     T
	origin  string
	dated   collectors.Dated
	version uint64
	deleted bool
}

func boolByte(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// tailColumns are the columns that begin and end every fact table.
func tailColumns[T any]() []column[row[T]] {
	return append(opsColumns[T](),
		col("origin", func(r *row[T]) string { return r.origin }),
		col("raw_date", func(r *row[T]) string { return r.dated.Raw }),
		col("date", func(r *row[T]) time.Time { return instant(r.dated.At) }),
		col("date_source", func(r *row[T]) string { return string(r.dated.Source) }),
	)
}

// opsColumns are the columns of every table that a run writes.
func opsColumns[T any]() []column[row[T]] {
	return []column[row[T]]{
		col("source", func(r *row[T]) string { return r.source }),
		col("version", func(r *row[T]) uint64 { return r.version }),
		col("deleted", func(r *row[T]) uint8 { return boolByte(r.deleted) }),
		col("fetched_at", func(r *row[T]) time.Time { return r.fetched }),
		col("run", func(r *row[T]) uuid.UUID { return r.run }),
	}
}

func facts[T any](name string, columns ...column[row[T]]) *table[row[T]] {
	return &table[row[T]]{name: name, columns: append(tailColumns[T](), columns...)}
}

func operations[T any](name string, columns ...column[row[T]]) *table[row[T]] {
	return &table[row[T]]{name: name, columns: append(opsColumns[T](), columns...)}
}

// A message's copy with its sender's id and what its sketch became.
type messageRow struct {
	*collectors.Message
	from   uuid.UUID
	sketch string
}

func messageCopies() *table[row[messageRow]] {
	type r = row[messageRow]
	return facts("golden.message_copies",
		col("message_id", func(m *r) string { return m.rec.ID }),
		col("fingerprint", func(m *r) uint64 { return m.rec.Fingerprint }),
		col("synthetic", func(m *r) bool { return m.rec.Synthetic }),
		col("alias_id", func(m *r) uuid.UUID { return m.rec.from }),
		col("subject", func(m *r) string { return m.rec.Subject }),
		col("topic", func(m *r) string { return m.rec.Topic }),
		col("reply", func(m *r) bool { return m.rec.Reply }),
		col("in_reply_to", func(m *r) []string { return m.rec.InReplyTo }),
		col("refs", func(m *r) []string { return m.rec.References }),
		col("list_id", func(m *r) string { return m.rec.ListID }),
		col("auto", func(m *r) bool { return m.rec.Auto }),
		col("patch", func(m *r) bool { return m.rec.Patch }),
		col("recipients", func(m *r) uint32 { return m.rec.Recipients }),
		col("bytes", func(m *r) uint64 { return m.rec.Bytes }),
		col("lines", func(m *r) uint32 { return m.rec.Lines }),
		col("quoted_lines", func(m *r) uint32 { return m.rec.QuotedLines }),
		col("diff_files", func(m *r) uint32 { return m.rec.Diff.Files }),
		col("diff_added", func(m *r) uint32 { return m.rec.Diff.Added }),
		col("diff_removed", func(m *r) uint32 { return m.rec.Diff.Removed }),
		col("attachments", func(m *r) uint16 { return m.rec.Attachments }),
		col("cues", func(m *r) []string { return m.rec.Cues }),
		col("sketch", func(m *r) string { return m.rec.sketch }),
		col("flags", func(m *r) []string { return m.rec.Flags }),
		col("utc_offset", func(m *r) int16 { return m.rec.Date.Offset }),
	)
}

// What a mail proposes, with its author's id.
type proposalRow struct {
	*collectors.Message
	author uuid.UUID
}

func messagePatches() *table[row[proposalRow]] {
	type r = row[proposalRow]
	return facts("golden.message_patches",
		col("message_id", func(p *r) string { return p.rec.ID }),
		col("fingerprint", func(p *r) uint64 { return p.rec.Fingerprint }),
		col("patch_id", func(p *r) string { return p.rec.Proposal.PatchID }),
		col("paths", func(p *r) []string { return p.rec.Proposal.Paths }),
		col("author_alias_id", func(p *r) uuid.UUID { return p.rec.author }),
		col("change_id", func(p *r) string { return p.rec.Proposal.ChangeID }),
		col("base_commit", func(p *r) string { return p.rec.Proposal.BaseCommit }),
	)
}

func messageText() *table[row[*collectors.Message]] {
	type r = row[*collectors.Message]
	return operations("golden_private.message_text",
		col("message_id", func(m *r) string { return m.rec.ID }),
		col("fingerprint", func(m *r) uint64 { return m.rec.Fingerprint }),
		col("first_lines", func(m *r) string { return m.rec.FirstLines }),
		col("text", func(m *r) string { return m.rec.Text }),
	)
}

// A trailer with its place and its person's id.
type trailerRow struct {
	collectors.Trailer
	sha         string // of the commit it stands in, or
	messageID   string // of the mail
	fingerprint uint64
	position    uint16
	person      uuid.UUID
}

func trailerColumns() []column[row[trailerRow]] {
	type r = row[trailerRow]
	return []column[r]{
		col("position", func(t *r) uint16 { return t.rec.position }),
		col("token", func(t *r) string { return t.rec.Token }),
		col("raw_token", func(t *r) string { return t.rec.Raw }),
		col("alias_id", func(t *r) uuid.UUID { return t.rec.person }),
		col("value", func(t *r) string { return t.rec.Value }),
	}
}

func messageTrailers() *table[row[trailerRow]] {
	type r = row[trailerRow]
	return facts("golden.message_trailers", append(trailerColumns(),
		col("message_id", func(t *r) string { return t.rec.messageID }),
		col("fingerprint", func(t *r) uint64 { return t.rec.fingerprint }),
	)...)
}

func gitTrailers() *table[row[trailerRow]] {
	type r = row[trailerRow]
	return facts("golden.git_trailers", append(trailerColumns(),
		col("sha", func(t *r) string { return t.rec.sha }),
	)...)
}

// A commit with the ids of its people.
type commitRow struct {
	*collectors.Commit
	author, committer uuid.UUID
}

func gitCommits() *table[row[commitRow]] {
	type r = row[commitRow]
	return facts("golden.git_commits",
		col("sha", func(c *r) string { return c.rec.SHA }),
		col("parents", func(c *r) []string { return c.rec.Parents }),
		col("author_alias_id", func(c *r) uuid.UUID { return c.rec.author }),
		col("committer_alias_id", func(c *r) uuid.UUID { return c.rec.committer }),
		col("authored", func(c *r) time.Time { return instant(c.rec.Authored.At) }),
		col("author_offset", func(c *r) int16 { return c.rec.Authored.Offset }),
		col("author_raw_date", func(c *r) string { return c.rec.Authored.Raw }),
		col("committer_offset", func(c *r) int16 { return c.rec.Committed.Offset }),
		col("subject", func(c *r) string { return c.rec.Subject }),
		col("body_lines", func(c *r) uint32 { return c.rec.BodyLines }),
		col("patch_id", func(c *r) string { return c.rec.PatchID }),
		col("files", func(c *r) uint32 { return c.rec.Stat.Files }),
		col("added", func(c *r) uint32 { return c.rec.Stat.Added }),
		col("removed", func(c *r) uint32 { return c.rec.Stat.Removed }),
		col("flags", func(c *r) []string { return c.rec.Flags }),
	)
}

// A file change with its commit.
type fileRow struct {
	*collectors.FileChange
	sha string
}

func gitFiles() *table[row[fileRow]] {
	type r = row[fileRow]
	return facts("golden.git_files",
		col("sha", func(f *r) string { return f.rec.sha }),
		col("path", func(f *r) string { return f.rec.Path }),
		col("old_path", func(f *r) string { return f.rec.OldPath }),
		col("status", func(f *r) string { return f.rec.Status }),
		col("added", func(f *r) uint32 { return f.rec.Added }),
		col("removed", func(f *r) uint32 { return f.rec.Removed }),
		col("binary", func(f *r) bool { return f.rec.Binary }),
		col("module", func(f *r) bool { return f.rec.Module }),
	)
}

// A part of the code with the ids of its people.
type areaRow struct {
	*collectors.Area
	maintainers, reviewers []uuid.UUID
}

func gitAreas() *table[row[areaRow]] {
	type r = row[areaRow]
	return facts("golden.git_areas",
		col("file", func(a *r) string { return a.rec.File }),
		col("area", func(a *r) string { return a.rec.Name }),
		col("sha", func(a *r) string { return a.rec.SHA }),
		col("depth", func(a *r) uint64 { return a.rec.Depth }),
		col("status", func(a *r) string { return a.rec.Status }),
		col("position", func(a *r) uint32 { return a.rec.Position }),
		col("paths", func(a *r) []string { return a.rec.Paths }),
		col("excluded", func(a *r) []string { return a.rec.Excluded }),
		col("expressions", func(a *r) []string { return a.rec.Expressions }),
		col("maintainer_alias_ids", func(a *r) []uuid.UUID { return a.rec.maintainers }),
		col("reviewer_alias_ids", func(a *r) []uuid.UUID { return a.rec.reviewers }),
		col("gone", func(a *r) bool { return a.rec.Gone }),
	)
}

func gitRefs() *table[row[*collectors.Ref]] {
	type r = row[*collectors.Ref]
	return facts("golden.git_refs",
		col("name", func(f *r) string { return f.rec.Name }),
		col("sha", func(f *r) string { return f.rec.SHA }),
		col("is_default", func(f *r) bool { return f.rec.Default }),
	)
}

func gitDefaultBranch() *table[row[string]] {
	return facts("golden.git_default_branch",
		col("sha", func(s *row[string]) string { return s.rec }),
	)
}

// A tag with its tagger's id.
type tagRow struct {
	*collectors.Tag
	tagger uuid.UUID
}

func gitTags() *table[row[tagRow]] {
	type r = row[tagRow]
	return facts("golden.git_tags",
		col("name", func(t *r) string { return t.rec.Name }),
		col("sha", func(t *r) string { return t.rec.SHA }),
		col("tagger_alias_id", func(t *r) uuid.UUID { return t.rec.tagger }),
		col("signed", func(t *r) bool { return t.rec.Signed }),
	)
}

// An alias with its id.
type aliasRow struct {
	collectors.Alias
	id uuid.UUID
}

func aliases() *table[row[aliasRow]] {
	type r = row[aliasRow]
	return operations("golden_private.aliases",
		col("alias_id", func(a *r) uuid.UUID { return a.rec.id }),
		col("name", func(a *r) string { return a.rec.Name }),
		col("address", func(a *r) string { return a.rec.Address }),
		col("login", func(a *r) string { return a.rec.Login }),
	)
}

// A line of the ledger.
type itemRow struct {
	key     string
	day     time.Time
	outcome string
}

func items() *table[row[itemRow]] {
	type r = row[itemRow]
	return operations("golden.items",
		col("origin", func(i *r) string { return i.origin }),
		col("key", func(i *r) string { return i.rec.key }),
		col("day", func(i *r) time.Time { return instant(i.rec.day) }),
		col("outcome", func(i *r) string { return i.rec.outcome }),
	)
}

func rejects() *table[row[*collectors.Reject]] {
	type r = row[*collectors.Reject]
	return operations("golden_private.rejects",
		col("origin", func(j *r) string { return j.origin }),
		col("reason", func(j *r) string { return j.rec.Reason }),
		col("detail", func(j *r) string { return j.rec.Detail }),
		col("bytes", func(j *r) string { return string(j.rec.Bytes) }),
	)
}

func coverage() *table[row[collectors.Expectation]] {
	type r = row[collectors.Expectation]
	return operations("golden.coverage",
		col("part", func(e *r) string { return e.rec.Part }),
		col("day", func(e *r) time.Time { return instant(e.rec.Day) }),
		col("expected", func(e *r) uint64 { return e.rec.Items }),
	)
}

func cursors() *table[row[collectors.Cursor]] {
	type r = row[collectors.Cursor]
	return operations("golden_private.cursors",
		col("cursor", func(c *r) string { return string(c.rec) }),
	)
}

func spans() *table[row[collectors.Span]] {
	type r = row[collectors.Span]
	return operations("golden.spans",
		col("span_from", func(s *r) time.Time { return instant(s.rec.From) }),
		col("span_until", func(s *r) time.Time { return instant(s.rec.Until) }),
		col("lossy", func(s *r) bool { return s.rec.Lossy }),
	)
}
