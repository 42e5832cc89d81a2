package git

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
)

// failure returns the error of a run that must fail.
func failure(t *testing.T, c *Collector, from collectors.Cursor) string {
	t.Helper()
	err := c.Collect(context.Background(), from, func(collectors.Batch) error { return nil })
	if err == nil {
		t.Fatal("no error")
	}
	return err.Error()
}

func TestClearErrors(t *testing.T) {
	dir := line(t, 3)
	inside := filepath.Join(dir, "inside")
	plain := filepath.Join(t.TempDir(), "a\x1bfile")
	shallow := filepath.Join(t.TempDir(), "shallow")
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plain, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	git(t, t.TempDir(), "clone", "--quiet", "--depth=1", "file://"+dir, shallow)
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"an option as url", Options{URL: "--upload-pack=touch x"}, "cannot begin with -"},
		{"missing", Options{Path: filepath.Join(dir, "nowhere")}, "no such file or directory"},
		{"a file", Options{Path: plain}, "bundle is given as url"},
		{"no repository", Options{Path: t.TempDir()}, "it is no git repository"},
		{"inside a repository", Options{Path: inside}, "it is no git repository"},
		{"shallow", Options{Path: shallow}, "git fetch --unshallow"},
		{"shallow url", Options{URL: shallow}, "shallow"},
		{"no such branch", Options{Path: dir, Branch: "nope"}, `find default branch "nope"`},
		{"no such url", Options{URL: filepath.Join(dir, "nowhere.git")}, "does not appear to be a git repository"},
		{"a helper as url", Options{URL: "ext::touch " + filepath.Join(dir, "pwned")}, "not allowed"},
		{"secret in url", Options{URL: "http://user:secret@127.0.0.1:1/x.git"}, "fetch http://127.0.0.1:1/x.git"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := failure(t, New(dir, t.TempDir(), c.options, atNoon), nil)
			if !strings.Contains(got, c.want) || strings.Contains(got, "secret") || strings.Contains(got, "\n") {
				t.Errorf("%s", got)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Error("a url ran a command")
	}
}

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	got := failure(t, New("", t.TempDir(), Options{Path: t.TempDir()}, atNoon), nil)
	if !strings.Contains(got, "install git") {
		t.Error(got)
	}
}

func TestCursorOfSomebodyElse(t *testing.T) {
	dir := line(t, 1)
	for _, from := range []string{"uid 17", `{"format":7}`, `{"format":1,"seen":{"refs/heads/x":"--all"}}`,
		`{"format":1,"walk":{"at":-5,"phase":"commits"}}`, `{"format":1,"walk":{"at":5}}`,
		`{"format":1,"days":"?"}`, `{"format":1,"days":"gA"}`, `{"format":1,"days":"AYA"}`} {
		if got := failure(t, New("", "", Options{Path: dir}, atNoon), collectors.Cursor(from)); !strings.Contains(got, "cursor") {
			t.Errorf("%s: %s", from, got)
		}
	}
}

func TestEmptyRepository(t *testing.T) {
	dir := imported(t, "")
	for _, o := range []Options{{Path: dir}, {URL: dir}, {Path: dir, Branch: "main"}} {
		h := newHarvest()
		c := New("", t.TempDir(), o, atNoon)
		h.collect(t, c)
		if len(h.items) != 0 || len(h.refs) != 0 {
			t.Errorf("%+v", h.items)
		}
		h.collect(t, c)
	}
	h := collectPath(t, dir)
	extend(t, dir, "master", "", 0, 2)
	h.collect(t, New("", "", Options{Path: dir}, atNoon))
	if len(h.commits) != 2 || h.present() != 2 {
		t.Errorf("%d commits after the first were made", len(h.commits))
	}
}

func TestKindsOfClone(t *testing.T) {
	origin := line(t, 4)
	extend(t, origin, "topic", "refs/heads/master~1", 10, 12)
	base := t.TempDir()
	clone := filepath.Join(base, "clone")
	git(t, base, "clone", "--quiet", origin, clone)
	git(t, clone, "worktree", "add", "--quiet", "--detach", filepath.Join(base, "worktree"))
	for _, path := range []string{"clone", "clone/.git", "worktree"} {
		h := newHarvest()
		h.collect(t, New(base, "", Options{Path: path}, atNoon))
		if len(h.commits) != 6 || h.present() != 4 {
			t.Errorf("%s: %d commits, %d on the default branch", path, len(h.commits), h.present())
		}
		if h.refs["refs/remotes/origin/topic"] == nil || h.refs["refs/remotes/origin/HEAD"] != nil {
			t.Errorf("%s: %v", path, h.refs)
		}
	}
}

func TestURL(t *testing.T) {
	origin, cache := line(t, 4), t.TempDir()
	extend(t, origin, "old", "refs/heads/master~1", 10, 12)
	at := noon
	c := New(filepath.Dir(origin), cache, Options{URL: filepath.Base(origin)}, func() time.Time { at = at.Add(time.Hour); return at })
	h := newHarvest()
	h.collect(t, c)
	if len(h.commits) != 6 || h.present() != 4 || !h.span.Until.Equal(at) {
		t.Errorf("%d commits, %d on the default branch, until %s", len(h.commits), h.present(), h.span.Until)
	}
	leave(t, cache)
	extend(t, origin, "master", "refs/heads/master~1", 20, 22)
	git(t, origin, "branch", "-D", "old")
	git(t, origin, "update-ref", "refs/heads/old/sub", "master") // in the way of the deleted branch
	git(t, origin, "symbolic-ref", "HEAD", "refs/heads/old/sub")
	h.collect(t, c)
	if len(h.commits) != 8 || h.present() != 5 || !h.refs["refs/heads/old"].Deleted || !h.refs["refs/heads/old/sub"].Default {
		t.Errorf("%d commits, %d on the default branch; %+v", len(h.commits), h.present(), h.refs)
	}
}

func TestCancelledFetch(t *testing.T) {
	origin, cache := line(t, 3), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := New("", cache, Options{URL: origin}, atNoon)
	if err := c.Collect(ctx, nil, newHarvest().take); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	h := newHarvest()
	h.collect(t, c)
	if len(h.commits) != 3 {
		t.Errorf("%d commits", len(h.commits))
	}
}

// TestPartialClone has no file contents: that is said, not fetched.
func TestPartialClone(t *testing.T) {
	origin := line(t, 3)
	git(t, origin, "config", "uploadpack.allowFilter", "true")
	dir := filepath.Join(t.TempDir(), "partial")
	git(t, t.TempDir(), "clone", "--quiet", "--bare", "--filter=blob:none", "file://"+origin, dir)
	if got := failure(t, New("", "", Options{Path: dir}, atNoon), nil); !strings.Contains(got, "partial clone") {
		t.Error(got)
	}
}

// leave puts into the cache what a killed git leaves there.
func leave(t *testing.T, cache string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(cache, "*.git"))
	if err != nil || len(dirs) != 1 {
		t.Fatal(dirs, err)
	}
	for _, name := range []string{"HEAD.lock", "packed-refs.lock", "refs/heads/master.lock"} {
		if err := os.WriteFile(filepath.Join(dirs[0], name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostileRepository gives a repository whose settings, attributes, hooks,
// grafts and replacements would change or run something.
func TestHostileRepository(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "clone")
	pwned := filepath.Join(base, "pwned")
	git(t, base, "clone", "--quiet", line(t, 4), dir)
	want := collectPath(t, dir)
	run := "touch " + pwned + ";"
	for _, kv := range [][2]string{
		{"core.fsmonitor", run}, {"core.pager", run}, {"core.sshCommand", run}, {"diff.external", run}, {"core.hooksPath", "."},
		{"diff.evil.textconv", run}, {"diff.evil.command", run}, {"diff.noprefix", "true"}, {"diff.renames", "false"},
		{"diff.context", "0"}, {"diff.algorithm", "patience"}, {"log.date", "raw"}, {"log.showSignature", "true"},
		{"gpg.program", run}, {"alias.rev-list", "!" + run}, {"core.quotePath", "false"}, {"mailmap.file", "x"},
	} {
		git(t, dir, "config", kv[0], kv[1])
	}
	git(t, dir, "replace", "HEAD~1", "HEAD~2")
	for name, text := range map[string]string{".gitattributes": "* diff=evil -text binary\n", ".git/info/attributes": "* binary diff=evil\n",
		".git/info/grafts": strings.TrimSpace(git(t, dir, "rev-parse", "HEAD")) + "\n", ".mailmap": "X <x@example.org> <ann@example.org>\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "hostile", want, collectPath(t, dir))
	if _, err := os.Stat(pwned); err == nil {
		t.Error("a command of the repository ran")
	}
}

// TestSettingsOfTheMachine gives git an environment that changes its output.
func TestSettingsOfTheMachine(t *testing.T) {
	dir := line(t, 4)
	want := collectPath(t, dir)
	for k, v := range map[string]string{"GIT_DIR": "/nowhere", "GIT_EXTERNAL_DIFF": "false", "GIT_DIFF_OPTS": "-u0", "GIT_TRACE": "1",
		"GIT_NAMESPACE": "x", "GIT_OBJECT_DIRECTORY": "/nowhere", "LC_ALL": "de_DE.UTF-8", "GIT_PAGER": "false"} {
		t.Setenv(k, v)
	}
	same(t, "environment", want, collectPath(t, dir))
}

func TestSHA256(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, "init", "--quiet", "--bare", "--initial-branch=master", "--object-format=sha256")
	extend(t, dir, "master", "", 0, 3)
	h := collectPath(t, dir)
	if len(h.commits) != 3 || len(h.order[0]) != 64 || len(h.commits[h.order[0]].PatchID) != 64 {
		t.Errorf("%v", h.order)
	}
	u := newHarvest()
	u.collect(t, New("", t.TempDir(), Options{URL: dir}, atNoon))
	same(t, "url", &harvest{items: h.items, refs: h.refs, tags: h.tags, onBranch: h.onBranch, expected: h.expected}, u)
}

// TestDamagedRepository loses objects that the history needs.
func TestDamagedRepository(t *testing.T) {
	for _, rev := range []string{"master~2", "master~2^{tree}", "master~2:f0"} {
		dir := line(t, 4)
		git(t, dir, "repack", "-adq")
		packs, err := filepath.Glob(filepath.Join(dir, "objects/pack/*"))
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSpace(git(t, dir, "rev-parse", rev))
		loosen(t, dir, packs)
		if err := os.Remove(filepath.Join(dir, "objects", id[:2], id[2:])); err != nil {
			t.Fatal(err)
		}
		if got := failure(t, New("", "", Options{Path: dir}, atNoon), nil); !strings.Contains(got, id) {
			t.Errorf("%s is lost: %s", rev, got)
		}
	}
}

// loosen unpacks the objects of a repository.
func loosen(t *testing.T, dir string, packs []string) {
	t.Helper()
	for _, p := range packs {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(p); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(p, ".pack") {
			defer gitIn(t, dir, string(b), "unpack-objects", "-q")
		}
	}
}
