package publicinbox

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"goldenratio/collectors"
)

var _ collectors.Counter = (*Collector)(nil)

// Count implements collectors.Counter. Of a repository of version 2 it counts
// the commits that brought a mail, less those that deleted one; of version 1 the
// files.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	epochs, err := open(ctx, c.options.Path, c.path)
	defer closeAll(epochs)
	if err != nil {
		return nil, err
	}
	var counts []collectors.Count
	for _, e := range epochs {
		n, err := e.count(ctx)
		if err != nil {
			return nil, fmt.Errorf("count mails of %s: %w", e.repo.Name, err)
		}
		counts = append(counts, collectors.Count{What: collectors.CountMessages, Part: e.name, Items: n, Prefix: e.name})
	}
	return counts, nil
}

func (e *epoch) count(ctx context.Context) (uint64, error) {
	if e.tip == "" {
		return 0, nil
	}
	brought, err := e.commits(ctx, "m")
	if err != nil {
		return 0, err
	}
	deleted, err := e.commits(ctx, "d")
	if err != nil {
		return 0, err
	}
	if brought+deleted == 0 {
		files, err := e.repo.Objects.Output(ctx, nil, "ls-tree", "-r", "--name-only", e.tip)
		return uint64(bytes.Count(files, []byte("\n"))), err
	}
	return brought - min(brought, deleted), nil
}

// commits counts those that changed a file.
func (e *epoch) commits(ctx context.Context, file string) (uint64, error) {
	out, err := e.repo.Objects.Output(ctx, nil, "rev-list", "--count", "--first-parent", e.tip, "--", file)
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(strings.TrimSpace(string(out)), 10, 64)
}
