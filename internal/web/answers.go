package web

import (
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// answerLine is an option with its bar.
type answerLine struct {
	Option string
	Note   string // what is merged in it
	Share  string // empty: hidden
	Range  string
	People string
	Weight string // the weighted share
	answerBar
}

// An answerBar is a share of the whole width, with its limits and where the wave before was,
// all in percent.
type answerBar struct {
	Width, Lower, Upper, Was float64
	Limits, Before           bool
}

// newAnswers are the lines of a table of answers, as they stand in the questionnaire.
func newAnswers(answers []report.SurveyAnswer) []answerLine {
	var all []answerLine
	for _, a := range answers {
		all = append(all, newAnswer(a))
	}
	return all
}

func newAnswer(a report.SurveyAnswer) answerLine {
	l := answerLine{Option: a.Option, Note: strings.Join(a.Merged, ", ")}
	if a.Own && l.Note == "" && a.Option != "in own words" {
		l.Note = "in own words"
	}
	if a.Share == nil {
		return l
	}
	d := report.Definition{Kind: "share"}
	l.Share, l.Width = report.Share(*a.Share), round(100**a.Share)
	if a.Chosen != nil {
		l.People = report.Number(uint64(*a.Chosen))
	}
	if a.Lower != nil && a.Upper != nil {
		l.Range, l.Limits = d.Range(a.Lower, a.Upper), true
		l.Lower, l.Upper = round(100**a.Lower), round(100**a.Upper)
	}
	if a.Weighted != nil {
		l.Weight = report.Share(*a.Weighted)
	}
	if n := len(a.History); n > 1 && a.History[n-2] != nil {
		l.Before, l.Was = true, round(100*a.History[n-2].Share)
	}
	return l
}

// weighted tells that answers have weighted shares beside the plain ones.
func weighted(lines []answerLine) bool {
	for _, l := range lines {
		if l.Weight != "" {
			return true
		}
	}
	return false
}

// scoreWords are a line's scores: top two 61.3 % (55.0–67.2 %), net +22.2 (+2.1…+40.6).
func scoreWords(scores []report.SurveyScore) []string {
	ordered := slices.Clone(scores)
	last := func(s report.SurveyScore) bool { return s.Name == "mean" } // never alone
	slices.SortStableFunc(ordered, func(a, b report.SurveyScore) int {
		switch {
		case last(a) == last(b):
			return strings.Compare(b.Name, a.Name) // top2, net
		case last(a):
			return 1
		}
		return -1
	})
	var all []string
	for _, s := range ordered {
		all = append(all, s.Words())
	}
	return all
}

// waveTable has the shares of a line wave by wave, as far as they can be compared.
func waveTable(q report.SurveyQuestion, l report.SurveyLine, waves []report.SurveyWave) table {
	t := table{Title: called(q, l) + ", wave by wave", Columns: []string{"Answer"}}
	for _, w := range waves {
		t.Columns = append(t.Columns, w.Title)
	}
	for _, a := range l.Answers {
		if len(a.History) == 0 {
			continue
		}
		cells := []report.Cell{{Text: a.Option}}
		for i := range waves {
			text := "–"
			if i < len(a.History) && a.History[i] != nil {
				text = report.Share(a.History[i].Share)
			}
			cells = append(cells, report.Cell{Text: text})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// called is a line of a question.
func called(q report.SurveyQuestion, l report.SurveyLine) string {
	if l.Item == "" {
		return q.Title
	}
	return q.Title + ", " + l.Item
}

// cutTable has a line's answers by group.
func cutTable(q report.SurveyQuestion, l report.SurveyLine) table {
	t := table{Title: called(q, l) + ", by group", Columns: []string{"Answer", "All"}}
	for _, g := range l.Groups {
		name := g.Member
		if g.Base != nil {
			name += " (" + report.Number(uint64(*g.Base)) + ")"
		}
		t.Columns = append(t.Columns, name)
	}
	for _, option := range cutOptions(l) {
		cells := []report.Cell{{Text: option}, {Text: shareOf(l.Answers, option)}}
		for _, g := range l.Groups {
			cells = append(cells, report.Cell{Text: shareOf(g.Answers, option)})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// cutOptions are those of a line's groups: all groups have the same.
func cutOptions(l report.SurveyLine) (all []string) {
	for _, g := range l.Groups {
		if len(g.Answers) == 0 {
			continue
		}
		for _, a := range g.Answers {
			all = append(all, a.Option)
		}
		return all
	}
	return nil
}

// shareOf is the share of an option; a dash where it is hidden.
func shareOf(answers []report.SurveyAnswer, option string) string {
	for _, a := range answers {
		if a.Option == option && a.Share != nil {
			return report.Share(*a.Share)
		}
	}
	return "–"
}

// waveView is a line's course over the waves, as a picture and its numbers.
type waveView struct {
	Trend *trend
	Table table
}

func newWaveView(q report.SurveyQuestion, l report.SurveyLine, waves []report.SurveyWave) waveView {
	return waveView{newTrend(l, waves), waveTable(q, l, waves)}
}

// savedView leads to the pictures of a line.
type savedView struct{ SVG, PNG, Of string }

func newSaved(v surveyView, q report.SurveyQuestion, l report.SurveyLine) savedView {
	if len(l.Answers) == 0 {
		return savedView{}
	}
	return savedView{v.Picture(q, l, "svg"), v.Picture(q, l, "png"), called(q, l)}
}
