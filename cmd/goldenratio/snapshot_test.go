package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenratio/internal/sample"
	"goldenratio/internal/snapshot"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// A board is a community whose quarter is closed again and again.
type board struct {
	t                *testing.T
	bin, dir, config string
	now              time.Time
}

const quarter = "2020-Q2"

func newBoard(t *testing.T) *board {
	t.Helper()
	c := &board{t: t, bin: build(t), dir: t.TempDir(), now: time.Date(2020, 8, 3, 0, 0, 0, 0, time.UTC)}
	c.config = filepath.Join(c.dir, "goldenratio.yaml")
	_, err := sample.Write(t.Context(), c.dir, sample.Options{Seed: 5, End: c.now, Quarters: 6, Messages: 120, Commits: 40})
	if err != nil {
		t.Fatal(err)
	}
	writeKey(t, c.dir)
	c.run("collect")
	c.run("compute")
	return c
}

// run runs the program, each time an hour later.
func (c *board) run(args ...string) string {
	c.t.Helper()
	c.now = c.now.Add(time.Hour)
	return goldenratio(c.t, c.bin, append([]string{"--config", c.config, "--now=" + c.now.Format(time.RFC3339)}, args...)...)
}

// close closes the quarter.
func (c *board) close() snapshot.Closed {
	c.t.Helper()
	var closed snapshot.Closed
	if err := json.Unmarshal([]byte(c.run("snapshot", "close", quarter, "--by", "Ada Example", "--json")), &closed); err != nil {
		c.t.Fatal(err)
	}
	return closed
}

func (c *board) page(id string) string {
	c.t.Helper()
	return c.run("report", "board", "--snapshot", id, "--format", "html")
}

// cause finds the restatement of a KPI in the root scope.
func (c *board) cause(closed snapshot.Closed, kpi string) snapshot.Restatement {
	c.t.Helper()
	at := slices.IndexFunc(closed.Restated, func(r snapshot.Restatement) bool {
		return r.KPI == kpi && !strings.Contains(r.Scope, "/") && r.Start.Format(time.DateOnly) == "2020-04-01"
	})
	if at < 0 {
		c.t.Fatalf("%s is not restated: %+v", kpi, closed.Restated)
	}
	return closed.Restated[at]
}

// write adds text to a file of the community.
func (c *board) write(name, text string) {
	c.t.Helper()
	file, err := os.OpenFile(filepath.Join(c.dir, name), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := file.WriteString(text); err != nil {
		c.t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		c.t.Fatal(err)
	}
}

// TestSnapshots closes a quarter and changes everything that may change after
// it: its numbers stay, and every revision says why it came about.
func TestSnapshots(t *testing.T) {
	c := newBoard(t)
	first := c.close()
	if first.Snapshot.ID != quarter+".1" || len(first.Restated) != 0 {
		t.Fatalf("closed as %+v", first)
	}
	page := c.page(first.Snapshot.ID)
	if again := c.page(first.Snapshot.ID); again != page {
		t.Error("two renderings of a snapshot differ")
	}

	t.Run("nothing new", func(t *testing.T) {
		if closed := c.close(); !closed.Same || closed.Snapshot.ID != first.Snapshot.ID {
			t.Errorf("closed once more as %+v", closed)
		}
	})
	t.Run("late mail", func(t *testing.T) {
		c.write("lists/example-devel/2020-05-late.mbox", "From late@example.org Wed May 13 10:00:00 2020\nFrom: Late Example <late@example.org>\n"+
			"Date: Wed, 13 May 2020 10:00:00 +0000\nMessage-ID: <late@example.org>\nSubject: I was on a slow boat\n\nHello.\n")
		c.run("collect")
		c.run("compute")
		if now := c.page(first.Snapshot.ID); now != page {
			t.Error("new data changed the page of a closed quarter")
		}
		closed := c.close()
		if r := c.cause(closed, "mail_messages"); closed.Snapshot.ID != quarter+".2" || r.Previous != first.Snapshot.ID ||
			r.Cause != snapshot.LateMail || *r.New != *r.Old+1 {
			t.Errorf("%s: restated %+v", closed.Snapshot.ID, r)
		}
		if now := c.page(first.Snapshot.ID); now == page || !strings.Contains(now, closed.Snapshot.ID) {
			t.Error("the page of an old revision does not name the new one")
		}
	})
	t.Run("a mail that is gone", func(t *testing.T) {
		const kept = "lists/example-devel/2020-05-late.mbox"
		text, err := os.ReadFile(filepath.Join(c.dir, kept))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(c.dir, kept)); err != nil {
			t.Fatal(err)
		}
		c.run("collect")
		closed := c.close()
		if r := c.cause(closed, "mail_messages"); r.Cause != snapshot.Deleted || *r.New != *r.Old-1 {
			t.Errorf("%s: restated %+v", closed.Snapshot.ID, r)
		}
		c.write(kept, string(text))
		c.run("collect")
		c.close()
	})
	t.Run("a late merge", func(t *testing.T) {
		c.commit("2020-05-20T12:00:00Z")
		c.run("collect")
		closed := c.close()
		if r := c.cause(closed, "code_commits"); r.Cause != snapshot.LateMerge || r.Source != "tools" || *r.New != *r.Old+1 {
			t.Errorf("%s: restated %+v", closed.Snapshot.ID, r)
		}
	})
	t.Run("a bot", func(t *testing.T) {
		c.edit("bots:\n", "bots:\n  - {name: Late Example, reason: it was a program}\n")
		closed := c.close()
		if r := c.cause(closed, "mail_messages"); r.Cause != snapshot.Bot || r.Effect == nil || *r.Effect != -1 {
			t.Errorf("%s: restated %+v", closed.Snapshot.ID, r)
		}
	})
	t.Run("a definition", func(t *testing.T) {
		added := c.countMerges()
		closed := c.close()
		if r := c.cause(closed, "code_commits"); r.Cause != snapshot.Definition || r.Effect == nil || *r.Effect != -added {
			t.Errorf("%s: restated %+v, and there are %v merges", closed.Snapshot.ID, r, added)
		}
	})
	t.Run("two people who were one", func(t *testing.T) {
		c.joinTwo()
		closed := c.close()
		if r := c.cause(closed, "mail_senders"); r.Cause != snapshot.Identity || r.Effect == nil || *r.Effect != 1 {
			t.Errorf("%s: restated %+v", closed.Snapshot.ID, r)
		}
	})
	t.Run("a rebuilt store", func(t *testing.T) {
		before := c.page(quarter + ".8")
		c.run("collect", "--rebuild")
		if c.page(quarter+".8") != before {
			t.Error("a rebuild changed the page of a closed quarter")
		}
	})
	var listed []snapshot.Snapshot
	if err := json.Unmarshal([]byte(c.run("snapshot", "list", "--json")), &listed); err != nil {
		t.Fatal(err)
	}
	if len(listed) != 8 || listed[7].By != "Ada Example" {
		t.Errorf("listed %+v", listed)
	}
	if text := c.run("kpi", "explain", "mail_messages", "--snapshot", quarter+".1"); !strings.Contains(text, quarter+".1, as of ") || strings.Contains(text, "What was counted") {
		t.Errorf("a closed number is explained as\n%s", text)
	}
	if diff := c.run("snapshot", "diff", quarter+".1", quarter+".2"); !strings.Contains(diff, "mail_messages") || strings.Contains(diff, "code_commits") {
		t.Errorf("diff of the first two:\n%s", diff)
	}
	c.run("compute")
	if diff := c.run("snapshot", "diff", quarter+".8"); !strings.Contains(diff, "no number differs") {
		t.Errorf("diff of the last and today:\n%s", diff)
	}
}

// edit replaces a text of the configuration.
func (c *board) edit(old, new string) {
	c.t.Helper()
	text, err := os.ReadFile(c.config)
	if err != nil {
		c.t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		c.t.Fatalf("the configuration has no %q", old)
	}
	if err := os.WriteFile(c.config, []byte(strings.Replace(string(text), old, new, 1)), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// commit adds a commit to a repository of the community.
func (c *board) commit(date string) {
	c.t.Helper()
	git := func(args ...string) string {
		command := exec.CommandContext(c.t.Context(), "git", append([]string{"-C", filepath.Join(c.dir, "tools.git")}, args...)...)
		command.Env = append(os.Environ(), "GIT_AUTHOR_NAME=Ada Example", "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_AUTHOR_DATE="+date,
			"GIT_COMMITTER_NAME=Ada Example", "GIT_COMMITTER_EMAIL=ada@example.org", "GIT_COMMITTER_DATE="+date)
		output, err := command.CombinedOutput()
		if err != nil {
			c.t.Fatalf("git %q: %v\n%s", args, err, output)
		}
		return strings.TrimSpace(string(output))
	}
	git("update-ref", "HEAD", git("commit-tree", "-p", "HEAD", "-m", "Come late", "HEAD^{tree}"))
}

// change runs statements in the store itself.
func (c *board) change(statements ...string) {
	c.t.Helper()
	store, err := warehouse.Open(c.t.Context(), warehousetest.Options(c.t, filepath.Join(c.dir, "golden-data")))
	if err != nil {
		c.t.Fatal(err)
	}
	defer store.Close(c.t.Context()) //nolint:errcheck // what is wrong shows in the next run
	for _, statement := range statements {
		if err := warehouse.Exec(c.t.Context(), store.Conn, statement+" SETTINGS mutations_sync = 2", nil); err != nil {
			c.t.Fatal(err)
		}
	}
}

// joinTwo turns the last snapshot into one that took two senders of the quarter
// for one person.
func (c *board) joinTwo() {
	c.t.Helper()
	const (
		senders = "(SELECT arraySort(groupUniqArray(person_id)) FROM golden.messages WHERE NOT bot AND date >= '2020-04-01' AND date < '2020-07-01')"
		last    = "(SELECT argMax(compute_id, revision) FROM golden.snapshots)"
	)
	c.change(
		"ALTER TABLE golden.identity_maps UPDATE person_id = "+senders+"[1] WHERE person_id = "+senders+"[2]",
		"ALTER TABLE golden.kpi_values UPDATE value = value - 1 WHERE compute_id = "+last+" AND kpi = 'mail_senders' AND grain = 'quarter'"+
			" AND dimension = '' AND period_start = '2020-04-01' AND NOT match(scope, '/')",
	)
}

// countMerges turns the last snapshot into one whose formula of commits counted
// merges too, and gives how many there are in the quarter.
func (c *board) countMerges() float64 {
	c.t.Helper()
	const (
		merges = "SELECT toFloat64(count()) FROM golden.commits WHERE merge AND NOT bot AND date >= '2020-04-01' AND date < '2020-07-01'"
		last   = " WHERE compute_id = (SELECT argMax(compute_id, revision) FROM golden.snapshots) AND kpi = 'code_commits'"
	)
	c.change(
		"ALTER TABLE golden.kpi_definitions UPDATE sql = replaceOne(sql, 'NOT merge AND ', '')"+last,
		"ALTER TABLE golden.kpi_values UPDATE value = value + ("+merges+")"+last+
			" AND grain = 'quarter' AND dimension = '' AND period_start = '2020-04-01' AND NOT match(scope, '/')",
	)
	added, err := strconv.ParseFloat(strings.TrimSpace(c.run("sql", "--format", "TSV", merges)), 64)
	if err != nil {
		c.t.Fatal(err)
	}
	return added
}
