package web

import (
	"context"
	"io"
	"net/http"

	"goldenratio/internal/report"
)

type peopleView struct {
	*report.People
	quarterPage
}

func (s *server) people(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	a, err := s.ask(ctx, r, compute)
	if err != nil {
		return answer{}, err
	}
	page, err := s.Store.People(ctx, a.Options)
	if err != nil {
		return answer{}, err
	}
	q := newQuarterPage("people", "People", &page.Head, a.scopes)
	return s.quarterAnswer(a, q, page, peopleView{page, q})
}

// PeopleFile writes the page as File does a board.
func PeopleFile(w io.Writer, page *report.People) error {
	q := newQuarterPage("people", "People", &page.Head, nil).filed()
	return q.write(w, peopleView{page, q})
}

// funnelLine is a level of the funnel with its bar.
type funnelLine struct {
	report.Level
	Bar    row
	Next   string // how many go on
	Before string // how many of those a year before did
}

// newFunnel has bars in proportion to the level that most people reach.
func newFunnel(all []report.Level, period report.Period) []funnelLine {
	most := 0.
	for _, l := range all {
		most = max(most, float64(l.People))
	}
	var lines []funnelLine
	for _, l := range all {
		line := funnelLine{Level: l, Bar: newRow("", []amount{{Value: float64(l.People), Class: stayedClass}}, most), Next: "–", Before: "–"}
		if l.Earlier != nil && !l.Last {
			line.Before = report.Share(*l.Earlier)
		}
		switch {
		case l.Last:
		case l.Conversion != nil:
			line.Next = report.Share(*l.Conversion)
		case l.People > 0:
			line.Next = "known by " + period.End.AddDate(1, 0, 0).Format("Jan 2006")
		}
		lines = append(lines, line)
	}
	return lines
}

// layers are core, regular and occasional people as bars: of the people, and of
// what they do, which is so by definition.
type layers struct {
	People, Work row
	Key          []entry
}

// The shares of all contributions up to which people are core and regular.
const (
	coreWork    = .8
	regularWork = .95
)

func newLayers(tiles []report.Tile) layers {
	classes := []string{stayedClass, backClass, leftClass}
	shares := []float64{coreWork, regularWork - coreWork, 1 - regularWork}
	names := []string{"core", "regular", "occasional"}
	does := []string{"the first 80\u00a0% of the work", "the next 15\u00a0%", "the last 5\u00a0%"}
	var l layers
	var persons, work []amount
	sum := 0.
	for i, t := range tiles {
		if i >= len(names) || t.Value == nil {
			return layers{}
		}
		sum += *t.Value
		persons = append(persons, amount{Value: *t.Value, Class: classes[i]})
		work = append(work, amount{Value: shares[i], Class: classes[i]})
		l.Key = append(l.Key, entry{classes[i], people(t.Value) + " " + names[i] + ": " + does[i]})
	}
	if sum == 0 {
		return layers{}
	}
	l.People, l.Work = newRow("People", persons, sum), newRow("Their work", work, 1)
	return l
}
