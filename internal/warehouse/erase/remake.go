package erase

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goldenratio/internal/warehouse"
)

// A part is a partition of a table that counts.
type part struct {
	Partition string `ch:"partition"`
}

// remake makes a table anew without what is dirty in its unclean partitions, if
// there are any. Parts that are outdated go with the old table.
func (s *sweep) remake(ctx context.Context, of column, found []column, unclean []string) error {
	if len(unclean) == 0 && !of.Outdated {
		return nil
	}
	return s.options.step(ctx, of.id(), func() error { return s.replace(ctx, of, found, unclean) })
}

// replace puts a table made anew in the place of one.
func (s *sweep) replace(ctx context.Context, of column, found []column, unclean []string) error {
	parts, err := warehouse.Rows[part](ctx, s.store.Conn, statement("parts"), warehouse.Params{"database": of.Database, "table": of.Table})
	if err != nil {
		return err
	}
	const remade = workshop + ".remade"
	if err := s.exec(ctx, "CREATE TABLE "+remade+" AS "+of.table()); err != nil {
		return err
	}
	for _, p := range parts {
		step := "ALTER TABLE " + remade + " ATTACH PARTITION ID {partition:String} FROM " + of.table()
		if slices.Contains(unclean, p.Partition) {
			step = s.copied(of, found, remade)
		}
		if err := warehouse.Exec(ctx, s.store.Conn, step, warehouse.Params{"partition": p.Partition}); err != nil {
			return fmt.Errorf("partition %s: %w", p.Partition, err)
		}
	}
	s.remade[of.id()] = true
	return s.exec(ctx, "EXCHANGE TABLES "+of.table()+" AND "+remade, "DROP TABLE "+remade+" SYNC")
}

func (s *sweep) exec(ctx context.Context, statements ...string) error {
	for _, statement := range statements {
		if err := s.store.Conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// partitions are those that hold something dirty.
func (s *sweep) partitions(ctx context.Context, of column, dirty []string) (ids []string, err error) {
	if len(dirty) == 0 {
		return nil, nil
	}
	err = warehouse.Each(ctx, s.store.Conn, "SELECT DISTINCT _partition_id AS id"+of.from()+"WHERE ("+strings.Join(dirty, ") OR (")+")",
		s.who.params(), func(r *struct {
			ID string `ch:"id"`
		}) error {
			ids = append(ids, r.ID)
			return nil
		})
	return ids, err
}

// copied is the statement that copies a partition without what is dirty.
func (s *sweep) copied(of column, found []column, into string) string {
	var values []string
	special := edits(of.id())
	for _, c := range found {
		value := reworded(c)
		for _, e := range special {
			if e.column == c.Name {
				value = "if(" + e.where + ", " + e.value + ", " + value + ")"
			}
		}
		values = append(values, value+" AS "+quoted(c.Name))
	}
	for _, e := range special {
		if !slices.ContainsFunc(found, func(c column) bool { return c.Name == e.column }) {
			values = append(values, "if("+e.where+", "+e.value+", held."+quoted(e.column)+") AS "+quoted(e.column))
		}
	}
	all, final, where := "*", "", "_partition_id = {partition:String}"
	if len(values) > 0 {
		all += " REPLACE (" + strings.Join(values, ", ") + ")"
	}
	if strings.HasPrefix(of.Engine, "Replacing") {
		final = "FINAL " // of equal keys the row that counts, whatever the order of reading
	}
	if rows := gone(of.id()); rows != "" {
		where += " AND NOT (" + rows + ")"
	}
	return "INSERT INTO " + into + " SELECT " + all + of.from() + final + "WHERE " + where
}

// reworded is a column with other words where the workshop has some.
func reworded(c column) string {
	other := func(text string) string {
		return "ifNull(joinGetOrNull('" + workshop + ".rewordings', 'new', " + text + "), " + text + ")"
	}
	name := c.value()
	switch {
	case c.array():
		return "arrayMap(text -> " + other("toString(text)") + ", " + name + ")"
	case strings.Contains(c.Type, "Nullable"):
		return "if(isNull(" + name + "), NULL, " + other("ifNull(toString("+name+"), '')") + ")"
	}
	return other("toString(" + name + ")")
}
