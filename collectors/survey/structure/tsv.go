package structure

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
)

// readTSV reads LimeSurvey's structure as text with tabs: a row for each setting,
// group (G), question (Q), line (SQ) and answer (A), the language in a column. Lines and answers
// stand below their question.
func readTSV(text []byte) ([]Question, error) {
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord, in.ReuseRecord = '\t', true, -1, true
	head, err := in.Read()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, name := range head {
		at[name] = i
	}
	for _, name := range []string{"class", "type/scale", "name", "text", "language", "other"} {
		if _, ok := at[name]; !ok {
			return nil, errors.New("it begins as LimeSurvey's text with tabs does, and lacks columns of it")
		}
	}
	rows, err := in.ReadAll()
	if err != nil {
		return nil, err
	}
	t := tsv{at: at}
	for _, row := range rows {
		t.add(row)
	}
	return t.all, nil
}

// tsv gathers questions.
type tsv struct {
	at       map[string]int
	language string // the main one
	open     bool   // the last question is of that language
	all      []Question
}

func (t *tsv) cell(row []string, name string) string {
	if i := t.at[name]; i < len(row) {
		return row[i]
	}
	return ""
}

func (t *tsv) add(row []string) {
	name, text, language := t.cell(row, "name"), t.cell(row, "text"), t.cell(row, "language")
	switch class := t.cell(row, "class"); {
	case class == "S" && name == "language":
		t.language = text
	case class == "Q":
		if t.language == "" {
			t.language = language
		}
		t.open = language == t.language
		if t.open && !slices.ContainsFunc(t.all, func(q Question) bool { return q.Code == name }) {
			kind, options := limeType(t.cell(row, "type/scale"))
			t.all = append(t.all, Question{Code: name, Kind: kind, Text: bare(text), Options: options, Other: t.cell(row, "other") == "Y"})
		}
	case !t.open || len(t.all) == 0 || language != t.language:
	case class == "SQ" && first(t.cell(row, "type/scale")):
		q := &t.all[len(t.all)-1]
		q.Lines = append(q.Lines, Label{name, bare(text)})
	case class == "A" && first(t.cell(row, "type/scale")):
		q := &t.all[len(t.all)-1]
		q.Options = append(q.Options, Label{name, bare(text)})
	}
}

// first reports whether a line or answer belongs to the first scale; lines of many
// types name their question's type there.
func first(scale string) bool { return scale != "1" }
