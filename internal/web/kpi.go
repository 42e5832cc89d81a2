package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"goldenratio/internal/report"
)

type kpiView struct {
	*report.KPI
	Link     link
	About    about
	Chart    chart
	Scopes   []report.ScopeState
	Path     string
	CHAOSS   string
	Needs    string
	Evidence *report.Evidence // nil: not to be had
}

func (s *server) kpi(ctx context.Context, r *http.Request, _ report.Compute) (answer, error) {
	id, format, _ := strings.Cut(r.PathValue("id"), ".")
	o := report.Options{Scope: r.FormValue("scope"), Period: r.FormValue("period"), Snapshot: r.FormValue("snapshot")}
	kpi, err := s.Store.KPI(ctx, id, o)
	if err != nil {
		return answer{}, err
	}
	switch format {
	case "":
		return s.kpiPage(ctx, kpi)
	case "json":
		return jsonAnswer(kpi)
	case "csv":
		var out bytes.Buffer
		err := report.CSV(&out, kpi)
		return answer{status: http.StatusOK, kind: "text/csv; charset=utf-8", body: out.Bytes(), file: kpi.Definition.KPI + ".csv"}, err
	default:
		return answer{}, errNotFound
	}
}

func (s *server) kpiPage(ctx context.Context, kpi *report.KPI) (answer, error) {
	scopes, err := s.Store.Scopes(ctx, kpi.Compute)
	if err != nil {
		return answer{}, err
	}
	view := kpiView{
		KPI: kpi, Link: linkOf(kpi.Snapshot), Scopes: scopes, Chart: newChart(kpi), Evidence: s.evidence(ctx, kpi),
	}
	view.Path = view.Link.KPI(kpi.Definition.KPI, kpi.Scope.ID, kpi.Period.Label)
	for _, known := range s.Catalogue {
		if known.ID == kpi.Definition.KPI {
			view.CHAOSS, view.Needs = known.CHAOSS, known.Sources()
			if view.About, err = s.render.about(known.About); err != nil {
				return answer{}, err
			}
		}
	}
	return s.render.html(http.StatusOK, "kpi", kpi.Title+" · "+kpi.Scope.Title, view.Path, view)
}

// evidence are the rows behind the number. They are those of the last compute,
// so that a closed quarter has none here.
func (s *server) evidence(ctx context.Context, kpi *report.KPI) *report.Evidence {
	if s.Explain == nil || kpi.Snapshot != nil || kpi.Tile == nil || kpi.Tile.Value == nil {
		return nil
	}
	found, err := s.Explain(ctx, kpi.Definition.KPI, kpi.Scope.ID, kpi.Period.Label)
	if err != nil {
		s.Log.Warn("rows behind a number are not to be had", "kpi", kpi.Definition.KPI, "error", err)
		return nil
	}
	lean := found.Lean()
	return &lean
}
