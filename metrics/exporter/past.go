package exporter

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// ErrNothing says that no compute was published.
var ErrNothing = errors.New("nothing is computed yet: `goldenratio compute` does it")

// A Past is what the last compute knows of the days before it.
type Past struct {
	Conn      driver.Conn
	Catalogue []catalogue.KPI
	Scope     string    // and only it; empty: all
	From, To  time.Time // the first and the last day; zero: as far as the numbers go
}

// Write writes the past as OpenMetrics with timestamps: for each series of the
// exporter one sample a day, at midnight UTC, with the value of the period that
// was the last complete one on that day. The values are those that the last
// compute gives that period, not those that computes of the day gave it. What
// runs, quarter_to_date and the state of the pipeline, has no past here.
//
// One family is written after another, each from rows as they come, so that
// memory does not grow with the archive.
func (p Past) Write(ctx context.Context, w io.Writer) error {
	last, found, err := lastCompute(ctx, p.Conn)
	if err != nil {
		return err
	}
	if !found {
		return ErrNothing
	}
	r, err := newReader(ctx, p.Conn, last, p.Catalogue, p.Scope)
	if err != nil {
		return err
	}
	if p.Scope != "" && len(r.windows) == 0 {
		return fmt.Errorf("scope %q has no numbers: it is not in the configuration, or none of its sources is collected", p.Scope)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	end := last.AsOf
	if !p.To.IsZero() && p.To.Before(end) {
		end = p.To
	}
	for _, part := range r.past() {
		if err := write(ctx, out, part, p.From, end); err != nil {
			return err
		}
	}
	if _, err := out.WriteString("# EOF\n"); err != nil {
		return fmt.Errorf("write samples: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write samples: %w", err)
	}
	return nil
}

// past are the parts of all that has one: no two share a family.
func (r *reader) past() []part {
	parts := []part{r.periods}
	for _, id := range slices.Sorted(maps.Keys(r.families)) {
		parts = append(parts, func(ctx context.Context, into sink) error {
			return r.complete(ctx, id, into, r.numbers)
		})
	}
	parts = append(parts, func(ctx context.Context, into sink) error {
		return r.complete(ctx, "", into, basis)
	})
	return append(parts, r.judgements()...)
}

// complete adds series of all complete periods of a KPI, or of all KPIs.
func (r *reader) complete(ctx context.Context, kpi string, into sink, do func(window, *value, sink)) error {
	wanted := warehouse.Params{"kpi": kpi, "scope": r.scope, "grain": "", "start": "1970-01-01 00:00:00", "running": "false"}
	return r.values(ctx, wanted, func(v *value) {
		if win, found := r.find(v.Scope, v.Grain, v.Start); found && into.at(win) {
			do(win, v, into)
		}
	})
}

// write writes the families of a part one after another: a first reading finds
// which there are.
func write(ctx context.Context, out *bufio.Writer, read part, from, end time.Time) error {
	census := &days{first: from, last: end, kinds: map[string]kind{}}
	if err := read(ctx, census); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(census.kinds)) {
		k := census.kinds[name]
		fmt.Fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, escapes.Replace(k.help), name)
		family := &days{first: from, last: end, name: name, out: out}
		if err := read(ctx, family); err != nil {
			return err
		}
		if family.err != nil {
			return fmt.Errorf("write samples: %w", family.err)
		}
	}
	return nil
}

// days is a sink that writes a sample a day of one family, or finds out which
// families there are.
type days struct {
	first, last time.Time // what was asked for; last is a day with samples
	from, until time.Time // when the window at hand was shown

	kinds map[string]kind // found, where name is empty
	name  string
	out   *bufio.Writer
	err   error
}

const day = 24 * time.Hour

// at finds the midnights on which a window was the last complete one.
func (d *days) at(w window) bool {
	if w.running() {
		return false
	}
	d.from = midnight(slices.MaxFunc([]time.Time{w.From, d.first}, time.Time.Compare))
	d.until = d.last.Truncate(day).Add(day)
	if !w.now() && w.Until.Before(d.until) {
		d.until = w.Until
	}
	return d.from.Before(d.until)
}

// midnight is the first one not before t.
func midnight(t time.Time) time.Time {
	if start := t.Truncate(day); start.Equal(t) {
		return start
	}
	return t.Truncate(day).Add(day)
}

func (d *days) add(k kind, value float64, values ...string) {
	if d.name == "" {
		d.kinds[k.name] = k
		return
	}
	if k.name != d.name || d.err != nil {
		return
	}
	line := []byte(series(k, values) + " " + strconv.FormatFloat(value, 'g', -1, 64) + " ")
	for at := d.from; at.Before(d.until) && d.err == nil; at = at.Add(day) {
		_, d.err = d.out.Write(append(strconv.AppendInt(line, at.Unix(), 10), '\n'))
	}
}

// escapes are those of OpenMetrics in labels, and good in HELP.
var escapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)

// series is a family's name with labels in the order of the exporter's page.
func series(k kind, values []string) string {
	type pair struct{ name, value string }
	pairs := make([]pair, len(values))
	for i, value := range values {
		pairs[i] = pair{k.labels[i], label(value)}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(a.name, b.name) })
	var text strings.Builder
	text.WriteString(k.name)
	for i, p := range pairs {
		text.WriteString([]string{"{", ","}[min(i, 1)] + p.name + `="` + escapes.Replace(p.value) + `"`)
	}
	if len(pairs) > 0 {
		text.WriteString("}")
	}
	return text.String()
}
