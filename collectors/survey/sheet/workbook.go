package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook reads the first sheet of a workbook that has rows.
func workbook(all []byte) (*Table, error) {
	book, err := excelize.OpenReader(bytes.NewReader(all), excelize.Options{UnzipSizeLimit: 4 * maxBytes, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	defer func() { _ = book.Close() }() // nothing was written
	for _, name := range book.GetSheetList() {
		rows, err := sheetRows(book, name)
		if err != nil {
			return nil, fmt.Errorf("read sheet %q: %w", name, err)
		}
		if len(rows) > 0 {
			return &Table{Format: "xlsx", Encoding: "UTF-8", Rows: rows}, nil
		}
	}
	return nil, errors.New("no sheet has rows")
}

func sheetRows(book *excelize.File, name string) (out [][]string, err error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		if len(row) > maxColumns || len(out) > maxRows {
			return nil, ErrTooLarge
		}
		for i, cell := range row {
			row[i] = strings.ReplaceAll(strings.ToValidUTF8(cell, "\uFFFD"), "\x00", "")
		}
		out = append(out, row)
	}
	return out, rows.Error()
}
