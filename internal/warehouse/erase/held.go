package erase

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"goldenratio/internal/warehouse"
)

// Held writes, as one JSON object, every row of every table that is of a person
// or of one of the person's aliases, and where else texts name the person. It is
// for that person, and holds addresses.
func Held(ctx context.Context, store *warehouse.Store, p *Person, to io.Writer) error {
	w := bufio.NewWriter(to)
	name, err := json.Marshal(p.Name)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "{\n\"person_id\": %q,\n\"name\": %s,\n\"tables\": {", p.ID, name)
	columns, err := warehouse.Rows[column](ctx, store.Conn, statement("held_columns"), nil)
	if err != nil {
		return fmt.Errorf("list columns: %w", err)
	}
	separator := "\n"
	for _, table := range byTable(columns) {
		if err := heldRows(ctx, store, p, table, separator, w); err != nil {
			return fmt.Errorf("read %s: %w", table[0].id(), err)
		}
		separator = ",\n"
	}
	fmt.Fprint(w, "\n},\n\"named_in\": ")
	if err := named(ctx, store, p, w); err != nil {
		return err
	}
	fmt.Fprint(w, "}\n")
	return w.Flush()
}

// heldRows writes one table's rows.
func heldRows(ctx context.Context, store *warehouse.Store, p *Person, table []column, separator string, w io.Writer) error {
	var names, types, ids []string
	for _, c := range table {
		names, types = append(names, c.value()), append(types, quoted(c.Name)+" "+c.Type)
		switch {
		case c.Type == "UUID" && c.Name != "run" && c.Name != "compute_id":
			ids = append(ids, c.value()+" IN (SELECT id FROM asked)")
		case c.Type == "Array(UUID)":
			ids = append(ids, "hasAny("+c.value()+", (SELECT groupArray(id) FROM asked))")
		}
	}
	shape := strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace("Tuple(" + strings.Join(types, ", ") + ")")
	query := statement("asked") + "SELECT toJSONString(CAST(tuple(" + strings.Join(names, ", ") + "), '" + shape + "')) AS row" +
		table[0].from() + "WHERE " + strings.Join(ids, " OR ") + " ORDER BY row"
	fmt.Fprintf(w, "%s%q: [", separator, table[0].id())
	between := "\n"
	err := warehouse.Each(ctx, store.Conn, query, warehouse.Params{"person": p.ID.String()}, func(r *struct {
		Row string `ch:"row"`
	},
	) error {
		_, err := io.WriteString(w, between+r.Row)
		between = ",\n"
		return err
	})
	fmt.Fprint(w, "]")
	return err
}

// named writes which columns hold what tells the person, with how many rows of
// each.
func named(ctx context.Context, store *warehouse.Store, p *Person, w io.Writer) error {
	told := tells(p)
	if len(told) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	found, err := Search(ctx, store, "", told)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(found.Places)
}
