package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"goldenratio/internal/report"
)

type qualityView struct {
	*report.Quality
	Link   link
	Scopes []report.ScopeState
	Path   string
}

// Before is the address of the calendar that ends where this one begins.
func (v qualityView) Before() string {
	return v.Path + "?to=" + v.From.AddDate(0, 0, -1).Format(time.DateOnly)
}

// After is the next calendar.
func (v qualityView) After() string {
	return v.Path + "?to=" + v.To.AddDate(0, 0, int(v.To.Sub(v.From).Hours()/24)+1).Format(time.DateOnly)
}

// wholeStore is the data-quality page over all scopes.
func (s *server) wholeStore(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	scopes, err := s.Store.Scopes(ctx, compute)
	if err != nil {
		return answer{}, err
	}
	return s.quality(ctx, r, "", scopes, strings.HasSuffix(r.URL.Path, ".json"))
}

// quality is never kept: runs change what it shows between two computes.
func (s *server) quality(ctx context.Context, r *http.Request, scope string, scopes []report.ScopeState, asJSON bool) (answer, error) {
	to, _ := time.Parse(time.DateOnly, r.FormValue("to")) // what is no day means the newest
	q, err := s.Store.Quality(ctx, report.QualityOptions{Scope: scope, To: to})
	if err != nil {
		return answer{}, err
	}
	if asJSON {
		a, err := jsonAnswer(q)
		a.fresh = true
		return a, err
	}
	title := "Data quality"
	if q.Scope != nil {
		title += " · " + q.Scope.Title
	}
	a, err := s.render.html(http.StatusOK, "quality", title, qualityPath(scope), qualityView{Quality: q, Scopes: scopes, Path: qualityPath(scope)})
	a.fresh = true
	return a, err
}

// A calendar is a source's days as a picture: a column a week, a row a weekday.
// All days of a state are one path, since a page has many.
type calendar struct {
	Width, Height float64
	Label         string
	Received      string
	Short         string
	Quiet         string
	Missed        string
	Months        []tick
}

const (
	daySize     = 12.
	dayGap      = 2.
	quietGap    = 8. // a day without anything is smaller too, not only paler
	calendarTop = 20.
)

func newCalendar(s report.SourceQuality) calendar {
	c := calendar{Height: calendarTop + 7*daySize, Label: calendarLabel(s)}
	paths := map[report.DayState]*strings.Builder{}
	for _, state := range []report.DayState{report.DayReceived, report.DayShort, report.DayQuiet, report.DayMissed} {
		paths[state] = &strings.Builder{}
	}
	if len(s.Days) == 0 {
		return c
	}
	before := weekday(s.Days[0].Day)
	for i, d := range s.Days {
		week, row := (i+before)/7, weekday(d.Day)
		x, y := float64(week)*daySize, calendarTop+float64(row)*daySize
		gap := dayGap
		if d.State == report.DayQuiet {
			gap = quietGap
		}
		side := daySize - gap
		fmt.Fprintf(paths[d.State], "M%g %gh%gv%gh-%gz", x+gap/2, y+gap/2, side, side, side)
		if d.Day.Day() == 1 && i+2*7 < len(s.Days) { // the last one would not fit
			c.Months = append(c.Months, tick{At: x, Text: month(d.Day)})
		}
		c.Width = max(c.Width, x+daySize)
	}
	c.Received, c.Short = paths[report.DayReceived].String(), paths[report.DayShort].String()
	c.Quiet, c.Missed = paths[report.DayQuiet].String(), paths[report.DayMissed].String()
	return c
}

// weekday counts from Monday.
func weekday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// month is a month's name, with the year in January.
func month(t time.Time) string {
	if t.Month() == time.January {
		return t.Format("2006")
	}
	return t.Format("Jan")
}

// calendarLabel is the calendar in words.
func calendarLabel(s report.SourceQuality) string {
	return fmt.Sprintf("%s, the last %d days: %d received, %d incomplete, %d with nothing, %d not collected",
		s.ID, len(s.Days), s.Count(report.DayReceived), s.Count(report.DayShort), s.Count(report.DayQuiet), s.Count(report.DayMissed))
}
