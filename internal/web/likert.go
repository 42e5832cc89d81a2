package web

import (
	"cmp"
	"fmt"
	"strings"

	"goldenratio/internal/report"
)

// A likert is a scale's answers as a bar that goes to the left for its lower steps and to
// the right for its upper ones; the middle step is half here and half there. Bars of
// one question have their zero at the same place. Across it is measured in percent.
type likert struct {
	Label  string
	Zero   float64
	Pieces []likertPiece
}

type likertPiece struct {
	X, Width, Middle float64
	Class            string // d1 … d5, from the lowest to the highest
	Text             string // its share, where there is room
	Words            string
}

// A likertScale gives all bars of a question one zero and one length.
type likertScale struct{ left, right float64 }

// steps are the answers of a scale that can stand in a bar, from the lowest to the
// highest; none where one of them is hidden or stands for several.
func steps(answers []report.SurveyAnswer) []report.SurveyAnswer {
	for _, a := range answers {
		if a.Share == nil || len(a.Merged) > 0 || a.Own {
			return nil
		}
	}
	if len(answers) < 3 {
		return nil
	}
	return answers
}

// sides are how much lies left and right of zero.
func sides(answers []report.SurveyAnswer) (left, right float64) {
	for i, a := range answers {
		switch side := 2*i - (len(answers) - 1); {
		case side < 0:
			left += *a.Share
		case side > 0:
			right += *a.Share
		default:
			left, right = left+*a.Share/2, right+*a.Share/2
		}
	}
	return left, right
}

// newQuestionScale makes room for all lines of a question, their groups and earlier waves.
func newQuestionScale(lines []report.SurveyLine) likertScale {
	var s likertScale
	for _, l := range lines {
		for _, g := range append(earlier(l), l.Groups...) {
			left, right := sides(steps(g.Answers))
			s.left, s.right = max(s.left, left), max(s.right, right)
		}
	}
	return s
}

// earlier are a line's answers in the waves that can be compared, the shown one last; a
// group without answers is one that cannot.
func earlier(l report.SurveyLine) []report.SurveyGroup {
	waves := 1
	if len(l.Answers) > 0 {
		waves = max(1, len(l.Answers[0].History))
	}
	all := make([]report.SurveyGroup, waves)
	for i := range waves - 1 {
		for _, a := range l.Answers {
			if p := a.History[i]; p != nil {
				all[i].Answers = append(all[i].Answers, report.SurveyAnswer{Option: a.Option, Own: a.Own, Merged: a.Merged, Share: &p.Share})
			}
		}
		if len(all[i].Answers) != len(l.Answers) {
			all[i].Answers = nil
		}
	}
	all[waves-1] = l.SurveyGroup
	return all
}

// A likertRow is a bar with what it is of; without a bar, why.
type likertRow struct {
	Name string
	Now  bool // the wave that is shown
	Bar  *likert
	Why  string
}

// newLikertRows are a line's bars: wave by wave, and then by group.
func newLikertRows(s likertScale, l report.SurveyLine, waves []report.SurveyWave) []likertRow {
	var rows []likertRow
	all := earlier(l)
	for i, g := range all {
		now := i == len(all)-1
		if bar := s.bar(g); bar != nil && (now || i < len(waves)) {
			rows = append(rows, likertRow{Name: waves[i].Title, Now: now, Bar: bar})
		}
	}
	for _, g := range l.Groups {
		rows = append(rows, likertRow{Name: g.Member, Bar: s.bar(g), Why: cmp.Or(g.Withheld, "few people")})
	}
	return rows
}

// labelled is how wide a piece is that has room for its share, in percent.
const labelled = 7

// bar is nil where the answers cannot stand in one.
func (s likertScale) bar(g report.SurveyGroup) *likert {
	answers := steps(g.Answers)
	if answers == nil || s.left+s.right == 0 {
		return nil
	}
	times := 100 / (s.left + s.right)
	left, _ := sides(answers)
	l := &likert{Zero: round(s.left * times)}
	at := (s.left - left) * times
	var words []string
	for i, a := range answers {
		width := *a.Share * times
		p := likertPiece{X: round(at), Width: round(width), Middle: round(at + width/2), Class: shade(i, len(answers)), Words: a.Option + ": " + report.Share(*a.Share)}
		if width >= labelled {
			p.Text = fmt.Sprintf("%.0f", 100**a.Share)
		}
		l.Pieces = append(l.Pieces, p)
		words = append(words, p.Words)
		at += width
	}
	l.Label = strings.Join(words, ", ")
	return l
}

// shade is the colour of a step: five, from one end to the other.
func shade(step, steps int) string {
	side := 2*step - (steps - 1) // below 0: lower half
	strong := 4*abs(side) > 2*(steps-1) || steps < 4
	switch {
	case side == 0:
		return "d3"
	case side < 0 && strong:
		return "d1"
	case side < 0:
		return "d2"
	case strong:
		return "d5"
	default:
		return "d4"
	}
}

func abs(n int) int { return max(n, -n) }

// likertKey names the colours of a scale.
func likertKey(answers []report.SurveyAnswer) []entry {
	var all []entry
	for i, a := range steps(answers) {
		class := shade(i, len(answers))
		if n := len(all); n > 0 && all[n-1].Class == class {
			all[n-1].Text += ", " + a.Option
			continue
		}
		all = append(all, entry{class, a.Option})
	}
	return all
}
