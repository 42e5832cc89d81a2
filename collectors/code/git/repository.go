package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A repository is one that is open for reading.
type repository struct {
	name    string // as the configuration has it, for messages
	dir     string // the git folder, a worktree's own one
	common  string // the git folder of all its worktrees
	idLen   int    // 40, or 64 with SHA-256
	remote  bool   // dir is our own clone of a URL
	scratch string // removed by close

	refs    runner // reads the repository itself: branches and tags, nothing more
	objects runner // reads its objects through the scratch repository
}

// open finds the repository at path, which belongs to somebody else: nothing
// is written there.
func open(ctx context.Context, name, path string) (*repository, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	}
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("open repository %s: it is a file; a bundle is given as url", name)
	}
	r := &repository{name: name}
	if err := r.locate(ctx, path); err != nil {
		return nil, err
	}
	if err := r.prepare(); err != nil {
		r.close()
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	}
	return r, nil
}

// locate asks git for the repository's folders. Folders above path are not
// searched: another repository found there would be the wrong one.
func (r *repository) locate(ctx context.Context, path string) error {
	git := newRunner("GIT_CEILING_DIRECTORIES=" + filepath.Dir(path))
	out, err := git.output(ctx, nil, "-C", path, "-c", "safe.directory=*", "rev-parse", "--absolute-git-dir",
		"--git-common-dir", "--is-shallow-repository", "--show-object-format")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			return fmt.Errorf("open repository %s: it is no git repository; give the path of a clone", r.name)
		}
		return fmt.Errorf("open repository %s: %w", r.name, err)
	}
	f := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(f) != 4 {
		return fmt.Errorf("open repository %s: git's answer %q is not understood", r.name, out)
	}
	r.dir, r.common, r.idLen = f[0], f[1], 40
	if !filepath.IsAbs(r.common) {
		r.common = filepath.Join(path, r.common)
	}
	if f[3] == "sha256" {
		r.idLen = 64
	}
	if f[2] == "true" {
		return fmt.Errorf("open repository %s: it is shallow, its history is cut; "+
			"run `git fetch --unshallow` in it, or clone it without --depth", r.name)
	}
	return nil
}

// prepare makes the scratch repository that borrows the objects.
func (r *repository) prepare() (err error) {
	if r.scratch, err = os.MkdirTemp("", "goldenratio-git-"); err != nil {
		return err
	}
	config := "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
	if r.idLen == 64 {
		config = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
	}
	dir := filepath.Join(r.scratch, "borrowed.git")
	err = errors.Join(
		os.MkdirAll(filepath.Join(dir, "refs"), 0o700),
		os.MkdirAll(filepath.Join(dir, "objects"), 0o700),
		os.WriteFile(filepath.Join(dir, "HEAD"), []byte("ref: refs/heads/none\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o600),
	)
	r.refs = newRunner("GIT_DIR=" + r.dir)
	r.objects = newRunner("GIT_DIR="+dir, "GIT_OBJECT_DIRECTORY="+filepath.Join(r.common, "objects"))
	return err
}

// hint adds to an error what is a likely reason for it. The objects that a
// partial clone lacks are never fetched: that would change somebody's clone.
func (r *repository) hint(err error) error {
	if found, _ := filepath.Glob(filepath.Join(r.common, "objects", "pack", "*.promisor")); len(found) > 0 {
		return fmt.Errorf("%w (it is a partial clone: clone it without --filter)", err)
	}
	return err
}

func (r *repository) close() { os.RemoveAll(r.scratch) }

// until is the instant up to which the repository was seen: for a clone of
// ours the fetch, for a person's the newest sign of life in it.
func (r *repository) until(newest, now time.Time) time.Time {
	if r.remote {
		return now
	}
	for _, dir := range []string{r.dir, r.common} {
		if info, err := os.Stat(filepath.Join(dir, "FETCH_HEAD")); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	if newest.After(now) {
		return now
	}
	return newest.UTC().Truncate(time.Second)
}
