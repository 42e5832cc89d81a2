package structure

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
)

// lssRow is a row of any of the tables.
type lssRow struct {
	QID      string `xml:"qid"`
	Parent   string `xml:"parent_qid"`
	Type     string `xml:"type"`
	Title    string `xml:"title"`
	Question string `xml:"question"`
	Other    string `xml:"other"`
	Order    string `xml:"question_order"`
	Group    string `xml:"gid"`
	Language string `xml:"language"`
	Code     string `xml:"code"`
	Answer   string `xml:"answer"`
	Sort     string `xml:"sortorder"`
	Place    string `xml:"group_order"`
	Scale    string `xml:"scale_id"`
	AnswerID string `xml:"aid"`
}

type lssTable struct {
	Rows []lssRow `xml:"rows>row"`
}

type lssFile struct {
	XMLName   xml.Name `xml:"document"`
	Type      string   `xml:"LimeSurveyDocType"`
	Languages []string `xml:"languages>language"`
	Groups    lssTable `xml:"groups"`
	Questions lssTable `xml:"questions"`
	Lines     lssTable `xml:"subquestions"`
	Answers   lssTable `xml:"answers"`
	// Newer versions keep texts apart.
	QuestionWords lssTable `xml:"question_l10ns"`
	AnswerWords   lssTable `xml:"answer_l10ns"`
}

// readLSS reads LimeSurvey's structure. Versions before 4 repeat every row for each
// language; later ones keep texts in tables of their own.
func readLSS(text []byte) ([]Question, error) {
	var file lssFile
	decoder := xml.NewDecoder(bytes.NewReader(text))
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if file.Type != "Survey" {
		return nil, errors.New("it is no LimeSurvey survey")
	}
	language := ""
	if len(file.Languages) > 0 {
		language = file.Languages[0]
	}
	file.translate(language)
	var all []Question
	for _, row := range file.ordered() {
		all = append(all, file.question(row))
	}
	return all, nil
}

// translate leaves the rows of one language, and fills in texts from where newer
// versions have them.
func (f *lssFile) translate(language string) {
	other := func(r lssRow) bool { return r.Language != "" && language != "" && r.Language != language }
	words := map[string]string{}
	for _, r := range f.QuestionWords.Rows {
		if !other(r) {
			words[r.QID] = r.Question
		}
	}
	answers := map[string]string{}
	for _, r := range f.AnswerWords.Rows {
		if !other(r) {
			answers[r.AnswerID] = r.Answer
		}
	}
	for _, t := range []*lssTable{&f.Questions, &f.Lines, &f.Answers, &f.Groups} {
		t.Rows = slices.DeleteFunc(t.Rows, other)
		for i := range t.Rows {
			r := &t.Rows[i]
			r.Question = cmp.Or(r.Question, words[r.QID])
			if r.AnswerID != "" {
				r.Answer = cmp.Or(r.Answer, answers[r.AnswerID])
			}
		}
	}
}

// ordered are the questions as people see them, group by group.
func (f *lssFile) ordered() []lssRow {
	place := map[string]int{}
	for _, g := range f.Groups.Rows {
		place[g.Group] = number(g.Place)
	}
	rows := slices.DeleteFunc(slices.Clone(f.Questions.Rows), func(r lssRow) bool { return number(r.Parent) != 0 })
	slices.SortStableFunc(rows, func(a, b lssRow) int {
		return cmp.Or(cmp.Compare(place[a.Group], place[b.Group]), cmp.Compare(number(a.Order), number(b.Order)))
	})
	return rows
}

func number(text string) int {
	n, _ := strconv.Atoi(text) // empty means 0
	return n
}

func (f *lssFile) question(row lssRow) Question {
	kind, options := limeType(row.Type)
	q := Question{Code: row.Title, Kind: kind, Text: bare(row.Question), Options: options, Other: row.Other == "Y"}
	lines := slices.DeleteFunc(slices.Clone(f.Lines.Rows), func(r lssRow) bool { return r.Parent != row.QID || number(r.Scale) != 0 })
	slices.SortStableFunc(lines, func(a, b lssRow) int { return cmp.Compare(number(a.Order), number(b.Order)) })
	for _, l := range lines {
		q.Lines = append(q.Lines, Label{l.Title, bare(l.Question)})
	}
	answers := slices.DeleteFunc(slices.Clone(f.Answers.Rows), func(r lssRow) bool { return r.QID != row.QID || number(r.Scale) != 0 })
	slices.SortStableFunc(answers, func(a, b lssRow) int { return cmp.Compare(number(a.Sort), number(b.Sort)) })
	for _, a := range answers {
		q.Options = append(q.Options, Label{a.Code, bare(a.Answer)})
	}
	return q
}
