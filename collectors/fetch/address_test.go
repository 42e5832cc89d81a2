package fetch

import "testing"

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		"https://Forge.Example.org/git/": "https://forge.example.org/git",
		"http://127.0.0.1:80":            "http://127.0.0.1:80",
		"ftp://example.org":              "",
		"https://ada@example.org":        "",
		"https://example.org/?a=b":       "",
		"https://example.org/#a":         "",
		"example.org":                    "",
		"":                               "",
	} {
		u, err := Address(text)
		if (err == nil) != (want != "") || err == nil && u.String() != want {
			t.Errorf("%q is %v, %v", text, u, err)
		}
	}
	for text, want := range map[string]bool{"http://example.org": true, "https://example.org": false, "http://localhost:1": false, "http://[::1]": false} {
		if u, err := Address(text); err != nil || Open(u) != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}
