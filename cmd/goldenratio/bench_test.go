package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/realdata"
	"goldenratio/internal/sample"
)

// The benchmarks of docs/performance.md. Each runs the built program on real or
// synthetic input, once an iteration, and reports how long that took as a ratio
// to something else on the same input, measured in the same run.

// BenchmarkGit collects a repository's whole history beside `git log --all --numstat`.
func BenchmarkGit(b *testing.B) {
	bin, clone := build(b), filepath.Join(b.TempDir(), "clone.git")
	reference(b, "git", "clone", "--quiet", "--bare", realdata.Path(b, "xapi-xenopsd-dev.bundle"), clone)
	git := reference(b, "git", "-C", clone, "log", "--all", "--numstat")
	for b.Loop() {
		dir := community(b, fmt.Sprintf("  - {id: clone, type: git, scope: c, path: '%s'}\n", clone))
		took := measure(b, git, "x-git-log", bin, dir, "--json", "collect")
		b.ReportMetric(took.source/git.Seconds(), "x-git-log-source")
	}
}

// BenchmarkMail collects half a year of a list beside Python's mailbox and
// email modules, which parse it and store nothing.
func BenchmarkMail(b *testing.B) {
	bin, archive := build(b), b.TempDir()
	reference(b, "tar", "xzf", realdata.Path(b, "mail-virtualization-2020h1-dev.tar.gz"), "-C", archive)
	for _, form := range []string{"gz", "plain"} {
		b.Run(form, func(b *testing.B) {
			pattern := filepath.Join(archive, "mail", "*", "*.mbox.gz")
			if form == "plain" {
				pattern = strings.TrimSuffix(pattern, ".gz")
				reference(b, "sh", "-c", "gunzip -kf "+archive+"/mail/*/*.mbox.gz")
			}
			python := reference(b, "python3", "testdata/parse_mail.py", pattern)
			notmuch := notmuchNew(b, pattern)
			for b.Loop() {
				dir := community(b, fmt.Sprintf("  - {id: archive, type: mbox, list: l, paths: ['%s']}\n", pattern))
				took := measure(b, python, "x-python", bin, dir, "collect")
				b.ReportMetric(took.Seconds()/notmuch.Seconds(), "x-notmuch")
				b.ReportMetric(3372/took.Seconds(), "messages/s")
			}
		})
	}
}

// notmuchNew is how long notmuch takes to index the mails of archives, each
// already in a file of its own.
func notmuchNew(b *testing.B, pattern string) time.Duration {
	b.Helper()
	dir := b.TempDir()
	reference(b, "python3", "testdata/split_mail.py", pattern, dir)
	config := filepath.Join(b.TempDir(), "config")
	text := "[database]\npath=" + dir + "\n[user]\nprimary_email=nobody@example.org\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return reference(b, "notmuch", "--config="+config, "new", "--quiet")
}

// BenchmarkLargeMail is BenchmarkMail for the same mails ten times over, under
// other Message-IDs, so that starting the engine does not matter.
func BenchmarkLargeMail(b *testing.B) {
	bin, archive := build(b), b.TempDir()
	reference(b, "tar", "xzf", realdata.Path(b, "mail-virtualization-2020h1-dev.tar.gz"), "-C", archive)
	reference(b, "sh", "-c", `cd "$1" && for i in 1 2 3 4 5 6 7 8 9 10; do for f in mail/*/*.gz; do
		gunzip -c "$f" | sed -E "s/^(Message-I[Dd]: *<)/\\1$i./" >"$i-$(basename "$f" .gz)"; done; done`, "sh", archive)
	for _, form := range []string{"plain", "gz"} {
		b.Run(form, func(b *testing.B) {
			pattern := filepath.Join(archive, "*.mbox")
			if form == "gz" {
				reference(b, "sh", "-c", "gzip -k "+pattern)
				pattern += ".gz"
			}
			python := reference(b, "python3", "testdata/parse_mail.py", pattern)
			for b.Loop() {
				dir := community(b, fmt.Sprintf("  - {id: archive, type: mbox, list: l, paths: ['%s']}\n", pattern))
				took := measure(b, python, "x-python", bin, dir, "collect")
				b.ReportMetric(33720/took.Seconds(), "messages/s")
			}
		})
	}
}

// BenchmarkArchive collects the lists of a synthetic community, a million mails
// (GOLDENRATIO_BENCH_SIZE times as many): first all but the last month, then
// that month beside all others. Python parses three months for comparison; the
// ratio is of the times that one mail takes.
func BenchmarkArchive(b *testing.B) {
	bin, made := build(b), b.TempDir()
	truth, err := sample.Write(b.Context(), made, sample.Options{Seed: 1, End: clock, Quarters: 40, Messages: 25_000, Commits: 1, Size: benchSize(b)})
	if err != nil {
		b.Fatal(err)
	}
	all := 0.0
	for _, ledger := range truth.Sources {
		all += float64(ledger.Received)
	}
	lists := filepath.Join(made, "lists", "*")
	began := time.Now()
	counted, err := exec.CommandContext(b.Context(), "python3", "testdata/parse_mail.py", filepath.Join(lists, "2020-0[1-3].mbox*")).Output()
	if err != nil {
		b.Fatal(err)
	}
	var mails float64
	if _, err := fmt.Sscan(string(counted), &mails); err != nil {
		b.Fatal(err)
	}
	python := time.Since(began).Seconds() / mails
	latest, err := filepath.Glob(filepath.Join(lists, "2020-06.mbox*"))
	if err != nil || len(latest) == 0 {
		b.Fatal("no latest month", err)
	}
	for b.Loop() {
		dir := community(b, fmt.Sprintf("  - {id: archive, type: mbox, list: l, paths: ['%s']}\n", filepath.Join(lists, "*.mbox*")))
		for _, file := range latest {
			move(b, file, file+".later")
		}
		cold := measure(b, time.Duration(python*all*float64(time.Second)), "x-python", bin, dir, "collect")
		b.ReportMetric(all/cold.Seconds(), "messages/s")
		for _, file := range latest {
			move(b, file+".later", file)
		}
		began := time.Now()
		goldenratio(b, bin, "--config", filepath.Join(dir, "goldenratio.yaml"), "collect")
		b.ReportMetric(time.Since(began).Seconds(), "s-last-month")
	}
}

func move(b *testing.B, from, to string) {
	b.Helper()
	if err := os.Rename(from, to); err != nil {
		b.Fatal(err)
	}
}

// benchSize is how many times as large as usual a benchmark is to be.
func benchSize(b *testing.B) float64 {
	b.Helper()
	size := 1.0
	if text := os.Getenv("GOLDENRATIO_BENCH_SIZE"); text != "" {
		if _, err := fmt.Sscan(text, &size); err != nil {
			b.Fatal(err)
		}
	}
	return size
}

// BenchmarkNothingNew collects from a hundred local sources that have nothing
// new, engine's start included, beside `git ls-remote` for each.
func BenchmarkNothingNew(b *testing.B) {
	bin, origin := build(b), b.TempDir()
	if _, err := sample.Write(b.Context(), origin, sample.Options{Seed: 1, End: clock, Quarters: 2}); err != nil {
		b.Fatal(err)
	}
	var sources strings.Builder
	list := "for i in $(seq 50); do git ls-remote " + filepath.Join(origin, "tools.git") + " >/dev/null; done"
	for i := range 50 {
		fmt.Fprintf(&sources, "  - {id: g%d, type: git, scope: c, path: '%s'}\n", i, filepath.Join(origin, "tools.git"))
		fmt.Fprintf(&sources, "  - {id: m%d, type: mbox, list: l, paths: ['%s']}\n", i, filepath.Join(origin, "lists", "example-users", "*"))
	}
	dir := community(b, sources.String())
	goldenratio(b, bin, "--config", filepath.Join(dir, "goldenratio.yaml"), "collect")
	git := reference(b, "sh", "-c", list)
	for b.Loop() {
		measure(b, git, "x-ls-remote", bin, dir, "collect")
	}
}

// BenchmarkCompute evaluates every KPI for every period of 1 M messages and
// 100 k commits (GOLDENRATIO_BENCH_SIZE scales both), beside one pass of
// ClickHouse over the messages.
func BenchmarkCompute(b *testing.B) {
	bin, dir := build(b), b.TempDir()
	_, err := sample.Write(b.Context(), dir, sample.Options{Seed: 1, End: clock, Quarters: 40, Messages: 25_000, Commits: 2_500, Size: benchSize(b)})
	if err != nil {
		b.Fatal(err)
	}
	writeKey(b, dir)
	config := filepath.Join(dir, "goldenratio.yaml")
	goldenratio(b, bin, "--config", config, "collect")
	goldenratio(b, bin, "--config", config, "compute")
	pass := reference(b, filepath.Join(bin, "goldenratio"), "--config", config, "sql",
		"SELECT toStartOfQuarter(date) AS q, uniqExact(person_id) FROM messages GROUP BY q ORDER BY q")
	for b.Loop() {
		measure(b, pass, "x-one-query", bin, dir, "compute")
	}
}

// reference runs something to compare with and returns how long it took.
func reference(b *testing.B, name string, args ...string) time.Duration {
	b.Helper()
	started := time.Now()
	if output, err := exec.CommandContext(b.Context(), name, args...).CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%.2000s", name, err, output)
	}
	return time.Since(started)
}

// measure runs the program and reports its time as a ratio, its time, and the
// most memory it took, without the engine's.
func measure(b *testing.B, beside time.Duration, unit, bin, dir string, verb ...string) timing {
	b.Helper()
	command := exec.CommandContext(context.WithoutCancel(b.Context()), filepath.Join(bin, "goldenratio"),
		append([]string{"--config", filepath.Join(dir, "goldenratio.yaml")}, verb...)...)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	started := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	peak := watchMemory(command.Process.Pid)
	if err := command.Wait(); err != nil {
		b.Fatalf("goldenratio %q: %v\n%s", verb, err, output.String())
	}
	took := time.Since(started)
	b.ReportMetric(took.Seconds()/beside.Seconds(), unit)
	b.ReportMetric(took.Seconds(), "s")
	b.ReportMetric(<-peak, "MB-program")
	var sources []jsonResult
	if json.Unmarshal(output.Bytes(), &sources) == nil && len(sources) > 0 {
		return timing{took, sources[0].Seconds}
	}
	return timing{Duration: took}
}

// A timing is how long the program took, and with --json how many seconds of
// that went into its first source.
type timing struct {
	time.Duration
	source float64
}

// watchMemory gives the most memory that a process has resident until it ends,
// in MB. What it waited for, such as its engine, does not count.
func watchMemory(pid int) <-chan float64 {
	peak := make(chan float64, 1)
	go func() {
		most := 0.0
		for {
			text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, line, found := strings.Cut(string(text), "VmHWM:")
			if err != nil || !found { // gone, or only its exit status is left
				peak <- most
				return
			}
			var kilobytes float64
			if _, err := fmt.Sscan(line, &kilobytes); err == nil {
				most = max(most, kilobytes/1024)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	return peak
}

// community is a configuration with some sources, and nothing collected yet.
func community(b *testing.B, sources string) string {
	b.Helper()
	dir := b.TempDir()
	text := "scopes: [{id: c}]\nlists: [{id: l, scope: c}]\nsources:\n" + sources
	if err := os.WriteFile(filepath.Join(dir, "goldenratio.yaml"), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	writeKey(b, dir)
	return dir
}
