package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// list makes a table of the JSON objects that a KPI wrote; their keys, in the
// order of their first appearance, are its columns.
func (a *assembler) list(d Definition) (List, bool) {
	l := List{Definition: d}
	for _, r := range a.rows {
		if r.KPI == d.KPI {
			l.add(r)
		}
	}
	l.trim()
	return l, len(l.Rows) > 0
}

// trim takes out the columns that hold nothing.
func (l *List) trim() {
	for at := len(l.Columns) - 1; at >= 0; at-- {
		full := slices.ContainsFunc(l.Rows, func(cells []Cell) bool { return at < len(cells) && cells[at] != Cell{} })
		if full {
			continue
		}
		l.Columns = slices.Delete(l.Columns, at, at+1)
		for i, cells := range l.Rows {
			if at < len(cells) {
				l.Rows[i] = slices.Delete(cells, at, at+1)
			}
		}
	}
}

// add appends a row; one that is no object becomes a row of one cell, so that
// a broken one is seen.
func (l *List) add(r listRow) {
	fields, err := object(r.Row)
	if err != nil {
		fields = []field{{"row", json.RawMessage(r.Row)}}
	}
	cells := make([]Cell, len(l.Columns))
	for _, f := range fields {
		column, cell := f.cell(r)
		if column == "" {
			continue
		}
		at := slices.Index(l.Columns, column)
		if at < 0 {
			at = len(l.Columns)
			l.Columns = append(l.Columns, column)
			cells = append(cells, Cell{})
		}
		cells[at] = cell
	}
	l.link(cells, r.archived(fields))
	l.Rows = append(l.Rows, cells)
}

// link makes the subject lead to the message.
func (l *List) link(cells []Cell, address string) {
	if at := slices.Index(l.Columns, "Subject"); at >= 0 {
		cells[at].URL = address
	}
}

// field is one key of a row and its value.
type field struct {
	key   string
	value json.RawMessage
}

// object reads a flat JSON object in its own order.
func object(text string) ([]field, error) {
	d := json.NewDecoder(strings.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, fmt.Errorf("row is no JSON object: %w", err)
	}
	var fields []field
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("read key: %w", err)
		}
		f := field{key: fmt.Sprint(key)}
		if err := d.Decode(&f.value); err != nil {
			return nil, fmt.Errorf("read value of %q: %w", f.key, err)
		}
		fields = append(fields, f)
	}
	if _, err := d.Token(); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read end of row: %w", err)
	}
	return fields, nil
}

// cell is a field as people read it: a person by name, a time as a day. Ids
// have no column.
func (f field) cell(r listRow) (column string, cell Cell) {
	text := f.text()
	switch {
	case f.key == "person_id":
		return "From", Cell{Text: r.author()}
	case strings.HasSuffix(f.key, "_id"), f.key == "url":
		return "", Cell{}
	}
	if t, err := time.Parse(f.layout(), text); err == nil {
		text = strings.ReplaceAll(Day(t), " ", tie)
	}
	return Heading(f.key), Cell{Text: Plain(text)}
}

// layout is how a time is written in a field: one that is a date as such, any
// other in full, since a title may look like a day.
func (f field) layout() string {
	if f.key == "date" {
		return time.DateOnly
	}
	return time.RFC3339
}

// author is Ada Example (Large Example).
func (r listRow) author() string {
	if r.Organisation == "" || r.Person == "" {
		return Plain(r.Person)
	}
	return Plain(r.Person) + " (" + Plain(r.Organisation) + ")"
}

// Heading is a key as a column's title: Last activity.
func Heading(key string) string {
	words := Plain(strings.ReplaceAll(key, "_", " "))
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

func (f field) text() string {
	var text string
	var many []string
	switch {
	case bytes.Equal(f.value, []byte("null")):
		return ""
	case json.Unmarshal(f.value, &text) == nil:
		return text
	case json.Unmarshal(f.value, &many) == nil:
		return strings.Join(many, ", ")
	default:
		return string(f.value)
	}
}

// url is what a row says is the page of what it is about.
func (r listRow) url() string {
	fields, _ := object(r.Row) // one that is no object has none
	at := slices.IndexFunc(fields, func(f field) bool { return f.key == "url" })
	if at < 0 {
		return ""
	}
	return fields[at].text()
}

// archived is where what a row is about can be read: its page on a forge, else
// the list's own archive with the id in the place that its configuration names.
func (r listRow) archived(fields []field) string {
	at := slices.IndexFunc(fields, func(f field) bool { return f.key == "message_id" })
	if r.Page != "" || at < 0 {
		return r.Page
	}
	return archive(r.Archive, fields[at].text())
}
