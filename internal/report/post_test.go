package report

import "testing"

// TestOutside checks which addresses of networks become links.
func TestOutside(t *testing.T) {
	for ref, host := range map[string]string{
		"https://forum.example.org/t/how-to/12?u=a&x=%3C#post_3": "forum.example.org",
		"https://FORUM.example.org/t":                            "forum.example.org",
		"http://forum.example.org/t":                             "", // plain text on the way
		"javascript:alert(1)":                                    "",
		"https://user@forum.example.org/t":                       "", // the reader takes it for the host
		"https://forum.example.org:8443/t":                       "",
		"https://127.0.0.1/t":                                    "",
		"https://0x7f.1/t":                                       "",
		"https://localhost/t":                                    "",
		"https://[::1]/t":                                        "",
		"https://f\u043erum.example.org/t":                       "", // a Cyrillic o
		"https://forum.example.org/?q=\"><script>":               "",
		"https://forum.example.org/?q=\u202e":                    "",
		"irc i1":                                                 "",
	} {
		address, got := outside(ref)
		if got != host || (address == "") != (host == "") {
			t.Errorf("%q: %q, %q", ref, address, got)
		}
	}
}
