package erase

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// A Place holds what was searched for.
type Place struct {
	Where string `ch:"place" json:"where"` // a column, or a file of the data directory
	Rows  uint64 `ch:"rows" json:"rows,omitempty"`
}

// Found is what a search came to.
type Found struct {
	Places         []Place
	Columns, Files int // searched
}

// ErrBlind says that a search is worth nothing: it does not find what was put
// there to be found.
var ErrBlind = errors.New("the search does not find what was planted for it")

// Search looks for what tells a person in every column of text of every table,
// of whatever type, and in the files of the data directory, except for what
// collectors fetched (copies of what is public) and the engine's own. Detached
// parts of tables would escape it: they count as found. A control value is
// planted first, in a column of each type and in a file, and must be found.
func Search(ctx context.Context, store *warehouse.Store, data string, told []Told) (Found, error) {
	planted, err := plant(ctx, store, data)
	if err != nil {
		return Found{}, fmt.Errorf("plant control value: %w", err)
	}
	found, err := search(ctx, store, data, seek(told, planted.value))
	if err != nil {
		return Found{}, errors.Join(err, planted.remove(ctx, store))
	}
	left := found.Places[:0]
	for _, p := range found.Places {
		if !planted.places[p.Where] {
			left = append(left, p)
		}
		delete(planted.places, p.Where)
	}
	found.Places = left
	if err := planted.remove(ctx, store); err != nil {
		return Found{}, fmt.Errorf("remove control value: %w", err)
	}
	for place := range planted.places {
		return Found{}, fmt.Errorf("%w: %s", ErrBlind, place)
	}
	return found, nil
}

func search(ctx context.Context, store *warehouse.Store, data string, who seeker) (found Found, err error) {
	all, err := columns(ctx, store)
	if err != nil {
		return Found{}, err
	}
	for _, table := range byTable(all) {
		if table[0].Empty {
			continue
		}
		places, err := searchTable(ctx, store, table, &who)
		if err != nil {
			return Found{}, fmt.Errorf("search %s: %w", table[0].id(), err)
		}
		found.Places = append(found.Places, places...)
	}
	found.Columns = len(all)
	files, searched, err := searchFiles(data, who.pattern)
	if err != nil {
		return Found{}, err
	}
	found.Places, found.Files = append(found.Places, files...), searched
	detached, err := warehouse.Rows[Place](ctx, store.Conn, statement("detached"), nil)
	found.Places = append(found.Places, detached...)
	return found, err
}

// searchTable looks for somebody in all texts of a table, of rows too that a later
// version has replaced.
func searchTable(ctx context.Context, store *warehouse.Store, table []column, who *seeker) (found []Place, err error) {
	counts := make([]string, len(table))
	for i, c := range table {
		counts[i] = "countIf(" + who.in(c.text()) + ")"
	}
	rows, err := warehouse.Rows[struct {
		Rows []uint64 `ch:"rows"`
	}](ctx, store.Conn, "SELECT ["+strings.Join(counts, ", ")+"] AS rows"+table[0].from(), who.params())
	if err != nil {
		return nil, err
	}
	for i, n := range rows[0].Rows {
		if n > 0 {
			found = append(found, Place{table[i].id() + "." + table[i].Name, n})
		}
	}
	return found, nil
}

// A control is planted where a search must find it.
type control struct {
	value  string
	places map[string]bool
	file   string
}

func plant(ctx context.Context, store *warehouse.Store, data string) (*control, error) {
	c := &control{value: "control-" + uuid.NewString(), places: map[string]bool{}}
	for _, name := range []string{"drop_workshop", "make_workshop", "make_control"} {
		if err := store.Conn.Exec(ctx, statement(name)); err != nil {
			return nil, err
		}
	}
	if err := warehouse.Exec(ctx, store.Conn, statement("plant_control"), warehouse.Params{"control": c.value}); err != nil {
		return nil, err
	}
	for _, kind := range []string{"plain", "low", "nullable", "array", "map", "json", "tuple"} {
		c.places[workshop+".control."+kind] = true
	}
	if data == "" {
		return c, nil
	}
	c.file = filepath.Join(data, "run", "control") // of one that was killed, too
	c.places[filepath.Join("run", filepath.Base(c.file))] = true
	if err := os.MkdirAll(filepath.Dir(c.file), 0o700); err != nil {
		return nil, err
	}
	return c, os.WriteFile(c.file, []byte("a line\nwith "+c.value+" in it\n"), 0o600)
}

func (c *control) remove(ctx context.Context, store *warehouse.Store) error {
	err := store.Conn.Exec(ctx, statement("drop_workshop"))
	if c.file != "" {
		err = errors.Join(err, os.Remove(c.file))
	}
	return err
}
