package plumbing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Repository is one that is open for reading.
type Repository struct {
	Name   string // as the configuration has it, for messages
	Dir    string // the git folder, a worktree's own one
	Common string // the git folder of all its worktrees
	IDLen  int    // 40, or 64 with SHA-256

	Refs    Runner // reads the repository itself: branches and tags, nothing more
	Objects Runner // reads its objects through the scratch repository
	Scratch string // a folder for the caller's use too, removed by Close
}

// Open finds the repository at path, which belongs to somebody else: nothing
// is written there.
func Open(ctx context.Context, name, path string) (*Repository, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	}
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("open repository %s: it is a file; a bundle is given as url", name)
	}
	r := &Repository{Name: name}
	if err := r.locate(ctx, path); err != nil {
		return nil, err
	}
	if err := r.prepare(); err != nil {
		r.Close()
		return nil, fmt.Errorf("open repository %s: %w", name, err)
	}
	return r, nil
}

// locate asks git for the repository's folders. Folders above path are not
// searched: another repository found there would be the wrong one.
func (r *Repository) locate(ctx context.Context, path string) error {
	git := NewRunner("GIT_CEILING_DIRECTORIES=" + filepath.Dir(path))
	out, err := git.Output(ctx, nil, "-C", path, "-c", "safe.directory=*", "rev-parse", "--absolute-git-dir",
		"--git-common-dir", "--is-shallow-repository", "--show-object-format")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			return fmt.Errorf("open repository %s: it is no git repository; give the path of a clone", r.Name)
		}
		return fmt.Errorf("open repository %s: %w", r.Name, err)
	}
	f := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(f) != 4 {
		return fmt.Errorf("open repository %s: git's answer %q is not understood", r.Name, out)
	}
	r.Dir, r.Common, r.IDLen = f[0], f[1], 40
	if !filepath.IsAbs(r.Common) {
		r.Common = filepath.Join(path, r.Common)
	}
	if f[3] == "sha256" {
		r.IDLen = 64
	}
	if f[2] == "true" {
		return fmt.Errorf("open repository %s: it is shallow, its history is cut; "+
			"run `git fetch --unshallow` in it, or clone it without --depth", r.Name)
	}
	return nil
}

// prepare makes the scratch repository that borrows the objects.
func (r *Repository) prepare() (err error) {
	if r.Scratch, err = os.MkdirTemp("", "goldenratio-git-"); err != nil {
		return err
	}
	config := "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
	if r.IDLen == 64 {
		config = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
	}
	dir := filepath.Join(r.Scratch, "borrowed.git")
	err = errors.Join(
		os.MkdirAll(filepath.Join(dir, "refs"), 0o700),
		os.MkdirAll(filepath.Join(dir, "objects"), 0o700),
		os.WriteFile(filepath.Join(dir, "HEAD"), []byte("ref: refs/heads/none\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o600),
	)
	r.Refs = NewRunner("GIT_DIR=" + r.Dir)
	r.Objects = NewRunner("GIT_DIR="+dir, "GIT_OBJECT_DIRECTORY="+filepath.Join(r.Common, "objects"))
	return err
}

// Hint adds to an error what is a likely reason for it. The objects that a
// partial clone lacks are never fetched: that would change somebody's clone.
func (r *Repository) Hint(err error) error {
	if found, _ := filepath.Glob(filepath.Join(r.Common, "objects", "pack", "*.promisor")); len(found) > 0 {
		return fmt.Errorf("%w (it is a partial clone: clone it without --filter)", err)
	}
	return err
}

// Close removes the scratch repository.
func (r *Repository) Close() { os.RemoveAll(r.Scratch) }
