package report

import (
	"fmt"
	"math"
)

// Words say what happened to an answer: rose from 23.6 % of 394 to 31.0 % of 394 (+7.4
// points, +1.1…+13.5).
func (c SurveyChange) Words() string {
	from, to := fmt.Sprintf("%s of %s", exactly(c.ShareBefore), Number(uint64(c.BaseBefore))), fmt.Sprintf("%s of %s", exactly(c.Share), Number(uint64(c.Base)))
	limits := points(c.Lower) + "…" + points(c.Upper)
	if c.Verdict == "unclear" {
		return fmt.Sprintf("%s to %s: could be chance (%s)", from, to, limits)
	}
	return fmt.Sprintf("%s from %s to %s (%s%spoints, %s)", c.Verdict, from, to, points(c.Difference), tie, limits)
}

// exactly is a share to a tenth of a percent.
func exactly(share float64) string { return Definition{Kind: "share"}.Text(share) }

// points is a difference of shares with its sign.
func points(difference float64) string {
	return signed(grouped(math.Abs(100*difference), 1), difference)
}

// Words are a score with its limits: top two 61.3 % (55.0–67.2 %), net +22.2 points (+2.1…+40.6).
func (s SurveyScore) Words() string {
	d, name := Definition{Kind: "level"}, s.Name
	switch s.Name {
	case "top2":
		d, name = Definition{Kind: "share"}, "highest two"
	case "net", "nps":
		text := map[string]string{"net": "net ", "nps": "NPS "}[s.Name] + signed(grouped(math.Abs(s.Value), 1), s.Value)
		if s.Lower != nil && s.Upper != nil {
			text += " (" + signed(grouped(math.Abs(*s.Lower), 1), *s.Lower) + "…" + signed(grouped(math.Abs(*s.Upper), 1), *s.Upper) + ")"
		}
		return text
	}
	text := name + " " + d.Text(s.Value)
	if s.Lower != nil && s.Upper != nil {
		text += " (" + d.Range(s.Lower, s.Upper) + ")"
	}
	return text
}

// footnotes say how to read the page.
func (s *Survey) footnotes() []string {
	notes := []string{
		"A share is of those who answered the question, with Wilson's 95 % limits: the thin line over each bar. The thick one is the wave before. Changes have Newcombe's limits; two waves are taken for answers of different people. Beyond chance is said after Benjamini and Hochberg over all answers that are compared: of what is called so, one in ten may still be chance.",
		"What 1 to 4 people answered is shown to nobody: it is merged with other answers, or left out, and with it whatever would tell it.",
	}
	w := s.Wave
	if w.Repeated > 0 || w.Tests > 0 {
		notes = append(notes, fmt.Sprintf("Left out: %s equal to earlier ones, %s.", Count(uint64(w.Repeated), "responses"), Count(uint64(w.Tests), "tests")))
	}
	if w.Effective != nil {
		text := fmt.Sprintf("Weighted shares meet the known distributions of the registry. The weighted responses say as much as %s unweighted ones.", Number(uint64(math.Round(*w.Effective))))
		if *w.Effective < float64(w.Started)/2 {
			text += " That is less than half: the weights cost more than they may be worth."
		}
		notes = append(notes, text)
	}
	return notes
}
