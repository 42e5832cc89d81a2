package warehouse

import (
	"time"

	"github.com/google/uuid"

	"goldenratio/collectors"
)

// socialTables gather what networks, forums and chats hold.
type socialTables struct {
	posts    *table[row[postRow]]
	text     *table[row[*collectors.Post]]
	audience *table[row[*collectors.Audience]]
}

func newSocialTables() socialTables {
	return socialTables{posts: posts(), text: postText(), audience: audience()}
}

func (s *socialTables) blocks() []block { return []block{s.posts, s.text, s.audience} }

// takeSocial gathers a record of a network, and reports whether it is one.
func (l *load) takeSocial(origin string, rec collectors.Record) bool {
	switch rec := rec.(type) {
	case *collectors.Post:
		l.takePost(origin, rec)
	case *collectors.Audience:
		r := stateRow(l, origin, rec.Version, false, rec)
		r.dated = collectors.Dated{At: rec.Day, Source: collectors.DateNetwork}
		l.social.audience.add(r)
	default:
		return false
	}
	l.bytes += 300
	return true
}

func (l *load) takePost(origin string, p *collectors.Post) {
	line := postRow{Post: p, author: l.alias(p.Author), original: l.alias(p.Original)}
	if p.Engagement != nil {
		line.engagement = *p.Engagement
	}
	r := stateRow(l, origin, p.Version, p.Deleted, line)
	r.dated = p.Date
	l.social.posts.add(r)
	if p.Text != "" && !l.forgotten.alias(line.author) {
		l.social.text.add(stateRow(l, origin, p.Version, p.Deleted, p))
		l.bytes += len(p.Text)
	}
}

// A post with the ids of its people.
type postRow struct {
	*collectors.Post
	engagement       collectors.Engagement
	author, original uuid.UUID
}

func posts() *table[row[postRow]] {
	type r = row[postRow]
	return facts("golden.posts",
		col("network", func(p *r) string { return p.rec.Network }),
		col("place", func(p *r) string { return p.rec.Place }),
		col("id", func(p *r) string { return p.rec.ID }),
		col("kind", func(p *r) string { return string(p.rec.Kind) }),
		col("url", func(p *r) string { return p.rec.URL }),
		col("author_alias_id", func(p *r) uuid.UUID { return p.rec.author }),
		col("title", func(p *r) string { return p.rec.Title }),
		col("words", func(p *r) uint32 { return p.rec.Words }),
		col("tags", func(p *r) []string { return p.rec.Tags }),
		col("thread", func(p *r) string { return p.rec.Thread }),
		col("reply_to", func(p *r) string { return p.rec.ReplyTo }),
		col("reshare_of", func(p *r) string { return p.rec.ReshareOf }),
		col("original_alias_id", func(p *r) uuid.UUID { return p.rec.original }),
		col("own", func(p *r) bool { return p.rec.Own }),
		col("mention", func(p *r) bool { return p.rec.Mention }),
		col("accepted", func(p *r) bool { return p.rec.Accepted }),
		col("auto", func(p *r) bool { return p.rec.Auto }),
		col("engagement_read", func(p *r) time.Time { return instant(p.rec.engagement.Read) }),
		col("likes", func(p *r) uint64 { return p.rec.engagement.Likes }),
		col("reshares", func(p *r) uint64 { return p.rec.engagement.Reshares }),
		col("replies", func(p *r) uint64 { return p.rec.engagement.Replies }),
		col("views", func(p *r) uint64 { return p.rec.engagement.Views }),
	)
}

func postText() *table[row[*collectors.Post]] {
	type r = row[*collectors.Post]
	return operations("golden_private.post_text",
		col("network", func(p *r) string { return p.rec.Network }),
		col("id", func(p *r) string { return p.rec.ID }),
		col("text", func(p *r) string { return p.rec.Text }),
	)
}

func audience() *table[row[*collectors.Audience]] {
	type r = row[*collectors.Audience]
	return facts("golden.audience",
		col("network", func(a *r) string { return a.rec.Network }),
		col("account", func(a *r) string { return a.rec.Account }),
		col("measure", func(a *r) string { return a.rec.Measure }),
		col("value", func(a *r) uint64 { return a.rec.Value }),
	)
}
