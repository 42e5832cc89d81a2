package engine_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse/engine"
)

const secret = "planted-secret-value"

// privateStore returns a lease on a store with a secret in golden_private, and
// three rows in golden that the reader may see.
func privateStore(t *testing.T) (engine.Options, *engine.Lease) {
	t.Helper()
	t.Setenv("ENGINE_TEST_TOKEN", secret) // as the program's own tokens are
	o := options(t)
	lease := acquire(t, o)
	execute(t, open(t, lease), "CREATE DATABASE golden", "CREATE DATABASE golden_private",
		"CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n",
		"INSERT INTO golden.t SELECT number, 'public' FROM numbers(3)",
		"CREATE TABLE golden_private.a (n UInt64, planted_column String CODEC(NONE)) ENGINE = MergeTree ORDER BY n",
		"INSERT INTO golden_private.a SELECT number, '"+secret+"' FROM numbers(100)")
	return o, lease
}

func TestReaderReads(t *testing.T) {
	_, lease := privateStore(t)
	conn := openReader(t, lease)
	if n := number(t, conn, "SELECT count() FROM golden.t"); n != 3 {
		t.Errorf("%d rows, want 3", n)
	}
	// A deadline becomes a setting, which readonly = 1 would refuse.
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	if err := conn.Exec(ctx, "SELECT 1 SETTINGS max_execution_time = 30, max_threads = 1"); err != nil {
		t.Error(err)
	}
}

// Every statement must fail for the reader.
func TestReaderIsRefused(t *testing.T) {
	o, lease := privateStore(t)
	at := endpoint(t, lease)
	conn := openReader(t, lease)
	pid := engineOf(t, os.Getpid())
	for _, statement := range append(attacks(o, at), limits()...) {
		if strings.HasPrefix(statement, "SELECT file(") && !confined(t, o) {
			continue // no grant forbids it
		}
		if err := conn.Exec(t.Context(), statement); err == nil {
			t.Errorf("allowed: %s", statement)
		} else if !isException(err) {
			t.Errorf("%s: broke the connection: %v", statement, err)
		}
	}
	own := open(t, lease)
	if n := number(t, own, "SELECT count() FROM golden.t"); n != 3 {
		t.Errorf("%d rows in golden.t afterwards, want 3", n)
	}
	if n := number(t, own, "SELECT count() FROM golden_private.a"); n != 100 {
		t.Errorf("%d rows in golden_private.a afterwards, want 100", n)
	}
	if now := engineOf(t, os.Getpid()); now != pid {
		t.Errorf("the engine was started again: pid %d, then %d", pid, now)
	}
}

// These do nothing, without an error.
func TestReaderIsHarmless(t *testing.T) {
	_, lease := privateStore(t)
	conn := openReader(t, lease)
	file := filepath.Join(t.TempDir(), "x")
	_ = conn.Exec(t.Context(), "SELECT 1 INTO OUTFILE '"+file+"'") // is the client's part
	if _, err := os.Stat(file); err == nil {
		t.Error("INTO OUTFILE wrote a file")
	}
	_ = conn.Exec(t.Context(), "SYSTEM STOP MERGES") // of all tables that the user may alter
	execute(t, open(t, lease), "OPTIMIZE TABLE golden.t FINAL", "OPTIMIZE TABLE golden_private.a FINAL")
}

// isException tells the engine's refusal from a connection that broke.
func isException(err error) bool {
	return strings.Contains(err.Error(), "code: ") || strings.Contains(err.Error(), "Code: ")
}

// confined reports whether the kernel has Landlock.
func confined(t *testing.T, o engine.Options) bool {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(o.Data, "engine.json"))
	if err != nil {
		t.Fatal(err)
	}
	return !strings.Contains(string(content), `"landlock":0`)
}

// What the engine's confinement forbids, it forbids to the program's own user
// too.
func TestConfinement(t *testing.T) {
	o := options(t)
	lease := acquire(t, o)
	if !confined(t, o) {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal("this kernel has no Landlock: nothing shows that the engine is confined")
		}
		t.Skip("this kernel has no Landlock")
	}
	at := endpoint(t, lease)
	conn := open(t, lease)
	outside := filepath.Join(t.TempDir(), "x")
	for _, statement := range []string{
		"SELECT file('/etc/passwd')",
		fmt.Sprintf("SELECT file('/proc/%d/environ')", os.Getpid()),
		"SELECT * FROM file('/etc/passwd', 'LineAsString')",
		"INSERT INTO FUNCTION file('" + outside + "', 'TSV', 'n UInt64') VALUES (1)",
		"SELECT * FROM url('http://" + at.HTTP + "/ping', 'LineAsString') SETTINGS http_max_tries = 1",
		"SELECT * FROM executable('sh', 'TSV', 's String')",
	} {
		if err := conn.Exec(t.Context(), statement); err == nil {
			t.Errorf("allowed: %s", statement)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a file was written outside")
	}
}

func attacks(o engine.Options, at engine.Endpoint) []string {
	data, _ := filepath.Abs(o.Data)
	all := strings.Split(`INSERT INTO golden.t VALUES (1, 'x')
INSERT INTO FUNCTION file('/tmp/x', 'TSV', 'n UInt64') VALUES (1)
CREATE TABLE golden.x (n UInt64) ENGINE = Memory
CREATE TEMPORARY TABLE x (n UInt64)
CREATE TEMPORARY TABLE x ENGINE = File(TSV, '/etc/passwd')
CREATE VIEW golden.v AS SELECT * FROM golden_private.a
CREATE DATABASE x
CREATE FUNCTION x AS (a) -> a
CREATE USER x
CREATE DICTIONARY golden.d (n UInt64) PRIMARY KEY n SOURCE(FILE(path '/etc/passwd' format 'TSV')) LAYOUT(FLAT()) LIFETIME(0)
GRANT SELECT ON golden_private.* TO reader
EXECUTE AS golden SELECT 1
DROP TABLE golden.t
TRUNCATE TABLE golden.t
ALTER TABLE golden.t DELETE WHERE 1
DELETE FROM golden.t WHERE 1
OPTIMIZE TABLE golden.t
RENAME TABLE golden.t TO golden.u
DETACH TABLE golden.t
SELECT * FROM golden_private.a
SELECT count() FROM golden_private.a
SELECT * FROM merge('golden_private', '.*')
SELECT * FROM loop('golden_private', 'a')
SELECT * FROM mergeTreeIndex('golden_private', 'a')
SELECT * FROM golden.t WHERE n IN (SELECT n FROM golden_private.a)
SELECT joinGet('golden_private.a', 's', 1)
EXPLAIN SELECT * FROM golden_private.a
DESCRIBE TABLE golden_private.a
SHOW CREATE TABLE golden_private.a
CHECK TABLE golden_private.a
SELECT * FROM file('/etc/passwd', 'LineAsString')
DESCRIBE TABLE file('/etc/passwd', 'LineAsString')
SELECT * FROM filesystem('/')
SELECT * FROM url('http://HTTP/', 'LineAsString')
DESCRIBE TABLE url('http://HTTP/')
SELECT * FROM s3('http://HTTP/x', 'TSV', 'n UInt64')
SELECT * FROM remote('NATIVE', 'golden_private', 'a', 'default', '')
SELECT * FROM remoteSecure('NATIVE', 'golden_private', 'a')
SELECT * FROM cluster('default', 'golden_private', 'a')
SELECT * FROM mysql('HTTP', 'a', 'b', 'c', 'd')
SELECT * FROM postgresql('HTTP', 'a', 'b', 'c', 'd')
SELECT * FROM mongodb('HTTP', 'a', 'b', 'c', 'd', 'n UInt64')
SELECT * FROM redis('HTTP', 'n', 'n UInt64')
SELECT * FROM sqlite('/etc/passwd', 't')
SELECT * FROM executable('id', 'TSV', 's String')
SELECT * FROM python('x')
SELECT * FROM dictionary('d')
SELECT catboostEvaluate('/etc/passwd', 1)
SELECT file('/etc/passwd')
SELECT file('/etc/hostname')
SELECT file('/proc/PARENT/environ')
SELECT file('DATA/engine.secrets')
SELECT file('DATA/engine.json')
SELECT file('DATA/run/engine.log')
SELECT file('DATA/run/config.xml')
SELECT file('DATA/run/users.xml')
SELECT * FROM system.processes
SELECT * FROM system.users
SELECT * FROM system.grants
SELECT * FROM system.disks
SELECT * FROM system.stack_trace
SELECT * FROM system.named_collections
SELECT * FROM system.server_settings
SHOW ACCESS
KILL QUERY WHERE 1
KILL MUTATION WHERE 1
SYSTEM SHUTDOWN
SYSTEM KILL
SYSTEM STOP LISTEN QUERIES ALL
SYSTEM RELOAD CONFIG
SYSTEM DROP MARK CACHE
SYSTEM FLUSH LOGS
BACKUP TABLE golden.t TO File('/tmp/x')
RESTORE TABLE golden.t FROM File('/tmp/x')
SELECT addressToLine(0)
SELECT demangle('x') SETTINGS allow_introspection_functions = 1`, "\n")
	replace := strings.NewReplacer("HTTP", at.HTTP, "NATIVE", at.Native, "DATA", data, "PARENT", fmt.Sprint(os.Getpid()))
	for i, statement := range all {
		all[i] = replace.Replace(statement)
	}
	return all
}

// limits try to go beyond a limit, or to lift it.
func limits() []string {
	all := []string{
		"SELECT number FROM numbers(2000000)",
		"SELECT groupArray(number) FROM numbers(1000000000)",
		"SELECT sum(sipHash64(number)) FROM numbers(1000000000000) SETTINGS max_execution_time = 1",
	}
	for _, setting := range []string{
		"readonly = 0", "readonly = 1", "profile = 'golden'", "profile = 'default'",
		"max_execution_time = 0", "max_execution_time = 100000", "timeout_overflow_mode = 'break'",
		"max_memory_usage = 0", "max_memory_usage = 1000000000000", "max_memory_usage_for_user = 0", "max_untracked_memory = 1000000000000",
		"max_result_rows = 0", "max_result_rows = 1000000000", "max_result_bytes = 0", "result_overflow_mode = 'break'",
		"max_concurrent_queries_for_user = 0", "max_temporary_data_on_disk_size_for_user = 0", "max_threads = 10000",
		"max_query_size = 1000000000", "max_ast_depth = 1000000", "max_parser_depth = 1000000",
		"allow_ddl = 1", "allow_introspection_functions = 1", "log_queries = 1", "implicit_select = 2",
	} {
		all = append(all, "SELECT 1 SETTINGS "+setting, "SET "+setting)
	}
	return all
}

// No grant forbids the scalar function file(), and the engine must be able to
// read its store. So what file() finds there is encrypted.
func TestReaderFindsNoSecretInTheStore(t *testing.T) {
	_, lease := privateStore(t)
	own, conn := open(t, lease), openReader(t, lease)
	var part, metadata string
	scan(t, own, "SELECT path FROM system.parts WHERE database = 'golden_private' AND active", &part)
	scan(t, own, "SELECT metadata_path FROM system.tables WHERE database = 'golden_private'", &metadata)

	var content string
	files, err := filepath.Glob(part + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("files of the part: %q, %v", files, err)
	}
	for _, file := range files {
		scan(t, conn, fmt.Sprintf("SELECT file('%s')", file), &content)
		if strings.Contains(content, secret) || !strings.HasPrefix(content, "ENC") {
			t.Errorf("%s is not encrypted", filepath.Base(file))
		}
	}
	for _, file := range []string{"/proc/self/environ", "/proc/self/cmdline"} {
		scan(t, conn, fmt.Sprintf("SELECT file('%s')", file), &content)
		if content == "" || strings.Contains(content, secret) {
			t.Errorf("%s: %q", file, content)
		}
	}
	// The control: the same function does find what is there in clear.
	matches, err := filepath.Glob(metadata)
	if err != nil || len(matches) != 1 {
		store := filepath.Join(strings.SplitAfter(part, "/store/")[0])
		metadata = filepath.Join(store, metadata)
	}
	scan(t, conn, fmt.Sprintf("SELECT file('%s')", metadata), &content)
	if !strings.Contains(content, "planted_column") {
		t.Errorf("file() does not read %s: the test proves nothing", metadata)
	}
}

func scan(t *testing.T, conn driver.Conn, query string, value *string) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), query).Scan(value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// The session that opens the listeners belongs to user default, who has no
// password; nobody else may be that user.
func TestNobodyElseIsDefault(t *testing.T) {
	lease := acquire(t, options(t))
	at := endpoint(t, lease)
	for protocol, addr := range map[clickhouse.Protocol]string{clickhouse.Native: at.Native, clickhouse.HTTP: at.HTTP} {
		conn := openWith(t, clickhouse.Options{Addr: []string{addr}, Protocol: protocol,
			Settings: clickhouse.Settings{"max_sessions_for_user": 100}})
		for _, statement := range []string{"SELECT 1", "SYSTEM STOP LISTEN QUERIES ALL", "SELECT file('/proc/self/environ')"} {
			if err := conn.Exec(t.Context(), statement); err == nil {
				t.Errorf("%s: %s: allowed", protocol, statement)
			}
		}
	}
	if err := open(t, lease).Ping(t.Context()); err != nil {
		t.Error(err)
	}
}
