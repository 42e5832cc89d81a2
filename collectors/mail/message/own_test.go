package message

import "testing"

// TestOwnTags tells whose tag is the sender's: by address or by name, since many
// sign with another address than they write from.
func TestOwnTags(t *testing.T) {
	for _, c := range []struct {
		from, tag string
		own       bool
	}{
		{"Ann Example <ann@example.org>", "Acked-by: Ann Example <ann@example.org>", true},
		{"Ann Example <ann@example.org>", "Acked-by: Ann  example <ann@work.example.org>", true},
		{"Ann Example <ann@example.org>", "Acked-by: ANN <Ann@Example.org>", true},
		{"ann@example.org", "Acked-by: Ann Example <ann@work.example.org>", false},
		{"Ann Example <ann@example.org>", "Acked-by: Ben Example <ben@example.org>", false},
		{"Ann Example via Dev <dev@lists.example.org>\nReply-To: Ann Example <ann@example.org>", "Acked-by: Ann Example <ann@example.org>", true},
	} {
		raw := "From: " + c.from + "\nDate: Wed, 1 Jan 2020 00:00:00 +0000\nMessage-ID: <1@example.org>\n\nFine.\n\n" + c.tag + "\n"
		m, reject := Parse([]byte(raw), Options{})
		if reject != nil || len(m.Trailers) != 1 {
			t.Fatalf("%q: %+v, %+v", raw, m, reject)
		}
		if m.Trailers[0].Own != c.own {
			t.Errorf("From %q, %q: own %v, want %v", c.from, c.tag, m.Trailers[0].Own, c.own)
		}
	}
}
