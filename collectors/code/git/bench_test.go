package git

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"goldenratio/collectors"
)

// BenchmarkHistory reads the full history of a real repository into records,
// lines and patch-ids included. Beside each round runs `git log --all
// --numstat`, which does less; x-git-log is our best time in units of its own,
// x-git-log-cpu the same of the cores' time, which other work on the machine
// disturbs less.
func BenchmarkHistory(b *testing.B) {
	dir := bundle(b, "xapi-xenopsd")
	var ours, theirs cost
	for b.Loop() {
		theirs.take(func() {
			if err := exec.Command("git", "-C", dir, "log", "--all", "--numstat").Run(); err != nil {
				b.Fatal(err)
			}
		})
		ours.take(func() { readAll(b, dir) })
	}
	b.ReportMetric(ours.wall.Seconds()/theirs.wall.Seconds(), "x-git-log")
	b.ReportMetric(ours.cpu.Seconds()/theirs.cpu.Seconds(), "x-git-log-cpu")
	b.ReportMetric(ours.wall.Seconds(), "s/history")
}

func readAll(b *testing.B, dir string) {
	n := 0
	err := New("", "", Options{Path: dir}, time.Now).Collect(context.Background(), nil, func(batch collectors.Batch) error {
		n += len(batch.Items)
		return nil
	})
	if err != nil || n < 8_000 {
		b.Fatalf("%d items: %v", n, err)
	}
}

// A cost is the least that several rounds of something took.
type cost struct{ wall, cpu time.Duration }

func (c *cost) take(f func()) {
	start, used := time.Now(), cpu()
	f()
	wall, spent := time.Since(start), cpu()-used
	if c.wall == 0 || wall < c.wall {
		c.wall = wall
	}
	if c.cpu == 0 || spent < c.cpu {
		c.cpu = spent
	}
}

// cpu is the time that this process and its children took of the cores.
func cpu() time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}

// BenchmarkSynthetic reads a made history of 50,000 commits to 2,000 files,
// GOLDENRATIO_BENCH_SIZE times as many, whole and then one more in fifty, beside
// what git log needs for the same commits.
func BenchmarkSynthetic(b *testing.B) {
	n := 50_000
	if text := os.Getenv("GOLDENRATIO_BENCH_SIZE"); text != "" {
		size, err := strconv.ParseFloat(text, 64)
		if err != nil {
			b.Fatal(err)
		}
		n = int(size * float64(n))
	}
	dir := b.TempDir()
	git(b, dir, "init", "--quiet", "--bare", "--initial-branch=master")
	made := &forest{dice: rand.New(rand.NewPCG(1, 2))}
	made.grow(b, dir, 0, n)
	git(b, dir, "repack", "-adq")
	git(b, dir, "tag", "whole")
	cold := newHarvest()
	b.Run("cold", func(b *testing.B) {
		compareReading(b, dir, "master", func(c *Collector) *harvest { cold = newHarvest(); cold.collect(b, c); return cold }, n)
	})
	made.grow(b, dir, n, n+n/50)
	b.Run("incremental", func(b *testing.B) {
		compareReading(b, dir, "whole..master", func(c *Collector) *harvest {
			h := newHarvest()
			h.cursor = cold.cursor
			h.collect(b, c)
			return h
		}, n/50)
	})
}

// compareReading measures a reading of n commits beside git log over a range.
func compareReading(b *testing.B, dir, commits string, read func(*Collector) *harvest, n int) {
	var ours, theirs cost
	for b.Loop() {
		theirs.take(func() {
			if err := exec.Command("git", "-C", dir, "log", "--numstat", commits).Run(); err != nil {
				b.Fatal(err)
			}
		})
		ours.take(func() {
			if got := len(read(New("", "", Options{Path: dir}, time.Now)).order); got != n {
				b.Fatalf("%d commits, want %d", got, n)
			}
		})
	}
	b.ReportMetric(ours.wall.Seconds()/theirs.wall.Seconds(), "x-git-log")
	b.ReportMetric(ours.cpu.Seconds()/theirs.cpu.Seconds(), "x-git-log-cpu")
	b.ReportMetric(ours.wall.Seconds(), "s/history")
}

// A forest is 2,000 files of 150 lines: of each line, in which commit it changed.
type forest struct {
	dice  *rand.Rand
	files [2000][150]int
}

// grow commits changes of six lines in one to four files.
func (f *forest) grow(b *testing.B, dir string, from, to int) {
	var s story
	for i := from; i < to; i++ {
		who := fmt.Sprintf("Ann %d <ann%d@example.org> %d +0000", i%200, i%200, 1200000000+3600*i)
		var lines []string
		if i == from && from > 0 {
			lines = append(lines, "from refs/heads/master^0")
		}
		for range 1 + f.dice.IntN(4) {
			name, at := f.dice.IntN(len(f.files)), f.dice.IntN(144)
			for line := range 6 {
				f.files[name][at+line] = i
			}
			var text strings.Builder
			for line, changed := range f.files[name] {
				fmt.Fprintf(&text, "line %d of file %d, %d\n", line, name, changed)
			}
			lines = append(lines, file("100644", fmt.Sprintf("part%d/sub%d/file%d.c", name%20, name%100, name), text.String()))
		}
		s.commit("master", who, who, fmt.Sprintf("part: change %d", i), lines...)
		if s.Len() > 64<<20 || i == to-1 {
			importInto(b, dir, s.String())
			s.Reset()
		}
		if s.Len() == 0 && i < to-1 {
			fmt.Fprintf(&s, "reset refs/heads/master\nfrom refs/heads/master^0\n\n")
		}
	}
}

// BenchmarkNothingNew looks at a repository that has not changed.
func BenchmarkNothingNew(b *testing.B) {
	dir := bundle(b, "mini-os")
	h := newHarvest()
	c := New("", "", Options{Path: dir}, time.Now)
	h.collect(b, c)
	for b.Loop() {
		if err := c.Collect(context.Background(), h.cursor, func(collectors.Batch) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
