package mastodon

import (
	"encoding/json"
	"testing"

	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

// Whatever an instance says, nothing breaks, and what becomes a post is fit to be
// shown.
func FuzzStatus(f *testing.F) {
	for _, more := range []object{
		nil,
		{"content": `<p class="quote-inline">RE: <a>x</a></p><blockquote>a@b.example`, "quote": object{"quoted_status": object{"uri": "https://b.example/1", "visibility": "public"}}},
		{"reblog": object{"uri": "https://b.example/1", "visibility": "public", "account": person("3", "b@c.example", "B")}, "in_reply_to_id": "7"},
	} {
		l := &lab{domain: "example.org", posts: map[int]json.RawMessage{}}
		l.write(1, day(3), more)
		f.Add([]byte(l.posts[1]))
	}
	m := newMapper(Options{Settings: social.Settings{Terms: []string{"x"}}}, "example.org", noon)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := decode(raw)
		if err != nil || s.hidden() {
			return
		}
		if p, err := m.post(s); err == nil {
			socialtest.Public(t, "fuzzed", p)
		}
	})
}
