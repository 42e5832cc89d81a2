package sample

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// The vectors K1–K5 were computed by R's survival package.
func TestSurvive(t *testing.T) {
	for _, c := range []struct{ waits, want string }{
		{"2 5 5 9 12+ 20 30+ 48 72+ 100+", "20 [2, NULL]; NULL [48, NULL]"},
		{"1 1 2 2 3 4 4 5 6 7+ 8 9 10+ 12 15 20 26 30+ 40+ 50+", "8 [3, 20]; NULL [15, NULL]"},
		{"1 2 3 4", "2 [1, NULL]; 4 [1, NULL]"},
		{"5 5 5+ 8 8+ 10", "8 [5, NULL]; 10 [8, NULL]"},
		{"3 8 20 40+ 60+ 60+ 70+ 80+", "NULL [3, NULL]; NULL [NULL, NULL]"},
		{"3", "3 [NULL, NULL]; 3 [NULL, NULL]"},
		{"", "NULL [NULL, NULL]; NULL [NULL, NULL]"},
	} {
		s := survive(parseWaits(t, c.waits))
		got := fmt.Sprintf("%s [%s, %s]; %s [%s, %s]", show(s.median), show(s.lower), show(s.upper),
			show(s.p85), show(s.p85Lower), show(s.p85Upper))
		if got != c.want {
			t.Errorf("%s → %s, want %s", c.waits, got, c.want)
		}
	}
}

// K1 at 20 hours: S is .48, and Greenwood's sum is over its four event times.
func TestSurviveLimits(t *testing.T) {
	low, top := limits(.48, 1./(10*9)+2./(9*7)+1./(7*6)+1./(5*4))
	if math.Abs(low-.160855) > 5e-7 || math.Abs(top-.744666) > 5e-7 {
		t.Errorf("limits of S(20) are [%g, %g], want [.160855, .744666]", low, top)
	}
}

func parseWaits(t *testing.T, s string) []wait {
	t.Helper()
	var w []wait
	for _, f := range strings.Fields(s) {
		h, err := strconv.ParseInt(strings.TrimSuffix(f, "+"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		w = append(w, wait{h * 3600, !strings.HasSuffix(f, "+")})
	}
	return w
}

func show(v *float64) string {
	if v == nil {
		return "NULL"
	}
	return strconv.FormatFloat(*v, 'g', 12, 64)
}
