package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// separated reads text whose cells are separated by a character.
func separated(all []byte) (*Table, error) {
	text, name, err := decode(all)
	if err != nil {
		return nil, err
	}
	comma := separator(text)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, false
	rows, err := readRows(r)
	if err != nil { // quotes inside cells that nobody doubled
		r = csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		if rows, err = readRows(r); err != nil {
			return nil, err
		}
	}
	return &Table{Format: formats[comma], Encoding: name, Rows: rows}, nil
}

func readRows(r *csv.Reader) (rows [][]string, err error) {
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case err != nil:
			return nil, err
		case len(row) > maxColumns || len(rows) > maxRows:
			return nil, ErrTooLarge
		}
		for i, cell := range row {
			row[i] = strings.ReplaceAll(cell, "\x00", "")
		}
		rows = append(rows, row)
	}
}

// decode makes text of bytes: by their mark, as UTF-8 if that is what they are,
// else as what Windows wrote, in which every byte means something.
func decode(all []byte) (text, name string, err error) {
	from := encoding.Encoding(charmap.Windows1252)
	switch {
	case bytes.HasPrefix(all, []byte{0xEF, 0xBB, 0xBF}):
		all, name = all[3:], "UTF-8 with a mark"
		if utf8.Valid(all) {
			return string(all), name, nil
		}
		return strings.ToValidUTF8(string(all), "\uFFFD"), name, nil
	case bytes.HasPrefix(all, []byte{0xFF, 0xFE}), bytes.HasPrefix(all, []byte{0xFE, 0xFF}):
		from, name = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16"
	case wide(all):
		from, name = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 without a mark"
	case utf8.Valid(all):
		return string(all), "UTF-8", nil
	default:
		name = "Windows-1252"
	}
	out, err := from.NewDecoder().Bytes(all)
	if err != nil {
		return "", "", fmt.Errorf("decode %s: %w", name, err)
	}
	return string(out), name, nil
}

// wide reports whether text looks like UTF-16: every second byte is zero in
// what is Latin.
func wide(all []byte) bool {
	head := all[:min(len(all), 400)]
	zeros := 0
	for i := 1; i < len(head); i += 2 {
		if head[i] == 0 && head[i-1] != 0 {
			zeros++
		}
	}
	return len(head) > 8 && zeros > len(head)/3
}

// formats are the separators that exports use, and what such a file is called.
var formats = map[rune]string{',': "csv", '\t': "tsv", ';': "csv with ;", '|': "csv with |"}

// separator is the character that gives the first rows the most equal cells.
func separator(text string) rune {
	best, most := ',', 0
	for _, comma := range []rune{',', '\t', ';', '|'} {
		if n := agreeing(text, comma); n > most {
			best, most = comma, n
		}
	}
	return best
}

// agreeing is how many cells each of the first rows has, if nearly all have as
// many as the first; else 0.
func agreeing(text string, comma rune) int {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	width, rows, same := 0, 0, 0
	for rows < 20 {
		row, err := r.Read()
		if err != nil {
			break
		}
		if rows++; rows == 1 {
			width = len(row)
		}
		if len(row) == width {
			same++
		}
	}
	if width < 2 || 10*same < 8*rows {
		return 0
	}
	return width
}
