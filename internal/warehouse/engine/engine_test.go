package engine_test

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse/engine"
)

func TestNativeAndHTTP(t *testing.T) {
	lease := acquire(t, options(t))
	at := endpoint(t, lease)
	auth := clickhouse.Auth{Username: at.User, Password: at.Password}
	execute(t, open(t, lease), "CREATE DATABASE golden")
	for name, conn := range map[string]driver.Conn{
		"native": openWith(t, clickhouse.Options{Auth: auth, DialContext: lease.Dial}),
		"http": openWith(t, clickhouse.Options{Auth: auth, Protocol: clickhouse.HTTP,
			DialContext: func(ctx context.Context, addr string) (net.Conn, error) { return lease.DialHTTP(ctx, "tcp", addr) }}),
		"native by address": openWith(t, clickhouse.Options{Auth: auth, Addr: []string{at.Native}}),
		"http by address":   openWith(t, clickhouse.Options{Auth: auth, Addr: []string{at.HTTP}, Protocol: clickhouse.HTTP}),
	} {
		t.Run(name, func(t *testing.T) {
			if err := conn.Ping(t.Context()); err != nil {
				t.Fatal(err)
			}
			execute(t, conn, "DROP TABLE IF EXISTS golden.t SYNC",
				"CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree PARTITION BY n % 4 ORDER BY n")
			insert(t, conn, 100_000)
			if n := number(t, conn, "SELECT count() FROM golden.t WHERE s = toString(n)"); n != 100_000 {
				t.Errorf("%d rows, want 100000", n)
			}
			if n := number(t, conn, "SELECT count() FROM system.parts WHERE table = 't' AND level = 0"); n != 4 {
				t.Errorf("one batch made %d parts in 4 partitions, want 4", n)
			}
		})
	}
}

// insert sends one batch of rows (n, toString(n)).
func insert(t testing.TB, conn driver.Conn, rows int) {
	t.Helper()
	batch, err := conn.PrepareBatch(t.Context(), "INSERT INTO golden.t (n, s)")
	if err != nil {
		t.Fatal(err)
	}
	numbers, texts := series(0, rows)
	if err := appendColumns(batch, numbers, texts); err != nil {
		t.Fatal(err)
	}
	if err := batch.Send(); err != nil {
		t.Fatal(err)
	}
}

// The engine must live through what strangers on loopback send it; without its
// terminal each of these would end it.
func TestStrangersDoNotEndIt(t *testing.T) {
	o := options(t)
	lease := acquire(t, o)
	at := endpoint(t, lease)
	conn := open(t, lease)
	pid := engineOf(t, os.Getpid())
	for name, auth := range map[string]clickhouse.Auth{
		"wrong password":   {Username: at.User, Password: "wrong"},
		"unknown user":     {Username: "nobody", Password: at.Password},
		"unknown database": {Username: at.User, Password: at.Password, Database: "nowhere"},
		"user default":     {Username: "default"},
	} {
		for _, protocol := range []struct {
			clickhouse.Protocol
			addr string
		}{{clickhouse.Native, at.Native}, {clickhouse.HTTP, at.HTTP}} {
			stranger := openWith(t, clickhouse.Options{Auth: auth, Protocol: protocol.Protocol, Addr: []string{protocol.addr}})
			if err := stranger.Exec(t.Context(), "SELECT 1"); err == nil {
				t.Errorf("%s over %s: let in", name, protocol.Protocol)
			}
		}
	}
	for _, addr := range []string{at.Native, at.HTTP} {
		for _, garbage := range []string{"garbage\n", strings.Repeat("\xff", 1<<16), "GET / HTTP/1.1\r\n\r\n", "\x00\x00"} {
			sendGarbage(t, addr, garbage)
		}
	}
	if err := conn.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if now := engineOf(t, os.Getpid()); now != pid {
		t.Errorf("the engine was started again: pid %d, then %d", pid, now)
	}
}

func sendGarbage(t *testing.T, addr, garbage string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, garbage) // may be cut off
	_ = conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	_, _ = io.Copy(io.Discard, conn)
}

// Each of these needed a setting or a rule of docs/adr/0002-embedded-engine.md.
func TestSettings(t *testing.T) {
	conn := open(t, acquire(t, options(t)))
	execute(t, conn, "CREATE DATABASE golden", "CREATE DATABASE golden_private",
		"CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n",
		"SELECT * FROM system.stack_trace FORMAT Null")
	for range 3 {
		insert(t, conn, 1000)
	}
	execute(t, conn, "OPTIMIZE TABLE golden.t FINAL",
		"ALTER TABLE golden.t DELETE WHERE n >= 10 SETTINGS mutations_sync = 1")
	if n := number(t, conn, "SELECT count() FROM golden.t"); n != 30 {
		t.Errorf("%d rows after a mutation, want 30", n)
	}
	if n := number(t, conn, "SELECT count() FROM system.parts WHERE active AND table = 't'"); n != 1 {
		t.Errorf("%d parts after OPTIMIZE FINAL, want 1", n)
	}
	if n := number(t, conn, "SELECT count() FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'"); n != 0 {
		t.Errorf("%d system log tables, want none", n)
	}
	if n := number(t, conn, "SELECT count() FROM system.parts WHERE disk_name != 'sealed'"); n != 0 {
		t.Errorf("%d parts outside the encrypted disk", n)
	}
	if err := conn.Exec(t.Context(), "SELEC"); err == nil {
		t.Error("SELEC was taken for a column's name")
	}
	for name, want := range map[string]string{
		"implicit_select": "0", "async_insert": "0", "log_queries": "0",
		"do_not_merge_across_partitions_select_final": "1",
	} {
		var got string
		if err := conn.QueryRow(t.Context(), "SELECT value FROM system.settings WHERE name = {n:String}", clickhouse.Named("n", name)).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %q", name, got, err, want)
		}
	}
}

func TestDataPath(t *testing.T) {
	t.Chdir(t.TempDir())
	o := optionsFor(t, "it's <a> & \"b\"; data")
	conn := open(t, acquire(t, o))
	execute(t, conn, "CREATE DATABASE golden",
		"CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n SETTINGS fsync_after_insert = 1, fsync_part_directory = 1")
	insert(t, conn, 10)
	if _, err := os.Stat(filepath.Join(o.Data, "run", "config.xml")); err == nil {
		t.Error("the configuration with the store's key was left behind")
	}
}

func TestRestartKeepsPasswordsAndRows(t *testing.T) {
	o := options(t)
	lease := acquire(t, o)
	before := endpoint(t, lease)
	conn := open(t, lease)
	execute(t, conn, "CREATE DATABASE golden", "CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n")
	insert(t, conn, 10)
	_ = conn.Close()
	if err := lease.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := lease.Endpoint(t.Context()); err == nil {
		t.Error("a closed lease gives an endpoint")
	}

	lease = acquire(t, o)
	after := endpoint(t, lease)
	before.Native, before.HTTP, after.Native, after.HTTP = "", "", "", ""
	if before != after {
		t.Error("the passwords changed")
	}
	if n := number(t, open(t, lease), "SELECT count() FROM golden.t"); n != 10 {
		t.Errorf("%d rows, want 10", n)
	}
	for _, name := range []string{"engine.secrets", "engine.json", "engine.lock"} {
		info, err := os.Stat(filepath.Join(o.Data, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want mode 0600", name, info.Mode(), err)
		}
	}
}

func TestStartErrors(t *testing.T) {
	used := options(t)
	lease := acquire(t, used)
	conn := open(t, lease)
	execute(t, conn, "CREATE DATABASE golden", "CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n")
	insert(t, conn, 10)
	_ = conn.Close()
	if err := lease.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "libother.so")
	if err := os.WriteFile(other, []byte("no library"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		spoil func(t *testing.T, o *engine.Options)
		want  string
	}{
		"newer store":    {func(t *testing.T, o *engine.Options) { write(t, o, "engine.version", "99.1.2\n") }, "written by engine 99.1.2"},
		"no secrets":     {func(t *testing.T, o *engine.Options) { remove(t, o, "engine.secrets") }, "restore the file from a backup"},
		"wrong key":      {rekey, "start engine"},
		"damaged table":  {func(t *testing.T, o *engine.Options) { damage(t, o) }, "start engine"},
		"no library":     {func(t *testing.T, o *engine.Options) { o.Library = "nowhere.so" }, "goldenratio engine install"},
		"not a library":  {func(t *testing.T, o *engine.Options) { o.Library = other }, "goldenratio engine install"},
		"no binary":      {func(t *testing.T, o *engine.Options) { o.Binary = "nowhere" }, "find goldenratio-engine"},
		"data is a file": {func(t *testing.T, o *engine.Options) { o.Data = other }, "create data directory"},
	} {
		t.Run(name, func(t *testing.T) {
			o := used
			o.Data = filepath.Join(t.TempDir(), "data")
			if err := os.CopyFS(o.Data, os.DirFS(used.Data)); err != nil {
				t.Fatal(err)
			}
			test.spoil(t, &o)
			lease, err := engine.Acquire(t.Context(), o)
			if err == nil {
				_ = lease.Close(t.Context())
				t.Fatal("started")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q does not say %q", err, test.want)
			}
			t.Log(err)
		})
	}
}

func write(t *testing.T, o *engine.Options, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(o.Data, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, o *engine.Options, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(o.Data, name)); err != nil {
		t.Fatal(err)
	}
}

func rekey(t *testing.T, o *engine.Options) {
	t.Helper()
	write(t, o, "engine.secrets", `{"password": "x", "reader_password": "y", "store_key": "`+strings.Repeat("ab", 32)+`"}`)
}

// damage makes the table's definition unreadable.
func damage(t *testing.T, o *engine.Options) {
	t.Helper()
	tables, err := filepath.Glob(filepath.Join(o.Data, "store", "store", "*", "*", "t.sql"))
	if err != nil || len(tables) != 1 {
		t.Fatalf("definitions: %q, %v", tables, err)
	}
	if err := os.WriteFile(tables[0], []byte("ATTACH nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
}
