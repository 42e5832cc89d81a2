package resolve

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/areas"
	"goldenratio/metrics/resolve/paths"
)

const (
	pathBlock   = 20_000 // paths that are classed and written together
	pathWorkers = 2
)

// A pathRow is a path of a repository.
type pathRow struct {
	Member string `ch:"member"`
	Path   string `ch:"path"`
}

// paths finds what the paths of all repositories tell and writes it to
// resolve_paths.
func (b builder) paths(ctx context.Context) error {
	if err := b.run(ctx, "create_paths"); err != nil {
		return err
	}
	maps, err := b.areas(ctx)
	if err != nil {
		return fmt.Errorf("read areas: %w", err)
	}
	work := pathWork{builder: b, maps: maps, classes: paths.NewClassifier()}
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(pathWorkers)
	var rows []pathRow
	err = warehouse.Each(inner, b.conn, statement("read_paths"), b.params, func(r *pathRow) error {
		if rows = append(rows, *r); len(rows) == pathBlock {
			full := rows
			rows = nil
			group.Go(func() error { return work.write(inner, full) })
		}
		return nil
	})
	group.Go(func() error { return work.write(inner, rows) })
	if worked := group.Wait(); worked != nil {
		return fmt.Errorf("write paths: %w", worked)
	}
	if err != nil {
		return fmt.Errorf("read paths: %w", err)
	}
	return nil
}

// areas reads the areas of each repository.
func (b builder) areas(ctx context.Context) (map[string]*areas.Map, error) {
	type row struct {
		Member      string `ch:"member"`
		File        string `ch:"file"`
		Area        string `ch:"area"`
		Date        uint32 `ch:"date"`
		Position    uint32 `ch:"position"`
		Gone        bool   `ch:"gone"`
		Paths       string `ch:"paths"`
		Excluded    string `ch:"excluded"`
		Expressions string `ch:"expressions"`
	}
	versions := make(map[string][]areas.Version)
	err := warehouse.Each(ctx, b.conn, statement("read_areas"), b.params, func(r *row) error {
		versions[r.Member] = append(versions[r.Member], areas.Version{
			File: r.File, Name: r.Area, Date: r.Date, Position: r.Position, Gone: r.Gone,
			Paths: list(r.Paths), Excluded: list(r.Excluded), Expressions: list(r.Expressions),
		})
		return nil
	})
	maps := make(map[string]*areas.Map, len(versions))
	for member, all := range versions {
		maps[member] = areas.New(all)
	}
	return maps, err
}

// pathWork classes blocks of paths.
type pathWork struct {
	builder
	maps    map[string]*areas.Map // by repository
	classes *paths.Classifier
}

func (w pathWork) write(ctx context.Context, rows []pathRow) error {
	if len(rows) == 0 {
		return nil
	}
	n := len(rows)
	members, names, classes, languages := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	in, since, until := make([][]string, n), make([][]uint32, n), make([][]uint32, n)
	for i, r := range rows {
		file := w.classes.Class(r.Path)
		members[i], names[i], classes[i], languages[i] = r.Member, r.Path, string(file.Class), file.Language
		known := w.maps[r.Member]
		if known == nil {
			continue
		}
		for _, stay := range known.Of(r.Path) {
			in[i], since[i], until[i] = append(in[i], stay.Area), append(since[i], stay.Since), append(until[i], stay.Until)
		}
	}
	return warehouse.InsertColumns(ctx, w.conn, statement("insert_paths"), members, names, classes, languages, in, since, until)
}
