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

// A course is one line of a trend. A nil point breaks it: nothing is known there, or it
// cannot be compared.
type course struct {
	Name   string
	Points []*coursePoint
}

// A coursePoint is a value at a place of the axis, and its limits: both the value itself
// where it has none.
type coursePoint struct {
	At                  int
	Value, Lower, Upper float64
	Words               string // what its dot says; empty: it has none
}

// newTrend draws the answers given most; nil where fewer than two waves can be compared.
func newTrend(l report.SurveyLine, waves []report.SurveyWave) *trend {
	shown := slices.DeleteFunc(slices.Clone(l.Answers), func(a report.SurveyAnswer) bool { return waveCount(a) < 2 })
	if len(shown) == 0 {
		return nil
	}
	slices.SortStableFunc(shown, func(a, b report.SurveyAnswer) int { return cmp.Compare(newest(b), newest(a)) })
	shown = shown[:min(mostLines, len(shown))]
	var courses []course
	var words []string
	for _, a := range shown {
		courses = append(courses, answerCourse(a, waves))
		words = append(words, describeTrend(a, waves))
	}
	p := newTrendPlot(courses, len(shown[0].History)-1, .01)
	t := p.draw(courses, func(value float64) string { return fmt.Sprintf("%.0f\u00a0%%", 100*value) })
	for i := p.first; i <= p.last; i++ {
		t.Waves = append(t.Waves, tick{At: p.x(i), Text: waves[i].Title})
	}
	t.Label = strings.Join(words, ". ")
	return t
}

// answerCourse has a point a wave.
func answerCourse(a report.SurveyAnswer, waves []report.SurveyWave) course {
	c := course{Name: a.Option, Points: make([]*coursePoint, len(a.History))}
	for i, p := range a.History {
		if p != nil {
			c.Points[i] = &coursePoint{i, p.Share, p.Lower, p.Upper, waves[i].Title + ": " + report.Share(p.Share) + " of " + report.Number(uint64(p.Base))}
		}
	}
	return c
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

// A trendPlot turns places of the axis and values into places of the picture.
type trendPlot struct {
	first, last int
	high, step  float64
}

// newTrendPlot holds all points, up to the last place and at least up to a value.
func newTrendPlot(courses []course, last int, least float64) trendPlot {
	p := trendPlot{first: last, last: last, high: least}
	for _, c := range courses {
		for _, point := range c.Points {
			if point != nil {
				p.first, p.high = min(p.first, point.At), max(p.high, point.Upper)
			}
		}
	}
	p.step = niceStep(p.high)
	p.high = p.step * math.Ceil(p.high/p.step-1e-9)
	return p
}

// draw is the picture but for its axis of places.
func (p trendPlot) draw(courses []course, axis func(float64) string) *trend {
	t := &trend{Width: trendWidth, Height: trendHeight, Left: trendLeft, Right: trendWidth - trendNames, Foot: trendHeight - 8, Names: trendWidth - trendNames + 12}
	for value := 0.; value <= p.high*1.0001; value += p.step {
		t.Ticks = append(t.Ticks, tick{At: p.y(value), Text: axis(value)})
	}
	for i, c := range courses {
		t.Series = append(t.Series, p.series(c, fmt.Sprintf("s%d", i+1)))
	}
	spread(t.Series)
	return t
}

func (p trendPlot) x(at int) float64 {
	room := trendWidth - trendNames - trendLeft - 48
	if p.last == p.first {
		return trendLeft + 24
	}
	return round(trendLeft + 24 + room*float64(at-p.first)/float64(p.last-p.first))
}

func (p trendPlot) y(value float64) float64 {
	return round(trendTop + (trendHeight-trendTop-trendFoot)*(1-value/p.high))
}

// series draws a course: a line and a band for each run of points without a gap.
func (p trendPlot) series(c course, class string) trendSeries {
	s := trendSeries{Name: clipped(c.Name, nameLength), Class: class}
	var line, above, below []string
	limits := false
	end := func() {
		if len(line) > 1 {
			s.Lines = append(s.Lines, strings.Join(line, " "))
		}
		if len(line) > 1 && limits {
			slices.Reverse(below)
			s.Bands = append(s.Bands, strings.Join(append(above, below...), " "))
		}
		line, above, below, limits = nil, nil, nil, false
	}
	for _, point := range c.Points {
		if point == nil {
			end()
			continue
		}
		x, y := p.x(point.At), p.y(point.Value)
		line = append(line, fmt.Sprintf("%g,%g", x, y))
		above, below = append(above, fmt.Sprintf("%g,%g", x, p.y(point.Upper))), append(below, fmt.Sprintf("%g,%g", x, p.y(point.Lower)))
		limits = limits || point.Lower != point.Upper
		if point.Words != "" {
			s.Dots = append(s.Dots, trendDot{x, y, point.Words})
		}
		s.NameAt = y
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
