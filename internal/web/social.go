package web

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"goldenratio/internal/report"
)

type socialView struct {
	*report.Social
	quarterPage
}

func (s *server) social(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	a, err := s.ask(ctx, r, compute)
	if err != nil {
		return answer{}, err
	}
	page, err := s.Store.Social(ctx, a.Options)
	if err != nil {
		return answer{}, err
	}
	q := newQuarterPage("social", "Social networks", &page.Head, a.scopes)
	return s.quarterAnswer(a, q, page, socialView{page, q})
}

// SocialFile writes the page as File does a board.
func SocialFile(w io.Writer, page *report.Social) error {
	q := newQuarterPage("social", "Social networks", &page.Head, nil).filed()
	return q.write(w, socialView{page, q})
}

// Newest is the address of the page with posts; empty: it leads nowhere.
func (v socialView) Newest() string {
	l := v.Link
	l.snapshot = ""
	return l.Same(v.Scope.ID, v.Period.Label)
}

// newResponses are what others did with own posts, network by network.
func newResponses(all []report.Network) table {
	t := table{Title: "Responses to own posts", Columns: []string{"Network"}}
	column := map[string]int{}
	for _, n := range all {
		for _, tile := range n.Moved {
			if column[tile.KPI] == 0 {
				t.Columns = append(t.Columns, tile.Title)
				column[tile.KPI] = len(t.Columns) - 1
			}
		}
	}
	for _, n := range all {
		if len(n.Moved) == 0 {
			continue
		}
		cells := make([]report.Cell, len(t.Columns))
		for i := range cells {
			cells[i].Text = "–"
		}
		cells[0].Text = n.Name
		for _, tile := range n.Moved {
			if tile.Value != nil {
				cells[column[tile.KPI]].Text = tile.Text
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func newTagTable(all []report.Tag) table {
	t := table{Title: "Tags", Columns: []string{"Tag", "Posts", "People", "Quarter before"}}
	for _, tag := range all {
		t.Rows = append(t.Rows, []report.Cell{
			{Text: "#" + tag.Name}, {Text: report.Number(tag.Posts)}, {Text: report.Number(tag.People)}, {Text: report.Number(tag.Before)},
		})
	}
	return t
}

func newAudienceTable(all []report.Audience) table {
	t := table{Title: "Audiences", Columns: []string{"Account or place", "Network", "Counts", "Now", "Quarter before", "Year before"}}
	for _, a := range all {
		t.Rows = append(t.Rows, []report.Cell{
			{Text: a.Account}, {Text: a.Network}, {Text: a.Measure},
			{Text: report.Reading(a.Now)}, {Text: report.Reading(a.Before)}, {Text: report.Reading(a.Year)},
		})
	}
	return t
}

// newFollowers draws the largest audiences over three years, a point a week; nil where
// none was read twice.
func newFollowers(all []report.Audience) *trend {
	var courses []course
	var words []string
	first, last := time.Time{}, time.Time{}
	for _, a := range all[:min(mostLines, len(all))] {
		from, to := a.Course[0].Day, a.Course[len(a.Course)-1].Day
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
		courses = append(courses, followersCourse(a))
		words = append(words, a.Account+" on "+a.Network+": "+report.Day(from)+" "+report.Number(a.Course[0].Value)+
			", "+report.Day(to)+" "+report.Number(a.Course[len(a.Course)-1].Value))
	}
	if !first.Before(last) {
		return nil
	}
	p := newTrendPlot(courses, dayNumber(last), 4)
	t := p.draw(courses, func(value float64) string { return report.Number(uint64(value)) })
	t.Waves = yearTicks(p, first, last)
	t.Label = strings.Join(words, ". ")
	return t
}

// followersCourse has a dot for what was read last only: the others are many.
func followersCourse(a report.Audience) course {
	c := course{Name: a.Account}
	for i, read := range a.Course {
		value := float64(read.Value)
		point := &coursePoint{At: dayNumber(read.Day), Value: value, Lower: value, Upper: value}
		if i == len(a.Course)-1 {
			point.Words = report.Day(read.Day) + ": " + report.Number(read.Value)
		}
		c.Points = append(c.Points, point)
	}
	return c
}

// dayNumber counts days, so that time is a place on an axis.
func dayNumber(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// yearTicks stand where years begin, or at both ends where none does.
func yearTicks(p trendPlot, first, last time.Time) []tick {
	var all []tick
	for year := first.Year() + 1; year <= last.Year(); year++ {
		start := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		all = append(all, tick{At: p.x(dayNumber(start)), Text: start.Format("2006")})
	}
	if len(all) > 0 {
		return all
	}
	return []tick{{At: p.x(dayNumber(first)), Text: report.Day(first)}, {At: p.x(dayNumber(last)), Text: report.Day(last)}}
}

// where is a network and the place on it, which for many is the same.
func where(p report.Post) string {
	if p.Place == "" || strings.EqualFold(p.Place, p.Network) {
		return cmp.Or(p.Network, p.Place)
	}
	return p.Network + ", " + p.Place
}
