package gharchive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/unpack"
)

// maxLine is how long an event may be: a push of many commits takes some hundred
// kB.
const maxLine = 32 << 20

// A filter says whose events are wanted.
type filter struct {
	patterns []string
	owners   [][]byte
}

func newFilter(repositories []string) filter {
	f := filter{patterns: repositories}
	seen := map[string]bool{}
	for _, pattern := range repositories {
		owner, _, _ := strings.Cut(pattern, "/")
		if !seen[owner] {
			seen[owner] = true
			f.owners = append(f.owners, []byte(owner))
		}
	}
	return f
}

// may reports whether a line can be about a repository that is wanted. Hardly any
// is, and reading each would take ten times as long.
func (f filter) may(line []byte) bool {
	return slices.ContainsFunc(f.owners, func(owner []byte) bool { return bytes.Contains(line, owner) })
}

func (f filter) wants(repository string) bool {
	return slices.ContainsFunc(f.patterns, func(pattern string) bool {
		ok, err := path.Match(pattern, repository)
		return err == nil && ok
	})
}

// file reads the events of an hour.
func (r *run) file(ctx context.Context, h hour, packed io.Reader) error {
	stream, err := unpack.New(ctx, packed)
	if err != nil {
		return err
	}
	defer stream.Close()
	in := bufio.NewReaderSize(stream, 1<<20)
	repositories := map[string]*collectors.Repository{}
	for n := 1; ; n++ {
		line, long, err := readLine(in)
		origin := fmt.Sprintf("%s~%d", h.name(), n)
		if long && r.filter.may(line) {
			err = errors.Join(err, r.Add(outbox.Reject(origin, "event too long", fmt.Errorf("more than %d bytes", maxLine), line)))
		} else if !long && r.filter.may(line) {
			err = errors.Join(err, r.line(origin, line, repositories))
		}
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(repositories)) {
		r.Batch.State = append(r.Batch.State, repositories[id])
	}
	return nil
}

// readLine reads a line; of one that is too long, its beginning.
func readLine(in *bufio.Reader) (line []byte, long bool, err error) {
	for {
		some, err := in.ReadSlice('\n')
		if long = long || len(line)+len(some) > maxLine; !long {
			line = append(line, some...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// line reads the event of a line; some old files have several in one.
func (r *run) line(origin string, line []byte, repositories map[string]*collectors.Repository) error {
	in := json.NewDecoder(bytes.NewReader(line))
	for n := 1; ; n++ {
		at := origin
		if n > 1 {
			at = fmt.Sprintf("%s.%d", origin, n)
		}
		var raw json.RawMessage
		if err := in.Decode(&raw); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return r.Add(outbox.Reject(at, "line without JSON", err, line))
		}
		if err := r.event(at, raw, repositories); err != nil {
			return err
		}
	}
}

// event adds what one event tells of.
func (r *run) event(origin string, raw json.RawMessage, repositories map[string]*collectors.Repository) error {
	e, err := decode(raw)
	if err != nil {
		return r.Add(outbox.Reject(origin, "event that cannot be read", err, raw))
	}
	if !r.filter.wants(e.name) || !e.kept() {
		return nil
	}
	items, err := e.items()
	if err != nil {
		return r.Add(outbox.Reject(origin, "event that cannot be read", err, raw))
	}
	if repo := e.repository(); repositories[repo.ID] == nil || repositories[repo.ID].Version <= repo.Version {
		repositories[repo.ID] = repo
	}
	for i, item := range items {
		item.Origin = origin
		if i > 0 {
			item.Origin = fmt.Sprintf("%s/%d", origin, i)
		}
		if err := r.Add(item); err != nil {
			return err
		}
	}
	return nil
}
