package collectors

import "testing"

// A forge may lie below a path; no name of its own has a slash.
func TestSplitLogin(t *testing.T) {
	for login, want := range map[string][2]string{
		"example.org/ada":     {"example.org", "ada"},
		"example.org/git/ada": {"example.org/git", "ada"},
		"ada":                 {"", "ada"},
		"":                    {"", ""},
	} {
		host, user, ok := SplitLogin(login)
		if host != want[0] || user != want[1] || ok != (host != "") {
			t.Errorf("%q is %q at %q, %t", login, user, host, ok)
		}
	}
}
