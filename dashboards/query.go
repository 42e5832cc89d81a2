package dashboards

import (
	"embed"
	"fmt"
	"regexp"
	"strings"
)

//go:embed sql
var queries embed.FS

// words is what may stand in the place of KPI and DIMENSION: they become SQL.
var words = regexp.MustCompile(`^[a-z0-9_]+$`)

// query reads a file of sql/ and fills in, where it has them, the id of a KPI
// and the name of a dimension.
func query(name, kpi, dimension string) (string, error) {
	text, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", err
	}
	for _, word := range []string{kpi, dimension} {
		if word != "" && !words.MatchString(word) {
			return "", fmt.Errorf("query %s: %q would not be safe in SQL", name, word)
		}
	}
	return strings.TrimSpace(strings.NewReplacer(
		"'KPI'", "'"+kpi+"'", "'DIMENSION'", "'"+dimension+"'", "${DIMENSION:", "${"+dimension+":",
	).Replace(string(text))), nil
}

func clickhouse() source { return source{Type: "grafana-clickhouse-datasource", UID: "${datasource}"} }

func prometheus() source { return source{Type: "prometheus", UID: "${prometheus}"} }

// series is a query whose rows are points in time, table one whose rows are rows.
func series(sql string) target {
	return target{RefID: "A", Datasource: clickhouse(), EditorType: "sql", QueryType: "timeseries", Format: 0, RawSQL: sql}
}

func table(sql string) target {
	return target{RefID: "A", Datasource: clickhouse(), EditorType: "sql", QueryType: "table", Format: 1, RawSQL: sql}
}

// instant asks Prometheus how things are now.
func instant(expr, legend string) target {
	return target{RefID: "A", Datasource: prometheus(), EditorMode: "code", Expr: expr, LegendFormat: legend, Instant: true}
}
