package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"goldenratio/internal/report"
	"goldenratio/metrics/catalogue"
)

// Store is where the pages' numbers come from. It is called from many
// goroutines; report.Store is one.
type Store interface {
	Compute(ctx context.Context, snapshot string) (report.Compute, error)
	Scopes(ctx context.Context, compute report.Compute) ([]report.ScopeState, error)
	Board(ctx context.Context, o report.Options) (*report.Board, error)
	KPI(ctx context.Context, id string, o report.Options) (*report.KPI, error)
	Snapshots(ctx context.Context) ([]report.Snapshot, []report.Restatement, error)
	Quality(ctx context.Context, o report.QualityOptions) (*report.Quality, error)
	People(ctx context.Context, o report.Options) (*report.People, error)
	Organisations(ctx context.Context, o report.Options) (*report.Organisations, error)
	Social(ctx context.Context, o report.Options) (*report.Social, error)
	Weekly(ctx context.Context, o report.WeeklyOptions) (*report.Weekly, error)
	Surveys(ctx context.Context) ([]report.SurveyList, error)
	Survey(ctx context.Context, o report.SurveyOptions) (*report.Survey, error)
}

// Options are what Handler needs.
type Options struct {
	Store     Store
	Catalogue []catalogue.KPI
	// Explain finds the rows behind a number of the last compute, as a reader may
	// see them. Nil: pages have none.
	Explain func(ctx context.Context, kpi, scope, period string) (report.Evidence, error)
	Metrics http.Handler // serves /metrics; nil: not found
	Log     *slog.Logger
	// URL is where readers find the pages (http://127.0.0.1:8080), for the footer
	// of printed ones. Empty: the footer has the path only.
	URL string
}

// answerTime is how long a page may take. It is no deadline of the context,
// since clickhouse-go would turn that into a setting, which the reader's user
// may not change.
const answerTime = 20 * time.Second

type server struct {
	Options
	render *renderer
	cache  cache
}

// Handler serves the pages; what goes wrong has a page too.
func Handler(o Options) (http.Handler, error) {
	render, err := newRenderer(o.URL)
	if err != nil {
		return nil, err
	}
	s := &server{Options: o, render: render}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page(s.overview))
	mux.HandleFunc("GET /board/{path...}", s.page(s.board))
	mux.HandleFunc("GET /people/{path...}", s.page(s.people))
	mux.HandleFunc("GET /organisations/{path...}", s.page(s.organisations))
	mux.HandleFunc("GET /social/{path...}", s.page(s.social))
	mux.HandleFunc("GET /kpi/{id}", s.page(s.kpi))
	mux.HandleFunc("GET /weekly/{$}", s.page(s.weekly))
	mux.HandleFunc("GET /weekly/{week}", s.page(s.weekly))
	mux.HandleFunc("GET /surveys/{path...}", s.page(s.surveys))
	mux.HandleFunc("GET /snapshot/{path...}", s.page(s.snapshot))
	mux.HandleFunc("GET /quality", s.page(s.wholeStore))
	mux.HandleFunc("GET /quality.json", s.page(s.wholeStore))
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("/", s.page(s.notFound))
	if o.Metrics != nil {
		mux.Handle("GET /metrics", o.Metrics)
	}
	return mux, nil
}

func healthy(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") }

// ready answers 200 when there are numbers to show.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, stop := bounded(r.Context())
	defer stop()
	_, err := s.Store.Compute(ctx, "")
	switch {
	case err == nil:
		plain(w, http.StatusOK, "ready\n")
	case errors.Is(err, report.ErrNoCompute):
		plain(w, http.StatusServiceUnavailable, "nothing is computed yet\n")
	default:
		s.Log.Error("store does not answer", "error", err)
		plain(w, http.StatusServiceUnavailable, "the store does not answer\n")
	}
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the reader may have gone
}

func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(answerTime, cancel)
	return ctx, func() { timer.Stop(); cancel() }
}
