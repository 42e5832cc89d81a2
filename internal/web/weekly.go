package web

import (
	"context"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strings"

	"goldenratio/internal/report"
)

// weeklyView is a digest as a page or a letter: one that leads nowhere but to
// the archives of the lists.
type weeklyView struct {
	*report.Weekly
	Link link
	Path string // of the digest as JSON
}

// weekly answers for /weekly/2020-W08?scope=: the last week, where none is
// named.
func (s *server) weekly(ctx context.Context, r *http.Request, _ report.Compute) (answer, error) {
	label, asJSON := strings.CutSuffix(r.PathValue("week"), ".json")
	digest, err := s.Store.Weekly(ctx, report.WeeklyOptions{Scope: r.URL.Query().Get("scope"), Week: label})
	switch {
	case err != nil:
		return answer{}, err
	case label == "" || label == "latest":
		return answer{location: weeklyPath(digest.Scope.ID, digest.Week.Label)}, nil
	case asJSON:
		return jsonAnswer(digest)
	}
	return s.render.weekly(weeklyView{digest, link{}, weeklyPath(digest.Scope.ID, digest.Week.Label+".json")})
}

// WeeklyFile writes a digest as one page to be sent: it needs nothing else, and
// its links lead to the archives.
func WeeklyFile(w io.Writer, digest *report.Weekly) error {
	r, err := newRenderer("")
	if err != nil {
		return err
	}
	a, err := r.weekly(weeklyView{digest, link{file: true}, ""})
	if err != nil {
		return err
	}
	_, err = w.Write(a.body)
	return err
}

// weekly renders a digest in a style of its own, which mail programs know.
func (r *renderer) weekly(view weeklyView) (answer, error) {
	style, err := files.ReadFile("page/weekly.css")
	if err != nil {
		return answer{}, err
	}
	return r.styled(http.StatusOK, "weekly", view.Scope.Title+", "+view.Week.Words, template.CSS(style), view)
}

// weeklyPath is the address of a week's digest.
func weeklyPath(scope, week string) string {
	return "/weekly/" + url.PathEscape(week) + "?" + url.Values{"scope": {scope}}.Encode()
}
