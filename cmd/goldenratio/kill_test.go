package main

import (
	"bufio"
	"context"
	"encoding/hex"
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

// TestKillsChangeNothing kills the program, the engine or both in the middle of
// a parse, an insert or a cursor's write, fifty times: half of them while a
// community is collected for the first time, half after every archive was
// replaced and every history rewritten. Meanwhile the servers of two sources cut
// connections. In the end the stores hold the same rows as one that was left in
// peace.
func TestKillsChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("fifty kills take a minute or two")
	}
	bin, community := build(t), t.TempDir()
	makeCommunity(t, community, 1)
	servers := serveLists(t, community)
	writeKey(t, community)
	peace := newVictim(t, bin, community, "peace")
	victims := make([]*victim, 5)
	for i := range victims {
		victims[i] = newVictim(t, bin, community, fmt.Sprint("victim", i))
	}

	random := rand.New(rand.NewPCG(1, 2))
	kills, inFlight := 0, map[string]int{}
	for _, chapter := range []string{"first", "rewritten"} {
		if chapter == "rewritten" {
			makeCommunity(t, community, 2)
		}
		servers.rewrite(chapter)
		if err := peace.collect(t, nil); err != nil {
			t.Fatal(err)
		}
		want := peace.rows(t)
		for i, v := range victims {
			servers.cut(true)
			for range 5 {
				b := blows[kills%len(blows)]
				kills++
				b.after = 1 + random.IntN(3)
				v.strike(t, &b)
				if b.inFlight {
					inFlight[b.String()]++
				}
			}
			servers.cut(false)
			if err := v.collect(t, nil); err != nil {
				t.Fatalf("%s, victim %d: collecting on after the kills: %v", chapter, i, err)
			}
			compareRows(t, fmt.Sprintf("%s, victim %d", chapter, i), v.rows(t), want)
		}
	}
	enough(t, kills, inFlight)
	if cuts := servers.cuts.Load(); cuts < 50 {
		t.Errorf("only %d answers of servers were cut", cuts)
	}
}

// enough says how many kills hit work in flight, and whether these were too few to
// show anything.
func enough(t *testing.T, kills int, inFlight map[string]int) {
	t.Helper()
	hits := 0
	for _, n := range inFlight {
		hits += n
	}
	t.Logf("%d of %d kills hit work in flight: %v", hits, kills, inFlight)
	if kills != 50 || hits < 40 {
		t.Errorf("only %d of %d kills hit work in flight", hits, kills)
	}
}

// clock is when the programs of this test run.
var clock = time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)

// makeCommunity puts a community into a folder, in the place of another.
func makeCommunity(t *testing.T, dir string, seed uint64) {
	t.Helper()
	made := t.TempDir()
	if _, err := sample.Write(t.Context(), made, sample.Options{Seed: seed, End: clock, Quarters: 10, Size: 2}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"lists", "surveys", "social", "hypervisor.git", "tools.git", "goldenratio.yaml"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(made, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func compareRows(t *testing.T, who string, got, want map[string]string) {
	t.Helper()
	for table := range want {
		if got[table] != want[table] {
			t.Errorf("%s: %s differs from the store left in peace: %s, want %s", who, table, got[table], want[table])
		}
	}
}

// A blow is one kill, in the middle of a step, after that step began some
// times. The log names steps "insert begins", "insert ended".
type blow struct {
	program, engine bool // what is killed
	step            string
	after           int

	struck, inFlight bool
}

// blows are dealt in turn. An engine's end does not interrupt a parse.
var blows = []blow{
	{program: true, step: "parse"},
	{engine: true, step: "insert"},
	{program: true, engine: true, step: "cursor"},
	{program: true, step: "insert"},
	{engine: true, step: "cursor"},
	{program: true, engine: true, step: "parse"},
	{program: true, step: "cursor"},
	{program: true, engine: true, step: "insert"},
}

func (b blow) String() string {
	switch {
	case b.program && b.engine:
		return b.step + " both"
	case b.engine:
		return b.step + " engine"
	}
	return b.step + " program"
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

// strike collects under a blow.
func (v *victim) strike(t *testing.T, b *blow) {
	t.Helper()
	if err := v.collect(t, b); err == nil && b.struck && b.program {
		t.Errorf("%s: the program ended well although it was killed", b)
	}
}

// collect runs `goldenratio collect`, struck by a blow if there is one.
func (v *victim) collect(t *testing.T, b *blow) error {
	t.Helper()
	return v.run(t, b, "--load-rows", "40", "--now", clock.Format(time.RFC3339), "collect")
}

// run runs the program, struck by a blow if there is one.
func (v *victim) run(t *testing.T, b *blow, args ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, filepath.Join(v.bin, "goldenratio"), append([]string{"--config", v.config, "--debug"}, args...)...)
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
			if l.Msg == b.step+" ended" && l.Table == struckAt.Table && l.Source == struckAt.Source {
				b.inFlight = false
			}
		case l.Msg == b.step+" begins":
			if seen++; seen == b.after {
				b.kill(t, pid)
				b.struck, b.inFlight, struckAt = true, true, l
			}
		}
	}
	return tail
}

func (b *blow) kill(t *testing.T, pid int) {
	var doomed []int
	if b.engine {
		doomed = children(pid)
	}
	if b.program {
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
		"golden.git_areas", "golden.git_refs", "golden.git_default_branch", "golden.git_tags", "golden.items", "golden.coverage", "golden.spans", "golden_private.cursors",
		"golden_private.aliases", "golden_private.rejects", "golden_private.message_text",
		"golden.forge_repositories", "golden.forge_issues", "golden.forge_acts", "golden.forge_releases", "golden.forge_stars", "golden.forge_figures",
		"golden.test_runs", "golden_private.profiles",
		"golden.posts", "golden_private.post_text", "golden.audience",
		"golden.survey_waves", "golden.survey_questions", "golden_private.survey_responses", "golden_private.survey_answers", "golden_private.survey_words",
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
	key := hex.EncodeToString(warehousetest.Key) + "\n"
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
}
