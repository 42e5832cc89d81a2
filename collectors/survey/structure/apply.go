package structure

import (
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// Apply corrects a guessed form by what the service says of the questionnaire, and
// returns how many columns it knows. What the guess drops stays dropped: a question
// for an address is a question, too.
func Apply(f form.Form, t *sheet.Table, questions []Question) (form.Form, int) {
	f.Columns = slices.Clone(f.Columns)
	known := 0
	for i, c := range f.Columns {
		q, line, ok := locate(c.Column, questions)
		if !ok {
			continue
		}
		known++
		if c.Kind != form.Drop {
			f.Columns[i] = q.column(c, line, cells(t, f.Headers, i))
		}
	}
	return f, known
}

// cells are the different cells of a column, as they come.
func cells(t *sheet.Table, headers, column int) (all []string) {
	seen := map[string]bool{"": true}
	for _, row := range t.Rows[min(headers, len(t.Rows)):] {
		if cell := strings.TrimSpace(row[column]); !seen[cell] {
			seen[cell] = true
			all = append(all, cell)
		}
	}
	return all
}

// coded is a header with the question's code: q1, q1[SQ001], q1[SQ001]. Words, q1. Words.
var coded = regexp.MustCompile(`(?s)^([A-Za-z][A-Za-z0-9_]*)(?:\[([^\]]*)\])?(?:\[[^\]]*\])*(?:\. .*)?$`)

// locate finds a column's question, and the code of its line.
func locate(header string, all []Question) (q Question, line string, ok bool) {
	head, _, _ := strings.Cut(header, " / ") // of several header rows the first has the code
	find := func(code string) bool {
		at := slices.IndexFunc(all, func(one Question) bool { return one.Code == code })
		if ok = at >= 0; ok {
			q = all[at]
		}
		return ok
	}
	m := coded.FindStringSubmatch(strings.TrimSpace(head))
	if m == nil {
		return q, "", false
	}
	if find(m[1]) {
		return q, m[2], true
	}
	for at := strings.LastIndexByte(m[1], '_'); at > 0; at = strings.LastIndexByte(m[1][:at], '_') { // q1_SQ001, Q1_4_TEXT
		if find(m[1][:at]) {
			return q, m[1][at+1:], true
		}
	}
	return q, "", false
}

// column is a column of the question; guessed is what it seemed to be.
func (q Question) column(guessed form.Column, line string, cells []string) form.Column {
	c := form.Column{Column: guessed.Column, Kind: q.Kind, Question: strings.ToLower(q.Code), Item: q.item(line), Answers: guessed.Answers, Blank: guessed.Blank}
	if own := strings.ToLower(line); own == "other" || strings.HasSuffix(own, "text") || strings.HasSuffix(own, "comment") {
		c.Kind, c.Item = form.Text, own
		return c
	}
	if !strings.Contains(bare(guessed.Column), q.Text) {
		c.Text = q.Text
	}
	switch q.Kind {
	case "": // nobody says what it is
		guessed.Question, guessed.Text = c.Question, c.Text
		return guessed
	case form.Drop:
		return form.Column{Column: guessed.Column, Kind: form.Drop, Why: "no question", Answers: guessed.Answers}
	case form.Single, form.Multi:
		if guessed.Kind == form.Scale && len(q.Options) > 2 { // a list whose answers have an order
			c.Kind = form.Scale
		}
		c.Item, c.Other = "", q.Other || guessed.Other
		c.Separator = guessed.Separator
		q.options(&c, cells)
		if q.Kind == form.Multi && c.Separator == "" {
			c.Separator = ","
		}
	case form.Scale:
		q.options(&c, cells)
	case form.Rank:
		q.options(&c, cells)
		c.Item = line
	case form.Number:
		if guessed.Kind != form.Number { // its cells are none, whatever was asked
			guessed.Question, guessed.Item = c.Question, c.Item
			return guessed
		}
		c.Unit = guessed.Unit
	}
	return c
}

// item is the words of a line; its code where it has none.
func (q Question) item(code string) string {
	at := slices.IndexFunc(q.Lines, func(l Label) bool { return l.Code == code })
	if at < 0 || q.Lines[at].Text == "" {
		return code
	}
	return q.Lines[at].Text
}

// otherCode is what LimeSurvey writes where somebody chose to answer in own words.
const otherCode = "-oth-"

// options are those of the question and, behind them, what was answered beside them. Where the
// export has codes, they say which is which.
func (q Question) options(c *form.Column, cells []string) {
	codes := map[string]string{}
	for _, o := range q.Options {
		c.Options = append(c.Options, o.Text)
		codes[o.Code] = o.Text
	}
	if q.Other && slices.Contains(cells, otherCode) {
		c.Options, codes[otherCode] = append(c.Options, "Other"), "Other"
	}
	worded := slices.ContainsFunc(cells, func(cell string) bool { return slices.Contains(c.Options, cell) && codes[cell] == "" })
	if !worded && slices.ContainsFunc(cells, func(cell string) bool { return codes[cell] != "" && codes[cell] != cell }) {
		c.Codes = codes
	}
	if c.Other || c.Kind == form.Multi {
		return
	}
	for _, cell := range cells {
		if !slices.Contains(c.Options, cell) && c.Codes[cell] == "" && !slices.Contains(c.Blank, cell) {
			c.Options = append(c.Options, cell)
		}
	}
}
