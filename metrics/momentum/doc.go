// Package momentum says how far a community moved from one quarter to another:
// the change of every KPI with a verdict, and the Golden Ratio index.
//
// A change is judged by the noise of the KPI's own past, never by a law that
// the counts are supposed to follow. The index joins the changes of a fixed
// list of KPIs, each weighing by what it can know. docs/momentum.md explains
// both with examples by hand; list.go holds every constant and the list.
//
// The arithmetic is pure. Build is the step of a compute: it reads the totals
// of all quarters from kpi_values and fills kpi_changes, index_values,
// index_areas and index_kpis.
package momentum
