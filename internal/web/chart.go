package web

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// A chart is the picture of a KPI's whole history, with an axis.
type chart struct {
	spark
	Ticks    []tick
	Years    []tick
	Left     float64
	Right    float64
	Base     float64
	Now      *dot
	NowText  string
	Empty    bool
	Finding  string
	Interval string // what the band is
	Target   *line
	Marks    []mark
	Hatched  bool // a quarter is not final
}

// line is a level across the chart with its words.
type line struct {
	At   float64
	Text string
}

// mark is a quarter in which something happened. Its number leads to the list
// below the chart; a mark without one stands for releases only.
type mark struct {
	X      float64
	Number int
	Text   string
}

type tick struct {
	At   float64
	Text string
}

const (
	chartWidth  = 736.
	chartHeight = 288.
	chartLeft   = 72.
	chartRight  = 56.
	chartTop    = 40.
	chartBottom = 28.
	labelRoom   = 56. // between the middles of two labels of the axis
)

func newChart(k *report.KPI) chart {
	c := chart{Left: chartLeft, Right: chartWidth - chartRight, Base: chartHeight - chartBottom, Finding: finding(k)}
	points := covered(k.History)
	if len(points) == 0 {
		c.Empty = true
		return c
	}
	p := plot{
		points: points, now: k.Period.Label, slots: max(len(points), sparkSlots), zero: true,
		left: chartLeft, top: chartTop, width: chartWidth - chartLeft - chartRight, height: chartHeight - chartTop - chartBottom,
	}
	p.fit()
	p.hold(k.Tile.Target)
	step := niceStep(p.high)
	p.high = step * math.Ceil(p.high/step-1e-9)
	c.spark = spark{Width: chartWidth, Height: chartHeight, Label: describe(k.Definition, points), Gaps: p.gaps()}
	c.Ticks, c.Years = ticks(&p, k.Definition, step), years(&p)
	c.draw(&p, k)
	c.Target, c.Marks = targetLine(&p, k.Tile.Target), newMarks(&p, k.Marks)
	return c
}

// hold makes room for a target of quarters that is not far off.
func (p *plot) hold(t *report.TargetState) {
	if level := level(t); level != nil && *level <= 2*p.high {
		p.high = max(p.high, *level)
	}
}

// level is what a target asks of every quarter; nil: nothing.
func level(t *report.TargetState) *float64 {
	switch {
	case t == nil || t.Per != "quarter":
		return nil
	case t.Least != nil:
		return t.Least
	default:
		return t.Most
	}
}

func targetLine(p *plot, t *report.TargetState) *line {
	value := level(t)
	if value == nil || *value > p.high {
		return nil
	}
	return &line{At: round(p.y(*value)), Text: "target: " + t.Text}
}

// newMarks numbers the quarters with notes as they come.
func newMarks(p *plot, marks []report.Mark) []mark {
	var all []mark
	number := 0
	for i, point := range p.points {
		for _, m := range marks {
			if m.Label != point.Label {
				continue
			}
			one := mark{X: round(p.x(i)), Text: happened(m)}
			if len(m.Notes) > 0 {
				number++
				one.Number = number
			}
			all = append(all, one)
		}
	}
	return all
}

func (c *chart) draw(p *plot, k *report.KPI) {
	if k.Kind == "count" {
		c.Bars = p.bars()
	} else {
		c.Band, c.Lines, c.Dots = p.band(), p.lines(), p.dots()
	}
	c.Interval = bandName(p.points)
	c.Hatched = slices.ContainsFunc(p.points, func(point report.Point) bool { return point.Value != nil && !point.Complete })
	for i, point := range p.points {
		if point.Label == k.Period.Label && point.Value != nil {
			c.Now, c.NowText = &dot{X: round(p.x(i)), Y: round(p.y(*point.Value))}, point.Text
		}
	}
}

func bandName(points []report.Point) string {
	for _, p := range points {
		switch p.Interval {
		case "sampling":
			return "The band is the 95 % sampling interval."
		case "bounds":
			return "The band shows the bounds that the unknown people leave."
		}
	}
	return ""
}

// covered cuts the quarters before the first and after the last that anything
// is known of.
func covered(points []report.Point) []report.Point {
	for len(points) > 0 && points[0].Value == nil {
		points = points[1:]
	}
	for len(points) > 0 && points[len(points)-1].Value == nil {
		points = points[:len(points)-1]
	}
	return points
}

// niceStep is a round distance that puts three to six lines below the top.
func niceStep(high float64) float64 {
	rough := high / 4
	unit := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, times := range []float64{1, 2, 2.5, 5, 10} {
		if unit*times >= rough {
			return unit * times
		}
	}
	return unit * 10
}

func ticks(p *plot, d report.Definition, step float64) []tick {
	var all []tick
	for value := 0.; value <= p.high*1.0001; value += step {
		all = append(all, tick{At: round(p.y(value)), Text: d.Axis(value, p.high)})
	}
	return all
}

// years labels the first quarter of each year, at most about twelve of them. A
// history that starts within a year is labelled there too, if there is room.
func years(p *plot) []tick {
	var all []tick
	every := len(p.points)/48 + 1
	seen := 0
	for i, point := range p.points {
		year, first := strings.CutSuffix(point.Label, "-Q1")
		if !first {
			continue
		}
		if seen == 0 && p.x(i)-p.x(0) > labelRoom {
			all = append(all, tick{At: round(p.x(0)), Text: p.points[0].Label})
		}
		if seen%every == 0 {
			all = append(all, tick{At: round(p.x(i)), Text: year})
		}
		seen++
	}
	return all
}

// finding is the chart's title: what the numbers say.
func finding(k *report.KPI) string {
	t := k.Tile
	if t == nil || t.Value == nil {
		return k.Title + ", by quarter"
	}
	quarter, _, _ := strings.Cut(k.Period.Words, " (")
	text := k.Title + ": " + t.Text + " in the " + quarter
	c := t.YearBefore
	switch {
	case c.Amplitude == nil:
		return text
	case c.Days > 0:
		return fmt.Sprintf("%s, %s on the first %d days a year before", text, c.Text, c.Days)
	}
	text += ", " + c.Text + " on a year before"
	switch c.Verdict {
	case "up", "down":
		text += ", beyond its usual noise"
	case "steady", "unclear":
		text += ", within its usual noise"
	}
	return text
}
