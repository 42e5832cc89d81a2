package warehouse

import (
	"context"
	"fmt"
	"time"
)

// A SurveyWave is what is stored of one wave of a survey.
type SurveyWave struct {
	Wave    string    `ch:"wave"`
	Title   string    `ch:"title"`
	Began   time.Time `ch:"began"` // 1970-01-01 where nobody knows
	Ended   time.Time `ch:"ended"`
	Invited uint64    `ch:"invited"`

	Complete uint64 `ch:"complete"`
	Partial  uint64 `ch:"partial"`
	Repeated uint64 `ch:"repeated"`
	Tests    uint64 `ch:"tests"`

	Words uint64 `ch:"words"` // answers in own words
	Coded uint64 `ch:"coded"` // of these, those with a code
}

// A SurveyReject says how many responses of a wave are in quarantine for one reason.
type SurveyReject struct {
	Wave      string `ch:"wave"`
	Reason    string `ch:"reason"`
	Detail    string `ch:"detail"` // the column
	Responses uint64 `ch:"responses"`
}

// SurveyWaves are the waves of a survey, the oldest first, and the responses that
// are in quarantine.
func (s *Store) SurveyWaves(ctx context.Context, source string) (waves []SurveyWave, rejects []SurveyReject, err error) {
	params := Params{"source": source}
	if waves, err = Rows[SurveyWave](ctx, s.Conn, statement("survey_waves"), params); err != nil {
		return nil, nil, fmt.Errorf("read waves of %q: %w", source, err)
	}
	if rejects, err = Rows[SurveyReject](ctx, s.Conn, statement("survey_rejects"), params); err != nil {
		return nil, nil, fmt.Errorf("read rejects of %q: %w", source, err)
	}
	return waves, rejects, nil
}
