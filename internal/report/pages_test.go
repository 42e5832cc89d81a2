package report

import (
	"testing"
	"time"
)

// TestPages checks that links lead below the pages of repositories only.
func TestPages(t *testing.T) {
	known := pages{{"demo/core", "https://forge.example.org/demo/core"}, {"evil", "javascript:alert(1)"}, {"plain", "http://forge.example.org/plain"}}
	for ref, want := range map[string]string{
		"https://forge.example.org/demo/core/pull/8":             "https://forge.example.org/demo/core/pull/8",
		"https://forge.example.org/demo/core/pull/8\"><script>":  "https://forge.example.org/demo/core/pull/8%22%3E%3Cscript%3E",
		"https://forge.example.org/demo/core2/pull/8":            "",
		"https://forge.example.org/demo/core/../evil/pull/8":     "",
		"https://forge.example.org/demo/core/%2e%2e/evil/pull/8": "",
		"https://forge.example.org/demo/core@evil.example.net/":  "",
		"https://forge.example.org@evil.example.net/demo/core/":  "",
		"https://elsewhere.example.net/demo/core/pull/8":         "",
		"http://forge.example.org/plain/pull/8":                  "",
		"javascript:alert(1)/":                                   "",
		"//forge.example.org/demo/core/pull/8":                   "",
		"":                                                       "",
		"not\x7fa url":                                           "",
	} {
		if got := known.link(ref); got != want {
			t.Errorf("%q: %q, want %q", ref, got, want)
		}
	}
}

// TestLacks checks what is said of a source that holds more than is stored, and
// that what nobody asked is left to coverage.
func TestLacks(t *testing.T) {
	asked := Reconciled{What: "issues", Part: "demo/core", Asked: "origin", Missing: 1, Checked: time.Date(2014, 7, 4, 0, 0, 0, 0, time.UTC)}
	if got, want := asked.missing(), "holds 1\u00a0issue of demo/core that is not stored here, as asked on 4 Jul 2014."; got != want || !asked.lacks() {
		t.Errorf("%q, want %q", got, want)
	}
	if counted := (Reconciled{Asked: "second look", Missing: 110}); counted.lacks() {
		t.Error("what is expected by a count of our own stands twice")
	}
}
