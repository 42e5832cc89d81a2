package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Count is how many rows an export has, headers included and empty ones not. It is
// a second look: it knows nothing of separators, and of a workbook only its
// pages' XML.
func Count(all []byte) (rows uint64, err error) {
	if bytes.HasPrefix(all, []byte("PK\x03\x04")) {
		return countPages(all)
	}
	text, _, err := decode(all)
	if err != nil {
		return 0, err
	}
	return countLines(text), nil
}

// countLines counts lines that say something; one does not end inside of quotes.
func countLines(text string) (rows uint64) {
	quoted, filled := false, false
	for _, c := range []byte(text) {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			if filled {
				rows++
			}
			filled = false
		case !strings.ContainsRune(" \t\r\n,;|\x00", rune(c)):
			filled = true
		}
	}
	if filled {
		rows++
	}
	return rows
}

// countPages counts the rows of the first page of a workbook that has any.
func countPages(all []byte) (uint64, error) {
	book, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return 0, fmt.Errorf("open workbook: %w", err)
	}
	var pages []*zip.File
	for _, f := range book.File {
		if page(f) > 0 {
			pages = append(pages, f)
		}
	}
	slices.SortFunc(pages, func(a, b *zip.File) int { return page(a) - page(b) })
	for _, f := range pages {
		rows, err := countRows(f)
		if rows > 0 || err != nil {
			return rows, err
		}
	}
	return 0, nil
}

// page is the number of a workbook's page; 0 for other files.
func page(f *zip.File) int {
	name, ok := strings.CutPrefix(strings.TrimSuffix(path.Base(f.Name), ".xml"), "sheet")
	n, err := strconv.Atoi(name)
	if !ok || err != nil || path.Dir(f.Name) != "xl/worksheets" {
		return 0
	}
	return n
}

// countRows counts the rows of a page with a value in them.
func countRows(f *zip.File) (rows uint64, err error) {
	in, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close()
	tokens := xml.NewDecoder(io.LimitReader(in, 4*maxBytes))
	filled := false
	for {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return 0, fmt.Errorf("read %s: %w", f.Name, err)
		}
		switch at := token.(type) {
		case xml.StartElement:
			filled = filled || at.Name.Local == "v" || at.Name.Local == "is"
		case xml.EndElement:
			if at.Name.Local != "row" {
				continue
			}
			if filled {
				rows++
			}
			filled = false
		}
	}
}
