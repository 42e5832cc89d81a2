package mastodon

import (
	"cmp"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/plain"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

const network = "mastodon"

// What is wrong with a status.
var (
	errNoID     = errors.New("it has no address")
	errNoDate   = errors.New("it has no plausible date")
	errNotShown = errors.New("it is not said to be public")
)

// A mapper makes posts of statuses.
type mapper struct {
	settings social.Settings
	domain   string // of the instance's own accounts
	now      time.Time
}

// newMapper returns one for the instance of a domain. The accounts that are read are
// the community's own, too.
func newMapper(o Options, domain string, now time.Time) mapper {
	m := mapper{settings: o.Settings, domain: domain, now: now}
	m.settings.Own = nil
	for _, names := range [][]string{o.Own, o.Accounts} {
		for _, name := range names {
			m.settings.Own = append(m.settings.Own, handle(name, domain))
		}
	}
	return m
}

// post makes a post of a status, all but what it answers.
func (m mapper) post(s *status) (*collectors.Post, error) {
	p := &collectors.Post{
		Network: network, Place: m.place(s.Account), ID: identity(s.URI), Kind: collectors.PostProper, URL: link(cmp.Or(s.URL, s.URI)),
		Author: m.alias(s.Account), Date: collectors.Clocked(s.created(), collectors.DateNetwork),
		Own: m.settings.IsOwn(handle(s.Account.Acct, m.domain)), Auto: s.Account.Bot, Version: collectors.VersionAt(m.now),
	}
	switch {
	case p.ID == "":
		return nil, errNoID
	case p.Date.At.IsZero():
		return nil, errNoDate
	case !s.public():
		return nil, errNotShown
	}
	p.Thread = p.ID
	if s.Reblog != nil {
		return p, m.boost(p, s.Reblog)
	}
	m.words(p, s)
	p.Engagement = &collectors.Engagement{Read: m.now, Likes: count(s.Favourites), Reshares: count(s.Reblogs) + count(s.Quotes), Replies: count(s.Replies)}
	if s.ReplyTo != "" {
		p.Kind, p.Thread = collectors.PostComment, ""
	}
	if s.Quote != nil {
		p.Kind = collectors.PostQuote
		m.quote(p, s.Quote.Status)
	}
	return p, nil
}

// words gives a post what follows from a status's text. A warning before it is its
// title.
func (m mapper) words(p *collectors.Post, s *status) {
	p.Title = s.Spoiler
	for _, tag := range s.Tags {
		p.Tags = append(p.Tags, tag.Name)
	}
	const longest = 1 << 20
	content := fallback.ReplaceAllString(redact.Clip(s.Content, longest), "")
	m.settings.Fill(p, string(plain.HTML([]byte(content))))
}

// fallback is what stands in a text for those whose client knows no quotes.
var fallback = regexp.MustCompile(`(?s)<p class="quote-inline">.*?</p>|<span class="quote-inline">.*?</a></span>`)

// boost makes a reshare of a post. It has no words and no engagement of its own, and
// is about what the original is about.
func (m mapper) boost(p *collectors.Post, original *status) error {
	if p.ReshareOf = identity(original.URI); p.ReshareOf == "" {
		return errNoID
	}
	var of collectors.Post
	m.words(&of, original)
	p.Kind, p.Mention, p.Original = collectors.PostReshare, of.Mention, m.alias(original.Account)
	return nil
}

// quote says what a post quotes, where the instance shows it and everybody may see it.
func (m mapper) quote(p *collectors.Post, original *status) {
	if original != nil && original.public() {
		p.ReshareOf, p.Original = identity(original.URI), m.alias(original.Account)
	}
}

// alias is an account as the fediverse knows it: by its name and its home.
func (m mapper) alias(a account) collectors.Alias {
	const longest = 300
	whole := handle(a.Acct, m.domain)
	if whole == "" {
		return collectors.Alias{}
	}
	name, host, _ := strings.Cut(whole, "@")
	return collectors.Alias{Name: redact.Person(redact.Clip(a.Name, longest)), Login: collectors.Login(host, name)}
}

// place is the home of an account, as of what it writes.
func (m mapper) place(a account) string {
	_, host, _ := strings.Cut(handle(a.Acct, m.domain), "@")
	return cmp.Or(host, m.domain)
}

// identity is what a post is known by everywhere; empty for none. Old ones begin with
// tag: in place of a host.
func identity(uri string) string {
	const longest = 500
	if u, err := url.Parse(uri); err != nil || u.Scheme == "" || len(uri) > longest {
		return ""
	}
	return redact.Label(uri)
}

// link is an address that may stand on a page; empty for another.
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || redact.Addresses(address) != address {
		return ""
	}
	return address
}

func count(n int64) uint64 { return uint64(max(0, n)) }
