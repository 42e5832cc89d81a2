package link_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"goldenratio/internal/realdata"
)

// A repo is a bare clone of a bundle of ../shared/data.
type repo struct {
	t   *testing.T
	dir string
}

const shared = "../../../../shared/data"

// clone unpacks a bundle. Where it is missing the test is skipped, or fails if
// REQUIRE_DATA is 1.
func clone(t *testing.T, bundle string) *repo {
	t.Helper()
	path := realdata.Path(t, bundle)
	r := &repo{t, filepath.Join(t.TempDir(), "git")}
	if out, err := exec.Command("git", "clone", "-q", "--mirror", path, r.dir).CombinedOutput(); err != nil {
		t.Fatalf("clone %s: %v\n%s", bundle, err, out)
	}
	return r
}

// try runs git with nothing of this machine's configuration.
func (r *repo) try(input string, env []string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-C", r.dir}, args...)...)
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + r.dir, "GIT_CONFIG_NOSYSTEM=1", "TZ=UTC", "LC_ALL=C.UTF-8",
		"GIT_COMMITTER_NAME=Committer", "GIT_COMMITTER_EMAIL=committer@example.org",
		"GIT_AUTHOR_NAME=Author", "GIT_AUTHOR_EMAIL=author@example.org",
	}, env...)
	cmd.Stdin = strings.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("git %q: %w: %s", args, err, stderr.String())
	}
	return string(out), err
}

func (r *repo) git(input string, env []string, args ...string) string {
	r.t.Helper()
	out, err := r.try(input, env, args...)
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

// A who is a person of a commit.
type who struct{ name, mail string }

// A commit is one that git holds.
type commit struct {
	sha, tree, parent   string
	author, committer   who
	authored, committed int64
	message             string
}

func (c commit) subject() string {
	paragraph, _, _ := strings.Cut(c.message, "\n\n")
	return strings.Join(strings.Fields(paragraph), " ")
}

func (c commit) body() string {
	_, body, _ := strings.Cut(c.message, "\n\n")
	return body
}

// history reads the commits of HEAD or of all --branches, parents first; merges have no parent.
func (r *repo) history(what string) []commit {
	const format = "%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x01"
	var all []commit
	for _, entry := range strings.Split(r.git("", nil, "log", "--topo-order", "--reverse", "--encoding=UTF-8", "--format="+format, what), "\x01") {
		f := strings.Split(strings.TrimPrefix(entry, "\n"), "\x00")
		if len(f) != 10 {
			continue
		}
		c := commit{sha: f[0], tree: f[1], parent: f[2], author: who{f[3], f[4]}, committer: who{f[6], f[7]}, message: strings.TrimSpace(f[9])}
		c.authored, _ = strconv.ParseInt(f[5], 10, 64)
		c.committed, _ = strconv.ParseInt(f[8], 10, 64)
		if strings.Contains(c.parent, " ") {
			c.parent = ""
		}
		all = append(all, c)
	}
	return all
}

// write makes a commit of a tree.
func (r *repo) write(c commit) commit {
	r.t.Helper()
	env := []string{
		"GIT_AUTHOR_NAME=" + c.author.name, "GIT_AUTHOR_EMAIL=" + c.author.mail, fmt.Sprintf("GIT_AUTHOR_DATE=@%d +0000", c.authored),
		"GIT_COMMITTER_NAME=" + c.committer.name, "GIT_COMMITTER_EMAIL=" + c.committer.mail, fmt.Sprintf("GIT_COMMITTER_DATE=@%d +0000", c.committed),
	}
	c.sha = strings.TrimSpace(r.git(c.message+"\n", env, "commit-tree", c.tree, "-p", c.parent))
	return c
}

// pick puts a commit onto another, as git cherry-pick and git rebase do: a
// merge whose base is the commit's parent. It fails where that conflicts or
// leaves nothing.
func (r *repo) pick(c, onto commit) (commit, bool) {
	r.t.Helper()
	if c.parent == onto.sha {
		return c, true
	}
	there := r.write(commit{tree: onto.tree, parent: c.parent, author: c.author, committer: c.author})
	out, err := r.try("", nil, "merge-tree", "--write-tree", there.sha, c.sha)
	tree, _, _ := strings.Cut(out, "\n")
	if err != nil || tree == onto.tree {
		return commit{}, false
	}
	c.tree, c.parent = tree, onto.sha
	return r.write(c), true
}

// rebase picks a whole series.
func (r *repo) rebase(series []commit, onto commit) ([]commit, bool) {
	r.t.Helper()
	var out []commit
	for _, c := range series {
		next, ok := r.pick(c, onto)
		if !ok {
			return nil, false
		}
		out, onto = append(out, next), next
	}
	return out, true
}

// paths are the files that differ between two trees.
func (r *repo) paths(from, to string) []string {
	r.t.Helper()
	out := strings.TrimRight(r.git("", nil, "diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to), "\x00")
	if out == "" {
		return nil
	}
	return strings.Split(out, "\x00")
}

// entry is a path of a tree as update-index wants it; one that says "remove"
// where there is none.
func (r *repo) entry(tree, path string) string {
	r.t.Helper()
	out := strings.TrimRight(r.git("", nil, "--literal-pathspecs", "ls-tree", "-z", tree, "--", path), "\x00")
	if out == "" {
		return "0 0000000000000000000000000000000000000000\t" + path
	}
	return out
}

// with is a tree in which some entries are replaced.
func (r *repo) with(tree string, entries ...string) string {
	r.t.Helper()
	env := []string{"GIT_INDEX_FILE=" + filepath.Join(r.dir, "scratch")}
	r.git("", env, "read-tree", tree)
	r.git(strings.Join(entries, "\x00")+"\x00", env, "update-index", "-z", "--index-info")
	return strings.TrimSpace(r.git("", env, "write-tree"))
}
