package survey

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within || math.IsNaN(got) {
		t.Errorf("%s is %.7f, want %.7f", what, got, want)
	}
}

// The vectors were computed independently, with scipy and R.
func TestNet(t *testing.T) {
	for _, v := range [][6]float64{{36, 20, 72, 22.222, 2.114, 40.552}, {5, 2, 10, 30, -19.051, 65.204}, {8, 0, 8, 100, 38.538, 100}} {
		net, lower, upper := Net(v[0], v[1], v[2])
		near(t, "net", net, v[3], 5e-4)
		near(t, "lower limit", lower, v[4], 5e-4)
		near(t, "upper limit", upper, v[5], 5e-4)
	}
}

func TestLimits(t *testing.T) {
	for s, want := range map[Share][2]float64{{17, 72}: {.152967, .345988}, {0, 10}: {0, .277533}, {45, 50}: {.786398, .956524}} {
		lower, upper := s.Limits()
		near(t, "lower limit", lower, want[0], 5e-7)
		near(t, "upper limit", upper, want[1], 5e-7)
	}
}

func TestBetween(t *testing.T) {
	for _, v := range []struct {
		later, earlier           Share
		difference, lower, upper float64
		p                        float64
		exact                    bool
	}{
		{Share{31, 100}, Share{17, 72}, .073889, -.063334, .201086, .286511, false},
		{Share{122, 394}, Share{93, 394}, .073604, .011387, .135078, .020377, false},
		{Share{0, 20}, Share{5, 20}, -.25, -.468701, -.037765, .047124, true},
	} {
		c := Between(v.later, v.earlier)
		near(t, "difference", c.Difference, v.difference, 5e-7)
		near(t, "lower limit", c.Lower, v.lower, 5e-7)
		near(t, "upper limit", c.Upper, v.upper, 5e-7)
		near(t, "p", c.P, v.p, 5e-7)
		if c.Exact != v.exact {
			t.Errorf("%v: exact is %t", v, c.Exact)
		}
	}
	if p := Between(Share{0, 9}, Share{0, 7}).P; p != 1 {
		t.Errorf("nobody twice has p %g", p)
	}
}

// Comparing the other way round turns the sign and nothing else.
func TestBetweenIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) Share {
			n := rapid.IntRange(1, 400).Draw(t, name)
			return Share{float64(rapid.IntRange(0, n).Draw(t, name)), float64(n)}
		}
		x, y := draw("x"), draw("y")
		one, two := Between(x, y), Between(y, x)
		if math.Abs(one.Lower+two.Upper) > 1e-12 || math.Abs(one.P-two.P) > 1e-9 || one.P < 0 || one.P > 1 || one.Lower > one.Difference || one.Upper < one.Difference {
			t.Fatalf("%+v and %+v", one, two)
		}
	})
}

// respondents spreads categories over n people.
func respondents(counts ...[3]int) (one, two []int) {
	for _, c := range counts {
		for range c[2] {
			one, two = append(one, c[0]), append(two, c[1])
		}
	}
	return one, two
}

func TestRake(t *testing.T) {
	role, tenure := respondents([3]int{0, 0, 20}, [3]int{0, 1, 40}, [3]int{1, 0, 10}, [3]int{1, 1, 30})
	margins := []Margin{{"role", role, []float64{.4, .6}}, {"tenure", tenure, []float64{.5, .5}}}
	w, err := Rake(len(role), margins)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[int]float64{0: 1.121175, 20: .439413, 60: 2.757651, 70: 1.080783} {
		near(t, "weight", w[at], want, 5e-7)
	}
	near(t, "effective size", Effective(w), 69.4671, 5e-5)
	yes := 0.0 // of the four groups 10, 10, 5 and 6 say yes
	for from, n := range map[int]int{0: 10, 20: 10, 60: 5, 70: 6} {
		yes += float64(n) * w[from]
	}
	share := Share{Chosen: yes / float64(len(w)) * Effective(w), Asked: Effective(w)}
	lower, upper := share.Limits()
	near(t, "weighted share", share.Value(), .358788, 5e-7)
	near(t, "lower limit", lower, .256142, 5e-7)
	near(t, "upper limit", upper, .476234, 5e-7)

	x, _ := respondents([3]int{0, 0, 30}, [3]int{1, 0, 10})
	if w, err = Rake(40, []Margin{{"x", x, []float64{.5, .5}}}); err != nil {
		t.Fatal(err)
	}
	near(t, "weight of x", w[0], 2./3, 5e-7)
	near(t, "weight of y", w[39], 2, 5e-7)
	near(t, "effective size", Effective(w), 30, 5e-7)

	if _, err := Rake(2, []Margin{{"role", []int{0, 0}, []float64{.5, .5}}}); !errors.Is(err, ErrEmptyCategory) {
		t.Errorf("an empty category: %v", err)
	}
	if _, err := Rake(2, []Margin{{"a", []int{0, 1}, []float64{.5, .5}}, {"b", []int{0, 1}, []float64{.9, .1}}}); !errors.Is(err, ErrNotConverged) {
		t.Errorf("margins that contradict each other: %v", err)
	}
}

// Who did not answer a margin keeps the weight that the others give.
func TestRakeMissing(t *testing.T) {
	w, err := Rake(4, []Margin{{"role", []int{0, 0, 1, -1}, []float64{.5, .5}}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "first", w[0], .75, 1e-9)
	near(t, "third", w[2], 1.5, 1e-9)
	near(t, "without an answer", w[3], 1, 1e-9)
}
