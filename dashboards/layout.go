package dashboards

// gridWidth is that of Grafana's grid.
const gridWidth = 24

// A layout puts panels side by side and under each other, in the order in which
// they come.
type layout struct {
	panels  []panel
	x, y    int
	tallest int // of the panels beside each other
}

// row begins a titled part.
func (l *layout) row(title string) {
	l.newLine()
	open, none := false, []panel{}
	l.add(panel{Type: "row", Title: title, GridPos: place{W: gridWidth, H: 1}, Collapsed: &open, Panels: &none})
}

// add places a panel whose width and height are set.
func (l *layout) add(p panel) {
	if l.x+p.GridPos.W > gridWidth {
		l.newLine()
	}
	p.ID = len(l.panels) + 1
	p.GridPos.X, p.GridPos.Y = l.x, l.y
	l.x += p.GridPos.W
	l.tallest = max(l.tallest, p.GridPos.H)
	l.panels = append(l.panels, p)
}

func (l *layout) newLine() {
	l.x, l.y, l.tallest = 0, l.y+l.tallest, 0
}
