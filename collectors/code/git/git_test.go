package git

import (
	"bytes"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/internal/realdata"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is when the tests' runs begin.
var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

// git runs git in dir, apart from the machine's settings.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	return gitIn(t, dir, "", args...)
}

func gitIn(t testing.TB, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "LC_ALL=C", "HOME="+t.TempDir(),
		"GIT_AUTHOR_NAME=Ann Author", "GIT_AUTHOR_EMAIL=ann@example.org", "GIT_AUTHOR_DATE=1400000000 +0200",
		"GIT_COMMITTER_NAME=Con Mitter", "GIT_COMMITTER_EMAIL=con@example.org", "GIT_COMMITTER_DATE=1400000060 -0330")
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, &errs)
	}
	return out.String()
}

// imported makes a bare repository from a git fast-import stream.
func imported(t testing.TB, stream string) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "init", "--quiet", "--bare", "--initial-branch=master")
	importInto(t, dir, stream)
	return dir
}

func importInto(t testing.TB, dir, stream string) {
	t.Helper()
	gitIn(t, dir, stream, "fast-import", "--quiet", "--force", "--date-format=raw-permissive")
}

// bundle clones one of the shared bundles.
func bundle(t testing.TB, name string) string {
	t.Helper()
	file := realdata.Path(t, name+"-dev.bundle")
	dir := filepath.Join(t.TempDir(), "clone")
	git(t, t.TempDir(), "clone", "--quiet", "--bare", file, dir)
	return dir
}

// A harvest is what one or more runs emitted.
type harvest struct {
	batches  []collectors.Batch
	commits  map[string]*collectors.Commit
	order    []string
	tags     map[string]*collectors.Tag
	refs     map[string]*collectors.Ref
	onBranch map[string]bool
	areas    map[string]*collectors.Area
	expected map[time.Time]uint64
	items    map[string]collectors.Item
	span     *collectors.Span
	cursor   collectors.Cursor
}

func newHarvest() *harvest {
	return &harvest{
		commits: map[string]*collectors.Commit{}, tags: map[string]*collectors.Tag{}, refs: map[string]*collectors.Ref{},
		onBranch: map[string]bool{}, areas: map[string]*collectors.Area{}, expected: map[time.Time]uint64{}, items: map[string]collectors.Item{},
	}
}

// take is an emit that stores as the warehouse does.
func (h *harvest) take(b collectors.Batch) error {
	h.batches = append(h.batches, b)
	for _, it := range b.Items {
		h.items[it.Origin] = it
		switch r := it.Record.(type) {
		case *collectors.Commit:
			h.commits[r.SHA] = r
			h.order = append(h.order, r.SHA)
		case *collectors.Tag:
			h.tags[r.Name] = r
		}
	}
	for _, s := range b.State {
		switch r := s.(type) {
		case *collectors.Ref:
			h.refs[r.Name] = r
		case *collectors.Tag:
			h.tags[r.Name] = r
		case *collectors.Area:
			h.areas[r.Key()] = r
		case *collectors.Membership:
			for _, sha := range r.SHAs {
				h.onBranch[sha] = r.Present
			}
		}
	}
	for _, prefix := range b.Gone {
		maps.DeleteFunc(h.items, func(origin string, _ collectors.Item) bool { return strings.HasPrefix(origin, prefix) })
	}
	for _, e := range b.Expected {
		h.expected[e.Day] = e.Items
	}
	if b.Span != nil {
		h.span = b.Span
	}
	h.cursor = b.Cursor
	return nil
}

// until is an emit that takes n batches and then fails.
func (h *harvest) until(n int, err error) func(collectors.Batch) error {
	return func(b collectors.Batch) error {
		_ = h.take(b)
		if len(h.batches) == n {
			return err
		}
		return nil
	}
}

func (h *harvest) present() int {
	n := 0
	for _, p := range h.onBranch {
		if p {
			n++
		}
	}
	return n
}

// collect runs c from where h is to its end.
func (h *harvest) collect(t testing.TB, c *Collector) {
	t.Helper()
	if err := c.Collect(context.Background(), h.cursor, h.take); err != nil {
		t.Fatal(err)
	}
}

func collectPath(t testing.TB, path string) *harvest {
	t.Helper()
	h := newHarvest()
	h.collect(t, New("", "", Options{Path: path}, atNoon))
	return h
}
