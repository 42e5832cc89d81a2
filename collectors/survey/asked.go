package survey

import (
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/survey/form"
)

// asked are the questions of a wave, and which column is which.
type asked struct {
	wave  string
	form  form.Form
	lines []collectors.Question
	at    []int            // a column's line; -1 for none
	place []map[string]int // of a column that gives a place: the line of each option
}

func newAsked(wave string, c *Content) *asked {
	a := &asked{wave: wave, form: c.Form, at: make([]int, len(c.Form.Columns)), place: make([]map[string]int, len(c.Form.Columns))}
	texts := c.Form.Texts(c.Table)
	type id struct{ question, item string }
	known := map[id]int{}
	line := func(question, item string) (at int, first bool) {
		name := id{question, item}
		at, ok := known[name]
		if !ok {
			at, known[name] = len(a.lines), len(a.lines)
			a.lines = append(a.lines, collectors.Question{Wave: wave, Name: question, Item: item, Position: uint32(at + 1)})
		}
		return at, !ok
	}
	for i, column := range c.Form.Columns {
		a.at[i] = -1
		switch column.Kind {
		case form.Drop, form.Day, form.Status:
		case form.Tick:
			at, first := line(column.Question, "")
			if a.at[i] = at; first {
				a.lines[at].Kind, a.lines[at].Text = string(form.Multi), redact.Addresses(texts[i])
			}
			a.lines[at].Options = append(a.lines[at].Options, redact.Name(column.Item))
		case form.Rank:
			a.ranked(i, column, redact.Addresses(texts[i]), line)
		default:
			a.at[i], _ = line(column.Question, redact.Name(column.Item))
			l := &a.lines[a.at[i]]
			l.Kind, l.Text, l.Other, l.Unit = string(column.Kind), redact.Addresses(texts[i]), column.Other, column.Unit
			l.Options = names(column.Options)
		}
	}
	return a
}

// ranked makes lines of what is ranked: the column's item, or each option where
// the column stands for a place.
func (a *asked) ranked(i int, column form.Column, text string, line func(question, item string) (int, bool)) {
	options := []string{column.Item}
	if len(column.Options) > 0 {
		options = column.Options
		a.place[i] = map[string]int{}
	}
	for _, option := range options {
		at, _ := line(column.Question, redact.Name(option))
		a.lines[at].Kind, a.lines[at].Text, a.lines[at].Other = string(form.Rank), text, a.lines[at].Other || column.Other
		if a.place[i] != nil {
			a.place[i][option] = at
		} else {
			a.at[i] = at
		}
	}
}

// names are options without addresses, each still another one.
func names(options []string) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = redact.Name(o)
	}
	return out
}

// read makes a response's answers, one a line, in the order of the lines, and what
// it says in own words.
func (a *asked) read(r form.Response) (answers []collectors.Answer, words []collectors.Words) {
	found := map[int]*collectors.Answer{}
	for _, one := range r {
		column := a.form.Columns[one.Column]
		if text := strings.TrimSpace(one.Other); text != "" && column.Kind != form.Day {
			words = append(words, collectors.Words{Wave: a.wave, Question: column.Question, Item: redact.Name(column.Item), Text: redact.Addresses(text)})
		}
		if a.place[one.Column] != nil {
			a.placed(found, one, column)
			continue
		}
		at := a.at[one.Column]
		if at < 0 {
			continue
		}
		answer := found[at]
		if answer == nil {
			answer = &collectors.Answer{Question: a.lines[at].Name, Item: a.lines[at].Item}
			found[at] = answer
		}
		answer.Options = append(answer.Options, names(one.Options)...)
		answer.Other = answer.Other || one.Other != ""
		if column.Kind == form.Number || column.Kind == form.Rank {
			answer.Number = &one.Number
		}
	}
	for at := range a.lines {
		if answer := found[at]; answer != nil {
			answers = append(answers, *answer)
		}
	}
	return answers, words
}

// placed notes the place that an option got: the better one, if it got two.
func (a *asked) placed(found map[int]*collectors.Answer, one form.Answer, column form.Column) {
	place, _ := column.Place() // a form without it is refused
	for _, option := range one.Options {
		at := a.place[one.Column][option]
		if found[at] == nil {
			found[at] = &collectors.Answer{Question: a.lines[at].Name, Item: a.lines[at].Item, Number: &place}
		}
	}
}
