package report

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/survey/disclosure"
)

var (
	//go:embed sql/survey/rounds.sql
	roundsSQL string
	//go:embed sql/survey/lines.sql
	linesSQL string
	//go:embed sql/survey/cells.sql
	cellsSQL string
	//go:embed sql/survey/scores.sql
	scoresSQL string
	//go:embed sql/survey/changes.sql
	surveyChangesSQL string
	//go:embed sql/survey/segments.sql
	segmentsSQL string
)

// SurveyList is a survey with its waves, oldest first.
type SurveyList struct {
	ID        string       `json:"survey"`
	Scopes    []string     `json:"scopes"` // its own and all above it
	Synthetic bool         `json:"synthetic"`
	Waves     []SurveyWave `json:"waves"`
}

type roundRow struct {
	Survey    string    `ch:"survey"`
	Scopes    []string  `ch:"scopes"`
	Wave      string    `ch:"wave"`
	Title     string    `ch:"title"`
	Began     time.Time `ch:"began"`
	Ended     time.Time `ch:"ended"`
	Invited   uint64    `ch:"invited"`
	Started   uint32    `ch:"started"`
	Complete  uint32    `ch:"complete"`
	Repeated  uint32    `ch:"repeated"`
	Tests     uint32    `ch:"tests"`
	Effective *float64  `ch:"effective"`
	Synthetic bool      `ch:"synthetic"`
}

// Surveys lists all that the last compute has.
func Surveys(ctx context.Context, conn driver.Conn) ([]SurveyList, error) {
	rows, err := warehouse.Rows[roundRow](ctx, conn, roundsSQL, nil)
	if err != nil {
		return nil, fmt.Errorf("read surveys: %w", err)
	}
	var all []SurveyList
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].ID != r.Survey {
			all = append(all, SurveyList{ID: r.Survey, Scopes: r.Scopes, Synthetic: r.Synthetic})
		}
		last := &all[len(all)-1]
		last.Waves = append(last.Waves, r.wave())
	}
	return all, nil
}

func (r roundRow) wave() SurveyWave {
	w := SurveyWave{
		ID: r.Wave, Title: cmp.Or(Plain(r.Title), Plain(r.Wave)), Ended: r.Ended.UTC(), Invited: r.Invited, Started: r.Started,
		Complete: r.Complete, Repeated: r.Repeated, Tests: r.Tests, Effective: r.Effective,
	}
	if r.Began.Unix() > 0 {
		w.Began = r.Began.UTC()
	}
	return w
}

// pickWave finds the survey and the wave that the options mean.
func pickWave(all []SurveyList, o SurveyOptions) (SurveyList, int, error) {
	at := slices.IndexFunc(all, func(s SurveyList) bool { return o.Survey == "" || s.ID == o.Survey })
	if at < 0 {
		return SurveyList{}, 0, fmt.Errorf("%w %q", ErrUnknownSurvey, Plain(o.Survey))
	}
	s := all[at]
	if o.Wave == "" || o.Wave == Latest {
		return s, len(s.Waves) - 1, nil
	}
	wave := slices.IndexFunc(s.Waves, func(w SurveyWave) bool { return w.ID == o.Wave })
	if wave < 0 {
		return SurveyList{}, 0, fmt.Errorf("%w %q: survey %s has waves from %s to %s", ErrUnknownWave, Plain(o.Wave), s.ID, s.Waves[0].ID, s.Waves[len(s.Waves)-1].ID)
	}
	return s, wave, nil
}

// LoadSurvey reads a wave of a survey from the tables that the last compute left.
func LoadSurvey(ctx context.Context, conn driver.Conn, o SurveyOptions) (*Survey, error) {
	compute, err := ComputeOf(ctx, conn, "")
	if err != nil {
		return nil, err
	}
	all, err := Surveys(ctx, conn)
	if err != nil {
		return nil, err
	}
	list, at, err := pickWave(all, o)
	if err != nil {
		return nil, err
	}
	in := surveyInput{list: list, at: at}
	if err := in.read(ctx, conn, o.By); err != nil {
		return nil, fmt.Errorf("read survey %s: %w", list.ID, err)
	}
	s := in.assemble()
	s.Compute = compute
	if s.Said, err = s.said(ctx, conn); err != nil {
		return nil, fmt.Errorf("read what survey %s says: %w", list.ID, err)
	}
	return s, nil
}

// lineKey names a line of a question in a group of a wave.
type lineKey struct{ wave, member, question, item string }

// surveyInput is what was read of a survey; whole responses are under no segment.
type surveyInput struct {
	list     SurveyList
	at       int // the wave that is shown
	by       *SurveySegment
	segments []SurveySegment
	lines    []disclosure.LineRow
	cells    map[lineKey][]disclosure.CellRow
	scores   map[lineKey][]SurveyScore
	changes  []disclosure.ChangeRow
}

func (in *surveyInput) wave() string { return in.list.Waves[in.at].ID }

func (in *surveyInput) read(ctx context.Context, conn driver.Conn, by string) (err error) {
	params := warehouse.Params{"survey": in.list.ID, "wave": in.wave(), "by": by}
	type segmentRow struct {
		Segment string `ch:"segment"`
		Title   string `ch:"title"`
	}
	segments, err := warehouse.Rows[segmentRow](ctx, conn, segmentsSQL, params)
	if err != nil {
		return err
	}
	for _, r := range segments {
		in.segments = append(in.segments, SurveySegment{r.Segment, cmp.Or(Plain(r.Title), Plain(r.Segment))})
		if r.Segment == by {
			in.by = &in.segments[len(in.segments)-1]
		}
	}
	if by != "" && in.by == nil {
		return fmt.Errorf("%w: nothing is cut by %q", ErrUnknownSurvey, Plain(by))
	}
	if in.lines, err = warehouse.Rows[disclosure.LineRow](ctx, conn, linesSQL, params); err != nil {
		return err
	}
	cells, err := warehouse.Rows[disclosure.CellRow](ctx, conn, cellsSQL, params)
	if err != nil {
		return err
	}
	scores, err := warehouse.Rows[disclosure.ScoreRow](ctx, conn, scoresSQL, params)
	if err != nil {
		return err
	}
	in.file(cells, scores)
	in.changes, err = warehouse.Rows[disclosure.ChangeRow](ctx, conn, surveyChangesSQL, params)
	return err
}

// file puts cells and scores to their lines.
func (in *surveyInput) file(cells []disclosure.CellRow, scores []disclosure.ScoreRow) {
	in.cells, in.scores = map[lineKey][]disclosure.CellRow{}, map[lineKey][]SurveyScore{}
	for _, c := range cells {
		k := lineKey{c.Wave, member(c.Segment, c.Member), c.Question, c.Item}
		in.cells[k] = append(in.cells[k], c)
	}
	for _, s := range scores {
		k := lineKey{s.Wave, member(s.Segment, s.Member), s.Question, s.Item}
		in.scores[k] = append(in.scores[k], SurveyScore{s.Score, s.Value, s.Lower, s.Upper, s.N, s.Weighted})
	}
}

// member tells all responses from a group of a segment, whatever it is called.
func member(segment, name string) string {
	if segment == "" {
		return ""
	}
	return "=" + name
}
