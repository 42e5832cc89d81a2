package main

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestKillsOfForget kills the program, the engine or both in the middle of
// forgetting somebody, at four moments one after the other in each of two
// copies of a store. Then the same command finishes: the person is nowhere, and every
// number is that of a store where nothing was killed.
func TestKillsOfForget(t *testing.T) {
	if testing.Short() {
		t.Skip("eight kills take minutes")
	}
	peace := newBoard(t)
	compute := []string{"compute", "--as-of", "2020-07-31"}
	peace.run(compute...)
	peace.close()
	addresses, names := peace.busiest(1)
	copies := make([]*board, 2)
	for i := range copies {
		copies[i] = peace.copied()
	}
	forget := []string{"people", "forget", addresses[0], "--reason", names[0] + " asked on the phone"}
	peace.run(forget...)
	peace.run(compute...)
	want := peace.numbers()
	peace.nowhere("left in peace,", append(names, addresses...))

	random := rand.New(rand.NewPCG(6, 7))
	kills, struck, told, brokenOff := 0, 0, 0, map[string]int{}
	for i, c := range copies {
		v := &victim{bin: c.bin, config: c.config}
		for range 4 {
			b := blow{step: "erase", program: kills%3 != 1, engine: kills%3 != 0, after: 1 + random.IntN(10)}
			kills++
			err := v.run(t, &b, forget...)
			if err == nil && b.struck && b.program {
				t.Errorf("%s: the program ended well although it was killed", b)
			}
			if b.struck {
				struck++
			}
			if b.struck && err != nil { // an engine may have been killed between two of its statements
				brokenOff[b.String()]++
				told += strings.Count(c.run("status"), "goldenratio people forget ")
			}
		}
		c.run(forget...)
		c.run(compute...)
		if got := c.numbers(); got != want {
			t.Errorf("copy %d: numbers differ from the store left in peace:\n%s", i, differing(want, got))
		}
		c.nowhere(fmt.Sprintf("copy %d, after the kills,", i), append(names, addresses...))
		if said := c.run("status"); strings.Contains(said, "forget") {
			t.Errorf("copy %d: finished, and the status is\n%s", i, said)
		}
	}
	broken := 0
	for _, n := range brokenOff {
		broken += n
	}
	t.Logf("%d of %d kills hit it at work, %d broke it off: %v; the status told of %d", struck, kills, broken, brokenOff, told)
	if struck < 6 || broken < 4 || told < broken/2 {
		t.Errorf("only %d of %d kills hit it at work, %d broke it off, and the status told of %d", struck, kills, broken, told)
	}
}

// copied is the board's community with its store in another place.
func (c *board) copied() *board {
	c.t.Helper()
	other := *c
	other.dir = c.t.TempDir()
	other.config = filepath.Join(other.dir, filepath.Base(c.config))
	if output, err := exec.CommandContext(c.t.Context(), "cp", "-a", c.dir+"/.", other.dir).CombinedOutput(); err != nil {
		c.t.Fatalf("%v\n%s", err, output)
	}
	return &other
}
