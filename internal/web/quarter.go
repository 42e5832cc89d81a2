package web

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// A quarterPage is what every page of a scope's quarter shares: where it leads,
// and the same page of other quarters and scopes.
type quarterPage struct {
	Title  string // People
	Link   link
	Scopes []report.ScopeState
	Path   string // of this page
	kind   string // in its address
	head   *report.Head
}

// At is the address of the same page of another quarter.
func (q quarterPage) At(label string) string { return quarterPath(q.kind, q.head.Scope.ID, label, "") }

// AsClosed is the address of the page as it was when its quarter was closed;
// empty: it is none of a closed quarter, or that one itself.
func (q quarterPage) AsClosed() string {
	if q.head.Closed == nil || !q.Link.Live() {
		return ""
	}
	return quarterPath(q.kind, q.head.Scope.ID, q.head.Period.Label, q.head.Closed.ID)
}

// JSON is the address of the page for programs.
func (q quarterPage) JSON() string {
	path, query, found := strings.Cut(q.Path, "?")
	if found {
		query = "?" + query
	}
	return path + ".json" + query
}

// Tabs are the pages beside it.
func (q quarterPage) Tabs() []tab {
	return q.Link.tabs(q.Title, q.head.Scope.ID, q.head.Period.Label)
}

// asked is what the address of a quarter's page asks for.
type asked struct {
	report.Options
	scopes []report.ScopeState
	json   bool
}

// ask reads /people/scope/quarter, with ?snapshot= those of a closed one. No
// quarter means the last complete one: the label is then empty.
func (s *server) ask(ctx context.Context, r *http.Request, compute report.Compute) (asked, error) {
	path, asJSON := strings.CutSuffix(r.PathValue("path"), ".json")
	a := asked{json: asJSON, Options: report.Options{Scope: path, Snapshot: r.FormValue("snapshot")}}
	if a.Snapshot != "" {
		var err error
		if compute, err = s.Store.Compute(ctx, a.Snapshot); err != nil {
			return asked{}, err
		}
	}
	var err error
	if a.scopes, err = s.Store.Scopes(ctx, compute); err != nil {
		return asked{}, err
	}
	at := strings.LastIndexByte(path, '/')
	whole := slices.ContainsFunc(a.scopes, func(known report.ScopeState) bool { return known.ID == path })
	switch {
	case path == "":
		return asked{}, errNotFound
	case at > 0 && !whole:
		a.Scope, a.Period = path[:at], path[at+1:]
	}
	return a, nil
}

// page is a quarterPage of what was asked for.
func (a asked) page(kind, title string, head *report.Head) quarterPage {
	l := linkOf(head.Snapshot)
	l.page = kind
	return quarterPage{Title: title, Link: l, Scopes: a.scopes, Path: l.quarter(kind, head.Scope.ID, head.Period.Label), kind: kind, head: head}
}

// quarterAnswer sends an address that names no quarter, or another than is
// shown, to the page's own, and renders the page.
func (s *server) quarterAnswer(a asked, q quarterPage, page, view any) (answer, error) {
	switch {
	case a.Period != q.head.Period.Label:
		return answer{location: q.Path}, nil
	case a.json:
		return jsonAnswer(page)
	}
	return s.render.html(http.StatusOK, q.kind, q.title(), q.Path, view)
}

type organisationsView struct {
	*report.Organisations
	quarterPage
}

func (s *server) organisations(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	a, err := s.ask(ctx, r, compute)
	if err != nil {
		return answer{}, err
	}
	page, err := s.Store.Organisations(ctx, a.Options)
	if err != nil {
		return answer{}, err
	}
	q := a.page("organisations", "Organisations", &page.Head)
	return s.quarterAnswer(a, q, page, organisationsView{page, q})
}

// filed is a quarterPage for a file.
func filed(kind, title string, head *report.Head) quarterPage {
	return quarterPage{Title: title, Link: link{file: true}, kind: kind, head: head}
}

// title is that of a quarterPage's window.
func (q quarterPage) title() string {
	return q.Title + " · " + q.head.Scope.Title + ", " + q.head.Period.Words
}

// OrganisationsFile writes the page as File does a board.
func OrganisationsFile(w io.Writer, page *report.Organisations) error {
	q := filed("organisations", "Organisations", &page.Head)
	return writeFile(w, q.kind, q.title(), organisationsView{page, q})
}

// PeopleFile writes the page as File does a board.
func PeopleFile(w io.Writer, page *report.People) error {
	q := filed("people", "People", &page.Head)
	return writeFile(w, q.kind, q.title(), peopleView{page, q})
}
