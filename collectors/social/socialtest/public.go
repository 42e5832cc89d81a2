package socialtest

import (
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// maxPublic is more bytes than anything has that everybody may see of a post.
const maxPublic = 1200

// Public looks for addresses and other dangers where everybody may look: in all of a
// post but its text. name says which post it is.
func Public(t testing.TB, name string, p *collectors.Post) {
	t.Helper()
	harmless(t, name, p)
	clean(t, name, p.Author.Login, p.Original.Login)
}

// harmless is Public but for accounts, which some networks call like addresses. Those
// are in the private database alone.
func harmless(t testing.TB, name string, p *collectors.Post) {
	t.Helper()
	clean(t, name, p.ID, p.URL, p.Title, p.Thread, p.ReplyTo, p.ReshareOf, p.Place, p.Author.Name, p.Original.Name)
	clean(t, name, p.Tags...)
	if links := p.ID + p.URL + p.Thread + p.ReplyTo + p.ReshareOf + p.Place; strings.ContainsAny(links, "\n\x00\x1b") {
		t.Errorf("%s: %q", name, links)
	}
	if p.URL != "" && !strings.HasPrefix(p.URL, "https://") && !strings.HasPrefix(p.URL, "http://") {
		t.Errorf("%s: the link is %q", name, p.URL)
	}
	if e := p.Engagement; e != nil && max(e.Likes, e.Reshares, e.Replies, e.Views) > 1<<62 {
		t.Errorf("%s: %+v", name, e)
	}
}

func clean(t testing.TB, name string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if redact.Addresses(text) != text || len(text) > maxPublic {
			t.Errorf("%s: %.300q is public", name, text)
		}
	}
}
