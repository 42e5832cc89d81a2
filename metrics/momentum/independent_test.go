package momentum

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"goldenratio/metrics/chance"
)

// answers runs a script of testdata over lines, and returns its answers.
func answers(t *testing.T, lines []string, program string, arguments ...string) []string {
	t.Helper()
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(string(output), "\n"), "\n")
	if len(got) != len(lines) {
		t.Fatalf("%d answers to %d cases", len(got), len(lines))
	}
	return got
}

// absent skips a test, or fails it where everything must be there.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_SERVERS") == "1" {
		t.Fatal(what + " is missing")
	}
	t.Skip(what + " is missing")
}

func byR(t *testing.T, script string, lines []string) []string {
	t.Helper()
	if _, err := exec.LookPath("Rscript"); err != nil {
		absent(t, "R")
	}
	return answers(t, lines, "Rscript", "--vanilla", filepath.Join("testdata", script))
}

// byPython runs a script in the first Python that has scipy: Debian's, or
// another that comes first.
func byPython(t *testing.T, script string, lines []string) []string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), python, "-c", "import scipy").Run() == nil {
			return answers(t, lines, python, filepath.Join("testdata", script))
		}
	}
	absent(t, "scipy")
	return nil
}

// near reports whether two numbers agree in nine digits or so.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-7*math.Max(math.Abs(a), math.Abs(b))+1e-11 }

// compareNumbers compares what came out with an independent answer.
func compareNumbers(t *testing.T, of string, got []float64, answer string) {
	t.Helper()
	words := strings.Fields(answer)
	if len(words) != len(got) {
		t.Fatalf("%s: %d numbers, independently %q", of, len(got), answer)
	}
	for i, word := range words {
		if want := number(word); math.IsNaN(want) != math.IsNaN(got[i]) || !math.IsNaN(want) && !near(got[i], want) {
			t.Errorf("%s: number %d is %v, independently %s", of, i+1, got[i], word)
		}
	}
}

// TestChangesLikeR compares dispersion, tests and intervals with R's on random
// histories of counts and shares, short ones and with empty quarters too.
func TestChangesLikeR(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	var lines []string
	var got [][]float64
	for i := range 400 {
		class := []prior{{1, 0.25}, {2, 1}, {5, 1}}[random.IntN(3)]
		share, level := i%2 == 0, math.Exp(random.Float64()*8)
		var texts []string
		var all past
		for q := range 5 + random.IntN(30) {
			m := measure{x: math.Floor(random.Float64() * level), share: share}
			if share {
				m.n = m.x + math.Floor(random.Float64()*level) + 1
				texts = append(texts, fmt.Sprintf("%.0f/%.0f", m.x, m.n))
			} else {
				texts = append(texts, fmt.Sprintf("%.0f", m.x))
			}
			all = append(all, quarter{number: q, measure: m})
		}
		last := len(all) - 1
		lines = append(lines, fmt.Sprintf("%v %v %s %s", class.dispersion, class.floor, strings.Join(texts[:last], ","), texts[last]))
		got = append(got, numbersOf(all[:last].noise(class), all, last))
	}
	for i, answer := range byR(t, "changes.R", lines) {
		compareNumbers(t, lines[i], got[i], answer)
	}
}

// numbersOf are those that changes.R gives.
func numbersOf(n noise, all past, last int) []float64 {
	x := all[last].measure
	e := n.estimate(x, all[last-4].measure)
	numbers := []float64{n.dispersion, float64(n.freedom), e.p, e.lower, e.upper}
	e, ok := n.deseasoned(x, all[last-1].measure, last)
	if !ok {
		return append(numbers, math.NaN(), math.NaN(), math.NaN(), math.NaN())
	}
	return append(numbers, e.p, e.adjusted, e.lower, e.upper)
}

// TestFamiliesLikeR compares the adjustment of p-values with R's.
func TestFamiliesLikeR(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 71))
	var lines []string
	var families [][]*float64
	for range 300 {
		var family []*float64
		var texts []string
		for range 1 + random.IntN(40) {
			p := math.Pow(random.Float64(), 1+4*random.Float64())
			if random.IntN(5) == 0 {
				family, texts = append(family, nil), append(texts, "NULL")
				continue
			}
			if random.IntN(5) == 0 {
				p = 0.03 // ties
			}
			family, texts = append(family, &p), append(texts, fmt.Sprint(p))
		}
		families, lines = append(families, family), append(lines, strings.Join(texts, ","))
	}
	for i, answer := range byR(t, "families.R", lines) {
		var got []float64
		for _, p := range chance.Adjust(families[i]) {
			if p == nil {
				got = append(got, math.NaN())
			} else {
				got = append(got, *p)
			}
		}
		compareNumbers(t, lines[i], got, strings.ReplaceAll(answer, ",", " "))
	}
}

// TestIndexLikeNumpy compares the index of random communities, and Student's t.
func TestIndexLikeNumpy(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 61))
	var lines []string
	var got [][]float64
	for range 300 {
		var c composition
		var areas []string
		for a := range 1 + random.IntN(4) {
			p := part{area: fmt.Sprint(a), weight: 3}
			var kpis []string
			for k := range 1 + random.IntN(8) {
				x, y := math.Floor(math.Exp(random.Float64()*9)), math.Floor(math.Exp(random.Float64()*9))
				dispersion := 0.25 + 20*random.Float64()
				m := moved(measure{x: x}, measure{x: y})
				p.terms = append(p.terms, newTerm(fmt.Sprint(a, k), m.l, dispersion*m.v))
				kpis = append(kpis, fmt.Sprintf("%v,%v,%v", x, y, dispersion))
			}
			c, areas = append(c, p), append(areas, strings.Join(kpis, ";"))
		}
		i := about(c.mean())
		numbers := []float64{i.value, i.lower, i.upper}
		for _, p := range c {
			numbers = append(numbers, composition{p}.value())
		}
		lines, got = append(lines, strings.Join(areas, " ")), append(got, numbers)
	}
	for freedom := 1; freedom <= 40; freedom++ {
		p := random.Float64()
		student := distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}
		lines = append(lines, fmt.Sprintf("t %v %d", p, freedom))
		got = append(got, []float64{student.Quantile(p), student.CDF(-p * 10)})
	}
	for i, answer := range byPython(t, "index.py", lines) {
		compareNumbers(t, lines[i], got[i], answer)
	}
}
