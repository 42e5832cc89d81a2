package shape

import (
	"strconv"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
)

// act is what all acts have. Their version is when they happened: most never
// change afterwards.
func (r Repo) act(kind collectors.IssueKind, number uint64, what collectors.ActKind, id int64, who *github.User, at *github.Timestamp) *collectors.Act {
	a := &collectors.Act{
		Repository: r.Key(), IssueKind: kind, Number: number, Kind: what, ID: strconv.FormatInt(id, 10), Author: r.alias(who),
		Date: forge.Dated(instant(at)), Version: later(at, nil),
	}
	return a
}

// instant is the time of what may have none.
func instant(t *github.Timestamp) (none time.Time) {
	if t == nil {
		return none
	}
	return t.UTC()
}
