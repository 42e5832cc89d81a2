package social

import (
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// What is kept of a post.
const (
	maxText  = 64 << 10
	maxTags  = 100
	maxShort = 300 // bytes of an id, a place, a tag
)

var hashtag = regexp.MustCompile(`(?:^|[^\pL\pN_&/#])#([\pL\pN_]*\pL[\pL\pN_]*)`)

// Fill gives a post what follows from its words: how many there are, its tags
// besides those that it has, whether it is about the project, and the text itself
// where it is kept. text is plain; lines that begin with > are somebody else's. It
// also makes what the network says fit for public columns.
func (s Settings) Fill(p *collectors.Post, text string) {
	text = redact.Clip(text, maxText)
	own := unquoted(text)
	p.Words = uint32(len(strings.Fields(own)))
	p.Tags = tags(p.Tags, p.Title, own)
	p.Mention = s.Mentions(append([]string{p.Title, own}, p.Tags...)...)
	if s.KeepText {
		p.Text = text
	}
	p.Title = redact.Text(p.Title)
	p.Place, p.URL = redact.Clip(p.Place, maxShort), redact.Clip(p.URL, 4*maxShort)
}

// unquoted is a text without the lines that somebody else wrote.
func unquoted(text string) string {
	var own strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, ">") {
			own.WriteString(line)
		}
	}
	return own.String()
}

// tags are those that the network names and those that stand in the texts.
func tags(named []string, texts ...string) (all []string) {
	for _, text := range texts {
		for _, found := range hashtag.FindAllStringSubmatch(text, maxTags) {
			named = append(slices.Clip(named), found[1])
		}
	}
	for _, tag := range named {
		if tag = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(tag), "#")); tag != "" {
			all = append(all, redact.Clip(redact.Addresses(tag), maxShort))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), maxTags)]
}

var retweet = regexp.MustCompile(`^(?i:RT|MT|via)[ :]+@([A-Za-z0-9_.@-]*[A-Za-z0-9_])`)

// Retweet reads the reshares of networks that had no button for it: `RT @name: …`.
// It reports whose words are passed on.
func Retweet(text string) (account string, is bool) {
	found := retweet.FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return "", false
	}
	return found[1], true
}
