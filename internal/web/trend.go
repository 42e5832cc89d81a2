package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// A trend is how often the answers to a question were given, wave by wave. Lines join
// only what can be compared.
type trend struct {
	Width, Height, Left, Right, Foot, Names float64
	Label                                   string
	Ticks, Waves                            []tick
	Series                                  []trendSeries
}

type trendSeries struct {
	Name   string
	NameAt float64
	Class  string
	Bands  []string
	Lines  []string
	Dots   []trendDot
}

type trendDot struct {
	X, Y  float64
	Words string
}

const (
	trendWidth  = 736.
	trendHeight = 264.
	trendLeft   = 56.
	trendNames  = 224. // for the names of answers, to the right
	trendTop    = 16.
	trendFoot   = 28.
	mostLines   = 6
	nameHeight  = 18.
	nameLength  = 22
)

// newTrend draws the answers given most; nil where fewer than two waves can be compared.
func newTrend(l report.SurveyLine, waves []report.SurveyWave) *trend {
	shown := slices.DeleteFunc(slices.Clone(l.Answers), func(a report.SurveyAnswer) bool { return waveCount(a) < 2 })
	if len(shown) == 0 {
		return nil
	}
	slices.SortStableFunc(shown, func(a, b report.SurveyAnswer) int { return cmp.Compare(newest(b), newest(a)) })
	shown = shown[:min(mostLines, len(shown))]
	t := &trend{Width: trendWidth, Height: trendHeight, Left: trendLeft, Right: trendWidth - trendNames, Foot: trendHeight - 8, Names: trendWidth - trendNames + 12}
	p := trendPlot{first: firstWave(shown), last: len(shown[0].History) - 1, high: highest(shown)}
	p.step = niceStep(p.high)
	p.high = p.step * math.Ceil(p.high/p.step-1e-9)
	for value := 0.; value <= p.high*1.0001; value += p.step {
		t.Ticks = append(t.Ticks, tick{At: p.y(value), Text: fmt.Sprintf("%.0f\u00a0%%", 100*value)})
	}
	for i := p.first; i <= p.last; i++ {
		t.Waves = append(t.Waves, tick{At: p.x(i), Text: waves[i].Title})
	}
	var words []string
	for i, a := range shown {
		t.Series = append(t.Series, p.series(a, fmt.Sprintf("s%d", i+1), waves))
		words = append(words, describeTrend(a, waves))
	}
	spread(t.Series)
	t.Label = strings.Join(words, ". ")
	return t
}

func waveCount(a report.SurveyAnswer) (n int) {
	for _, p := range a.History {
		if p != nil {
			n++
		}
	}
	return n
}

// newest is an answer's last known share.
func newest(a report.SurveyAnswer) float64 {
	for _, p := range slices.Backward(a.History) {
		if p != nil {
			return p.Share
		}
	}
	return 0
}

// firstWave is the first one of which anything is known.
func firstWave(answers []report.SurveyAnswer) int {
	first := len(answers[0].History)
	for _, a := range answers {
		if at := slices.IndexFunc(a.History, func(p *report.SurveyPoint) bool { return p != nil }); at >= 0 {
			first = min(first, at)
		}
	}
	return first
}

// highest is what the axis must reach.
func highest(answers []report.SurveyAnswer) (high float64) {
	for _, a := range answers {
		for _, p := range a.History {
			if p != nil {
				high = max(high, p.Upper)
			}
		}
	}
	return max(high, .01)
}

// A trendPlot turns waves and shares into places.
type trendPlot struct {
	first, last int
	high, step  float64
}

func (p trendPlot) x(wave int) float64 {
	room := trendWidth - trendNames - trendLeft - 48
	if p.last == p.first {
		return trendLeft + 24
	}
	return round(trendLeft + 24 + room*float64(wave-p.first)/float64(p.last-p.first))
}

func (p trendPlot) y(share float64) float64 {
	return round(trendTop + (trendHeight-trendTop-trendFoot)*(1-share/p.high))
}

// series draws an answer: a line and a band for each run of waves without a gap.
func (p trendPlot) series(a report.SurveyAnswer, class string, waves []report.SurveyWave) trendSeries {
	s := trendSeries{Name: clipped(a.Option, nameLength), Class: class}
	var line, above, below []string
	end := func() {
		if len(line) > 1 {
			slices.Reverse(below)
			s.Lines = append(s.Lines, strings.Join(line, " "))
			s.Bands = append(s.Bands, strings.Join(append(above, below...), " "))
		}
		line, above, below = nil, nil, nil
	}
	for i, point := range a.History {
		if point == nil {
			end()
			continue
		}
		x := p.x(i)
		line = append(line, fmt.Sprintf("%g,%g", x, p.y(point.Share)))
		above, below = append(above, fmt.Sprintf("%g,%g", x, p.y(point.Upper))), append(below, fmt.Sprintf("%g,%g", x, p.y(point.Lower)))
		s.Dots = append(s.Dots, trendDot{x, p.y(point.Share), waves[i].Title + ": " + report.Share(point.Share) + " of " + report.Number(uint64(point.Base))})
		s.NameAt = p.y(point.Share)
	}
	end()
	return s
}

func clipped(text string, most int) string {
	if all := []rune(text); len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return text
}

// spread moves names apart that would lie over each other, and keeps them on the picture.
func spread(all []trendSeries) {
	order := make([]*trendSeries, len(all))
	for i := range all {
		order[i] = &all[i]
	}
	slices.SortStableFunc(order, func(a, b *trendSeries) int { return cmp.Compare(a.NameAt, b.NameAt) })
	for i := 1; i < len(order); i++ {
		order[i].NameAt = max(order[i].NameAt, order[i-1].NameAt+nameHeight)
	}
	floor := trendHeight - trendFoot
	for _, s := range slices.Backward(order) {
		s.NameAt = min(s.NameAt, floor)
		floor = s.NameAt - nameHeight
	}
}

// describeTrend is an answer's course in words.
func describeTrend(a report.SurveyAnswer, waves []report.SurveyWave) string {
	var parts []string
	for i, p := range a.History {
		if p != nil {
			parts = append(parts, waves[i].Title+" "+report.Share(p.Share))
		}
	}
	return a.Option + ": " + strings.Join(parts, ", ")
}
