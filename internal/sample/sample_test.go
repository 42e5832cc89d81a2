package sample

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func options(seed uint64) Options {
	return Options{Seed: seed, Quarters: 6, Messages: 250, Commits: 60, End: time.Date(2020, 5, 20, 13, 0, 0, 0, time.UTC)}
}

func write(t *testing.T, o Options) (string, *Truth) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "git")
	}
	dir := t.TempDir()
	truth, err := Write(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, truth
}

// missing skips on a laptop and fails where everything has to be there.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_SERVERS") == "1" {
		t.Fatal(what + " is not installed")
	}
	t.Skip(what + " is not installed")
}

func TestEqualSeedsGiveEqualBytes(t *testing.T) {
	a, _ := write(t, options(7))
	b, _ := write(t, options(7))
	c, _ := write(t, options(8))
	if diff := cmp.Diff(digests(t, a), digests(t, b)); diff != "" {
		t.Errorf("two samples of one seed differ:\n%s", diff)
	}
	if cmp.Equal(digests(t, a), digests(t, c)) {
		t.Error("samples of two seeds are equal")
	}
}

// digests are the hashes of all files below a folder.
func digests(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir)] = fmt.Sprintf("%x", sha256.Sum256(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPythonReadsAsManyMessages(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		missing(t, "python3")
	}
	dir, truth := write(t, options(1))
	out, err := exec.CommandContext(t.Context(), python, "testdata/count.py", filepath.Join(dir, "lists")).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]uint64
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for list, n := range got {
		if want := truth.Sources[list].Received; n != want {
			t.Errorf("%s: mailbox reads %d messages, the truth has %d", list, n, want)
		}
	}
	if len(got) != 2 {
		t.Errorf("lists %v, want two", got)
	}
}

func TestOddities(t *testing.T) {
	o := options(3)
	o.Size = 8
	dir, truth := write(t, o)
	var all strings.Builder
	for _, name := range []string{"example-devel/2020-04.mbox", "example-devel/2020-02.mbox", "example-users/2020-02.mbox", "example-users/2020-04.mbox", "example-users/2019-05.mbox"} {
		text, err := os.ReadFile(filepath.Join(dir, "lists", name))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, want := range []string{
		"=?utf-8?q?", "=?UTF-8?b?", "=?windows-1252?q?", "quoted-printable", "base64", "multipart/alternative",
		"\n>From ", " via example-users", "[example-users]", " at example.", "Auto-Submitted", "Reviewed-by: ",
		"[PATCH v2", "AW: ", "elsewhere.example.com", "diff --git",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %q in the archives", want)
		}
	}
	for list, l := range map[string]Ledger{listDevel: truth.Sources[listDevel], listUsers: truth.Sources[listUsers]} {
		if l.Duplicates == 0 || l.Quarantined == 0 {
			t.Errorf("%s: %+v", list, l)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), dir, options(1)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a folder that holds something: %v", err)
	}
	if _, err := Write(t.Context(), t.TempDir(), Options{}); err == nil {
		t.Error("no end: no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(ctx, t.TempDir(), options(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestDeadline(t *testing.T) {
	const form = "2006-01-02T15:04"
	for _, c := range []struct {
		start string
		days  int
		want  string
	}{
		{"2020-01-03T15:00", 2, "2020-01-07T15:00"},
		{"2020-01-04T10:00", 2, "2020-01-08T00:00"},
		{"2020-01-05T00:00", 5, "2020-01-13T00:00"},
	} {
		start, err := time.Parse(form, c.start)
		if err != nil {
			t.Fatal(err)
		}
		if got := time.Unix(deadline(start.Unix(), c.days), 0).UTC().Format(form); got != c.want {
			t.Errorf("%s + %d business days = %s, want %s", c.start, c.days, got, c.want)
		}
	}
}

func TestAbsence(t *testing.T) {
	for _, c := range []struct {
		done []int
		want string
	}{
		{[]int{1000, 202, 90, 33, 332, 343, 42, 433}, "2"}, {[]int{50, 50}, "1"}, {[]int{1, 1, 1, 1, 1}, "3"}, {[]int{2, 1, 1}, "1"}, {nil, "NULL"},
	} {
		done := map[int]int{}
		for i, n := range c.done {
			done[i] = n
		}
		if got := show(absence(done)); got != c.want {
			t.Errorf("%v → %s, want %s", c.done, got, c.want)
		}
	}
}
