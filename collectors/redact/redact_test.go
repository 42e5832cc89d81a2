package redact

import "testing"

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"no address here", "no address here"},
		{"ask ann@example.org.", "ask <address>."},
		{"ann@example.org", "<address>"},
		{"Ann <ann@example.org> and Bob <bob@example.org>", "Ann <address> and Bob <address>"},
		{"mailto:ann+list@mail.example.org?subject=x", "mailto:<address>?subject=x"},
		{"<root@localhost>", "<address>"},
		{"<ann at example.org>", "<address>"},
		{"look at example.org", "look at example.org"},
		{"i2c@40 and HEAD@{1} and @ann", "i2c@40 and HEAD@{1} and @ann"},
		{"jörg@exämple.org", "<address>"},
		{"a@b.org@c.org", "<address>@c.org"}, // what is left has no local part
		{"1 < 2 and ann@example.org > 3", "1 < 2 and <address> > 3"},
		// As much of a link goes as could be a local part.
		{"<https://example.org/x?u=ann@example.org>", "<https:<address>>"},
		{"@@@@", "@@@@"},
	} {
		if got := Addresses(c.in); got != c.want {
			t.Errorf("Addresses(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzAddresses(f *testing.F) {
	f.Add("Ann <ann@example.org>, bob@example.org")
	f.Add("<@<@.>a@b.c")
	f.Fuzz(func(t *testing.T, s string) {
		once := Addresses(s)
		if twice := Addresses(once); twice != once {
			t.Errorf("%q: %q, then %q", s, once, twice)
		}
	})
}
