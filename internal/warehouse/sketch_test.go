package warehouse

import (
	"strings"
	"testing"
)

func TestSketchesCompareOnlyUnderOneKey(t *testing.T) {
	mine, again, other := newSketches([]byte("a key")), newSketches([]byte("a key")), newSketches([]byte("another"))
	equal := func(a, b string) (n int) {
		for i := range len(a) {
			if a[i] == b[i] {
				n++
			}
		}
		return n
	}
	one := strings.Repeat("abcdefgh", 16)
	two := strings.Repeat("abcd1234", 16)
	if one := mine.hide(one); len(one) != 128 || one != again.hide(strings.Repeat("abcdefgh", 16)) {
		t.Error("the same sketch is hidden differently")
	}
	// a chance of 1 in 256 for each byte
	if n := equal(mine.hide(one), mine.hide(two)); n < 64 || n > 70 {
		t.Errorf("of 64 equal bytes %d are equal", n)
	}
	if n := equal(mine.hide(one), one) + equal(mine.hide(one), other.hide(one)); n > 8 {
		t.Errorf("%d bytes of 256 show through", n)
	}
	if mine.hide("") != "" {
		t.Error("nothing becomes something")
	}
}
