package reddit

import (
	"html"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social"
)

const (
	network = "reddit"
	site    = "reddit.com" // the host that knows the accounts
	robot   = "AutoModerator"
	nobody  = "[deleted]"
)

// A mapper makes posts of what Reddit shows at one time.
type mapper struct {
	settings social.Settings
	now      time.Time
}

// post makes a post of an object that has a name and a time.
func (m mapper) post(o *object) *collectors.Post {
	p := &collectors.Post{
		Network: network, Place: place(redact.Label(o.Subreddit)), ID: o.Name, Kind: collectors.PostProper, Author: alias(o.Author),
		Date: collectors.Clocked(instant(o.Created), collectors.DateNetwork), Title: o.Title, Thread: o.Name,
		Own: m.settings.IsOwn(o.Author), Auto: strings.EqualFold(o.Author, robot),
		Engagement: m.engagement(o), Version: collectors.VersionAt(m.now), Deleted: o.gone(),
	}
	text := o.Text
	if strings.HasPrefix(o.Name, "t1_") {
		p.Kind, p.Thread, p.ReplyTo = collectors.PostComment, valid(o.Link), valid(o.Parent)
		text = o.Body
	} else {
		o.share(p)
		p.Tags = o.tags()
	}
	p.URL = address(p)
	if o.blank() {
		text = ""
	}
	m.settings.Fill(p, words(text))
	if !strings.Contains(o.URL, site+"/") { // as that of a post without a link
		p.Mention = p.Mention || m.settings.Mentions(o.URL)
	}
	return p
}

// share says what a post passes on. A title of its own makes it a quote.
func (o *object) share(p *collectors.Post) {
	if p.ReshareOf = valid(o.Of); p.ReshareOf == "" {
		return
	}
	p.Kind = collectors.PostReshare
	if len(o.Parents) > 0 {
		p.Original = alias(o.Parents[0].Author)
		if o.Title != o.Parents[0].Title {
			p.Kind = collectors.PostQuote
		}
	}
}

// tags are what else a post says of itself.
func (o *object) tags() (all []string) {
	if o.Flair != "" {
		all = append(all, o.Flair)
	}
	if o.Adult {
		all = append(all, "nsfw")
	}
	return all
}

// gone reports whether somebody took the object away.
func (o *object) gone() bool {
	banned := len(o.Banned) > 0 && string(o.Banned) != "null" && string(o.Banned) != "false" && string(o.Banned) != `""`
	return o.By != "" || o.Removed || o.Spam || banned || o.blank()
}

// blank reports whether what stands in place of the text is Reddit's own word for a
// text that is no longer there.
func (o *object) blank() bool {
	text := o.Text + o.Body
	return (o.Author == "" || o.Author == nobody) && (text == nobody || text == "[removed]")
}

// engagement is what others did. Whose score is hidden has none yet; that of a comment's
// list tells the answers to the post, not those to the comment.
func (m mapper) engagement(o *object) *collectors.Engagement {
	if o.Score == nil || o.Hidden {
		return nil
	}
	e := &collectors.Engagement{Read: m.now, Likes: count(o.Score)}
	if strings.HasPrefix(o.Name, "t3_") {
		e.Reshares, e.Replies, e.Views = count(o.Crossposts), count(o.Replies), count(o.Views)
	}
	return e
}

// count is a number of votes, which may be below 0, as one that is none less than none.
func count(n *int64) uint64 {
	if n == nil {
		return 0
	}
	return uint64(max(0, *n))
}

// alias is an account; whoever has deleted it is nobody.
func alias(author string) collectors.Alias {
	if author == nobody {
		return collectors.Alias{}
	}
	return collectors.Alias{Login: collectors.Login(site, redact.Label(author))}
}

// place is a subreddit as people write it; one whose name begins with u_ is somebody's page.
func place(name string) string {
	if name == "" {
		return ""
	}
	if user, ok := strings.CutPrefix(name, "u_"); ok {
		return "u/" + user
	}
	return "r/" + name
}

// valid is a name, or nothing.
func valid(text string) string {
	if !name.MatchString(text) {
		return ""
	}
	return text
}

// address is where people see a post. It is made of names alone: what Reddit tells as an
// address holds the title.
func address(p *collectors.Post) string {
	switch {
	case p.Thread == "":
		return ""
	case p.Kind == collectors.PostComment:
		return "https://www." + site + "/comments/" + number(p.Thread) + "/_/" + number(p.ID)
	}
	return "https://www." + site + "/comments/" + number(p.ID)
}

// words are the words of a text in Markdown: without the blanks of no width that
// Reddit's editor leaves, and without the marks of spoilers, which look like quotes.
func words(markdown string) string {
	text := strings.ReplaceAll(html.UnescapeString(markdown), "\u200b", "")
	return strings.NewReplacer(">!", "", "!<", "").Replace(text)
}
