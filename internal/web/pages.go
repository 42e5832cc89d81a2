package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// step is what a reader can do next.
type step struct{ Text, Command string }

// message is a page that has no numbers.
type message struct {
	Title, Text string
	Steps       []step
	Scopes      []report.ScopeState
}

// overview leads to the only scope, or lists all.
func (s *server) overview(ctx context.Context, _ *http.Request, compute report.Compute) (answer, error) {
	scopes, err := s.Store.Scopes(ctx, compute)
	if err != nil {
		return answer{}, err
	}
	if len(scopes) == 1 && scopes[0].Default() != "" {
		return answer{location: boardPath(scopes[0].ID, scopes[0].Default())}, nil
	}
	return s.render.html(http.StatusOK, "overview", "Scopes", "/", overviewView{scopes, compute})
}

type overviewView struct {
	Scopes  []report.ScopeState
	Compute report.Compute
}

type boardView struct {
	*report.Board
	Scopes []report.ScopeState
	Path   string // of this page
}

func (s *server) board(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	path, asJSON := strings.CutSuffix(r.PathValue("path"), ".json")
	at := strings.LastIndexByte(path, '/')
	if at <= 0 {
		return s.latest(ctx, path, compute)
	}
	scopes, err := s.Store.Scopes(ctx, compute)
	if err != nil {
		return answer{}, err
	}
	if slices.ContainsFunc(scopes, func(known report.ScopeState) bool { return known.ID == path }) {
		return s.latest(ctx, path, compute)
	}
	board, err := s.Store.Board(ctx, path[:at], path[at+1:])
	if err != nil {
		return answer{}, err
	}
	if asJSON {
		return jsonAnswer(board)
	}
	here := boardPath(board.Scope.ID, board.Period.Label)
	return s.render.html(http.StatusOK, "board", board.Scope.Title+", "+board.Period.Words, here, boardView{board, scopes, here})
}

// latest sends a path without a quarter to the scope's last complete one.
func (s *server) latest(ctx context.Context, scope string, _ report.Compute) (answer, error) {
	if scope == "" {
		return answer{}, errNotFound
	}
	board, err := s.Store.Board(ctx, scope, "latest")
	if err != nil {
		return answer{}, err
	}
	return answer{location: boardPath(board.Scope.ID, board.Period.Label)}, nil
}

func (s *server) notFound(context.Context, *http.Request, report.Compute) (answer, error) {
	return answer{}, errNotFound
}

// boardPath is the address of a board. A scope's own slashes stay.
func boardPath(scope, label string) string {
	parts := strings.Split(scope, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return "/board/" + strings.Join(parts, "/") + "/" + url.PathEscape(label)
}

// kpiPath is the address of a definition, seen from a board.
func kpiPath(id, scope, label string) string {
	return "/kpi/" + url.PathEscape(id) + "?" + url.Values{"scope": {scope}, "period": {label}}.Encode()
}

type kpiView struct {
	*report.KPI
	About  about
	Chart  chart
	Scopes []report.ScopeState
	Path   string
	CHAOSS string
	Needs  []string
}

func (s *server) kpi(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	id, asJSON := strings.CutSuffix(r.PathValue("id"), ".json")
	kpi, err := s.Store.KPI(ctx, id, r.FormValue("scope"), r.FormValue("period"))
	if err != nil {
		return answer{}, err
	}
	if asJSON {
		return jsonAnswer(kpi)
	}
	scopes, err := s.Store.Scopes(ctx, compute)
	if err != nil {
		return answer{}, err
	}
	view := kpiView{KPI: kpi, Scopes: scopes, Path: kpiPath(kpi.Definition.KPI, kpi.Scope.ID, kpi.Period.Label), Chart: newChart(kpi)}
	for _, known := range s.Catalogue {
		if known.ID == id {
			view.CHAOSS, view.Needs = known.CHAOSS, known.Needs
			if view.About, err = s.render.about(known.About); err != nil {
				return answer{}, err
			}
		}
	}
	return s.render.html(http.StatusOK, "kpi", kpi.Title+" · "+kpi.Scope.Title, view.Path, view)
}
