package git

import (
	"errors"
	"strings"
	"time"
)

// Options say which repository to read.
type Options struct {
	// URL is a repository to clone into the store's cache and to fetch at each
	// run: https, ssh, git or file, `user@host:path`, or the path of a bundle.
	URL string `yaml:"url,omitempty" json:"url,omitempty" schema:"either"`

	// Path is a clone on this machine, bare or not, or a worktree. It is only
	// read; keeping it up to date is its owner's work.
	Path string `yaml:"path,omitempty" json:"path,omitempty" schema:"either"`

	// Branch is the default branch, where the repository's HEAD is not it.
	Branch string `yaml:"branch,omitempty" json:"branch,omitempty"`
}

// Collector reads one repository. It implements collectors.Collector.
type Collector struct {
	dir     string // base of relative paths
	cache   string // clones of URLs
	options Options
	now     func() time.Time

	// What tests make small.
	batchItems int // items a batch
	longest    int // consecutive commits that one process reads at most
	maxFiles   int // file changes kept a commit
	workers    int
}

const (
	batchItems = 400
	batchBytes = 2 << 20

	// maxFiles bounds the memory that one commit takes. Commits beyond it exist
	// (imports of whole trees) and say nothing by path; their totals are exact.
	maxFiles = 200_000

	// maxRefs bounds the cursor, which holds about 100 bytes a branch or tag.
	maxRefs = 50_000
)

// New returns a collector of the repository that o names. Relative paths start
// at dir, the configuration's folder; clones of URLs are kept below cache. now
// gives the time of the run.
func New(dir, cache string, o Options, now func() time.Time) *Collector {
	return &Collector{
		dir: dir, cache: cache, options: o, now: now,
		batchItems: batchItems, longest: longStretch, maxFiles: maxFiles, workers: workers(),
	}
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	switch {
	case strings.HasPrefix(o.URL, "-"):
		return errors.New("a url cannot begin with -")
	case strings.ContainsAny(o.URL+o.Path, "\x00\n"):
		return errors.New("url and path are single lines")
	}
	return nil
}
