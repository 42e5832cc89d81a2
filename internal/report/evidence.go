package report

// Evidence is what was counted for a number, a row each. Its text is plain.
type Evidence struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
	More    bool       `json:"more"` // there are more rows than these
}
