package momentum

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/chance"
)

// words are the key=value words of a line.
type words map[string]string

func wordsOf(text string) words {
	w := make(words)
	for _, word := range strings.Fields(text) {
		key, value, _ := strings.Cut(word, "=")
		w[key] = value
	}
	return w
}

// number reads one, not a number where there is none.
func number(text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

func numbers(text string) (all []float64) {
	for part := range strings.SplitSeq(text, ",") {
		all = append(all, number(part))
	}
	return all
}

// measured reads a count or a share such as 3/4.
func measured(text string) measure {
	x, n, share := strings.Cut(text, "/")
	return measure{x: number(x), n: number(n), share: share}
}

// like writes what came out as it is wanted: to as many digits.
func like(want string, got any) string {
	switch got := got.(type) {
	case []*float64:
		var parts []string
		for i, part := range strings.Split(want, ",") {
			parts = append(parts, like(part, got[i]))
		}
		return strings.Join(parts, ",")
	case *float64:
		if got == nil {
			return "NULL"
		}
		return like(want, *got)
	case float64:
		_, decimals, _ := strings.Cut(want, ".")
		text := strconv.FormatFloat(got, 'f', len(decimals), 64)
		if strings.HasPrefix(want, ".") {
			text = strings.TrimPrefix(text, "0")
		}
		return text
	default:
		return strings.ReplaceAll(fmt.Sprint(got), " ", "_")
	}
}

// TestVectors reads testdata/vectors.txtar.
func TestVectors(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/vectors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]func(words) map[string]any{
		"change": changeVector, "share": shareVector, "term": termVector, "index": indexVector, "adjust": adjustVector,
	}
	for _, file := range archive.Files {
		for line := range strings.Lines(string(file.Data)) {
			name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			in, out, ok := strings.Cut(rest, "->")
			if !ok || kinds[file.Name] == nil {
				t.Fatalf("%s: %q is no vector", file.Name, line)
			}
			got := kinds[file.Name](wordsOf(in))
			for key, want := range wordsOf(out) {
				if text := like(want, got[key]); text != want {
					t.Errorf("%s: %s is %s, want %s", name, key, text, want)
				}
			}
		}
	}
}

// aQuarter is the start of a quarter after 2000-Q1.
func aQuarter(number int) time.Time {
	return time.Date(2000, time.Month(1+3*number), 1, 0, 0, 0, 0, time.UTC)
}

// seriesOf is a series of complete quarters from 2000-Q1 on.
func seriesOf(k *catalogue.KPI, scope string, measures ...measure) *series {
	s := newSeries(k, scope)
	for i, m := range measures {
		value, whole := m.value(), 1.0
		s.quarters[numberOf(aQuarter(i))] = cell{
			start: aQuarter(i), value: &value, n: uint64(m.size()), coverage: &whole, complete: true,
		}
	}
	return s
}

func changeVector(in words) map[string]any {
	var all []measure
	for _, x := range append(numbers(in["past"]), number(in["x"])) {
		all = append(all, measure{x: x})
	}
	k := &catalogue.KPI{ID: "some_kpi", Kind: catalogue.Count, Unit: in["unit"], Better: catalogue.Higher}
	s := seriesOf(k, "c", all...)
	s.listen()
	last := len(all) - 1
	out := make(map[string]any)
	for _, c := range judged([]*series{s}, aQuarter(last+2)) {
		if !c.PeriodStart.Equal(aQuarter(last)) {
			continue
		}
		out[c.Comparison] = percentOf(c.Amplitude)
		out[c.Comparison+"_lower"], out[c.Comparison+"_upper"] = percentOf(c.Lower), percentOf(c.Upper)
		out[c.Comparison+"_p"], out[c.Comparison+"_verdict"] = c.P, c.Verdict
		out["dispersion"], out["freedom"] = c.Dispersion, c.Freedom
		if c.Comparison == QoQ {
			out["adjusted"] = percentOf(c.Adjusted)
		}
	}
	n := numberOf(aQuarter(last))
	usual, _, _ := s.noises[n].seasonal(n)
	out["usual"] = 100 * math.Expm1(usual)
	return out
}

func percentOf(ratio *float64) *float64 {
	if ratio == nil {
		return nil
	}
	p := 100 * *ratio
	return &p
}

func shareVector(in words) map[string]any {
	x, y := measured(in["x"]), measured(in["y"])
	n := noise{dispersion: number(in["dispersion"]), freedom: int(number(in["freedom"]))}
	m, e := moved(x, y), n.estimate(x, y)
	return map[string]any{
		"l": m.l, "v": m.v, "p": e.p,
		"points": 100 * amplitude(x, y), "lower": 100 * e.lower, "upper": 100 * e.upper,
	}
}

func termVector(in words) map[string]any {
	m := moved(measured(in["x"]), measured(in["y"]))
	k := &catalogue.KPI{Better: catalogue.Higher}
	if in["better"] == "lower" {
		k.Better = catalogue.Lower
	}
	made := newTerm("some_kpi", sign(k)*m.l, number(in["dispersion"])*m.v)
	return map[string]any{"l": made.l, "v": made.v, "g": made.g}
}

func indexVector(in words) map[string]any {
	var c composition
	for _, a := range Areas() {
		if in[a.ID] == "" {
			continue
		}
		p := part{area: a.ID, weight: 1}
		for _, text := range strings.Split(in[a.ID], ";") {
			of := strings.Split(text, ",")
			m := moved(measured(of[0]), measured(of[1]))
			p.terms = append(p.terms, newTerm(text, m.l, number(of[2])*m.v))
		}
		c = append(c, p)
	}
	log, variance := c.mean()
	i := about(log, variance)
	out := map[string]any{"index": i.value, "lower": i.lower, "upper": i.upper, "word": i.word(), "log": log}
	for _, p := range c {
		out[p.area] = composition{p}.value()
	}
	if terms := c[0].terms; len(terms) == 3 {
		out["third"] = terms[2].g / 3 / float64(len(c))
	}
	return out
}

func adjustVector(in words) map[string]any {
	var family []*float64
	for _, p := range numbers(in["p"]) {
		family = append(family, known(p))
	}
	adjusted := chance.Adjust(family)
	passed := func(q float64) (n int) {
		for _, p := range adjusted {
			if p != nil && *p <= q {
				n++
			}
		}
		return n
	}
	return map[string]any{"adjusted": adjusted, "passed10": passed(0.10), "passed05": passed(0.05)}
}
