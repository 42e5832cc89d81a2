package web

import (
	"fmt"
	"math"
	"strings"

	"goldenratio/internal/report"
)

// An indexChart is the index over twelve quarters: a line with its interval
// around 1, broken where the composition changed.
type indexChart struct {
	Width, Height float64
	Label         string
	One           float64 // where 1 is
	Band          []string
	Lines         []string
	Dots          []dot
	Breaks        []float64
	Gaps          []float64
	From, To      string // the first and the last quarter's labels
}

const (
	indexWidth  = 480.
	indexHeight = 104.
)

func newIndexChart(i report.Index) indexChart {
	c := indexChart{Width: indexWidth, Height: indexHeight, Label: describeIndex(i)}
	points := make([]report.Point, len(i.History))
	for at, p := range i.History {
		points[at] = report.Point{Label: p.Label, Value: p.Value, Lower: p.Lower, Upper: p.Upper, Complete: true}
	}
	if len(points) == 0 {
		return c
	}
	c.From, c.To = points[0].Label, points[len(points)-1].Label
	p := plot{points: points, left: 4, top: 6, width: indexWidth - 8, height: indexHeight - 12, slots: sparkSlots, now: c.To}
	p.around(1)
	for at, h := range i.History {
		p.breaks = append(p.breaks, h.Broken)
		if h.Broken && at > 0 && points[at-1].Value != nil {
			c.Breaks = append(c.Breaks, round(p.x(at)-p.slot()/2))
		}
	}
	c.One, c.Gaps, c.Dots, c.Band, c.Lines = round(p.y(1)), p.gaps(), p.dots(), p.band(), p.lines()
	return c
}

func describeIndex(i report.Index) string {
	parts := make([]string, len(i.History))
	for at, p := range i.History {
		parts[at] = p.Label + " no index"
		if p.Value != nil {
			parts[at] = fmt.Sprintf("%s %.2f", p.Label, *p.Value)
		}
		if p.Broken {
			parts[at] += " (made of other measures than before)"
		}
	}
	return "Golden Ratio by quarter: " + strings.Join(parts, ", ")
}

// A whisker is a value with its interval on a scale around 1; half as
// much again or two thirds stand at the ends.
type whisker struct {
	Width, Height       float64
	One, At, From, Till float64
	Label               string
}

const (
	whiskerWidth  = 160.
	whiskerHeight = 16.
)

func newWhisker(a report.AreaIndex) whisker {
	w := whisker{Width: whiskerWidth, Height: whiskerHeight, One: whiskerWidth / 2, Label: a.Line()}
	if a.Value != nil {
		w.At, w.From, w.Till = onScale(a.Value), onScale(a.Lower), onScale(a.Upper)
	}
	return w
}

// onScale is the place of a ratio: 2/3 on the left, 3/2 on the right.
func onScale(value *float64) float64 {
	if value == nil || *value <= 0 {
		return whiskerWidth / 2
	}
	share := min(max(math.Log(*value)/math.Log(1.5), -1), 1)
	return round(whiskerWidth/2 + share*(whiskerWidth/2-4))
}

// A strip shows above a column of sparklines when something happened.
type strip struct {
	Width, Height float64
	Notes         []float64
	Releases      []float64
	Label         string
}

func newStrip(marks []report.Mark, history []report.Point) strip {
	s := strip{Width: sparkWidth, Height: 12}
	p := plot{points: history, width: sparkWidth, slots: sparkSlots}
	var parts []string
	for i, point := range history {
		for _, m := range marks {
			if m.Label != point.Label {
				continue
			}
			if len(m.Notes) > 0 {
				s.Notes = append(s.Notes, round(p.x(i)))
			}
			if m.Releases > 0 {
				s.Releases = append(s.Releases, round(p.x(i)))
			}
			parts = append(parts, happened(m))
		}
	}
	s.Label = "When something happened: " + strings.Join(parts, "; ")
	return s
}

// happened is what a mark stands for, in words.
func happened(m report.Mark) string {
	parts := m.Notes
	if m.Releases > 0 {
		parts = append([]string{report.Count(m.Releases, "releases")}, parts...)
	}
	return m.Label + ": " + strings.Join(parts, "; ")
}
