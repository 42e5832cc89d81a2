package git

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"goldenratio/collectors/plumbing"
)

// A repository is one that is open for reading.
type repository struct {
	*plumbing.Repository
	remote bool // it is our own clone of a URL
}

// open finds the repository at path, which belongs to somebody else: nothing
// is written there.
func open(ctx context.Context, name, path string) (*repository, error) {
	r, err := plumbing.Open(ctx, name, path)
	if err != nil {
		return nil, err
	}
	return &repository{Repository: r}, nil
}

// until is the instant up to which the repository was seen: for a clone of
// ours the fetch, for a person's the newest sign of life in it.
func (r *repository) until(newest, now time.Time) time.Time {
	if r.remote {
		return now
	}
	for _, dir := range []string{r.Dir, r.Common} {
		if info, err := os.Stat(filepath.Join(dir, "FETCH_HEAD")); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	if newest.After(now) {
		return now
	}
	return newest.UTC().Truncate(time.Second)
}
