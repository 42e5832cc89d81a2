// Package exporter serves the numbers of the last published compute to
// Prometheus, with the state of the pipeline that made them. Everything that
// only a compute or a run can change is rendered once, as text and as gzip, and
// served from memory.
package exporter
