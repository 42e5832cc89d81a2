package bluesky

import (
	"errors"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

const (
	network = "bluesky"
	host    = "bsky.app" // which knows all accounts, wherever they are kept
)

// What is wrong with a post.
var (
	errNoID     = errors.New("it has no address")
	errNoDate   = errors.New("it has no plausible date")
	errNoPost   = errors.New("it is no post")
	errNoAuthor = errors.New("nobody reposts it")
)

// A mapper makes posts of what Bluesky shows.
type mapper struct {
	settings social.Settings
	now      time.Time
}

// newMapper returns one for which the accounts that are read are the community's own,
// too.
func newMapper(o Options, now time.Time) mapper {
	m := mapper{settings: o.Settings, now: now}
	m.settings.Own = append(append([]string{}, o.Own...), o.Accounts...)
	return m
}

// post makes a post of what its author wrote.
func (m mapper) post(v *postView) (*collectors.Post, error) {
	found := postPattern.FindStringSubmatch(v.URI)
	if found == nil {
		return nil, errNoID
	}
	if v.Record.Type != "app.bsky.feed.post" {
		return nil, errNoPost
	}
	p := &collectors.Post{
		Network: network, Place: host, ID: redact.Name(v.URI), Kind: collectors.PostProper, URL: link(found[1], found[2]),
		Author: m.alias(v.Author), Date: date(v), Thread: redact.Name(v.URI), Own: m.own(v.Author),
		Auto:       robot(v.Labels, v.Author.Labels, v.Record.Labels.Values),
		Engagement: &collectors.Engagement{Read: m.now, Likes: count(v.Likes), Reshares: count(v.Reposts) + count(v.Quotes), Replies: count(v.Replies)},
		Version:    collectors.VersionAt(m.now),
	}
	if p.Date.At.IsZero() {
		return nil, errNoDate
	}
	if to := v.Record.Reply; to.Parent.URI != "" || to.Root.URI != "" {
		p.Kind, p.ReplyTo, p.Thread = collectors.PostComment, redact.Name(postURI(to.Parent.URI)), redact.Name(postURI(to.Root.URI))
	}
	m.quote(p, v)
	m.settings.Fill(m.tags(p, v), v.Record.Text)
	return p, nil
}

// quote says what a post quotes. The record names it even where Bluesky does not show
// it.
func (m mapper) quote(p *collectors.Post, v *postView) {
	uri, _ := v.Record.Embed.quoted()
	if uri == "" {
		return
	}
	p.Kind, p.ReshareOf = collectors.PostQuote, redact.Name(uri)
	if shown, author := v.Embed.quoted(); shown == uri {
		p.Original = m.alias(author)
	}
}

// tags gives a post the tags that are marked in its text, and those beside it.
func (m mapper) tags(p *collectors.Post, v *postView) *collectors.Post {
	p.Tags = append(p.Tags, v.Record.Tags...)
	for _, facet := range v.Record.Facets {
		for _, feature := range facet.Features {
			p.Tags = append(p.Tags, feature.Tag)
		}
	}
	return p
}

// repost makes a reshare of a post that somebody passes on. It has no words and no
// engagement of its own, and is about what the post is about.
func (m mapper) repost(p *collectors.Post, why *reason) (*collectors.Post, error) {
	by := m.alias(why.By)
	if by.Empty() {
		return nil, errNoAuthor
	}
	id := redact.Name(why.of(p.ID))
	again := &collectors.Post{
		Network: network, Place: host, ID: id, Kind: collectors.PostReshare, URL: p.URL, Author: by,
		Date: collectors.Clocked(parse(why.Indexed), collectors.DateNetwork), Thread: id, ReshareOf: p.ID, Original: p.Author,
		Own: m.own(why.By), Mention: p.Mention, Auto: robot(why.By.Labels), Version: p.Version,
	}
	if again.Date.At.IsZero() {
		return nil, errNoDate
	}
	return again, nil
}

// Claims of authors' clocks that can be true.
const slow = 10 * time.Minute // how much later a clock may be than the network's

var began = time.Date(2022, time.November, 1, 0, 0, 0, 0, time.UTC) // before the first post

// date is when a post was written: as its author says, if the network existed then and
// had not seen it already.
func date(v *postView) collectors.Dated {
	created, indexed := parse(v.Record.Created), parse(v.Indexed)
	if created.IsZero() || created.Before(began) || !indexed.IsZero() && created.After(indexed.Add(slow)) {
		return collectors.Clocked(indexed, collectors.DateNetwork)
	}
	return collectors.Clocked(created, collectors.DateNetwork)
}

// own reports whether somebody is the community.
func (m mapper) own(p profile) bool { return m.settings.IsOwn(p.Handle) || m.settings.IsOwn(p.DID) }

func (m mapper) alias(p profile) collectors.Alias {
	const longest = 300
	login := p.login()
	if login == "" {
		return collectors.Alias{}
	}
	return collectors.Alias{Name: redact.Person(redact.Clip(p.Name, longest)), Login: collectors.Login(host, login)}
}

// link is the page of a post.
func link(did, key string) string { return "https://" + host + "/profile/" + did + "/post/" + key }

func count(n int64) uint64 { return uint64(max(0, n)) }
