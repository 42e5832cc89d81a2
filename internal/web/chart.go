package web

import (
	"math"
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
}

type tick struct {
	At   float64
	Text string
}

const (
	chartWidth  = 736.
	chartHeight = 272.
	chartLeft   = 72.
	chartRight  = 56.
	chartTop    = 24.
	chartBottom = 28.
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
	step := niceStep(p.high)
	p.high = step * math.Ceil(p.high/step-1e-9)
	c.spark = spark{Width: chartWidth, Height: chartHeight, Label: describe(k.Definition, points), Gaps: p.gaps()}
	c.Ticks, c.Years = ticks(&p, k.Definition, step), years(&p)
	c.draw(&p, k)
	return c
}

func (c *chart) draw(p *plot, k *report.KPI) {
	if k.Kind == "count" {
		c.Bars = p.bars()
	} else {
		c.Band, c.Lines, c.Dots = p.band(), p.lines(), p.dots()
	}
	c.Interval = bandName(p.points)
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

// years labels the first quarter of each year, at most about twenty of them. A
// history that starts within a year is labelled there too, if there is room.
func years(p *plot) []tick {
	var all []tick
	every := len(p.points)/80 + 1
	seen := 0
	for i, point := range p.points {
		year, first := strings.CutSuffix(point.Label, "-Q1")
		if !first {
			continue
		}
		if seen == 0 && i > 1 {
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
	text := k.Title + ": " + t.Text + " in the " + k.Period.Words
	if t.YearBefore.Amplitude != nil {
		return text + ", " + t.YearBefore.Text + " on a year before"
	}
	return text
}
