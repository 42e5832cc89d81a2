// Package picture draws shares as a picture to be saved and put elsewhere: SVG or
// PNG, with its own letters. Pages draw their own.
package picture

import (
	"fmt"
	"image/color"
	"io"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// A Share is one bar, in percent; one that is not known has no place.
type Share struct {
	Value, Lower, Upper float64
	Known               bool
}

// A Series is the shares of all answers at one time.
type Series struct {
	Name   string
	Shares []Share
}

// Shares are bars side by side: for each answer those of all series.
type Shares struct {
	Title   string
	Answers []string
	Series  []Series // oldest first
	Note    string   // below: of how many, and who made it
}

// The sizes of a picture, and how long its texts may be.
const (
	width      = 20 * vg.Centimeter
	margins    = 4 * vg.Centimeter
	barHeight  = 0.45 * vg.Centimeter
	gap        = 0.35 * vg.Centimeter
	titleWidth = 80
	nameWidth  = 34
	mostSeries = 4
)

// Write draws the picture; format is svg or png.
func (s Shares) Write(w io.Writer, format string) error {
	s.Series = s.Series[max(0, len(s.Series)-mostSeries):]
	p := plot.New()
	p.Title.Text = wrapped(s.Title, titleWidth)
	p.Title.Padding = vg.Points(8)
	p.X.Label.Text = wrapped(s.Note, titleWidth+20)
	p.X.Min, p.X.Max = 0, s.highest()
	p.Legend.Top, p.Legend.XOffs = true, vg.Points(-4)
	for _, font := range []*font.Font{&p.Title.TextStyle.Font, &p.X.Label.TextStyle.Font, &p.X.Tick.Label.Font, &p.Y.Tick.Label.Font, &p.Legend.TextStyle.Font} {
		font.Variant = "Sans"
	}
	p.Add(plotter.NewGrid())
	for i := range s.Series {
		if err := s.draw(p, i); err != nil {
			return fmt.Errorf("draw %q: %w", s.Title, err)
		}
	}
	names := slices.Clone(s.Answers)
	slices.Reverse(names) // the first stands on top
	for i, name := range names {
		names[i] = wrapped(name, nameWidth)
	}
	p.NominalY(names...)
	if len(s.Series) > 1 {
		p.Y.Max += 0.25 * float64(len(s.Series)) // room for the legend
	}
	height := margins + vg.Length(len(s.Answers))*(gap+barHeight*vg.Length(len(s.Series)))
	out, err := p.WriterTo(width, height, format)
	if err != nil {
		return fmt.Errorf("draw %q: %w", s.Title, err)
	}
	_, err = out.WriteTo(w)
	return err
}

// highest is where the axis ends.
func (s Shares) highest() (high float64) {
	for _, series := range s.Series {
		for _, share := range series.Shares {
			if share.Known {
				high = max(high, share.Upper)
			}
		}
	}
	return min(100, max(10, 1.1*high))
}

// draw adds one series, its limits as lines.
func (s Shares) draw(p *plot.Plot, at int) error {
	series := s.Series[at]
	offset := barHeight * (vg.Length(len(s.Series)-1)/2 - vg.Length(at))
	values := make(plotter.Values, len(s.Answers))
	for i, share := range series.Shares {
		if share.Known {
			values[len(s.Answers)-1-i] = share.Value
		}
	}
	bars, err := plotter.NewBarChart(values, barHeight*0.85)
	if err != nil {
		return err
	}
	bars.Horizontal, bars.Offset, bars.LineStyle.Width = true, offset, 0
	bars.Color = shade(at, len(s.Series))
	p.Add(bars, limits{series.Shares, offset})
	if len(s.Series) > 1 {
		p.Legend.Add(series.Name, bars)
	}
	return nil
}

// shade is the blue of a series: the newest is the darkest.
func shade(at, of int) color.Color {
	blues := []color.RGBA{{0xd3, 0xe3, 0xee, 0xff}, {0xa9, 0xc4, 0xd6, 0xff}, {0x56, 0xb4, 0xe9, 0xff}, {0x00, 0x72, 0xb2, 0xff}}
	return blues[len(blues)-of+at]
}

// wrapped breaks text into lines between words.
func wrapped(text string, most int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n")
}
