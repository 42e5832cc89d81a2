package engine_test

import (
	"context"
	"os"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse/engine"
)

// Whatever happens to the engine or its owner, a reader and a writer in other
// processes go on, and what was acknowledged is there in the end.
func TestFailover(t *testing.T) {
	for name, strike := range map[string]func(t *testing.T, owner *process){
		"owner ends":   func(_ *testing.T, owner *process) { owner.finish() },
		"owner killed": killOwner,
		"child killed": func(t *testing.T, owner *process) { killEngine(t, engineOf(t, owner.cmd.Process.Pid)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t)
			createTable(t, o)
			owner := start(t, "holder", o)
			if !owner.ready() {
				t.Fatal("the first process does not own the engine")
			}
			writer, reader := start(t, "writer", o), start(t, "reader", o)
			writer.await("ack", 3)
			reader.await("read", 3)
			strike(t, owner)
			writer.await("ack", 5)
			reader.await("read", 5)
			reader.finish()
			writer.finish()
			owner.finish()
			checkBatches(t, o, writer.batches("ack"), writer.batches("doubt"))
		})
	}
}

// killOwner also checks that the engine goes with its owner.
func killOwner(t *testing.T, owner *process) {
	t.Helper()
	pid := engineOf(t, owner.cmd.Process.Pid)
	owner.kill()
	awaitEnd(t, pid)
}

func killEngine(t testing.TB, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Error(err)
	}
}

func awaitEnd(t testing.TB, pid int) {
	t.Helper()
	for timeout := time.After(deadline); ; {
		if _, err := os.Stat("/proc/" + strconv.Itoa(pid)); err != nil {
			return
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-timeout:
			t.Fatalf("process %d does not end", pid)
		}
	}
}

func TestTwoStartsAtOnce(t *testing.T) {
	o := options(t)
	createTable(t, o)
	holders := []*process{start(t, "holder", o), start(t, "holder", o)}
	writer, reader := start(t, "writer", o), start(t, "reader", o)
	owners := 0
	for _, p := range append(holders, writer, reader) {
		if p.ready() {
			owners++
		}
	}
	if owners != 1 {
		t.Errorf("%d owners, want 1", owners)
	}
	writer.await("ack", 3)
	reader.await("read", 3)
	for _, p := range append([]*process{reader, writer}, holders...) {
		p.finish()
	}
	checkBatches(t, o, writer.batches("ack"), writer.batches("doubt"))
}

func createTable(t testing.TB, o engine.Options) {
	t.Helper()
	lease := acquire(t, o)
	conn := open(t, lease)
	execute(t, conn, "CREATE DATABASE golden",
		"CREATE TABLE golden.t (n UInt64, s String) ENGINE = MergeTree ORDER BY n SETTINGS fsync_after_insert = 1, fsync_part_directory = 1")
	_ = conn.Close()
	if err := lease.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// checkBatches fails the test unless every acknowledged batch is there, and
// every one in doubt is there or not, but never in part.
func checkBatches(t *testing.T, o engine.Options, acknowledged, doubtful []uint64) {
	t.Helper()
	conn := open(t, acquire(t, o))
	rows, err := conn.Query(t.Context(), "SELECT n, count() FROM golden.t GROUP BY n")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	stored := make(map[uint64]uint64)
	for rows.Next() {
		var n, count uint64
		if err := rows.Scan(&n, &count); err != nil {
			t.Fatal(err)
		}
		stored[n] = count
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, n := range acknowledged {
		if stored[n] != batchRows {
			t.Errorf("batch %d was acknowledged and has %d rows", n, stored[n])
		}
	}
	for _, n := range doubtful {
		if stored[n] != 0 && stored[n] != batchRows {
			t.Errorf("batch %d is stored in part: %d rows", n, stored[n])
		}
	}
	t.Logf("%d batches acknowledged, %d in doubt", len(acknowledged), len(doubtful))
}

// The engine is killed again and again under load.
func TestKills(t *testing.T) {
	const kills = 30
	o := options(t)
	createTable(t, o)
	lease := acquire(t, o)
	said := record(t, open(t, lease))
	for range kills {
		said.await(t, "ack", 1)
		killEngine(t, engineOf(t, os.Getpid()))
	}
	said.await(t, "ack", 1)
	said.stop()
	if !lease.Owner() {
		t.Error("the process is no longer the owner")
	}
	checkBatches(t, o, batchNumbers(said.lines, "ack"), batchNumbers(said.lines, "doubt"))
}

// journal is what a writer in this process has said.
type journal struct {
	stop  func()
	mu    sync.Mutex
	more  chan struct{}
	lines []string
}

func record(t *testing.T, conn driver.Conn) *journal {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	j := &journal{more: make(chan struct{}), stop: func() { cancel(); <-ended }}
	go func() {
		defer close(ended)
		_ = writeUntil(ctx, conn, j.say)
	}()
	t.Cleanup(j.stop)
	return j
}

func (j *journal) say(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
	close(j.more)
	j.more = make(chan struct{})
}

func (j *journal) count(prefix string) (int, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(batchNumbers(j.lines, prefix)), j.more
}

func (j *journal) await(t *testing.T, prefix string, another int) {
	t.Helper()
	n, more := j.count(prefix)
	want := n + another
	for timeout := time.After(deadline); n < want; n, more = j.count(prefix) {
		select {
		case <-more:
		case <-timeout:
			t.Fatalf("no %q; last: %q", prefix, j.lines[len(j.lines)-1])
		}
	}
}
