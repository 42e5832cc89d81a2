package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMemoryStaysWithinTheLimit feeds the program what is made to fill memory:
// a mail of 200 MB, several just below the limit of a mail, one line of 50 MB,
// and 100,000 recipients. Its limit is 300 MB, the engine's not counted.
func TestMemoryStaysWithinTheLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("writes half a gigabyte")
	}
	bin, dir := build(t), t.TempDir()
	writeKey(t, dir)
	config := filepath.Join(dir, "goldenratio.yaml")
	text := "scopes: [{id: c}]\nlists: [{id: l, scope: c}]\nsources: [{id: s, type: mbox, list: l, paths: [hostile.mbox]}]\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	writeHostile(t, filepath.Join(dir, "hostile.mbox"))
	command := exec.CommandContext(t.Context(), filepath.Join(bin, "goldenratio"), "--config", config, "collect")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	peak := watchMemory(command.Process.Pid)
	if err := command.Wait(); err != nil {
		t.Fatal(err)
	}
	most := <-peak
	t.Logf("at most %.0f MB resident", most)
	if most == 0 || most > 300 {
		t.Errorf("%.0f MB resident, want at most 300", most)
	}
	status := goldenratio(t, bin, "--config", config, "status")
	if !strings.Contains(status, "message too large") || !strings.Contains(status, " 11 ") {
		t.Errorf("not every mail is accounted for:\n%s", status)
	}
}

func writeHostile(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(file, 1<<20)
	n := 0
	head := func(to string) {
		n++
		date := time.Date(2020, 1, n, 10, 0, 0, 0, time.UTC)
		fmt.Fprintf(w, "From a@example.org %s\nFrom: a@example.org\nTo: %s\nDate: %s\nMessage-ID: <%d@example.org>\nSubject: number %d\n\n",
			date.Format(time.ANSIC), to, date.Format(time.RFC1123Z), n, n)
	}
	fill := func(line string, size int) {
		for range size / len(line) {
			fmt.Fprint(w, line)
		}
		fmt.Fprint(w, "\n\n")
	}
	head("b@example.org")
	fill("text that goes on and on\n", 200<<20)
	for range 8 {
		head("b@example.org")
		fill("text that goes on and on\n", 30<<20)
	}
	head("b@example.org")
	fill("one line without an end ", 50<<20)
	head(strings.Repeat("x@example.org,\n ", 100_000) + "y@example.org")
	fill("hello\n", 6)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
