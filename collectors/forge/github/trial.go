package github

import "time"

// How long the server may have trouble with one thing before it is given up: both
// have to be over, so that neither an evening of outages nor a source that is
// collected once a month decides.
const (
	maxTrials = 5
	maxTrial  = 3 * aDay
)

// A trial is how often runs have asked in vain for one thing.
type trial struct {
	Runs  int       `json:"runs"`
	Since time.Time `json:"since"` // the first of them
	Last  time.Time `json:"last"`
}

// count takes down that the run that began now asked in vain, once.
func (t *trial) count(now time.Time) {
	if !t.Last.Equal(now) {
		t.Runs, t.Last = t.Runs+1, now
	}
}

// lasted reports whether one more time in vain, in the run that began now, is one
// too many.
func (t *trial) lasted(now time.Time) bool {
	runs := t.Runs
	if !t.Last.Equal(now) {
		runs++
	}
	return runs >= maxTrials && now.Sub(t.Since) >= maxTrial
}
