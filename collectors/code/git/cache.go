package git

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors/lock"
	"goldenratio/collectors/plumbing"
)

// A mirror is our own clone of a URL, in the cache.
type mirror struct {
	name string // the URL as messages show it
	url  string
	dir  string
	git  plumbing.Runner
	lock *os.File
}

// protocols that git may speak. ext:: and the like run commands.
const protocols = "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh"

// fetch brings the clone of the URL up to date and opens it.
func (c *Collector) fetch(ctx context.Context) (*repository, error) {
	m := c.mirror()
	if err := m.acquire(ctx); err != nil {
		return nil, fmt.Errorf("open cache of %s: %w", m.name, err)
	}
	defer m.lock.Close()
	if err := m.update(ctx); err != nil {
		return nil, fmt.Errorf("fetch %s: %w", m.name, err)
	}
	r, err := open(ctx, m.name, m.dir)
	if err != nil {
		return nil, err
	}
	r.remote = true
	return r, nil
}

var odd = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

func (c *Collector) mirror() *mirror {
	url := c.options.URL
	if local(url) && !filepath.IsAbs(url) {
		url = filepath.Join(c.dir, url)
	}
	sum := sha256.Sum256([]byte(url))
	base := strings.Trim(odd.ReplaceAllString(strings.TrimSuffix(path.Base(url), ".git"), "-"), ".-")
	name := hex.EncodeToString(sum[:8]) + "-" + base[:min(len(base), 40)] + ".git"
	return &mirror{
		name: plumbing.WithoutUser(c.options.URL),
		url:  url,
		dir:  filepath.Join(c.cache, name),
	}
}

// local reports whether git takes the URL for a path: it has no scheme and is
// not user@host:path.
func local(url string) bool {
	before, _, colon := strings.Cut(url, ":")
	return !colon || strings.Contains(before, "/")
}

// acquire waits for the cache's lock. The lock is the file's: git, started with
// it, holds it until it ends too, even where this program was killed.
func (m *mirror) acquire(ctx context.Context) error {
	if err := os.MkdirAll(m.dir, 0o700); err != nil {
		return err
	}
	f, err := lock.Acquire(ctx, m.dir+".lock")
	if err != nil {
		return err
	}
	m.lock = f
	m.git = plumbing.NewRunner("GIT_DIR="+m.dir, protocols, "GIT_SSH_COMMAND="+batchSSH())
	return m.clearLocks()
}

// batchSSH is the ssh command, told not to ask for passwords.
func batchSSH() string {
	if own := os.Getenv("GIT_SSH_COMMAND"); own != "" {
		return own
	}
	return "ssh -oBatchMode=yes"
}

// clearLocks removes what a killed git left behind: with the cache's lock in
// hand nobody else can be writing.
func (m *mirror) clearLocks() error {
	return filepath.WalkDir(m.dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "objects":
			return fs.SkipDir
		case !e.IsDir() && strings.HasSuffix(path, ".lock"):
			return os.Remove(path)
		}
		return nil
	})
}

// update compares the branches and tags and fetches where they differ.
func (m *mirror) update(ctx context.Context) error {
	theirs, head, err := m.remote(ctx)
	if err != nil {
		return err
	}
	if err := m.init(ctx, theirs); err != nil {
		return err
	}
	ours, err := readRefs(ctx, m.name, m.git)
	if err != nil {
		return err
	}
	if !maps.Equal(theirs, ours.tips) {
		if err := m.download(ctx); err != nil {
			return err
		}
		if err := m.verify(ctx, theirs); err != nil {
			return err
		}
	}
	if head != "" && head != ours.head {
		_, err = m.git.Output(ctx, nil, "symbolic-ref", "--", "HEAD", head)
	}
	return err
}

// verify makes sure that the fetch brought what the URL has: git leaves out
// branches of a shallow origin and calls that a success.
func (m *mirror) verify(ctx context.Context, theirs map[string]string) error {
	ours, err := readRefs(ctx, m.name, m.git)
	if err != nil || maps.Equal(theirs, ours.tips) {
		return err
	}
	again, _, err := m.remote(ctx) // they may have moved meanwhile
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(theirs)) {
		if got := ours.tips[name]; got != theirs[name] && got != again[name] {
			return fmt.Errorf("%s was not accepted; if the origin is a shallow clone, run `git fetch --unshallow` there", name)
		}
	}
	return nil
}

// remote asks for the branches and tags of the URL, and for the branch that its
// HEAD names: where it does not say (bundles do not), one with HEAD's commit.
func (m *mirror) remote(ctx context.Context) (tips map[string]string, head string, err error) {
	out, err := m.git.Output(ctx, nil, "ls-remote", "--symref", "--", m.url, "HEAD", refHeads+"*", refTags+"*")
	if err != nil {
		return nil, "", err
	}
	tips = map[string]string{}
	at := ""
	for line := range strings.Lines(string(out)) {
		id, ref, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		name := visible([]byte(ref))
		switch {
		case !ok || strings.HasSuffix(name, "^{}"):
		case name == "HEAD" && strings.HasPrefix(id, "ref: "+refHeads):
			head = strings.TrimPrefix(id, "ref: ")
		case name == "HEAD":
			at = id
		case strings.HasPrefix(name, refHeads) || strings.HasPrefix(name, refTags):
			tips[name] = id
		}
	}
	if head == "" {
		head = headAt(tips, at)
	}
	return tips, head, nil
}

// headAt guesses which branch HEAD names from its commit.
func headAt(tips map[string]string, id string) string {
	f := refs{tips: tips}
	for _, name := range append([]string{refHeads + "main", refHeads + "master"}, f.branches()...) {
		if id != "" && tips[name] == id {
			return name
		}
	}
	return ""
}

// init makes the clone where there is none yet.
func (m *mirror) init(ctx context.Context, theirs map[string]string) error {
	if _, err := os.Stat(filepath.Join(m.dir, "HEAD")); err == nil {
		return nil
	}
	format := "sha1"
	for _, id := range theirs {
		if len(id) == 64 {
			format = "sha256"
		}
	}
	_, err := m.git.Output(ctx, nil, "init", "--quiet", "--bare", "--template=", "--object-format="+format)
	return err
}

// download fetches branches and tags, and forgets those that are gone. Objects
// are never pruned: after a rewrite the old commits still tell what left the
// default branch.
func (m *mirror) download(ctx context.Context) error {
	return m.git.RunHolding(ctx, m.lock, "-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false", "-c", "gc.pruneExpire=never",
		"-c", "fetch.writeCommitGraph=false", "fetch", "--quiet", "--prune", "--force", "--no-tags", "--no-write-fetch-head",
		"--no-recurse-submodules", "--no-show-forced-updates", "--", m.url, "+"+refHeads+"*:"+refHeads+"*", "+"+refTags+"*:"+refTags+"*")
}
