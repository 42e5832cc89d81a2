// Package rows reads tables of text that people export or write by hand: a line of
// headers, cells between commas, semicolons or tabs, quoted where they hold one of
// these or the end of a line, in UTF-8 with or without a byte-order mark. One bad row
// costs that row: a quotation mark that is never closed ends with its line, not with
// the file.
package rows

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// What one row may hold.
const (
	maxLine  = 1 << 20   // bytes of one line
	maxRow   = 256 << 10 // bytes of lines that belong together
	maxNames = 200
)

// What is wrong with a row.
var (
	ErrLength   = errors.New("the line is longer than 1 MiB")
	ErrEncoding = errors.New("the row is not UTF-8")
	ErrQuotes   = errors.New("a quotation mark is not closed, or stands inside a cell")
	ErrCells    = errors.New("the row has another number of cells than the header")
)

// A Row is one line below the headers, or several where a cell holds ends of lines.
type Row struct {
	Line int    // its first, counted from 1
	Raw  []byte // as it stands in the file
	Err  error  // why it cannot be read; nil where it can

	sheet *Sheet
	cells []string
}

// Get is the cell below a header, without blanks around it; empty where there is no
// such column.
func (r Row) Get(column string) string {
	if i := slices.Index(r.sheet.Columns, column); i >= 0 && i < len(r.cells) {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

// A Sheet is a table that is read from its beginning to its end.
type Sheet struct {
	// Columns are the headers, in lower case.
	Columns []string

	in    *bufio.Reader
	comma rune
	line  int      // lines taken so far
	ahead [][]byte // lines that were read and belong to later rows
}

// Open reads the headers. A file without any line has none.
func Open(in io.Reader) (*Sheet, error) {
	s := &Sheet{in: bufio.NewReaderSize(in, 64<<10)}
	head, err := s.next()
	if errors.Is(err, io.EOF) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read headers: %w", err)
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	s.comma = separator(head)
	names, err := s.split(head)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read headers: %w", err)
	case len(names) > maxNames:
		return nil, fmt.Errorf("read headers: %d columns, and %d are the most", len(names), maxNames)
	}
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if slices.Contains(names[:i], name) {
			return nil, fmt.Errorf("read headers: %q is there twice", name)
		}
		names[i] = name
	}
	s.Columns = names
	return s, nil
}

// separator is what stands between the headers: of three candidates the most frequent.
func separator(head []byte) rune {
	most := ','
	for _, other := range ";\t" {
		if bytes.Count(head, []byte(string(other))) > bytes.Count(head, []byte(string(most))) {
			most = other
		}
	}
	return most
}

// Next is the next row; io.EOF ends the table. Lines without any cell are none.
func (s *Sheet) Next() (Row, error) {
	for {
		first := s.line + 1
		raw, err := s.whole()
		if raw == nil && err != nil {
			return Row{}, err
		}
		row := Row{Line: first, Raw: raw, Err: err, sheet: s}
		if err == nil && len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		if err == nil {
			row.cells, row.Err = s.split(raw)
		}
		if row.Err == nil && len(row.cells) != len(s.Columns) {
			row.Err = fmt.Errorf("%w: %d, not %d", ErrCells, len(row.cells), len(s.Columns))
		}
		return row, nil
	}
}

// whole is a row's lines: those up to the one that closes the last quotation mark.
// Where none does, the first line alone is the row, and it is bad.
func (s *Sheet) whole() ([]byte, error) {
	raw, err := s.next()
	if err != nil {
		return raw, err
	}
	lines, size := [][]byte{raw}, len(raw)
	for quotes := bytes.Count(raw, []byte(`"`)); quotes%2 != 0; {
		more, err := s.next()
		if more != nil {
			lines, size = append(lines, more), size+len(more)
		}
		if err != nil || size > maxRow {
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, ErrLength) {
				return nil, err
			}
			s.giveBack(lines[1:])
			return raw, ErrQuotes
		}
		quotes += bytes.Count(more, []byte(`"`))
	}
	return bytes.Join(lines, nil), nil
}

// giveBack puts lines before all that is to be read.
func (s *Sheet) giveBack(lines [][]byte) {
	s.line -= len(lines)
	s.ahead = append(lines, s.ahead...)
}

// next is the next line, with its end. One that is too long is cut, and an error.
func (s *Sheet) next() ([]byte, error) {
	if len(s.ahead) > 0 {
		line := s.ahead[0]
		s.line, s.ahead = s.line+1, s.ahead[1:]
		return line, tooLong(line)
	}
	var line []byte
	for {
		part, err := s.in.ReadSlice('\n')
		if room := maxLine + 1 - len(line); room > 0 {
			line = append(line, part[:min(len(part), room)]...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (len(line) == 0 || !errors.Is(err, io.EOF)) {
			return nil, err
		}
		s.line++
		return line, tooLong(line)
	}
}

func tooLong(line []byte) error {
	if len(line) > maxLine {
		return ErrLength
	}
	return nil
}

// split takes a row apart.
func (s *Sheet) split(raw []byte) ([]string, error) {
	if !utf8.Valid(raw) {
		return nil, ErrEncoding
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma = s.comma
	cells, err := r.Read()
	if err != nil {
		return nil, ErrQuotes
	}
	return cells, nil
}
