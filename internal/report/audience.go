package report

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// audienceDays are how old a reading may be to stand for a quarter's end, as in
// social_followers.
const audienceDays = 7

// audienceRow is what was read of an audience on one day.
type audienceRow struct {
	Network string    `ch:"network"`
	Account string    `ch:"account"`
	Measure string    `ch:"measure"`
	Day     time.Time `ch:"day"`
	Value   uint64    `ch:"value"`
}

// audiences are those of which anything was read in the twelve quarters.
func (r reader) audiences(ctx context.Context, q quarter, until time.Time) ([]Audience, error) {
	from := q.start.AddDate(0, 3*(1-historyQuarters), 0)
	rows, err := ofPosts[audienceRow](ctx, r, "audiences", from, until, nil)
	if err != nil {
		return nil, err
	}
	all := []Audience{}
	for len(rows) > 0 {
		first := rows[0]
		n := slices.IndexFunc(rows, func(r audienceRow) bool {
			return r.Network != first.Network || r.Account != first.Account || r.Measure != first.Measure
		})
		if n < 0 {
			n = len(rows)
		}
		all = append(all, newAudience(rows[:n], q, until))
		rows = rows[n:]
	}
	slices.SortStableFunc(all, func(x, y Audience) int {
		return cmp.Or(-cmp.Compare(orNone(x.Now), orNone(y.Now)), -cmp.Compare(x.last(), y.last()))
	})
	return all, nil
}

// newAudience is made of the readings of one, oldest first.
func newAudience(rows []audienceRow, q quarter, until time.Time) Audience {
	a := Audience{Network: network(rows[0].Network), Account: Plain(rows[0].Account), Measure: Plain(rows[0].Measure)}
	a.Now = readBefore(rows, until)
	a.Before, a.Year = readBefore(rows, q.start), readBefore(rows, q.end.AddDate(-1, 0, 0))
	for i, row := range rows {
		if i+1 == len(rows) || !weekOf(row.Day).Start.Equal(weekOf(rows[i+1].Day).Start) {
			a.Course = append(a.Course, AudiencePoint{row.Day.UTC(), row.Value})
		}
	}
	return a
}

// readBefore is the last reading in the week before a time; nil: there is none.
func readBefore(rows []audienceRow, end time.Time) *uint64 {
	for _, row := range slices.Backward(rows) {
		if row.Day.Before(end) {
			if row.Day.Before(end.AddDate(0, 0, -audienceDays)) {
				return nil
			}
			return &row.Value
		}
	}
	return nil
}

// orNone is a reading, or 0 where there is none.
func orNone(n *uint64) uint64 {
	if n == nil {
		return 0
	}
	return *n
}

// last is what was read last.
func (a Audience) last() uint64 { return a.Course[len(a.Course)-1].Value }
