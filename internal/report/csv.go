package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// CSV writes a KPI's whole history, a row a quarter. Numbers are in the unit of
// the column unit and have a point; what is not known is empty.
func CSV(w io.Writer, k *KPI) error {
	out := csv.NewWriter(w)
	rows := [][]string{{
		"kpi", "scope", "quarter", "start", "unit", "value", "lower", "upper", "interval", "n", "coverage", "complete",
		"qoq", "qoq_lower", "qoq_upper", "qoq_measure", "qoq_verdict",
		"yoy", "yoy_lower", "yoy_upper", "yoy_measure", "yoy_verdict", "compute",
	}}
	for _, p := range k.History {
		row := []string{
			text(k.Definition.KPI), text(k.Scope.ID), text(p.Label), p.Start.Format("2006-01-02"), text(k.Unit),
			digits(p.Value), digits(p.Lower), digits(p.Upper), text(p.Interval),
			strconv.FormatUint(p.N, 10), digits(p.Coverage), strconv.FormatBool(p.Complete),
		}
		for _, c := range []*Change{p.QuarterBefore, p.YearBefore} {
			row = append(row, digits(c.Amplitude), digits(c.Lower), digits(c.Upper), text(c.Measure), text(c.Verdict))
		}
		rows = append(rows, append(row, k.Compute.ID))
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// digits is a number for programs.
func digits(value *float64) string {
	if value == nil {
		return ""
	}
	return strconv.FormatFloat(*value, 'f', -1, 64)
}

// text puts an apostrophe before what a spreadsheet would take for a formula.
func text(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
