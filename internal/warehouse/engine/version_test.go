package engine

import "testing"

func TestAfter(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"26.7.3", "26.7.3", false},
		{"26.7.4", "26.7.3", true},
		{"26.10.1", "26.7.3", true},
		{"25.12.9", "26.7.3", false},
		{"26.7", "26.7.3", false},
		{"26.7.3.1", "26.7.3", true},
	} {
		if got, err := after(test.a, test.b); err != nil || got != test.want {
			t.Errorf("after(%s, %s) = %t, %v; want %t", test.a, test.b, got, err, test.want)
		}
	}
	for _, bad := range []string{"", "x", "26.", "26.7.3-stable"} {
		if _, err := after(bad, "26.7.3"); err == nil {
			t.Errorf("%q is taken for a version", bad)
		}
	}
}
