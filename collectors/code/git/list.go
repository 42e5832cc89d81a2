package git

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A list is a walk's commits in order, oldest first. It lies in a scratch file,
// so a long history takes no memory and every part can be read at once.
type list struct {
	file  *os.File
	width int64 // an id and its newline
	n     int
	sum   string // names the content: a position means something in this list only
}

// list finds the commits reachable from tips and not from known.
func (r *repository) list(ctx context.Context, tips, known []string) (*list, error) {
	file, err := os.CreateTemp(r.Scratch, "list")
	if err != nil {
		return nil, fmt.Errorf("create list of commits: %w", err)
	}
	os.Remove(file.Name()) // it lives as long as it is open, and no kill leaves it behind
	l := &list{file: file, width: int64(r.IDLen) + 1}
	if len(tips) > 0 && !slices.Equal(tips, known) {
		err = r.Objects.Run(ctx, revisions(tips, known), file, "rev-list", "--topo-order", "--reverse", "--stdin")
	}
	if err == nil {
		err = l.measure()
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("list commits: %w", err)
	}
	return l, nil
}

// revisions is the input of rev-list and log.
func revisions(tips, known []string) io.Reader {
	var b strings.Builder
	for _, t := range tips {
		b.WriteString(t + "\n")
	}
	for _, k := range known {
		b.WriteString("^" + k + "\n")
	}
	return strings.NewReader(b.String())
}

func (l *list) measure() error {
	if _, err := l.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	sum := sha256.New()
	size, err := io.Copy(sum, l.file)
	if err != nil {
		return err
	}
	if size%l.width != 0 {
		return fmt.Errorf("%d bytes are no whole ids", size)
	}
	l.n = int(size / l.width)
	l.sum = hex.EncodeToString(sum.Sum(nil)[:8])
	return nil
}

func (l *list) close() { l.file.Close() }

// section is the part [from, to).
func (l *list) section(from, to int) io.Reader {
	return io.NewSectionReader(l.file, int64(from)*l.width, int64(to-from)*l.width)
}

// stripe is every workers-th stretch from the given position on, beginning
// with the worker-th.
func (l *list) stripe(from, stretch, worker, workers int) io.Reader {
	var parts []io.Reader
	for at := from + worker*stretch; at < l.n; at += workers * stretch {
		parts = append(parts, l.section(at, min(l.n, at+stretch)))
	}
	return bufio.NewReaderSize(io.MultiReader(parts...), 16<<10)
}

// ids reads the part [from, to).
func (l *list) ids(from, to int) ([]string, error) {
	b, err := io.ReadAll(l.section(from, to))
	if err != nil {
		return nil, fmt.Errorf("read list of commits: %w", err)
	}
	return strings.Fields(string(b)), nil
}
