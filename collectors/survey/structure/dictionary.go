package structure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// The columns of a dictionary, by the names that people give them.
func dictionaryNames() map[string][]string {
	return map[string][]string{
		"code":    {"column", "code", "name", "variable", "variable / field name", "field"},
		"text":    {"question", "text", "label", "description", "field label"},
		"type":    {"type", "kind", "field type"},
		"options": {"options", "answers", "values", "choices", "choices, calculations, or slider labels"},
	}
}

// readDictionary reads a table with a row for each column of the export: its code,
// the question, and where the table says so its type and its options.
func readDictionary(text []byte) ([]Question, error) {
	table, err := sheet.Read(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	at := columnsOf(table.Rows[0])
	if at["code"] < 0 || at["text"] < 0 {
		return nil, errors.New("it is neither .lss, .tsv, .qsf nor a dictionary with the columns `column` and `question`")
	}
	var all []Question
	for i, row := range table.Rows[1:] {
		cell := func(name string) string {
			if at[name] < 0 {
				return ""
			}
			return strings.TrimSpace(row[at[name]])
		}
		if cell("code") == "" {
			continue
		}
		q, err := defined(cell("code"), cell("text"), cell("type"), split(cell("options")))
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
		all = append(all, q)
	}
	return all, nil
}

// columnsOf finds a dictionary's columns in its first row; -1 where there is none.
func columnsOf(head []string) map[string]int {
	at := map[string]int{}
	for name, words := range dictionaryNames() {
		at[name] = slices.IndexFunc(head, func(cell string) bool { return slices.Contains(words, strings.ToLower(strings.TrimSpace(cell))) })
	}
	return at
}

// split takes a cell of options apart, `1, Yes | 2, No` or `1 = Yes; 2 = No` or one
// on a line. What has no code stands for itself.
func split(cell string) (all []Label) {
	for _, separator := range []string{"\n", "|", ";"} {
		if parts := strings.Split(cell, separator); len(parts) > 1 {
			for _, part := range parts {
				if part = strings.TrimSpace(part); part != "" {
					all = append(all, option(part))
				}
			}
			return all
		}
	}
	return nil
}

func option(text string) Label {
	if code, words, ok := strings.Cut(text, "="); ok {
		return Label{strings.TrimSpace(code), strings.TrimSpace(words)}
	}
	if code, words, ok := strings.Cut(text, ","); ok && !strings.ContainsAny(code, " \t") {
		return Label{code, strings.TrimSpace(words)}
	}
	return Label{text, text}
}

// defined is a question as a dictionary defines it.
func defined(code, text, kind string, options []Label) (Question, error) {
	q := Question{Code: code, Text: bare(text), Options: options}
	switch kind = strings.ToLower(kind); kind {
	case "":
	case string(form.Single), "radio", "dropdown", "choice", "categorical", "yesno":
		q.Kind = form.Single
	case string(form.Multi), "checkbox", "multiple":
		q.Kind = form.Multi
	case string(form.Scale), "likert", "ordinal":
		q.Kind = form.Scale
	case string(form.Number), "numeric", "integer":
		q.Kind = form.Number
	case string(form.Text), "notes", "string", "free text":
		q.Kind = form.Text
	case string(form.Drop), string(form.Tick), string(form.Rank):
		q.Kind = form.Kind(kind)
	default:
		return q, fmt.Errorf("%s: no type is called %q", code, kind)
	}
	return q, nil
}

// readWords reads a dictionary in JSON: an object with the questions' words by
// their codes, or with objects that have text, type and options.
func readWords(text []byte) (all []Question, err error) {
	if !json.Valid(text) {
		return nil, errors.New("it is no JSON")
	}
	in := json.NewDecoder(bytes.NewReader(text))
	if _, err := in.Token(); err != nil {
		return nil, err
	}
	for in.More() { // in the order of the file
		code, err := in.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return nil, err
		}
		q, err := worded(fmt.Sprint(code), raw)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, nil
}

func worded(code string, raw json.RawMessage) (Question, error) {
	var words string
	if json.Unmarshal(raw, &words) == nil {
		return defined(code, words, "", nil)
	}
	var entry struct {
		Text, Question, Label, Type string
		Options, Values, Choices    json.RawMessage
	}
	if err := json.Unmarshal(raw, &entry); err != nil {
		return Question{}, fmt.Errorf("%s: want words, or an object with text, type and options", code)
	}
	for _, other := range []string{entry.Question, entry.Label} {
		if entry.Text == "" {
			entry.Text = other
		}
	}
	options := slices.Concat(entry.Options, entry.Values, entry.Choices) // one of them
	labelled, err := labelsOf(options)
	if err != nil {
		return Question{}, fmt.Errorf("%s: %w", code, err)
	}
	return defined(code, entry.Text, entry.Type, labelled)
}

// labelsOf reads options: a list, or words by codes.
func labelsOf(raw json.RawMessage) (all []Label, err error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		for _, text := range list {
			all = append(all, Label{text, text})
		}
		return all, nil
	}
	in := json.NewDecoder(bytes.NewReader(raw))
	if start, err := in.Token(); err != nil || start != json.Delim('{') {
		return nil, errors.New("want options as a list, or as words by codes")
	}
	for in.More() {
		code, err := in.Token()
		if err != nil {
			return nil, err
		}
		var words string
		if err := in.Decode(&words); err != nil {
			return nil, err
		}
		all = append(all, Label{fmt.Sprint(code), words})
	}
	return all, nil
}
