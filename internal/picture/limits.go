package picture

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// limits are lines over the bars of a series, from the lower to the upper limit.
type limits struct {
	shares []Share
	offset vg.Length
}

// Plot draws them.
func (l limits) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	style := draw.LineStyle{Color: color.Gray{0x33}, Width: vg.Points(1)}
	const end = barHeight / 5
	for i, share := range l.shares {
		if !share.Known {
			continue
		}
		at := y(float64(len(l.shares)-1-i)) + l.offset
		low, high := x(share.Lower), x(share.Upper)
		c.StrokeLine2(style, low, at, high, at)
		c.StrokeLine2(style, low, at-end, low, at+end)
		c.StrokeLine2(style, high, at-end, high, at+end)
	}
}
