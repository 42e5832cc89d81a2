package engine_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse/engine"
)

// The tests' other processes are this test binary with a role in its
// environment: holder, writer or reader of the store in its first argument. A
// helper prints a line for each thing that it has done, and ends when its
// standard input does.
const roleVariable = "ENGINE_TEST_ROLE"

// deadline bounds every wait of a test: far more than a slow machine needs.
const deadline = 60 * time.Second

const batchRows = 1000

func helper(role string) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	if err := play(ctx, role); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func play(ctx context.Context, role string) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil)).With("role", role, "data", os.Args[1])
	lease, err := engine.Acquire(ctx, engine.Options{Data: os.Args[1], Binary: os.Getenv(binaryVariable), Memory: 2 << 30, Log: log})
	if err != nil {
		return err
	}
	defer lease.Close(context.WithoutCancel(ctx))
	at, err := lease.Endpoint(ctx)
	if err != nil {
		return err
	}
	conn, err := clickhouse.Open(&clickhouse.Options{
		Addr: []string{"engine:0"}, Auth: clickhouse.Auth{Username: at.User, Password: at.Password},
		DialContext: lease.Dial, DialTimeout: deadline, ReadTimeout: deadline,
		MaxOpenConns: 1, MaxIdleConns: 1, // see Lease.Dial and readUntil
	})
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Println("ready", lease.Owner())
	switch role {
	case "writer":
		return writeUntil(ctx, conn, func(s string) { fmt.Println(s) })
	case "reader":
		return readUntil(ctx, conn)
	default:
		<-ctx.Done()
		return nil
	}
}

// writeUntil inserts numbered batches until ctx ends. It says "ack N" for one
// that the engine has acknowledged and "doubt N" for one that failed, and goes
// on with the next.
func writeUntil(ctx context.Context, conn driver.Conn, say func(string)) error {
	start := uint64(os.Getpid()) << 32 // no two writers share numbers
	for n := start; ctx.Err() == nil; n++ {
		// A batch is not cancelled half-way: what is in doubt comes from kills only.
		if err := writeBatch(context.WithoutCancel(ctx), conn, n); err != nil {
			say(fmt.Sprintf("doubt %d %v", n, err))
			continue
		}
		say(fmt.Sprintf("ack %d", n))
	}
	return nil
}

func writeBatch(ctx context.Context, conn driver.Conn, n uint64) error {
	batch, err := conn.PrepareBatch(ctx, "INSERT INTO golden.t (n, s)")
	if err != nil {
		return err
	}
	defer batch.Close()
	numbers, texts := series(n, batchRows)
	for i := range numbers {
		numbers[i] = n
	}
	if err := appendColumns(batch, numbers, texts); err != nil {
		return err
	}
	return batch.Send()
}

func series(from uint64, rows int) (numbers []uint64, texts []string) {
	for n := from; n < from+uint64(rows); n++ {
		numbers = append(numbers, n)
		texts = append(texts, strconv.FormatUint(n, 10))
	}
	return numbers, texts
}

func appendColumns(batch driver.Batch, numbers []uint64, texts []string) error {
	if err := batch.Column(0).Append(numbers); err != nil {
		return err
	}
	return batch.Column(1).Append(texts)
}

// readUntil reads until ctx ends. A read is tried once on each connection to a
// dead engine that the pool can hold (in use, idle, on its way back), and once
// on a new one.
func readUntil(ctx context.Context, conn driver.Conn) error {
	const attempts = 4
	for ctx.Err() == nil {
		err := readOnce(ctx, conn)
		for attempt := 1; err != nil && attempt < attempts; attempt++ {
			err = readOnce(ctx, conn)
		}
		if err != nil && ctx.Err() == nil {
			return err
		}
		fmt.Println("read")
	}
	return nil
}

func readOnce(ctx context.Context, conn driver.Conn) error {
	var count uint64
	return conn.QueryRow(ctx, "SELECT count() FROM golden.t").Scan(&count)
}

// process is a running helper.
type process struct {
	t     testing.TB
	role  string
	cmd   *exec.Cmd
	stdin io.Closer
	ended chan struct{}

	mu    sync.Mutex
	lines []string
	more  chan struct{} // closed and replaced when a line arrives
}

// start starts a helper and waits until it is ready, unless it is to be waited
// for later.
func start(t testing.TB, role string, o engine.Options) *process {
	t.Helper()
	p := &process{t: t, role: role, ended: make(chan struct{}), more: make(chan struct{})}
	p.cmd = exec.Command(os.Args[0], o.Data)
	p.cmd.Env = append(os.Environ(), roleVariable+"="+role)
	p.cmd.Stderr = os.Stderr
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go p.read(stdout)
	t.Cleanup(p.kill)
	return p
}

func (p *process) read(stdout io.Reader) {
	defer close(p.ended)
	for scanner := bufio.NewScanner(stdout); scanner.Scan(); {
		p.mu.Lock()
		p.lines = append(p.lines, scanner.Text())
		close(p.more)
		p.more = make(chan struct{})
		p.mu.Unlock()
	}
	_ = p.cmd.Wait()
}

// count returns how many lines begin with prefix, and a channel that is closed
// when there may be more.
func (p *process) count(prefix string) (int, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, line := range p.lines {
		if strings.HasPrefix(line, prefix) {
			n++
		}
	}
	return n, p.more
}

// await waits for another so many lines that begin with prefix.
func (p *process) await(prefix string, another int) {
	p.t.Helper()
	n, more := p.count(prefix)
	want := n + another
	timeout := time.After(deadline)
	for n < want {
		select {
		case <-more:
		case <-p.ended:
			p.t.Fatalf("%s ended; it said:\n%s", p.role, p.tail())
		case <-timeout:
			p.t.Fatalf("%s: no %q; it said:\n%s", p.role, prefix, p.tail())
		}
		n, more = p.count(prefix)
	}
}

// ready waits until the helper has its lease, and reports whether it was the
// owner then.
func (p *process) ready() bool {
	p.t.Helper()
	if n, _ := p.count("ready"); n == 0 {
		p.await("ready", 1)
	}
	owner, _ := p.count("ready true")
	return owner == 1
}

func (p *process) tail() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.lines[max(0, len(p.lines)-5):], "\n")
}

// finish asks the helper to end and waits for it.
func (p *process) finish() {
	p.t.Helper()
	_ = p.stdin.Close()
	select {
	case <-p.ended:
	case <-time.After(deadline):
		p.t.Fatalf("%s does not end", p.role)
	}
	if n, _ := p.count("failed"); n > 0 {
		p.t.Errorf("%s: %s", p.role, p.tail())
	}
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// batches returns the numbers of the lines with a prefix.
func (p *process) batches(prefix string) []uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return batchNumbers(p.lines, prefix)
}

func batchNumbers(lines []string, prefix string) []uint64 {
	var all []uint64
	for _, line := range lines {
		fields := strings.Fields(line)
		if fields[0] != prefix {
			continue
		}
		n, err := strconv.ParseUint(fields[1], 10, 64)
		if err != nil {
			panic(err)
		}
		all = append(all, n)
	}
	return all
}

// engineOf returns the pid of a process's engine, and waits until it has one.
func engineOf(t testing.TB, pid int) int {
	t.Helper()
	for timeout := time.After(deadline); ; {
		if engines := enginesOf(pid); len(engines) == 1 {
			return engines[0]
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-timeout:
			t.Fatalf("process %d has no engine", pid)
		}
	}
}

// enginesOf looks through the children of a process's threads.
func enginesOf(pid int) []int {
	var engines []int
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, file := range files {
		children, _ := os.ReadFile(file)
		for child := range strings.FieldsSeq(string(children)) {
			if name, _ := os.ReadFile("/proc/" + child + "/comm"); strings.HasPrefix(string(name), "goldenratio-en") {
				n, _ := strconv.Atoi(child)
				engines = append(engines, n)
			}
		}
	}
	return engines
}
