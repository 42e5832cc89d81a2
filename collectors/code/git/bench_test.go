package git

import (
	"context"
	"os/exec"
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
