package report

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/doings.sql
var doingsSQL string

// Doings are what each organisation did by mail and in review in one quarter: all
// of them, in the order of their names, since no number here ranks anybody.
type Doings struct {
	Title   string   `json:"title"`
	Columns []string `json:"columns"`
	Rows    [][]Cell `json:"rows"`

	definitions []Definition
}

// A deed is a column of them: a KPI, and how a row of it reads.
type deed struct {
	kpi, heading string
	none         string // what stands where an organisation has no row
	text         func(Definition, float64, uint64) string
}

func deeds() []deed {
	number := func(_ Definition, value float64, _ uint64) string { return Number(uint64(value)) }
	return []deed{
		{"mail_messages", "Messages", "0", number},
		{"mail_senders", "People who write", "0", number},
		{"review_opened", "Changes opened", "0", number},
		// n is what was reviewed and opened, the value the one less the other
		{"review_balance", "Changes reviewed", "0", func(_ Definition, value float64, n uint64) string {
			return Number(uint64(float64(n)+value) / 2)
		}},
		{"review_first_response", "First response, median (of changes)", "–", func(d Definition, value float64, n uint64) string {
			return d.Text(value) + " (" + Number(n) + ")"
		}},
	}
}

// doingRow is a row of kpi_values by organisation.
type doingRow struct {
	KPI   string   `ch:"kpi"`
	ID    string   `ch:"id"`
	Name  string   `ch:"name"`
	Value *float64 `ch:"value"`
	N     uint64   `ch:"n"`
}

// doingRows are those of a quarter. Names are those of now, so that only live
// pages have them.
func (r reader) doingRows(ctx context.Context, start time.Time, live bool) ([]doingRow, error) {
	var kpis []string
	for _, d := range deeds() {
		kpis = append(kpis, d.kpi)
	}
	rows, err := warehouse.Rows[doingRow](ctx, r.conn, doingsSQL,
		r.params(warehouse.Params{"kpis": "['" + strings.Join(kpis, "','") + "']", "start": seconds(start)}))
	if err != nil {
		return nil, fmt.Errorf("read what organisations of %q did: %w", r.scope, err)
	}
	for i := range rows {
		if !live {
			rows[i].Name = ""
		}
	}
	return rows, nil
}

// doings make a table of the rows; nil: there are none. What nobody did has no
// column, nor has what an earlier definition did not tell apart.
func (a *assembler) doings(rows []doingRow) *Doings {
	if len(rows) == 0 {
		return nil
	}
	d := &Doings{Title: "Mail and review", Columns: []string{"Organisation"}}
	names := namesOf(rows)
	ids := ordered(names)
	for _, id := range ids {
		d.Rows = append(d.Rows, []Cell{{Text: names[id]}})
	}
	for _, column := range deeds() {
		definition, computed := a.definition(column.kpi)
		if !computed || !slices.ContainsFunc(rows, func(r doingRow) bool { return r.KPI == column.kpi }) {
			continue
		}
		d.Columns, d.definitions = append(d.Columns, column.heading), append(d.definitions, definition)
		for i, id := range ids {
			d.Rows[i] = append(d.Rows[i], Cell{Text: column.of(definition, rows, id)})
		}
	}
	return d
}

// of is what an organisation has in the column.
func (c deed) of(d Definition, rows []doingRow, id string) string {
	at := slices.IndexFunc(rows, func(r doingRow) bool { return r.KPI == c.kpi && r.ID == id })
	switch {
	case at < 0:
		return c.none
	case rows[at].Value == nil:
		return "–" + tie + "(" + Number(rows[at].N) + ")"
	}
	return c.text(d, *rows[at].Value, rows[at].N)
}

// namesOf are the names of organisations by their ids, as pages show them.
func namesOf(rows []doingRow) map[string]string {
	names := make(map[string]string)
	for _, r := range rows {
		names[r.ID] = cmp.Or(Plain(r.Name), Plain(r.ID))
	}
	return names
}

// ordered are the ids of organisations by name, and what is none after them.
func ordered(names map[string]string) []string {
	var ids []string
	for id := range names {
		ids = append(ids, id)
	}
	last := []string{independent, unaffiliated}
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(cmp.Compare(slices.Index(last, x), slices.Index(last, y)),
			strings.Compare(strings.ToLower(names[x]), strings.ToLower(names[y])), strings.Compare(x, y))
	})
	return ids
}
