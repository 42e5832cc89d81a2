package dashboards_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"

	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/exporter"
)

// The time that the dashboards show in tests.
var from, to = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)

var (
	macros    = regexp.MustCompile(`\$__(timeFilter|dateFilter|timeInterval)\(([\w.]+)\)|\$__(fromTime|toTime)\b`)
	variables = regexp.MustCompile(`\$\{(\w+)(?::(\w+))?\}`)
)

// expand replaces macros as Grafana's ClickHouse plug-in does, and variables as
// Grafana does. Macros take plain column names only: older plug-ins split their
// arguments at every comma.
func expand(text string, values map[string][]string) string {
	text = macros.ReplaceAllStringFunc(text, func(macro string) string {
		part := macros.FindStringSubmatch(macro)
		switch column := part[2]; part[1] + part[3] {
		case "timeFilter":
			return fmt.Sprintf("%s >= toDateTime(%d) AND %s <= toDateTime(%d)", column, from.Unix(), column, to.Unix())
		case "dateFilter":
			return fmt.Sprintf("%s >= toDate('%s') AND %s <= toDate('%s')", column, from.Format(time.DateOnly), column, to.Format(time.DateOnly))
		case "timeInterval":
			return fmt.Sprintf("toStartOfInterval(toDateTime(%s), INTERVAL 86400 second)", column)
		case "fromTime":
			return fmt.Sprintf("toDateTime(%d)", from.Unix())
		default:
			return fmt.Sprintf("toDateTime(%d)", to.Unix())
		}
	})
	return variables.ReplaceAllStringFunc(text, func(variable string) string {
		part := variables.FindStringSubmatch(variable)
		found, known := values[part[1]]
		switch {
		case !known:
			return variable
		case part[2] == "sqlstring":
			var quoted []string
			for _, value := range found {
				quoted = append(quoted, "'"+strings.ReplaceAll(value, "'", "''")+"'")
			}
			return strings.Join(quoted, ",")
		default:
			return strings.Join(found, ",")
		}
	})
}

// chosen are a reader's choices.
func chosen() map[string][]string {
	return map[string][]string{"scope": {reporttest.Scope}, "grain": {"quarter"}, "list": {"dev", "it's"}, "repository": {"core"}, "channel": {"mail", "forge"}, "network": {"mastodon"}, "organisation": {"Example Works", "unknown"}, "state": {"acked"}}
}

// ask runs a query as a reader, and returns its rows.
func ask(t *testing.T, store *warehouse.Store, query string) []string {
	t.Helper()
	query = expand(query, chosen())
	if strings.Contains(query, "$") {
		t.Fatalf("a macro or variable is left in %s", query)
	}
	var out bytes.Buffer
	if err := store.Ask(t.Context(), &out, query, "TSV"); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return slices.Collect(strings.Lines(out.String()))
}

// TestQueries asks a seeded store what the dashboards ask.
func TestQueries(t *testing.T) {
	store := warehousetest.Open(t)
	kpis := reporttest.Seed(t, store.Conn)
	seed(t, store.Conn)
	t.Run("rows", func(t *testing.T) { rows(t, store) })
	t.Run("answers", func(t *testing.T) { answers(t, store) })
	t.Run("nothing chosen", func(t *testing.T) { nothingChosen(t, store) })
	t.Run("PromQL", func(t *testing.T) { promQL(t, exported(t, store, kpis)) })
}

// rows runs every query as Grafana would send it, as a reader.
func rows(t *testing.T, store *warehouse.Store) {
	for name, b := range boards(t) {
		for _, p := range b.Panels {
			for _, q := range p.Targets {
				if q.RawSQL != "" && len(ask(t, store, q.RawSQL)) == 0 {
					t.Errorf("%s: %s: no rows", name, p.Title)
				}
			}
		}
		for _, a := range b.Annotations.List {
			if len(ask(t, store, a.Target.RawSQL)) == 0 {
				t.Errorf("%s: no %s", name, a.Name)
			}
		}
		for _, v := range b.Templating.List {
			if v.Type == "query" && len(ask(t, store, v.Query)) == 0 {
				t.Errorf("%s: no %s to choose", name, v.Name)
			}
		}
	}
}

// answers looks at what some queries say.
func answers(t *testing.T, store *warehouse.Store) {
	all := boards(t)
	find := func(file, title string) string {
		for _, p := range all[file].Panels {
			if p.Title == title {
				return p.Targets[0].RawSQL
			}
		}
		t.Fatalf("%s: there is no panel %q", file, title)
		return ""
	}
	for _, test := range []struct{ file, panel, want string }{
		{"board.json", "Changes and verdicts", "code_commits\tCommits\t2020-Q1\t2 commits\t%\t0.52\t0.2\t0.9\tup\tgood\t0.3\tunclear\t\n"},
		{"board.json", "Changes and verdicts", "mail_answered_share\tAnswered in time\t2020-Q1\t80 %\tpoints\t-0.08\t-0.12\t-0.04\tdown\tbad\t\\N\t\\N\t\n"},
		{"board.json", "Targets", "mail_answered_share\tAnswered in time\t2020-Q1\tat least 0.9\t0.8\tmissed\t2019-07-01 00:00:00\n"},
		{"board.json", "How sure is it", "2020-Q1\ta year before\t1.12\t1.03\t1.22\tgrowing\t1.09\t1.14\t\\N\t\\N\twebsite\t\n"},
		{"board.json", "Golden Ratio index", "2020-01-01 00:00:00\t1.12\t1.03\t1.22\n"},
		{"pipeline.json", "Last run of each source", "tools-git\tfailed\t"},
		{"pipeline.json", "Coverage by source and day", "2020-01-15 00:00:00\tdev-archive\t0.625\n"},
		{"code-and-releases.json", "Commits", "2020-04-01 00:00:00\t\\N\t\\N\t\\N\t"}, // runs: stands apart
	} {
		rows := ask(t, store, find(test.file, test.panel))
		if !slices.ContainsFunc(rows, func(row string) bool { return strings.HasPrefix(row, test.want) }) {
			t.Errorf("%s: no row %q in %q", test.panel, test.want, rows)
		}
	}
	if rows := ask(t, store, find("code-and-releases.json", "Commits")); strings.HasSuffix(rows[len(rows)-1], "\\N\n") {
		t.Errorf("the running quarter has no number: %q", rows[len(rows)-1])
	}
}

// nothingChosen checks that queries work with no member to choose, as in a
// scope without lists.
func nothingChosen(t *testing.T, store *warehouse.Store) {
	var out bytes.Buffer
	for name, b := range boards(t) {
		for _, p := range b.Panels {
			for _, q := range p.Targets {
				values := map[string][]string{"scope": {"it's"}, "grain": {"month"}, "list": {}, "repository": {}, "channel": {}, "network": {}, "organisation": {}, "state": {}}
				if err := store.Ask(t.Context(), &out, expand(q.RawSQL, values), "TSV"); q.RawSQL != "" && err != nil {
					t.Errorf("%s: %s: %v", name, p.Title, err)
				}
			}
		}
	}
}

// promQL parses every question to Prometheus with its own parser, and looks
// for the metrics it names on the exporter's page.
func promQL(t *testing.T, families map[string]bool) {
	exprs := map[string]string{}
	for name, b := range boards(t) {
		for _, p := range b.Panels {
			for _, q := range p.Targets {
				if q.Expr != "" {
					exprs[name+": "+p.Title] = expand(q.Expr, chosen())
				}
			}
		}
	}
	for _, rule := range alerts(t) {
		exprs["alert "+rule.Alert] = rule.Expr
	}
	if len(exprs) < 20 {
		t.Fatalf("only %d expressions", len(exprs))
	}
	for _, where := range slices.Sorted(maps.Keys(exprs)) {
		parsed, err := parser.NewParser(parser.Options{}).ParseExpr(exprs[where])
		if err != nil {
			t.Errorf("%s: %v", where, err)
			continue
		}
		parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
			if selector, ok := node.(*parser.VectorSelector); ok && !families[selector.Name] && selector.Name != "up" {
				t.Errorf("%s: %s is not exported", where, selector.Name)
			}
			return nil
		})
	}
}

type rule struct {
	Alert, Expr string
	Annotations map[string]string
}

func alerts(t *testing.T) []rule {
	t.Helper()
	text, err := os.ReadFile("alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Groups []struct{ Rules []rule } }
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	var all []rule
	for _, group := range file.Groups {
		all = append(all, group.Rules...)
	}
	return all
}

// exported are the names on the exporter's page over a seeded store.
func exported(t *testing.T, store *warehouse.Store, kpis []catalogue.KPI) map[string]bool {
	t.Helper()
	e, err := exporter.New(exporter.Options{Conn: store.Conn, Catalogue: kpis, Version: "test", Now: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text := expfmt.NewTextParser(model.LegacyValidation)
	families, err := text.TextToMetricFamilies(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for name := range families {
		names[name] = true
	}
	return names
}
