package bluesky

import (
	"encoding/json"
	"strings"
	"testing"

	"goldenratio/collectors/social"
)

// Whatever a server says, nothing breaks, and what becomes a post is fit to be shown.
func FuzzPost(f *testing.F) {
	for _, p := range []object{
		post("ada.example.org", "a", day(3), nil, nil),
		post("ada.example.org", "a", day(3), object{"text": "a@b.example #x", "embed": object{"record": object{"record": object{"uri": at("b.example", "q")}}}}, nil),
		post("ada.example.org", "a", day(3), object{"reply": object{"root": object{"uri": at("b.example", "q")}}}, object{"labels": []object{{"val": "bot"}}}),
	} {
		raw, err := json.Marshal(object{"post": p, "reason": object{"by": person("b.example", "Bob"), "indexedAt": instant(day(4))}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	m := newMapper(Options{Settings: social.Settings{Terms: []string{"x"}}}, noon)
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := entryOf(raw)
		v, err := decode(e.raw)
		if err != nil {
			return
		}
		p, err := m.post(v)
		if err == nil && e.reason != nil {
			p, err = m.repost(p, e.reason)
		}
		if err != nil {
			return
		}
		if strings.Contains(e.name(v), "\n") {
			t.Errorf("the name is %q", e.name(v))
		}
		public(t, "fuzzed", p)
	})
}
