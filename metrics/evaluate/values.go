package evaluate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// parallel is how many KPIs run at a time: the engine uses all cores for one,
// but not all of the time.
const parallel = 2

// evaluate runs every KPI once and completes what they give.
func (s *scratch) evaluate(ctx context.Context, kpis []catalogue.KPI, progress func(string)) error {
	var mu sync.Mutex
	group, inside := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	for i := range kpis {
		group.Go(func() error {
			if err := s.kpi(inside, &kpis[i]); err != nil {
				return fmt.Errorf("compute %s: %w", kpis[i].ID, err)
			}
			mu.Lock()
			defer mu.Unlock()
			progress(kpis[i].ID)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
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

// kpi runs one KPI's statement into the table raw, or kpi_rows.
func (s *scratch) kpi(ctx context.Context, k *catalogue.KPI) error {
	params := s.with(warehouse.Params{"kpi": k.ID})
	if k.Kind == catalogue.Table {
		return run(ctx, s.conn, params, "values/rows", "{{query}}", k.SQL)
	}
	columns, err := s.columns(ctx, k, params)
	if err != nil {
		return err
	}
	return run(ctx, s.conn, params, "values/raw", "{{query}}", k.SQL, "{{columns}}", columns)
}

// columns names the columns that a KPI gives; the others keep their defaults.
func (s *scratch) columns(ctx context.Context, k *catalogue.KPI, params warehouse.Params) (string, error) {
	sql, err := statement("values/columns", "{{query}}", k.SQL)
	if err != nil {
		return "", err
	}
	found, err := warehouse.Rows[described](ctx, s.conn, sql, params)
	if err != nil {
		return "", fmt.Errorf("describe columns: %w", err)
	}
	var names []string
	for _, column := range found {
		names = append(names, column.Name)
	}
	return strings.Join(names, ", "), fits(names)
}

// fits checks that a statement gives what a number consists of, and nothing
// that has no place in it.
func fits(columns []string) error {
	must := []string{"scope", "grain", "period_start", "value", "n"}
	may := []string{"stat", "dimension", "member", "lower", "upper", "interval", "unknown_share"}
	for _, column := range must {
		if !slices.Contains(columns, column) {
			return fmt.Errorf("the statement gives no column %s", column)
		}
	}
	for _, column := range columns {
		if !slices.Contains(must, column) && !slices.Contains(may, column) {
			return fmt.Errorf("the statement gives a column %s, which numbers do not have", column)
		}
	}
	return nil
}

// described is one line of DESCRIBE TABLE.
type described struct {
	Name              string `ch:"name"`
	Type              string `ch:"type"`
	DefaultType       string `ch:"default_type"`
	DefaultExpression string `ch:"default_expression"`
	Comment           string `ch:"comment"`
	CodecExpression   string `ch:"codec_expression"`
	TTLExpression     string `ch:"ttl_expression"`
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
