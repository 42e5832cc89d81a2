package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"goldenratio/internal/sample"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// What is killed.
const (
	killProgram = iota
	killEngine
	killBoth
	killTargets
)

// TestKillsChangeNothing kills the program, the engine or both in the middle of
// a parse, an insert or a cursor's write, fifty times, and collects on. In the
// end the store holds the same rows as one that was left in peace.
func TestKillsChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("fifty kills take a minute or two")
	}
	bin := build(t)
	community := t.TempDir()
	if _, err := sample.Write(t.Context(), community, sample.Options{Seed: 1, End: kills, Quarters: 10, Size: 2}); err != nil {
		t.Fatal(err)
	}
	writeKey(t, community)

	peace := newVictim(t, bin, community, "peace")
	if err := peace.collect(t, nil); err != nil {
		t.Fatal(err)
	}
	want := peace.rows(t)

	random := rand.New(rand.NewPCG(1, 2))
	inFlight, kinds := 0, map[string]int{}
	for round := range 5 {
		v := newVictim(t, bin, community, fmt.Sprint("round", round))
		for n := range 10 {
			blow := &blow{target: (round + n) % killTargets, phase: phases[n%len(phases)], after: 1 + random.IntN(4)}
			if err := v.collect(t, blow); err == nil && blow.struck && blow.target != killEngine {
				t.Errorf("round %d, kill %d: the program ended well although it was killed", round, n)
			}
			if blow.inFlight {
				inFlight++
				kinds[fmt.Sprint(blow.phase, " ", [...]string{"program", "engine", "both"}[blow.target])]++
			}
		}
		if err := v.collect(t, nil); err != nil {
			t.Fatalf("round %d: collecting on after ten kills: %v", round, err)
		}
		got := v.rows(t)
		for table := range want {
			if got[table] != want[table] {
				t.Errorf("round %d: %s differs from the store left in peace: %s, want %s", round, table, got[table], want[table])
			}
		}
	}
	t.Logf("%d of 50 kills hit work in flight: %v", inFlight, kinds)
	if inFlight < 40 {
		t.Errorf("only %d of 50 kills hit work in flight", inFlight)
	}
}

// kills is when the samples of this test end, and what the programs in it take
// for now.
var kills = time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)

// phases are the steps in the middle of which something is killed, as the log
// names them: what begins the step, and what would end it.
var phases = []string{"insert", "batch", "cursor", "insert", "batch"}

// A blow is one kill: in the middle of a phase, after it was seen some times.
type blow struct {
	target int
	phase  string
	after  int

	struck, inFlight bool
}

// A victim is a store with the community in it, some day.
type victim struct {
	bin, config, data string
}

func newVictim(t *testing.T, bin, community, name string) *victim {
	text, err := os.ReadFile(filepath.Join(community, "goldenratio.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(community, "store-"+name)
	config := filepath.Join(community, name+".yaml")
	changed := strings.Replace(string(text), "data: ./golden-data", "data: "+data, 1)
	if changed == string(text) {
		t.Fatal("the sample's configuration names no data folder that could be changed")
	}
	if err := os.WriteFile(config, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return &victim{bin: bin, config: config, data: data}
}

// collect runs `goldenratio collect`, struck by a blow if there is one.
func (v *victim) collect(t *testing.T, b *blow) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, filepath.Join(v.bin, "goldenratio"),
		"--config", v.config, "--debug", "--load-rows", "40", "--now", kills.Format(time.RFC3339), "collect")
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	said := b.watch(t, stderr, command.Process.Pid)
	err = command.Wait()
	if b == nil && err != nil {
		return errors.Join(err, errors.New(said))
	}
	return err
}

// line is a line of the program's log.
type line struct {
	Msg    string `json:"msg"`
	Table  string `json:"table"`
	Source string `json:"source"`
}

// watch reads the program's log to its end, strikes, and sees from what the log
// still says whether the step was in flight.
func (b *blow) watch(t *testing.T, log io.Reader, pid int) (tail string) {
	seen, struckAt := 0, line{}
	scanner := bufio.NewScanner(log)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var l line
		if json.Unmarshal(scanner.Bytes(), &l) != nil {
			tail += scanner.Text() + "\n"
			continue
		}
		switch {
		case b == nil:
		case b.struck:
			// The step had ended if the log says so after all; a parse, if its
			// source was read to its end.
			if l.Msg == b.phase+" ended" && l.Table == struckAt.Table && l.Source == struckAt.Source || l.Msg == "source collected" && l.Source == struckAt.Source && b.target == killProgram {
				b.inFlight = false
			}
		case l.Msg == b.phase+" begins" || b.phase == "batch" && l.Msg == "batch read":
			if seen++; seen == b.after {
				b.strike(t, pid)
				b.struck, b.inFlight, struckAt = true, true, l
			}
		}
	}
	return tail
}

func (b *blow) strike(t *testing.T, pid int) {
	var doomed []int
	if b.target != killProgram {
		doomed = children(pid)
	}
	if b.target != killEngine {
		doomed = append(doomed, pid)
	}
	for _, pid := range doomed {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Error(err)
		}
	}
}

// children are the processes that a process has started itself.
func children(pid int) (all []int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, task := range tasks {
		text, _ := os.ReadFile(task)
		for _, field := range strings.Fields(string(text)) {
			if child, err := strconv.Atoi(field); err == nil {
				all = append(all, child)
			}
		}
	}
	return all
}

// rows is a fingerprint of every table that collecting fills: all columns but
// those that say when and by which run.
func (v *victim) rows(t *testing.T) map[string]string {
	t.Helper()
	options := warehousetest.Options(t, v.data)
	store, err := warehouse.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	type fingerprint struct {
		Rows uint64 `ch:"n"`
		Hash string `ch:"hash"`
	}
	all := map[string]string{}
	for _, table := range []string{
		"golden.message_copies", "golden.message_trailers", "golden.git_commits", "golden.git_files", "golden.git_trailers",
		"golden.git_refs", "golden.git_default_branch", "golden.git_tags", "golden.items", "golden.coverage", "golden.cursors",
		"golden_private.aliases", "golden_private.rejects", "golden_private.message_text",
	} {
		found, err := warehouse.Rows[fingerprint](t.Context(), store.Conn,
			"SELECT count() AS n, hex(sum(sipHash64(formatRow('JSONEachRow', * EXCEPT (fetched_at, run))))) AS hash FROM "+table+" FINAL", nil)
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		all[table] = fmt.Sprint(found[0].Rows, " rows ", found[0].Hash)
	}
	return all
}

// build builds the program and its engine.
func build(t testing.TB) string {
	t.Helper()
	warehousetest.Engine(t) // skips without the library
	bin := t.TempDir()
	command := exec.CommandContext(t.Context(), "go", "build", "-o", bin+"/", "goldenratio/cmd/...")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return bin
}

// writeKey makes the key of a test's community.
func writeKey(t testing.TB, dir string) {
	t.Helper()
	key := strings.Repeat("0123456789abcdef", 4) + "\n"
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
}
