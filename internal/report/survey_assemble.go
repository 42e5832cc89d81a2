package report

import (
	"fmt"
	"slices"

	"goldenratio/metrics/survey/disclosure"
)

// assemble makes the page of what was read.
func (in *surveyInput) assemble() *Survey {
	s := &Survey{
		ID: in.list.ID, Scope: in.list.Scopes[0], Synthetic: in.list.Synthetic, Wave: in.list.Waves[in.at], Waves: in.list.Waves,
		By: in.by, Segments: in.segments,
	}
	for _, l := range in.lines {
		if l.Wave != in.wave() || l.Segment != "" {
			continue
		}
		if l.Class == "dropped" {
			s.Dropped = append(s.Dropped, titled(l))
			continue
		}
		if n := len(s.Questions); n == 0 || s.Questions[n-1].ID != l.Question {
			s.Questions = append(s.Questions, SurveyQuestion{ID: l.Question, Title: Plain(l.Title), Kind: l.Kind})
		}
		q := &s.Questions[len(s.Questions)-1]
		q.Lines = append(q.Lines, in.line(l))
	}
	s.Dropped = slices.Compact(s.Dropped)
	s.Changes = in.moved(s.Questions)
	for _, c := range s.Changes {
		if c.Verdict != "unclear" {
			s.Certain++
		}
	}
	s.Findings, s.Footnotes = s.findings(), s.footnotes()
	return s
}

func titled(l disclosure.LineRow) string {
	if l.Title != "" {
		return Plain(l.Title)
	}
	return Plain(l.Question)
}

func (in *surveyInput) line(l disclosure.LineRow) SurveyLine {
	line := SurveyLine{Item: Plain(l.Item), Class: l.Class, SurveyGroup: in.group(l)}
	joined := in.comparable(l)
	for i := range line.Answers {
		line.Answers[i].History = in.history(l, line.Answers[i], joined)
	}
	for _, g := range in.lines {
		if g.Wave == l.Wave && g.Segment != "" && g.Question == l.Question && g.Item == l.Item {
			line.Groups = append(line.Groups, in.group(g))
		}
	}
	return line
}

func (in *surveyInput) group(l disclosure.LineRow) SurveyGroup {
	k := lineKey{l.Wave, member(l.Segment, l.Member), l.Question, l.Item}
	g := SurveyGroup{Member: Plain(l.Member), Base: l.Base, Missing: l.Missing, Aside: l.Aside, Withheld: l.Withheld, Scores: in.scores[k]}
	for _, c := range in.cells[k] {
		g.Answers = append(g.Answers, answerOf(c))
	}
	return g
}

func answerOf(c disclosure.CellRow) SurveyAnswer {
	a := SurveyAnswer{
		Option: Plain(c.Option), Own: c.Own, Chosen: c.Chosen, Base: c.Base, Share: c.Share, Lower: c.Lower, Upper: c.Upper,
		Weighted: c.Weighted, WeightedLower: c.WeightedLower, WeightedUpper: c.WeightedUpper,
	}
	for _, option := range c.Merged {
		a.Merged = append(a.Merged, Plain(option))
	}
	return a
}

// comparable says of each wave up to the one that is shown whether its answers to a line can
// stand in one row with this wave's: from here back to where it was asked in another way.
func (in *surveyInput) comparable(l disclosure.LineRow) []bool {
	joined := make([]bool, in.at+1)
	for i := in.at; i >= 0; i-- {
		at := slices.IndexFunc(in.lines, func(o disclosure.LineRow) bool {
			return o.Wave == in.list.Waves[i].ID && o.Segment == "" && o.Question == l.Question && o.Item == l.Item
		})
		if at < 0 || in.lines[at].Class == "dropped" {
			continue
		}
		joined[i] = true
		if !slices.Contains([]string{"identical", "reworded", "recoded"}, in.lines[at].Class) {
			break
		}
	}
	return joined
}

// history is an answer's share wave by wave. Other answers are the same only if the same
// ones are merged.
func (in *surveyInput) history(l disclosure.LineRow, a SurveyAnswer, joined []bool) []*SurveyPoint {
	points := make([]*SurveyPoint, len(joined))
	for i := range joined {
		if !joined[i] {
			continue
		}
		for _, c := range in.cells[lineKey{in.list.Waves[i].ID, "", l.Question, l.Item}] {
			before := answerOf(c)
			if before.Option == a.Option && slices.Equal(before.Merged, a.Merged) && c.Share != nil && c.Lower != nil && c.Upper != nil && c.Base != nil {
				points[i] = &SurveyPoint{*c.Share, *c.Lower, *c.Upper, *c.Base}
			}
		}
	}
	return points
}

// moved are the changes of all responses, in words.
func (in *surveyInput) moved(questions []SurveyQuestion) (all []SurveyChange) {
	for _, r := range in.changes {
		if r.Segment != "" {
			continue
		}
		c := SurveyChange{
			Before: r.Before, Question: r.Question, Item: Plain(r.Item), Option: Plain(r.Option), Class: r.Class, Share: r.Share, Base: r.Base,
			ShareBefore: r.ShareBefore, BaseBefore: r.BaseBefore, Difference: r.Difference, Lower: r.Lower, Upper: r.Upper,
			P: r.P, Exact: r.Exact, Adjusted: r.Adjusted, Verdict: r.Verdict, Title: Plain(r.Question),
		}
		for _, q := range questions {
			if q.ID == r.Question {
				c.Title = q.Title
			}
		}
		c.Text = c.Words()
		all = append(all, c)
	}
	return all
}

// findings are what to know before anything else.
func (s *Survey) findings() []Sentence {
	w := s.Wave
	text := fmt.Sprintf("%s answered, of whom %s got to the end (%s).", Count(uint64(w.Started), "people"), Number(uint64(w.Complete)), Share(float64(w.Complete)/max(1, float64(w.Started))))
	if w.Invited > 0 {
		text += fmt.Sprintf(" That is %s of the %s who were invited.", Share(float64(w.Started)/float64(w.Invited)), Number(w.Invited))
	}
	all := []Sentence{{Text: text}}
	switch {
	case len(s.Changes) == 0 && s.Wave.ID == s.Waves[0].ID:
		return append(all, Sentence{Text: "It is the first wave: there is nothing to compare it with yet."})
	case len(s.Changes) == 0:
		return append(all, Sentence{Text: "Nothing in it can be compared with an earlier wave."})
	case s.Certain == 0:
		return append(all, Sentence{Text: fmt.Sprintf("None of the %s that can be compared moved beyond chance.", Count(uint64(len(s.Changes)), "answers"))})
	}
	return append(all, Sentence{Text: fmt.Sprintf("%s of the %s that can be compared moved beyond chance.", Number(uint64(s.Certain)), Count(uint64(len(s.Changes)), "answers"))})
}
