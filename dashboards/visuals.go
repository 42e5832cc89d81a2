package dashboards

// What each kind of panel can be told. Names and values are Grafana's.

type graphField struct {
	DrawStyle    string     `json:"drawStyle"` // line or bars
	LineWidth    int        `json:"lineWidth"`
	FillOpacity  int        `json:"fillOpacity"`
	ShowPoints   string     `json:"showPoints"`
	SpanNulls    bool       `json:"spanNulls"`
	AxisSoftMin  *float64   `json:"axisSoftMin,omitempty"`
	BarAlignment int        `json:"barAlignment"` // 1: to the right, since a period's time is its start
	Stacking     *stacking  `json:"stacking,omitempty"`
	LineStyle    *lineStyle `json:"lineStyle,omitempty"`
}

type stacking struct {
	Mode  string `json:"mode"`
	Group string `json:"group"`
}

type lineStyle struct {
	Fill string `json:"fill"`
	Dash []int  `json:"dash,omitempty"`
}

type graphOptions struct {
	Legend  legend  `json:"legend"`
	Tooltip tooltip `json:"tooltip"`
}

type legend struct {
	Calcs       []string `json:"calcs"`
	DisplayMode string   `json:"displayMode"`
	Placement   string   `json:"placement"`
	ShowLegend  bool     `json:"showLegend"`
}

type tooltip struct {
	Mode string `json:"mode"`
	Sort string `json:"sort"`
}

type statOptions struct {
	ReduceOptions          reduce `json:"reduceOptions"`
	Orientation            string `json:"orientation"`
	ColorMode              string `json:"colorMode"`
	GraphMode              string `json:"graphMode"`
	JustifyMode            string `json:"justifyMode"`
	TextMode               string `json:"textMode"`
	WideLayout             bool   `json:"wideLayout"`
	PercentChangeColorMode string `json:"percentChangeColorMode"`
	ShowPercentChange      bool   `json:"showPercentChange"`
}

type reduce struct {
	Calcs  []string `json:"calcs"`
	Fields string   `json:"fields"`
	Values bool     `json:"values"`
}

type barOptions struct {
	ReduceOptions reduce `json:"reduceOptions"`
	Orientation   string `json:"orientation"`
	DisplayMode   string `json:"displayMode"`
	ValueMode     string `json:"valueMode"`
	NamePlacement string `json:"namePlacement"`
	Sizing        string `json:"sizing"`
	ShowUnfilled  bool   `json:"showUnfilled"`
	MinVizWidth   int    `json:"minVizWidth"`
	MinVizHeight  int    `json:"minVizHeight"`
	MaxVizHeight  int    `json:"maxVizHeight"`
	Legend        legend `json:"legend"`
}

type tableOptions struct {
	CellHeight string `json:"cellHeight"`
	FrameIndex int    `json:"frameIndex"`
	ShowHeader bool   `json:"showHeader"`
}

type tableField struct {
	Align       string      `json:"align"`
	CellOptions cellOptions `json:"cellOptions"`
	Filterable  bool        `json:"filterable"`
	Inspect     bool        `json:"inspect"`
}

type cellOptions struct {
	Type string `json:"type"`
}

type historyOptions struct {
	Legend    legend  `json:"legend"`
	Tooltip   tooltip `json:"tooltip"`
	RowHeight float64 `json:"rowHeight"`
	ColWidth  float64 `json:"colWidth"`
	ShowValue string  `json:"showValue"`
}

type historyField struct {
	FillOpacity int `json:"fillOpacity"`
	LineWidth   int `json:"lineWidth"`
}

// Colours of Okabe and Ito, which people with any colour vision tell apart.
const (
	blue   = "#0072B2"
	green  = "#009E73"
	orange = "#E69F00"
	red    = "#D55E00"
	grey   = "#999999"
)

func noLegend() legend {
	return legend{Calcs: []string{}, DisplayMode: "list", Placement: "bottom"}
}

func withLegend() legend {
	l := noLegend()
	l.ShowLegend = true
	return l
}

func together() tooltip { return tooltip{Mode: "multi", Sort: "none"} }

func last() reduce { return reduce{Calcs: []string{"lastNotNull"}} }

func fixed(name string) *color { return &color{Mode: "fixed", FixedColor: name} }

// steps are colours from values on, the first one from the least.
func steps(first string, rest ...step) *thresholds {
	return &thresholds{Mode: "absolute", Steps: append([]step{{Color: first}}, rest...)}
}
