// Package evaluate computes every KPI of the catalogue for every scope, period
// and grain, and publishes the numbers.
//
// It works in a scratch database, made anew each time. The frame comes first:
// the calendar, what each source covers, and so which rows every KPI has. Then
// package resolve fills the tables that KPIs read, each KPI's statement runs
// once, and the sparse rows that it gives are completed in one place: zeros,
// NULLs, intervals, rounding, coverage and completeness mean the same for all.
// Publishing is one row in golden.computes; until then readers see the numbers
// of the compute before. Equal input gives equal numbers, to the byte.
//
// What runs for each KPI is package catalogue's; the SQL around it lies in sql.
package evaluate
