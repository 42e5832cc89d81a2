package form

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"goldenratio/collectors/survey/sheet"
)

// A title is what a column's header says.
type title struct {
	whole    string
	code     string // LimeSurvey's name of the question
	question string
	item     string
}

// of is what tells the question from others.
func (t title) of() string { return cmp.Or(t.code, t.question) }

// headerRows is how many rows stand before the first response: three in
// exports of Qualtrics, two in those of SurveyMonkey, else one.
func headerRows(rows [][]string) int {
	if len(rows) > 2 && slices.ContainsFunc(rows[2], func(cell string) bool { return strings.Contains(cell, `"ImportId"`) }) {
		return 3
	}
	if len(rows) > 1 && second(rows[0], rows[1]) {
		return 2
	}
	return 1
}

// second reports whether a row goes on with the headers above it: under a
// question it says Response, or names an option where the question is not
// repeated.
func second(above, row []string) bool {
	said, options := 0, 0
	for i, cell := range row {
		switch cell = strings.TrimSpace(cell); {
		case cell == "Response" || cell == "Open-Ended Response":
			said++
		case strings.TrimSpace(above[i]) == "" && cell != "":
			options++
		}
	}
	return said > 0 && (options > 0 || said > len(row)/2)
}

var (
	coded   = regexp.MustCompile(`(?s)^([A-Za-z][A-Za-z0-9_-]*)(?:\[([^\]]*)\])*\. (.*)$`)
	bracket = regexp.MustCompile(`(?s)^(.*?)\s*\[(.*)\]$`)
	prefix  = regexp.MustCompile(`^([^:]{3,80}?): (.+)$`)
)

// titles reads the header rows. A question that fills several columns stands
// over the first of them only, in exports with two rows.
func titles(rows [][]string) []title {
	out := make([]title, len(rows[0]))
	over := ""
	for i := range out {
		parts := make([]string, 0, len(rows))
		for _, row := range rows[:min(2, len(rows))] {
			parts = append(parts, strings.TrimSpace(row[i]))
		}
		out[i] = read(parts, &over)
	}
	colons(out)
	return out
}

func read(parts []string, over *string) title {
	t := title{whole: strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), " / "), question: parts[0]}
	if len(parts) > 1 {
		if parts[0] != "" {
			*over = parts[0]
		}
		t.question = *over
		if below := parts[1]; below != "Response" && below != "Open-Ended Response" {
			t.item = below
		}
		return t
	}
	if m := coded.FindStringSubmatch(t.question); m != nil {
		t.code, t.item, t.question = m[1], m[2], m[3]
	}
	switch m := bracket.FindStringSubmatch(t.question); {
	case m == nil:
	case m[2] == "":
		t.question = m[1]
	case m[1] == "": // a grid whose lines ask all
		t.question, t.item = m[2], cmp.Or(t.item, m[2])
	default:
		t.question, t.item = m[1], m[2]
	}
	return t
}

// colons takes what stands before a colon for the question, where columns
// beside each other begin with it.
func colons(all []title) {
	before := func(i int) (question, item string) {
		if i < 0 || i >= len(all) || all[i].item != "" {
			return "", ""
		}
		m := prefix.FindStringSubmatch(all[i].whole)
		if m == nil {
			return "", ""
		}
		return m[1], m[2]
	}
	found := slices.Clone(all)
	for i := range all {
		question, item := before(i)
		if question == "" {
			continue
		}
		one, _ := before(i - 1)
		two, _ := before(i + 1)
		if question == one || question == two {
			found[i].question, found[i].item = question, item
		}
	}
	copy(all, found)
}

// Texts are the questions as the form or a table puts them, column by column: without
// the item that the form tells from the question.
func (f Form) Texts(t *sheet.Table) []string {
	all := titles(t.Rows[:f.Headers])
	texts := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		switch one := all[i]; {
		case c.Text != "":
			texts[i] = c.Text
		case f.Headers == 3: // of which the first are the service's names
			texts[i] = strings.TrimSpace(t.Rows[1][i])
		case c.Item == "" && one.item != "":
			texts[i] = one.whole
		default:
			texts[i] = one.question
		}
	}
	return texts
}

// name gives questions their names: the service's own, or the first words of
// the question, numbered where those repeat.
func name(columns []Column, titles []title) {
	given, taken := map[string]string{}, map[string]bool{}
	for i := range columns {
		if columns[i].Kind == Drop || columns[i].Kind == Status {
			continue
		}
		t := titles[i]
		key := t.of()
		if t.item == "" {
			key += fmt.Sprintf("\n%d", i)
		}
		if given[key] == "" {
			given[key] = free(taken, words(t))
		}
		columns[i].Question, columns[i].Item = given[key], t.item
	}
}

func free(taken map[string]bool, id string) string {
	name := id
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	taken[name] = true
	return name
}

// words makes a name of the first words that are long enough to tell.
func words(t title) string {
	if t.code != "" {
		return strings.ToLower(t.code)
	}
	all := strings.FieldsFunc(strings.ToLower(t.question), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var kept []string
	for _, w := range all {
		if len(kept) < 6 && !slices.Contains([]string{"a", "an", "the", "of", "to", "do", "does", "you", "your", "is", "are", "in", "for", "and", "or", "with", "have", "has", "would", "it", "that", "what", "which", "how", "we", "us"}, w) {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return "question"
	}
	return strings.Join(kept, "-")
}
