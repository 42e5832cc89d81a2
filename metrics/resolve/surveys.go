package resolve

import (
	"context"
	"fmt"
	"maps"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/poll"
	"goldenratio/metrics/survey/disclosure"
)

// A round is a row of survey_rounds.
type round struct {
	Scopes     []string  `ch:"scopes"`
	Survey     string    `ch:"survey"`
	Wave       string    `ch:"wave"`
	Position   uint32    `ch:"position"`
	Title      string    `ch:"title"`
	Began      time.Time `ch:"began"`
	Ended      time.Time `ch:"ended"`
	Invited    uint64    `ch:"invited"`
	Started    uint32    `ch:"started"`
	Complete   uint32    `ch:"complete"`
	Repeated   uint32    `ch:"repeated"`
	Tests      uint32    `ch:"tests"`
	Effective  *float64  `ch:"effective"`
	Unweighted string    `ch:"unweighted"`
}

// surveys makes what may be said of surveys, wave by wave: no more than one is in
// memory.
func (b builder) surveys(ctx context.Context) error {
	rounds, err := warehouse.Rows[round](ctx, b.conn, statement("read_survey_waves"), b.params)
	if err != nil {
		return fmt.Errorf("read waves: %w", err)
	}
	for len(rounds) > 0 {
		n := 1
		for n < len(rounds) && rounds[n].Survey == rounds[0].Survey {
			n++
		}
		if err := b.survey(ctx, rounds[:n]); err != nil {
			return fmt.Errorf("survey %s: %w", rounds[0].Survey, err)
		}
		rounds = rounds[n:]
	}
	return nil
}

// survey makes one, with its waves in order.
func (b builder) survey(ctx context.Context, rounds []round) error {
	s := &poll.Survey{ID: rounds[0].Survey}
	for i := range rounds {
		s.Waves = append(s.Waves, rounds[i].Wave)
	}
	if err := b.questionnaire(ctx, s); err != nil {
		return err
	}
	lines, err := s.Lines()
	if err != nil {
		return err
	}
	history := disclosure.NewHistory()
	for i := range rounds {
		r := &rounds[i]
		r.Position = uint32(i + 1)
		polled, err := b.poll(ctx, s, r, lines[r.Wave])
		if err != nil {
			return fmt.Errorf("wave %s: %w", r.Wave, err)
		}
		published := disclosure.Publish(polled)
		r.Effective, r.Unweighted = published.Effective, published.Unweighted
		if err := b.publish(ctx, *r, published, history.Compare(polled, published)); err != nil {
			return fmt.Errorf("write wave %s: %w", r.Wave, err)
		}
	}
	return nil
}

// questionnaire reads what a survey asks, and what the registry says of it.
func (b builder) questionnaire(ctx context.Context, s *poll.Survey) (err error) {
	params := b.of(warehouse.Params{"survey": s.ID})
	if s.Asked, err = warehouse.Rows[poll.Asked](ctx, b.conn, statement("read_survey_questions"), params); err != nil {
		return fmt.Errorf("read questions: %w", err)
	}
	if s.Registered, err = warehouse.Rows[poll.Registered](ctx, b.conn, statement("read_survey_registry"), params); err != nil {
		return fmt.Errorf("read registry: %w", err)
	}
	if s.Joins, err = warehouse.Rows[poll.Join](ctx, b.conn, statement("read_survey_joins"), params); err != nil {
		return fmt.Errorf("read joins: %w", err)
	}
	if s.Targets, err = warehouse.Rows[poll.Target](ctx, b.conn, statement("read_survey_margins"), params); err != nil {
		return fmt.Errorf("read margins: %w", err)
	}
	return nil
}

// poll reads a wave, and counts its responses.
func (b builder) poll(ctx context.Context, s *poll.Survey, r *round, lines []*poll.Line) (*disclosure.Poll, error) {
	type response struct {
		Response uint32 `ch:"response"`
		State    string `ch:"state"`
	}
	params := b.of(warehouse.Params{"survey": s.ID, "wave": r.Wave})
	var counting []uint32
	err := warehouse.Each(ctx, b.conn, statement("read_survey_responses"), params, func(one *response) error {
		switch one.State {
		case "repeated":
			r.Repeated++
			return nil
		case "test":
			r.Tests++
			return nil
		case "complete":
			r.Complete++
		}
		r.Started++
		counting = append(counting, one.Response)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read responses: %w", err)
	}
	wave := s.Wave(r.Wave, lines, counting)
	err = warehouse.Each(ctx, b.conn, statement("read_survey_answers"), params, func(a *poll.Answer) error {
		wave.Add(a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	return wave.Poll(), nil
}

// publish writes what may be said of a wave.
func (b builder) publish(ctx context.Context, r round, p *disclosure.Publication, changes []disclosure.ChangeRow) error {
	if err := warehouse.InsertRows(ctx, b.conn, statement("insert_survey_rounds"), []round{r}); err != nil {
		return err
	}
	if err := warehouse.InsertRows(ctx, b.conn, statement("insert_survey_lines"), p.Lines); err != nil {
		return err
	}
	if err := warehouse.InsertRows(ctx, b.conn, statement("insert_survey_cells"), p.Cells); err != nil {
		return err
	}
	if err := warehouse.InsertRows(ctx, b.conn, statement("insert_survey_scores"), p.Scores); err != nil {
		return err
	}
	return warehouse.InsertRows(ctx, b.conn, statement("insert_survey_changes"), changes)
}

// of is the builder's parameters and others.
func (b builder) of(more warehouse.Params) warehouse.Params {
	all := maps.Clone(b.params)
	maps.Copy(all, more)
	return all
}
