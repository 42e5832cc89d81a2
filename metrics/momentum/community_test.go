package momentum

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"goldenratio/metrics/catalogue"
)

// listed are definitions of all KPIs of the index, as their headers will say.
func listed() []catalogue.KPI {
	var all []catalogue.KPI
	for _, a := range Areas() {
		for _, id := range a.KPIs {
			k := catalogue.KPI{ID: id, Area: a.ID, Title: id, Kind: catalogue.Count, Better: catalogue.Higher, Unit: unitOf(id)}
			if strings.HasSuffix(id, "_share") {
				k.Kind = catalogue.Share
			}
			all = append(all, k)
		}
	}
	return all
}

// unitOf guesses the unit of a KPI by its name.
func unitOf(id string) string {
	for part, unit := range map[string]string{
		"share": "ratio", "senders": "people", "authors": "people", "speakers": "people", "people_new": "people",
		"merged": "changes", "days": "visitor-days", "views": "views", "downloads": "downloads", "talks": "talks", "groups": "groups",
	} {
		if strings.Contains(id, part) {
			return unit
		}
	}
	return "things"
}

// drawn is a community of all KPIs over some years, of any counts within limits.
func drawn(t *rapid.T, quarters, least, most int) []*series {
	var all []*series
	for _, k := range listed() {
		var measures []measure
		for range quarters {
			x := rapid.IntRange(least, most).Draw(t, "x")
			m := measure{x: float64(x)}
			if k.Kind == catalogue.Share {
				m = measure{x: float64(x), n: float64(x + rapid.IntRange(1, most).Draw(t, "f")), share: true}
			}
			measures = append(measures, m)
		}
		all = append(all, seriesOf(&k, "c", measures...))
	}
	return all
}

// recoded is a community with other definitions and measures.
func recoded(all []*series, code func(catalogue.KPI, measure) (catalogue.KPI, measure)) []*series {
	var again []*series
	for _, s := range all {
		k := *s.kpi
		var measures []measure
		for _, number := range slices.Sorted(maps.Keys(s.quarters)) {
			var m measure
			k, m = code(*s.kpi, s.measure(s.quarters[number]))
			measures = append(measures, m)
		}
		again = append(again, seriesOf(&k, s.scope, measures...))
	}
	return again
}

// last is the index of the last quarter against the year before, with the parts
// of its KPIs by name.
func last(t fataler, all []*series) (indexValue, map[string]indexKPI) {
	l, err := newList(listed(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := compute(all, l, aQuarter(400))
	value := r.values[len(r.values)-1] // yoy comes after 3y
	if value.Value == nil || value.Comparison != YoY {
		t.Fatalf("no index: %+v", value)
	}
	kpis := make(map[string]indexKPI)
	for _, k := range r.kpis[len(r.kpis)-len(listed()):] {
		kpis[k.KPI] = k
	}
	return value, kpis
}

type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// TestUnitOfShares codes every share by those who failed, less of which is
// better: the index stays.
func TestUnitOfShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t, 14, 0, 60)
		a, kpis := last(t, all)
		b, turned := last(t, recoded(all, func(k catalogue.KPI, m measure) (catalogue.KPI, measure) {
			if k.Kind == catalogue.Share {
				k.Better, m.x = catalogue.Lower, m.n-m.x
			}
			return k, m
		}))
		for name, pair := range map[string][2]*float64{
			"index": {a.Value, b.Value}, "lower": {a.Lower, b.Lower}, "upper": {a.Upper, b.Upper},
			"an answered share":   {kpis["mail_answered_share"].Contribution, turned["mail_answered_share"].Contribution},
			"the index without":   {kpis["mail_answered_share"].Without, turned["mail_answered_share"].Without},
			"an area left out":    {a.AreaOutLower, b.AreaOutLower},
			"another KPI's share": {kpis["code_authors"].Contribution, turned["code_authors"].Contribution},
		} {
			if !near(*pair[0], *pair[1]) {
				t.Errorf("%s was %v, is %v", name, *pair[0], *pair[1])
			}
		}
	})
}

// TestUnitOfPeople counts every person as several, as where all write under as
// many addresses: their noise grows alike, and the index hardly moves. It moves
// at all because the past of a KPI is not all that is supposed of its noise.
func TestUnitOfPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawn(t, 21, 40, 80)
		times := float64(rapid.IntRange(2, 5).Draw(t, "times"))
		a, _ := last(t, all)
		b, _ := last(t, recoded(all, func(k catalogue.KPI, m measure) (catalogue.KPI, measure) {
			if k.Unit == "people" {
				m.x *= times
			}
			return k, m
		}))
		if moved := math.Abs(math.Log(*a.Value / *b.Value)); moved > 0.01 {
			t.Errorf("the index moves from %v to %v when people count %v times", *a.Value, *b.Value, times)
		}
	})
}

// TestRepeating repeats a year of any rhythm: the index is 1, nothing gives to
// it, and nothing is called up or down.
func TestRepeating(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := drawn(t, 4, 0, 500)
		var all []*series
		for _, s := range year {
			var measures []measure
			for i := range 4 * rapid.IntRange(2, 7).Draw(t, "years") {
				measures = append(measures, s.measure(s.quarters[numberOf(aQuarter(i%4))]))
			}
			all = append(all, seriesOf(s.kpi, "c", measures[len(measures)-8:]...))
		}
		value, kpis := last(t, all)
		if *value.Value != 1 || *value.KPIOutLower != 1 || *value.AreaOutUpper != 1 {
			t.Errorf("the index is %v", *value.Value)
		}
		if value.Word != "steady" && value.Word != "no clear direction" {
			t.Errorf("the word is %s", value.Word)
		}
		for id, k := range kpis {
			if *k.Contribution != 0 {
				t.Errorf("%s gives %v", id, *k.Contribution)
			}
		}
		for _, c := range judged(all, aQuarter(400)) {
			if c.Verdict == Up || c.Verdict == Down {
				t.Errorf("%s is called %s against %s", c.KPI, c.Verdict, c.Comparison)
			}
		}
	})
}

// TestContributionsAddUp compares the sum of all parts with the index.
func TestContributionsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, kpis := last(t, drawn(t, 10, 0, 300))
		sum := 0.0
		for _, k := range kpis {
			sum += *k.Contribution
		}
		if !near(sum, math.Log(*value.Value)) {
			t.Errorf("the parts add up to %v, the logarithm of the index is %v", sum, math.Log(*value.Value))
		}
	})
}

// TestNothingGivesNothing makes one change of less and less: its part in the
// index goes, and is nothing in the end. Of a count every loss makes it smaller.
func TestNothingGivesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.Float64Range(0, 1e4).Draw(t, "x"), rapid.Float64Range(0, 1e4).Draw(t, "y")
		n, before := x+rapid.Float64Range(0, 1e4).Draw(t, "f"), y+rapid.Float64Range(0, 1e4).Draw(t, "f before")
		dispersion := rapid.Float64Range(0.25, 40).Draw(t, "dispersion")
		for _, share := range []bool{false, true} {
			g := func(part float64) float64 {
				m := moved(measure{x * part, n * part, share}, measure{y * part, before * part, share})
				return math.Abs(newTerm("some_kpi", m.l, dispersion*m.v).g)
			}
			if g(1e-8) > 1e-3 || g(1e-12) > 1e-7 || g(0) != 0 {
				t.Errorf("almost nothing gives %v and %v, nothing %v", g(1e-8), g(1e-12), g(0))
			}
			for part := 1.0; part > 1e-6 && !share; part /= 3 {
				if g(part/3) > g(part)*(1+1e-9) {
					t.Errorf("of %v it takes %v, of a third %v", part, g(part), g(part/3))
				}
			}
		}
	})
}

// A community that repeats itself with noise: every year as the one before, but
// that people come in crowds and threads in bursts.
type repeating struct {
	random *rand.Rand
	rhythm [4]float64
}

// count draws a negative binomial count of a mean, its variance that many times
// the mean.
func (r repeating) count(mean, dispersion float64) float64 {
	if dispersion > 1 {
		mean = distuv.Gamma{Alpha: mean / (dispersion - 1), Beta: 1 / (dispersion - 1), Src: r.random}.Rand()
	}
	return distuv.Poisson{Lambda: mean, Src: r.random}.Rand()
}

// share draws successes of trials that come from authors with habits.
func (r repeating) share(trials, of float64) measure {
	m := measure{share: true}
	for m.n < trials {
		habit := distuv.Beta{Alpha: 4 * of, Beta: 4 * (1 - of), Src: r.random}.Rand()
		for range 1 + r.random.IntN(3) {
			m.n++
			if r.random.Float64() < habit {
				m.x++
			}
		}
	}
	return m
}

// series draws a KPI of so many things a quarter, dispersed as things of its
// unit are on real archives; from a quarter on there are growth times as many.
func (r repeating) series(k *catalogue.KPI, scope string, usual float64, quarters, from int, growth float64) *series {
	dispersion := map[string]float64{"people": 1.2, "threads": 2.5, "changes": 2.5}[counted(k)]
	if dispersion == 0 {
		dispersion, usual = 5+20*r.random.Float64(), usual*10
	}
	likely := 0.5 + 0.4*r.random.Float64()
	var measures []measure
	for q := range quarters {
		mean := usual * r.rhythm[q%4]
		if q >= from {
			mean *= growth
		}
		if k.Kind == catalogue.Share {
			measures = append(measures, r.share(1+r.count(mean, dispersion), likely))
		} else {
			measures = append(measures, measure{x: r.count(mean, dispersion)})
		}
	}
	return seriesOf(k, scope, measures...)
}

func rhythm(random *rand.Rand) [4]float64 {
	return [4]float64{1.1, 1, 0.7 + 0.2*random.Float64(), 1 + 0.2*random.Float64()}
}

// TestCalibration counts false words: of twelve communities over fifteen years
// that repeat themselves with noise and a yearly rhythm, few KPIs are called up
// or down, and few indexes growing or shrinking.
func TestCalibration(t *testing.T) {
	random := rand.New(rand.NewPCG(16, 18))
	kpis := listed()
	for _, id := range []string{"mail_messages", "code_commits", "mail_threads_started", "people_active", "review_tags", "issue_opened", "mail_new_senders"} {
		kpis = append(kpis, catalogue.KPI{ID: id, Kind: catalogue.Count, Unit: unitOf(id), Better: catalogue.Higher})
	}
	var all []*series
	for scope := range 12 {
		r := repeating{random, rhythm(random)}
		for i := range kpis {
			usual := 20 * math.Pow(20, random.Float64()) // 20 to 400
			all = append(all, r.series(&kpis[i], string(rune('a'+scope)), usual, 60, 60, 1))
		}
	}
	l, err := newList(kpis, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := compute(all, l, aQuarter(400))
	calls, judged, low := make(map[string]int), make(map[string]int), make(map[string]int)
	for _, c := range r.changes {
		if c.P != nil {
			judged[c.Comparison]++
			if *c.P <= 0.05 {
				low[c.Comparison]++
			}
		}
		if c.Verdict == Up || c.Verdict == Down {
			calls[c.Comparison]++
		}
	}
	words, indexes := make(map[string]int), 0
	for _, v := range r.values {
		if v.Comparison == YoY && v.Value != nil {
			indexes++
			words[v.Word]++
		}
	}
	for _, comparison := range []string{YoY, QoQ} {
		share := float64(calls[comparison]) / float64(judged[comparison])
		t.Logf("%s: %d of %d called up or down, %.1f %%; p below 0.05 in %.1f %%", comparison, calls[comparison],
			judged[comparison], 100*share, 100*float64(low[comparison])/float64(judged[comparison]))
		if judged[comparison] < 10000 || share > 0.12 {
			t.Errorf("%s: %.1f %% are called up or down", comparison, 100*share)
		}
	}
	wrong := indexes - words["steady"] - words["no clear direction"]
	t.Logf("index: %d quarters, %v", indexes, words)
	if share := float64(wrong) / float64(indexes); indexes < 600 || share > 0.07 {
		t.Errorf("%.1f %% of indexes have a direction", 100*share)
	}
}

// TestGrowthIsFound lets communities of 100 to 300 things a quarter grow by a
// quarter, people and all else but shares, after eight years.
func TestGrowthIsFound(t *testing.T) {
	random := rand.New(rand.NewPCG(27, 18))
	kpis := listed()
	var all []*series
	for scope := range 40 {
		r := repeating{random, rhythm(random)}
		for i := range kpis {
			usual := 100 + 200*random.Float64()
			all = append(all, r.series(&kpis[i], string(rune('a'+scope)), usual, 36, 32, 1.25))
		}
	}
	l, err := newList(kpis, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, indexes := 0, 0
	for _, v := range compute(all, l, aQuarter(400)).values {
		if v.Comparison == YoY && !v.PeriodStart.Before(aQuarter(32)) {
			indexes++
			if v.Word == "growing" || v.Word == "golden" {
				found++
			}
		}
	}
	t.Logf("growth by a quarter is found in %d of %d quarters", found, indexes)
	if indexes != 160 || 2*found < indexes {
		t.Errorf("growth by a quarter is found in %d of %d quarters", found, indexes)
	}
}
