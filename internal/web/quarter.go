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
	Heading, Sub string
	Link         link
	Scopes       []report.ScopeState
	Path         string // of this page; empty: it is a file
	tab          string // its name among the pages of the scope
	kind         string // in its address, and of its template
	head         *report.Head
}

// newBoard is the page that tells of everything.
func newBoard(head *report.Head, scopes []report.ScopeState) quarterPage {
	q := quarterPage{Heading: head.Scope.Title, Sub: head.Period.Words, tab: "Board", kind: "board", head: head, Scopes: scopes}
	return q.at(linkOf(head.Snapshot))
}

// newQuarterPage is a page beside the board.
func newQuarterPage(kind, title string, head *report.Head, scopes []report.ScopeState) quarterPage {
	q := quarterPage{Heading: title, Sub: head.Scope.Title + " · " + head.Period.Words, tab: title, kind: kind, head: head, Scopes: scopes}
	l := linkOf(head.Snapshot)
	l.page = kind
	return q.at(l)
}

// at is the page with links that lead where l says.
func (q quarterPage) at(l link) quarterPage {
	q.Link, q.Path = l, l.Same(q.head.Scope.ID, q.head.Period.Label)
	return q
}

// AsClosed is the address of the page as it was when its quarter was closed;
// empty: it leads nowhere.
func (q quarterPage) AsClosed() string {
	l := q.Link
	l.snapshot = q.head.Closed.ID
	return l.Same(q.head.Scope.ID, q.head.Period.Label)
}

// Later is the address of the page in a later revision; empty: it leads nowhere.
func (q quarterPage) Later() string {
	l := q.Link
	l.snapshot = q.head.Snapshot.Later
	return l.Same(q.head.Scope.ID, q.head.Period.Label)
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
	return q.Link.tabs(q.tab, q.head.Scope.ID, q.head.Period.Label)
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

// quarterAnswer sends an address that names no quarter, or another than is
// shown, to the page's own, and renders the page.
func (s *server) quarterAnswer(a asked, q quarterPage, page, view any) (answer, error) {
	if a.Period != q.head.Period.Label {
		return answer{location: q.Path}, nil
	}
	return s.render.quarter(q, page, view, a.json)
}

// quarter renders a page of a quarter, for people or for programs.
func (r *renderer) quarter(q quarterPage, page, view any, asJSON bool) (answer, error) {
	if asJSON {
		return jsonAnswer(page)
	}
	return r.html(http.StatusOK, q.kind, q.title(), q.Path, view)
}

// title is that of a quarterPage's window.
func (q quarterPage) title() string { return q.Heading + ", " + q.Sub }

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
	q := newQuarterPage("organisations", "Organisations", &page.Head, a.scopes)
	return s.quarterAnswer(a, q, page, organisationsView{page, q})
}

// filed is the page in a file of its own: it leads nowhere but to its own parts.
func (q quarterPage) filed() quarterPage { return q.at(link{file: true}) }

// write makes the file.
func (q quarterPage) write(w io.Writer, view any) error { return writeFile(w, q.kind, q.title(), view) }

// OrganisationsFile writes the page as File does a board.
func OrganisationsFile(w io.Writer, page *report.Organisations) error {
	q := newQuarterPage("organisations", "Organisations", &page.Head, nil).filed()
	return q.write(w, organisationsView{page, q})
}
