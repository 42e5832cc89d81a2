package redact

import (
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"ask ada@example.org":          "ask <address>",
		"caf\xe9":                      "caf\uFFFD",
		strings.Repeat("x", 5000):      strings.Repeat("x", 1000),
		strings.Repeat("é", 1000):      strings.Repeat("é", 500),
		"x" + strings.Repeat("é", 999): "x" + strings.Repeat("é", 499),
	} {
		if got := Text(in); got != want {
			t.Errorf("%.40q becomes %.40q, %d bytes", in, got, len(got))
		}
	}
	if a, b := Label("fix/ada@example.org"), Label("fix/bob@example.org"); a == b || strings.Contains(a, "@") {
		t.Errorf("two branches become %q and %q", a, b)
	}
}
