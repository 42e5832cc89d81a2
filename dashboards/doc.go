// Package dashboards makes Grafana dashboards out of the KPI catalogue, so that
// a new KPI has its panel without anybody drawing one.
package dashboards

//go:generate go run goldenratio/dashboards/gen
