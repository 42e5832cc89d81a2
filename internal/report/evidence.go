package report

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

// Evidence is what was counted for a number, a row each. Its text is plain; the
// address of a mail is that in its list's archive.
type Evidence struct {
	Columns []string `json:"columns"`
	Rows    [][]Cell `json:"rows"`
	More    bool     `json:"more"` // there are more rows than these
}

// Lean is the evidence without the columns that say nothing: most numbers have
// neither dimension nor member.
func (e Evidence) Lean() Evidence {
	lean := Evidence{Rows: make([][]Cell, len(e.Rows)), More: e.More}
	for at, name := range e.Columns {
		if !slices.ContainsFunc(e.Rows, func(row []Cell) bool { return row[at].Text != "" }) {
			continue
		}
		lean.Columns = append(lean.Columns, name)
		for i, row := range e.Rows {
			lean.Rows[i] = append(lean.Rows[i], row[at])
		}
	}
	return lean
}

//go:embed sql/links.sql
var linksSQL string

// Links are the addresses of mails in the archives of a scope's lists, by their
// Message-IDs. What is no mail, or has no archive, is not among them.
func Links(ctx context.Context, conn driver.Conn, scope string, refs []string) (map[string]string, error) {
	type row struct {
		Ref   string   `ch:"ref"`
		Lists []string `ch:"lists"`
	}
	archives, err := readArchives(ctx, conn)
	if err != nil || len(archives) == 0 {
		return nil, err
	}
	rows, err := warehouse.Rows[row](ctx, conn, linksSQL, warehouse.Params{"scope": scope, "refs": array(refs)})
	if err != nil {
		return nil, fmt.Errorf("read lists of mails: %w", err)
	}
	all := make(map[string]string, len(rows))
	for _, r := range rows {
		if address := archives.link(r.Lists, r.Ref); address != "" {
			all[r.Ref] = address
		}
	}
	return all, nil
}
