package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"goldenratio/internal/report"
)

// step is what a reader can do next.
type step struct{ Text, Command string }

// message is a page that has no numbers.
type message struct {
	Link        link
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
	return s.render.html(http.StatusOK, "overview", "Scopes", "/", overviewView{Scopes: scopes, Compute: compute})
}

type overviewView struct {
	Link    link
	Scopes  []report.ScopeState
	Compute report.Compute
}

type boardView struct {
	*report.Board
	quarterPage
}

func (s *server) board(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	path, asJSON := strings.CutSuffix(r.PathValue("path"), ".json")
	at := strings.LastIndexByte(path, '/')
	if at <= 0 {
		return s.latest(ctx, path)
	}
	scopes, err := s.Store.Scopes(ctx, compute)
	if err != nil {
		return answer{}, err
	}
	scope, label := path[:at], path[at+1:]
	switch {
	case slices.ContainsFunc(scopes, func(known report.ScopeState) bool { return known.ID == path }):
		return s.latest(ctx, path)
	case label == "quality":
		return s.quality(ctx, r, scope, scopes, asJSON)
	}
	board, err := s.Store.Board(ctx, report.Options{Scope: scope, Period: label})
	if err != nil {
		return answer{}, err
	}
	return s.render.board(board, scopes, asJSON)
}

// board renders a live or a closed quarter.
func (r *renderer) board(board *report.Board, scopes []report.ScopeState, asJSON bool) (answer, error) {
	q := newBoard(&board.Head, scopes)
	return r.quarter(q, board, boardView{board, q}, asJSON)
}

// latest sends a path without a quarter to the scope's last complete one.
func (s *server) latest(ctx context.Context, scope string) (answer, error) {
	if scope == "" {
		return answer{}, errNotFound
	}
	board, err := s.Store.Board(ctx, report.Options{Scope: scope, Period: "latest"})
	if err != nil {
		return answer{}, err
	}
	return answer{location: boardPath(board.Scope.ID, board.Period.Label)}, nil
}

func (s *server) notFound(context.Context, *http.Request, report.Compute) (answer, error) {
	return answer{}, errNotFound
}

type snapshotsView struct {
	Link      link
	Snapshots []report.Snapshot // newest first
	Log       []report.Restatement
	Compute   report.Compute
}

// snapshot answers for closed quarters: all of them, or one of a scope.
func (s *server) snapshot(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	path, asJSON := strings.CutSuffix(r.PathValue("path"), ".json")
	if path == "" {
		return s.closings(ctx, compute)
	}
	id, scope, _ := strings.Cut(path, "/")
	closed, err := s.Store.Compute(ctx, id)
	if err != nil {
		return answer{}, err
	}
	scopes, err := s.Store.Scopes(ctx, closed)
	if err != nil {
		return answer{}, err
	}
	board, err := s.Store.Board(ctx, report.Options{Scope: scope, Snapshot: id})
	if err != nil {
		return answer{}, err
	}
	if scope == "" {
		return answer{location: snapshotPath(id, board.Scope.ID)}, nil
	}
	return s.render.board(board, scopes, asJSON)
}

// closings lists all closed quarters and what was restated.
func (s *server) closings(ctx context.Context, compute report.Compute) (answer, error) {
	all, log, err := s.Store.Snapshots(ctx)
	if err != nil {
		return answer{}, err
	}
	slices.Reverse(all)
	return s.render.html(http.StatusOK, "snapshots", "Closed quarters", "/snapshot/", snapshotsView{Snapshots: all, Log: log, Compute: compute})
}
