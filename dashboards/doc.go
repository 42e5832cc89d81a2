// Package dashboards makes Grafana dashboards and Prometheus rules out of the
// KPI catalogue, so that a new KPI has its panel and its alert without anybody
// drawing one. One set serves all communities: what differs stands in variables.
package dashboards

//go:generate go run goldenratio/dashboards/gen
