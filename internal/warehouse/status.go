package warehouse

import (
	"context"
	"errors"
	"time"
)

// A SourceStatus says how fresh and complete a source is.
type SourceStatus struct {
	Source      string         `ch:"source" json:"source"`
	Outcome     string         `ch:"outcome" json:"last_run"`
	Started     time.Time      `ch:"started" json:"started"`
	Error       string         `ch:"error" json:"error,omitempty"`
	Until       time.Time      `ch:"until" json:"seen_up_to"`
	Lossy       bool           `ch:"lossy" json:"lossy,omitempty"`
	Received    uint64         `ch:"received" json:"received"`
	Stored      uint64         `ch:"stored" json:"stored"`
	Duplicates  uint64         `ch:"duplicates" json:"duplicates"`
	Quarantined uint64         `ch:"quarantined" json:"quarantined"`
	Coverage    *float64       `ch:"coverage" json:"coverage"`
	Rejects     []RejectReason `json:"rejects,omitempty"`
}

// A RejectReason is one reason for which items of a source are in quarantine.
type RejectReason struct {
	Source  string `ch:"source" json:"-"`
	Reason  string `ch:"reason" json:"reason"`
	Count   uint64 `ch:"items" json:"count"`
	Example string `ch:"example" json:"example"` // an origin
}

// running reports whether a run of a source is under way on this machine.
func (s *Store) running(source string) bool {
	lock, err := lockSource(s.locks, source)
	if err == nil {
		lock.release()
	}
	return errors.Is(err, ErrRunning)
}

// Status is that of every source that was ever collected, by id.
func (s *Store) Status(ctx context.Context) ([]SourceStatus, error) {
	sources, err := Rows[SourceStatus](ctx, s.Conn, statement("status"), nil)
	if err != nil {
		return nil, err
	}
	reasons, err := Rows[RejectReason](ctx, s.Conn, statement("reject_reasons"), nil)
	if err != nil {
		return nil, err
	}
	for i := range sources {
		if sources[i].Outcome == "running" && !s.running(sources[i].Source) {
			sources[i].Outcome = "interrupted"
		}
		for _, r := range reasons {
			if r.Source == sources[i].Source {
				sources[i].Rejects = append(sources[i].Rejects, r)
			}
		}
	}
	return sources, nil
}
