package erase

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/tombstone"
)

// A sweep takes forgotten people out of tables.
type sweep struct {
	store   *warehouse.Store
	list    *tombstone.List
	who     seeker // finds the texts to look at
	remade  map[string]bool
	options *Options
}

// run sweeps every table, and the engine's logs. The aliases go last: until then
// whoever is killed can find out again what to look for.
func (s *sweep) run(ctx context.Context) (changed []string, err error) {
	release, err := s.store.LockDimensions(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	for _, name := range []string{"drop_scratch", "drop_again", "drop_workshop", "make_workshop", "make_rewordings"} {
		if err := s.store.Conn.Exec(ctx, statement(name)); err != nil {
			return nil, fmt.Errorf("prepare sweep: %w", err)
		}
	}
	tables, err := s.tables(ctx)
	if err != nil {
		return nil, err
	}
	for _, table := range tables {
		id := table[0].id()
		if id == last {
			if err := emptyLogs(s.options.Data, s.who.pattern); err != nil {
				return nil, fmt.Errorf("empty logs: %w", err)
			}
		}
		did, err := s.table(ctx, table)
		if err != nil {
			return nil, fmt.Errorf("sweep %s: %w", id, err)
		}
		if did {
			changed = append(changed, id)
		}
	}
	if err := s.purge(ctx); err != nil {
		return nil, err
	}
	return changed, s.store.Conn.Exec(ctx, statement("drop_workshop"))
}

// tables are those of the store, in the order of sweeping.
func (s *sweep) tables(ctx context.Context) ([][]column, error) {
	all, err := columns(ctx, s.store)
	if err != nil {
		return nil, err
	}
	tables := byTable(slices.DeleteFunc(all, func(c column) bool { return !strings.HasPrefix(c.Database, "golden") || c.Database == workshop }))
	slices.SortStableFunc(tables, func(a, b []column) int { return rank(a[0].id()) - rank(b[0].id()) })
	return tables, nil
}

// purge removes parts that a merge has outdated meanwhile. Those of a table that
// was made anew hold nothing.
func (s *sweep) purge(ctx context.Context) error {
	tables, err := s.tables(ctx)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if table[0].Outdated && !s.remade[table[0].id()] {
			if err := s.remake(ctx, table[0], nil, nil); err != nil {
				return fmt.Errorf("purge %s: %w", table[0].id(), err)
			}
		}
	}
	return nil
}

// rank orders tables: texts go by what messages and posts say, and what tells
// people goes last.
func rank(table string) int {
	switch table {
	case "golden_private.message_text", "golden_private.post_text":
		return 0
	case "golden_private.profiles":
		return 2
	case last:
		return 3
	}
	return 1
}

// last is the table that is swept last.
const last = "golden_private.aliases"

const forgottenAliases = "(SELECT alias_id FROM golden_private.tombstones)"

// gone says which rows of a table go as a whole; empty for none.
func gone(table string) string {
	switch table {
	case last, "golden_private.profiles":
		return "held.alias_id IN " + forgottenAliases
	case "golden_private.message_text":
		return "(held.source, held.message_id, held.fingerprint) IN (SELECT source, message_id, fingerprint FROM golden.message_copies WHERE alias_id IN " + forgottenAliases + ")"
	case "golden_private.post_text":
		return "(held.source, held.network, held.id) IN (SELECT source, network, id FROM golden.posts WHERE author_alias_id IN " + forgottenAliases + ")"
	case "golden.identity_links", "golden.identity_conflicts":
		return "held.alias_id IN " + forgottenAliases + " OR other_id IN " + forgottenAliases
	}
	return ""
}

// An edit gives a column another value in some rows.
type edit struct{ column, where, value string }

// edits are those of a table that no text of it tells.
func edits(table string) []edit {
	const forgotten = "held.person_id IN (SELECT person_id FROM golden_private.tombstones)"
	switch table {
	case "golden.people":
		return []edit{
			{"name", forgotten + " AND held.name != '" + warehouse.Forgotten + "'", "'" + warehouse.Forgotten + "'"},
			{"bot_reason", forgotten + " AND held.bot_reason != ''", "''"},
		}
	case "golden_private.rejects":
		return []edit{{"bytes", warehouse.Illegible("held.bytes"), "''"}}
	}
	return nil
}

// kept reports whether the texts of a table are left as they are: of others'
// aliases, since an id is made of them, and of what only collectors understand.
func kept(table string) bool {
	return table == last || table == "golden_private.profiles" || table == "golden_private.cursors"
}

// table sweeps one table, if there is anything in it to be swept, and reports
// whether there was.
func (s *sweep) table(ctx context.Context, columns []column) (bool, error) {
	var texts []column
	var dirty []string
	id := columns[0].id()
	if columns[0].Empty && !columns[0].Outdated {
		return false, nil
	}
	for _, c := range columns {
		if s.who.pattern != "" && !kept(id) && c.editable() {
			texts = append(texts, c)
			dirty = append(dirty, s.who.in(c.text()))
		}
	}
	for _, e := range edits(id) {
		dirty = append(dirty, e.where)
	}
	if rows := gone(id); rows != "" {
		dirty = append(dirty, rows)
	}
	unclean, err := s.partitions(ctx, columns[0], dirty)
	if err != nil {
		return false, err
	}
	if len(unclean) > 0 {
		if texts, err = s.reword(ctx, texts); err != nil {
			return false, err
		}
	}
	return len(unclean) > 0, s.remake(ctx, columns[0], texts, unclean)
}

// reword finds the texts of a table that have to change, and says in the
// workshop into what. It returns their columns.
func (s *sweep) reword(ctx context.Context, texts []column) (found []column, err error) {
	if err := s.store.Conn.Exec(ctx, "TRUNCATE TABLE "+workshop+".rewordings"); err != nil {
		return nil, err
	}
	for _, c := range texts {
		var old, reworded []string
		err := warehouse.Each(ctx, s.store.Conn,
			"SELECT DISTINCT "+c.texts()+" AS said"+c.from()+"WHERE "+s.who.in("said"),
			s.who.params(), func(r *struct {
				Text string `ch:"said"`
			}) error {
				if said := s.list.Reword(r.Text); said != r.Text {
					old, reworded = append(old, r.Text), append(reworded, said)
				}
				return nil
			})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", c.Name, err)
		}
		if len(old) == 0 {
			continue
		}
		found = append(found, c)
		if err := warehouse.InsertColumns(ctx, s.store.Conn, "INSERT INTO "+workshop+".rewordings (old, new)", old, reworded); err != nil {
			return nil, fmt.Errorf("reword %s: %w", c.Name, err)
		}
	}
	return found, nil
}
