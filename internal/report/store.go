package report

import (
	"context"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// Store reads boards for those who show many of them.
type Store struct {
	Conn      driver.Conn
	Catalogue []catalogue.KPI
	// Status tells how the sources are; it may know what readers of Conn may
	// not. Nil: the data-quality page shows days and quarters only.
	Status func(context.Context) ([]warehouse.SourceStatus, error)
}

// Compute is the compute that readers see now, or ErrNoCompute; with a
// snapshot's id that of the snapshot.
func (s Store) Compute(ctx context.Context, snapshot string) (Compute, error) {
	return ComputeOf(ctx, s.Conn, snapshot)
}

// Scopes lists all scopes of a compute in the configuration's order.
func (s Store) Scopes(ctx context.Context, compute Compute) ([]ScopeState, error) {
	return Scopes(ctx, s.Conn, compute)
}

// Board reads one quarter of a scope.
func (s Store) Board(ctx context.Context, o Options) (*Board, error) {
	o.Catalogue = s.Catalogue
	return Load(ctx, s.Conn, o)
}

// People reads who takes part in a quarter.
func (s Store) People(ctx context.Context, o Options) (*People, error) {
	o.Catalogue = s.Catalogue
	return LoadPeople(ctx, s.Conn, o)
}

// Organisations reads who does the work of a quarter.
func (s Store) Organisations(ctx context.Context, o Options) (*Organisations, error) {
	o.Catalogue = s.Catalogue
	return LoadOrganisations(ctx, s.Conn, o)
}

// Social reads what happens on networks, in forums and in chats in a quarter.
func (s Store) Social(ctx context.Context, o Options) (*Social, error) {
	o.Catalogue = s.Catalogue
	return LoadSocial(ctx, s.Conn, o)
}

// Weekly reads the digest of a week.
func (s Store) Weekly(ctx context.Context, o WeeklyOptions) (*Weekly, error) {
	return LoadWeekly(ctx, s.Conn, o)
}

// Surveys lists all surveys with their waves.
func (s Store) Surveys(ctx context.Context) ([]SurveyList, error) { return Surveys(ctx, s.Conn) }

// Survey reads a wave of a survey.
func (s Store) Survey(ctx context.Context, o SurveyOptions) (*Survey, error) {
	return LoadSurvey(ctx, s.Conn, o)
}

// KPI reads the history of one KPI in a scope.
func (s Store) KPI(ctx context.Context, id string, o Options) (*KPI, error) {
	o.Catalogue = s.Catalogue
	return LoadKPI(ctx, s.Conn, id, o)
}

// Snapshots are all closed quarters, oldest first, and what later ones state
// differently.
func (s Store) Snapshots(ctx context.Context) ([]Snapshot, []Restatement, error) {
	all, err := Snapshots(ctx, s.Conn)
	if err != nil {
		return nil, nil, err
	}
	log, err := Restatements(ctx, s.Conn)
	return all, log, err
}

// Quality tells how good the data are.
func (s Store) Quality(ctx context.Context, o QualityOptions) (*Quality, error) {
	var status []warehouse.SourceStatus
	if s.Status != nil {
		var err error
		if status, err = s.Status(ctx); err != nil {
			return nil, err
		}
	}
	return LoadQuality(ctx, s.Conn, o, s.Catalogue, status)
}
