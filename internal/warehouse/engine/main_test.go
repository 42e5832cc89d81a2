package engine_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"go.uber.org/goleak"

	"goldenratio/internal/warehouse/engine"
)

// binary is the child program, built once for all tests by TestMain. It is
// given to helper processes in the environment.
const binaryVariable = "ENGINE_TEST_BINARY"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		helper(role)
		return
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "engine-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "goldenratio-engine")
	build := exec.Command("go", "build", "-o", binary, "goldenratio/cmd/goldenratio-engine")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build engine: %v\n%s", err, output)
		return 1
	}
	os.Setenv(binaryVariable, binary)
	code := m.Run()
	if err := goleak.Find(); code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// options returns Options for a new store, and skips the test where there is no
// library.
func options(t testing.TB) engine.Options {
	t.Helper()
	return optionsFor(t, t.TempDir())
}

func optionsFor(t testing.TB, data string) engine.Options {
	t.Helper()
	o := engine.Options{Data: data, Binary: os.Getenv(binaryVariable), Memory: 2 << 30}
	if _, _, err := engine.Find(t.Context(), o); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return o
}

// acquire starts an engine or attaches to it, until the test ends.
func acquire(t testing.TB, o engine.Options) *engine.Lease {
	t.Helper()
	lease, err := engine.Acquire(t.Context(), o)
	if err != nil {
		t.Fatalf("acquire: %v\nengine.log: %s", err, logOf(o))
	}
	t.Cleanup(func() {
		if err := lease.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return lease
}

func logOf(o engine.Options) string {
	content, _ := os.ReadFile(filepath.Join(o.Data, "run", "engine.log"))
	return string(content)
}

// endpoint is a shorthand.
func endpoint(t testing.TB, lease *engine.Lease) engine.Endpoint {
	t.Helper()
	at, err := lease.Endpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// open connects as the program does, through the lease.
func open(t testing.TB, lease *engine.Lease) driver.Conn {
	t.Helper()
	at := endpoint(t, lease)
	return openWith(t, clickhouse.Options{
		Auth:        clickhouse.Auth{Username: at.User, Password: at.Password},
		DialContext: lease.Dial,
	})
}

// openReader connects as an analyst does.
func openReader(t testing.TB, lease *engine.Lease) driver.Conn {
	t.Helper()
	at := endpoint(t, lease)
	return openWith(t, clickhouse.Options{
		Auth:        clickhouse.Auth{Username: at.Reader, Password: at.ReaderPassword},
		DialContext: lease.Dial,
	})
}

func openWith(t testing.TB, o clickhouse.Options) driver.Conn {
	t.Helper()
	if o.Addr == nil {
		o.Addr = []string{"engine:0"} // Dial knows better
	}
	o.DialTimeout = time.Minute
	o.ReadTimeout = time.Minute
	conn, err := clickhouse.Open(&o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// exec runs statements as they are.
func execute(t testing.TB, conn driver.Conn, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// number returns a query's only value.
func number(t testing.TB, conn driver.Conn, query string) uint64 {
	t.Helper()
	var n uint64
	if err := conn.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
