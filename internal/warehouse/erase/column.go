package erase

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goldenratio/internal/warehouse"
)

// workshop is a database that exists only while somebody is being forgotten.
const workshop = "golden_forget"

// A column is one that can hold text, in a table that stores something.
type column struct {
	Database string `ch:"database"`
	Table    string `ch:"table"`
	Name     string `ch:"name"`
	Type     string `ch:"type"`
	Engine   string `ch:"engine"`
	Empty    bool   `ch:"empty"`    // the table has no rows
	Outdated bool   `ch:"outdated"` // it has parts that do not count any more
}

// id names the column's table.
func (c column) id() string { return c.Database + "." + c.Table }

func (c column) table() string { return quoted(c.Database) + "." + quoted(c.Table) }

// from is the table as statements here read it: what is held stays apart from
// what takes its place under the same name.
func (c column) from() string { return " FROM " + c.table() + " AS held " }

// value is the column as it is held.
func (c column) value() string { return "held." + quoted(c.Name) }

// quoted is a name as SQL takes it; ClickHouse escapes in names as in texts.
func quoted(name string) string {
	return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(name) + "`"
}

// array reports whether the column holds texts.
func (c column) array() bool { return strings.HasPrefix(c.Type, "Array(") }

// editable reports whether texts of the column can be replaced: configured ids,
// such as a source's, are the operator's, and joined by.
func (c column) editable() bool {
	switch c.Type {
	case "String", "LowCardinality(String)", "Nullable(String)", "LowCardinality(Nullable(String))", "Array(String)", "Array(LowCardinality(String))":
		return !slices.Contains([]string{"source", "sources", "scope", "scopes", "list", "lists"}, c.Name)
	}
	return false
}

// text is the column's value as one text. What lies between the texts of an
// array is wider than what may lie between the words of a name.
func (c column) text() string {
	name := c.value()
	switch {
	case strings.HasPrefix(c.Type, "Array(String)"), strings.HasPrefix(c.Type, "Array(LowCardinality(String))"):
		return "arrayStringConcat(" + name + `, '\n\n\n\n')`
	case c.Type == "String":
		return name
	}
	return "toString(" + name + ")"
}

// texts are the column's values, a text each.
func (c column) texts() string {
	if c.array() {
		return "toString(arrayJoin(" + c.value() + "))"
	}
	return "ifNull(toString(" + c.value() + "), '')"
}

// columns are all columns of text of all databases but the engine's own, in the
// order of their tables; of the engine's the logs that it keeps as tables.
func columns(ctx context.Context, store *warehouse.Store) ([]column, error) {
	found, err := warehouse.Rows[column](ctx, store.Conn, statement("columns"), nil)
	if err != nil {
		return nil, fmt.Errorf("list columns: %w", err)
	}
	return found, nil
}

// byTable groups columns.
func byTable(all []column) (tables [][]column) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].table() == all[0].table() {
			n++
		}
		tables = append(tables, all[:n])
		all = all[n:]
	}
	return tables
}
