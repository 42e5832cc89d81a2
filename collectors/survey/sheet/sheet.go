package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Limits of a file: an order of magnitude beyond the largest survey.
const (
	maxBytes   = 256 << 20
	maxColumns = 10_000
	maxRows    = 1_000_000
)

// A Table is a file's rows, all of one width. The first ones are headers: how
// many is the reader's to know.
type Table struct {
	// Format is what the file is: csv, tsv, `;` or `|` separated, xlsx.
	Format string
	// Encoding is how its text was encoded.
	Encoding string
	Rows     [][]string
	// Ragged counts the rows that had fewer or more cells than the first.
	Ragged int
}

// ErrTooLarge says that a file is beyond what any survey holds.
var ErrTooLarge = errors.New("larger than a survey can be")

// Open reads a file.
func Open(path string) (*Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return t, nil
}

// Read reads a table whose format its bytes tell.
func Read(r io.Reader) (*Table, error) {
	all, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(all) > maxBytes {
		return nil, ErrTooLarge
	}
	var t *Table
	if bytes.HasPrefix(all, []byte("PK\x03\x04")) {
		t, err = workbook(all)
	} else {
		t, err = separated(all)
	}
	if err != nil {
		return nil, err
	}
	return t, t.square()
}

// square gives all rows the width of the widest header-like row, the first.
// Services end rows early where the last questions were not asked; what hangs
// over is kept if it says something, as columns without a name.
func (t *Table) square() error {
	t.Rows = slices.DeleteFunc(t.Rows, empty)
	if len(t.Rows) == 0 {
		return errors.New("there are no rows")
	}
	width := 0
	for _, row := range t.Rows {
		width = max(width, len(row)-trailing(row))
	}
	if width > maxColumns || len(t.Rows) > maxRows {
		return ErrTooLarge
	}
	first := len(t.Rows[0])
	for i, row := range t.Rows {
		if len(row) != first {
			t.Ragged++
		}
		t.Rows[i] = append(row, make([]string, max(0, width-len(row)))...)[:width]
	}
	return nil
}

// trailing is how many cells at the end of a row are empty.
func trailing(row []string) int {
	n := 0
	for i := len(row) - 1; i >= 0 && row[i] == ""; i-- {
		n++
	}
	return n
}

func empty(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
