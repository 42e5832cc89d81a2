package warehouse

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"golang.org/x/sync/errgroup"
)

//go:embed schema
var schemaFiles embed.FS

// ErrSchema says that a store was made by a program with another schema.
var ErrSchema = errors.New("the store has another schema than this program")

// ErrKey says that a store was made with another key.
var ErrKey = errors.New("the store was made with another key: restore the key file from its backup, or collect anew with `goldenratio collect --rebuild`")

// ErrBuried says that a store cannot be made anew with another key.
var ErrBuried = errors.New("people asked to be forgotten, and who they are is told only by the key that the store was made with: restore the key file from its backup")

// The parts of DDL that depend on how ClickHouse is run are rendered here and
// nowhere else.
const (
	factEngine    = "ReplacingMergeTree(version)"
	tableSettings = "fsync_after_insert = 1, fsync_part_directory = 1"
	factTail      = `origin       String COMMENT 'where it stood in the source: file and offset, object id, URL',
    raw_date     String COMMENT 'the date as the source has it',
    date         DateTime('UTC') COMMENT '1970-01-01 where none is plausible',
    date_source  LowCardinality(String) COMMENT 'the rule that gave the date',
    version      UInt64,
    deleted      UInt8,
    fetched_at   DateTime('UTC'),
    run          UUID`
)

// render fills in a table's DDL; database is where unqualified tables go.
func render(ddl, database string) string {
	return strings.NewReplacer(
		"{{engine}}", factEngine,
		"{{settings}}", tableSettings,
		"{{tail}}", factTail,
		"{{db}}", database+".",
	).Replace(ddl)
}

// ResolvedDDL is the DDL of the resolved tables, which every compute builds
// anew, for a database of that name.
func ResolvedDDL(database string) ([]string, error) { return ddl("schema/resolved", database) }

// ddl reads the statements of a folder, tables before the views on them.
func ddl(dir, database string) ([]string, error) {
	names, err := fs.Glob(schemaFiles, path.Join(dir, "*.sql"))
	if err != nil {
		return nil, err
	}
	var tables, views []string
	for _, name := range names {
		text, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if statement := render(string(text), database); strings.Contains(statement, "CREATE VIEW") {
			views = append(views, statement)
		} else {
			tables = append(tables, statement)
		}
	}
	return slices.Concat(tables, views), nil
}

// schema is every statement that makes a store, in order.
func schema() ([]string, error) {
	all := []string{"CREATE DATABASE golden", "CREATE DATABASE golden_private"}
	for _, part := range []string{"facts", "operations", "dimensions", "tombstones", "resolved", "results"} {
		statements, err := ddl("schema/"+part, "golden")
		if err != nil {
			return nil, err
		}
		all = append(all, statements...)
	}
	return all, nil
}

// schemaHash names a schema: two programs with equal hashes share stores.
func schemaHash(statements []string) string {
	sum := sha256.Sum256([]byte(strings.Join(statements, ";\n")))
	return hex.EncodeToString(sum[:8])
}

// ensureSchema makes the tables of a new store and refuses a store of another
// schema. A creation that was interrupted is finished: the hash comes last.
func ensureSchema(ctx context.Context, conn driver.Conn, key []byte) error {
	statements, err := schema()
	if err != nil {
		return err
	}
	want := schemaHash(statements)
	have, err := stored(ctx, conn, "schema")
	switch {
	case err != nil:
		return err
	case have == want:
		return checkKey(ctx, conn, key)
	case have != "":
		return fmt.Errorf("%w (%s, not %s): collect anew with `goldenratio collect --rebuild`", ErrSchema, have, want)
	}
	for _, kind := range []string{"DATABASE", "TABLE", "VIEW"} {
		if err := create(ctx, conn, statements, kind); err != nil {
			return fmt.Errorf("create schema: %w", err)
		}
	}
	if err := takeBack(ctx, conn); err != nil {
		return fmt.Errorf("create schema: %w", err)
	}
	for _, line := range []Params{{"name": "key", "value": keyMark(key)}, {"name": "schema", "value": want}} {
		if err := Exec(ctx, conn, statement("set_meta"), line); err != nil {
			return fmt.Errorf("create schema: %w", err)
		}
	}
	return nil
}

// create makes what there is of one kind, and leaves alone what is there. Views
// are made in order, since they may stand on others.
func create(ctx context.Context, conn driver.Conn, statements []string, kind string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	if kind == "VIEW" {
		group.SetLimit(1)
	}
	for _, statement := range statements {
		if !strings.Contains(statement, "CREATE "+kind+" ") {
			continue
		}
		statement = strings.Replace(statement, "CREATE "+kind+" ", "CREATE "+kind+" IF NOT EXISTS ", 1)
		group.Go(func() error { return conn.Exec(ctx, statement) })
	}
	return group.Wait()
}

// keyMark tells keys apart and gives nothing away.
func keyMark(key []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("the key of this store"))
	return hex.EncodeToString(mac.Sum(nil)[:8])
}

// checkKey refuses a key that would give people other ids.
func checkKey(ctx context.Context, conn driver.Conn, key []byte) error {
	have, err := stored(ctx, conn, "key")
	if err == nil && have != keyMark(key) {
		err = ErrKey
	}
	return err
}

// stored is what a store says of itself under a name; empty for nothing, as in
// one without tables.
func stored(ctx context.Context, conn driver.Conn, name string) (string, error) {
	type row struct {
		Value string `ch:"value"`
	}
	tables, err := Rows[row](ctx, conn, statement("has_meta"), nil)
	if err != nil || len(tables) == 0 {
		return "", err
	}
	found, err := Rows[row](ctx, conn, statement("get_meta"), Params{"name": name})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].Value, nil
}

// Drop removes everything a store holds, whatever its schema, but for closed
// quarters and who asked to be forgotten; the next Open makes it anew and takes
// them back. It is refused while a compute or a run of one of the sources is
// under way.
func Drop(ctx context.Context, o Options, sources []string) error {
	s, err := dial(ctx, o)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	release, err := s.LockSources(append([]string{lockOfCompute}, sources...))
	if err != nil {
		return errors.Join(fmt.Errorf("drop store: %w", err), s.Close(ctx))
	}
	defer release()
	if err := checkBuried(ctx, s.Conn, s.key); err != nil {
		return errors.Join(fmt.Errorf("drop store: %w", err), s.Close(ctx))
	}
	if err := keep(ctx, s.Conn); err != nil {
		return errors.Join(fmt.Errorf("keep what cannot be collected: %w", err), s.Close(ctx))
	}
	for _, database := range []string{"golden", "golden_private", "golden_scratch", "golden_again", "golden_forget"} {
		if err := s.Conn.Exec(ctx, "DROP DATABASE IF EXISTS "+database+" SYNC"); err != nil {
			return errors.Join(fmt.Errorf("drop %s: %w", database, err), s.Close(ctx))
		}
	}
	return s.Close(ctx)
}
