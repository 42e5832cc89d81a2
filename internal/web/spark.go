package web

import (
	"fmt"
	"math"
	"strings"

	"goldenratio/internal/report"
)

// A spark is the small picture of twelve quarters beside a number: bars from
// zero for counts, a line with its intervals for everything else. A quarter
// that no source covers is a gap, one that is not final is hatched or hollow.
type spark struct {
	Width, Height float64
	Label         string // the same in words, for who cannot see it
	Bars          []bar
	Band          []string // polygons of the intervals
	Lines         []string // runs of known values
	Dots          []dot
	Gaps          []float64 // where a quarter is not covered
}

type bar struct {
	X, Y, Width, Height float64
	Now, Open           bool
}

type dot struct {
	X, Y      float64
	Now, Open bool
}

const (
	sparkWidth  = 144.
	sparkHeight = 28.
	sparkSlots  = 12
)

func newSpark(t report.Tile) spark {
	p := plot{points: t.History, left: 0, top: 3, width: sparkWidth, height: sparkHeight - 5, slots: sparkSlots, now: t.History[len(t.History)-1].Label}
	s := spark{Width: sparkWidth, Height: sparkHeight, Label: describe(t.Definition, t.History)}
	p.zero = t.Kind == "count"
	p.fit()
	s.Gaps = p.gaps()
	if t.Kind == "count" {
		s.Bars = p.bars()
		return s
	}
	s.Band, s.Lines, s.Dots = p.band(), p.lines(), p.dots()
	return s
}

// describe is the text alternative of a picture: every quarter's number.
func describe(d report.Definition, points []report.Point) string {
	parts := make([]string, len(points))
	for i, p := range points {
		parts[i] = p.Label + " " + p.Text
		if p.Value != nil && !p.Complete {
			parts[i] += " (not final)"
		}
	}
	return fmt.Sprintf("%s by quarter: %s", d.Title, strings.Join(parts, ", "))
}

// plot turns points into places. The last point stands in the last slot.
type plot struct {
	points                   []report.Point
	left, top, width, height float64
	slots                    int
	now                      string // label of the quarter that stands out
	zero                     bool   // the axis starts at zero
	low, high                float64
	breaks                   []bool // points that no line leads to; nil: none
}

// fit sets the axis so that every value and limit is on it. One far-away limit
// must not flatten the values: limits count up to twice the largest value.
func (p *plot) fit() {
	p.low, p.high = math.Inf(1), math.Inf(-1)
	for _, point := range p.points {
		if point.Value != nil {
			p.low, p.high = min(p.low, *point.Value), max(p.high, *point.Value)
		}
	}
	ceiling := 2 * p.high
	for _, point := range p.points {
		if point.Value != nil && point.Upper != nil {
			p.high = max(p.high, min(*point.Upper, ceiling))
		}
		if point.Value != nil && point.Lower != nil {
			p.low = min(p.low, *point.Lower)
		}
	}
	if p.zero || p.low > p.high {
		p.low = min(p.low, 0)
		p.high = max(p.high, 0)
	}
	if p.low == p.high {
		p.high = p.low + 1
	}
}

// around sets the axis so that it holds a value and all points, limits as far
// as twice the points' own distance from it.
func (p *plot) around(middle float64) {
	p.fit()
	p.low, p.high = min(p.low, middle), max(p.high, middle)
}

func (p *plot) slot() float64 { return p.width / float64(p.slots) }

func (p *plot) x(i int) float64 {
	return p.left + p.slot()*(float64(p.slots-len(p.points)+i)+.5)
}

func (p *plot) y(value float64) float64 {
	value = min(max(value, p.low), p.high)
	return p.top + p.height*(1-(value-p.low)/(p.high-p.low))
}

func (p *plot) bars() []bar {
	var all []bar
	for i, point := range p.points {
		if point.Value == nil {
			continue
		}
		y := p.y(*point.Value)
		height := p.top + p.height - y
		if *point.Value > 0 {
			height = max(height, 1)
		}
		all = append(all, bar{
			X: round(p.x(i) - .36*p.slot()), Width: round(.72 * p.slot()),
			Y: round(p.top + p.height - height), Height: round(height),
			Now: point.Label == p.now, Open: !point.Complete,
		})
	}
	return all
}

func (p *plot) gaps() []float64 {
	var all []float64
	for i, point := range p.points {
		if point.Value == nil {
			all = append(all, round(p.x(i)))
		}
	}
	return all
}

// runs calls do for each unbroken run of points that have what is asked for.
func (p *plot) runs(has func(report.Point) bool, do func(from, to int)) {
	from := -1
	for i := 0; i <= len(p.points); i++ {
		in := i < len(p.points) && has(p.points[i])
		switch {
		case in && from >= 0 && i < len(p.breaks) && p.breaks[i]:
			do(from, i)
			from = i
		case in && from < 0:
			from = i
		case !in && from >= 0:
			do(from, i)
			from = -1
		}
	}
}

func (p *plot) lines() []string {
	var all []string
	p.runs(func(point report.Point) bool { return point.Value != nil }, func(from, to int) {
		var line strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintf(&line, "%g,%g ", round(p.x(i)), round(p.y(*p.points[i].Value)))
		}
		all = append(all, strings.TrimSpace(line.String()))
	})
	return all
}

// band is the intervals as polygons: along the upper limits, back along the
// lower ones. A limit that is not known yet lies at the edge.
func (p *plot) band() []string {
	var all []string
	has := func(point report.Point) bool {
		return point.Value != nil && (point.Lower != nil || point.Upper != nil)
	}
	p.runs(has, func(from, to int) {
		var shape strings.Builder
		if to-from == 1 { // a point alone gets a short band of its own
			x, half := p.x(from), .3*p.slot()
			upper, lower := p.limits(from)
			fmt.Fprintf(&shape, "%g,%g %g,%g %g,%g %g,%g", round(x-half), upper, round(x+half), upper, round(x+half), lower, round(x-half), lower)
		} else {
			for i := from; i < to; i++ {
				upper, _ := p.limits(i)
				fmt.Fprintf(&shape, "%g,%g ", round(p.x(i)), upper)
			}
			for i := to - 1; i >= from; i-- {
				_, lower := p.limits(i)
				fmt.Fprintf(&shape, "%g,%g ", round(p.x(i)), lower)
			}
		}
		all = append(all, strings.TrimSpace(shape.String()))
	})
	return all
}

func (p *plot) limits(i int) (upper, lower float64) {
	upper, lower = p.top, p.top+p.height
	if v := p.points[i].Upper; v != nil {
		upper = p.y(*v)
	}
	if v := p.points[i].Lower; v != nil {
		lower = p.y(*v)
	}
	return round(upper), round(lower)
}

func (p *plot) dots() []dot {
	var all []dot
	for i, point := range p.points {
		if point.Value == nil {
			continue
		}
		now := point.Label == p.now
		alone := p.starts(i) && (i == len(p.points)-1 || p.starts(i+1))
		if now || alone || !point.Complete {
			all = append(all, dot{X: round(p.x(i)), Y: round(p.y(*point.Value)), Now: now, Open: !point.Complete})
		}
	}
	return all
}

// starts tells that no line leads to a point.
func (p *plot) starts(i int) bool {
	return i == 0 || p.points[i].Value == nil || p.points[i-1].Value == nil || i < len(p.breaks) && p.breaks[i]
}

// round keeps pictures small and their bytes equal on every machine.
func round(x float64) float64 { return math.Round(x*10) / 10 }
