package evaluate

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// parallel is how many statements run at a time. They share the engine's cores:
// what two threads find of one KPI has to be put together, of two KPIs it has not.
const parallel = 2

// evaluate runs every KPI once and completes what they give.
func (s *scratch) evaluate(ctx context.Context, kpis []catalogue.KPI, progress func(string)) error {
	threads, err := s.threads(ctx)
	if err != nil {
		return err
	}
	tasks := append(s.relations(kpis, threads), s.statements(kpis, threads)...)
	err = runTasks(ctx, tasks, parallel, func(name string) {
		if id, isKPI := strings.CutPrefix(name, "kpi "); isKPI {
			progress(id)
		}
	})
	if err != nil {
		return err
	}
	if err := s.repeated(ctx); err != nil {
		return err
	}
	if err := s.run(ctx, "values/values"); err != nil {
		return fmt.Errorf("complete values: %w", err)
	}
	return nil
}

// relations are the tasks that make what several KPIs read, each once.
func (s *scratch) relations(kpis []catalogue.KPI, threads string) []task {
	var tasks []task
	made := make(map[string]bool)
	for i := range kpis {
		for _, r := range kpis[i].Reads {
			if made[r.Name] {
				continue
			}
			made[r.Name] = true
			tasks = append(tasks, task{"relation " + r.Name, named("relation ", r.Reads), func(ctx context.Context) error {
				if err := s.run(ctx, "values/kept", "{{table}}", r.Name, "{{sort}}", r.Sort, "{{query}}", r.SQL, "{{threads}}", threads); err != nil {
					return fmt.Errorf("make relation %s: %w", r.Name, err)
				}
				return nil
			}})
		}
	}
	return tasks
}

// statements are the tasks that run KPIs.
func (s *scratch) statements(kpis []catalogue.KPI, threads string) []task {
	var tasks []task
	for i := range kpis {
		k := &kpis[i]
		var reads []string
		for _, r := range k.Reads {
			reads = append(reads, r.Name)
		}
		tasks = append(tasks, task{"kpi " + k.ID, named("relation ", reads), func(ctx context.Context) error {
			if err := s.kpi(ctx, k, threads); err != nil {
				return fmt.Errorf("compute %s: %w", k.ID, err)
			}
			return nil
		}})
	}
	return tasks
}

// named puts a word before each name.
func named(word string, names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, word+name)
	}
	return all
}

// threads is how many of the engine's threads one KPI may use.
func (s *scratch) threads(ctx context.Context) (string, error) {
	sql, err := statement("values/threads")
	if err != nil {
		return "", err
	}
	type row struct {
		Threads uint64 `ch:"threads"`
	}
	found, err := warehouse.Rows[row](ctx, s.conn, sql, nil)
	if err != nil {
		return "", fmt.Errorf("count threads: %w", err)
	}
	return strconv.FormatUint(max(1, found[0].Threads/parallel), 10), nil
}

// kpi runs one KPI's statement into the table raw, or kpi_rows.
func (s *scratch) kpi(ctx context.Context, k *catalogue.KPI, threads string) error {
	params := s.with(warehouse.Params{"kpi": k.ID})
	if k.Kind == catalogue.Table {
		return run(ctx, s.conn, params, "values/rows", "{{query}}", k.Run, "{{threads}}", threads)
	}
	return run(ctx, s.conn, params, "values/raw", "{{query}}", k.Run, "{{columns}}", strings.Join(k.Gives, ", "), "{{threads}}", threads)
}

// repeated finds a KPI that gives two numbers for one thing.
func (s *scratch) repeated(ctx context.Context) error {
	sql, err := statement("values/repeated")
	if err != nil {
		return err
	}
	type row struct {
		KPI       string    `ch:"kpi"`
		Stat      string    `ch:"stat"`
		Scope     string    `ch:"scope"`
		Dimension string    `ch:"dimension"`
		Member    string    `ch:"member"`
		Grain     string    `ch:"grain"`
		Period    time.Time `ch:"period_start"`
	}
	found, err := warehouse.Rows[row](ctx, s.conn, sql, s.params)
	if err != nil {
		return err
	}
	for _, r := range found {
		return fmt.Errorf("compute %s: two rows for stat %s, scope %s, %s %q, %s from %s",
			r.KPI, r.Stat, r.Scope, r.Dimension, r.Member, r.Grain, r.Period.Format("2006-01-02"))
	}
	return nil
}
