package report

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/shares.sql
var sharesSQL string

// Shares is how the contributions of a quarter divide among organisations.
type Shares struct {
	Definition
	N             uint64         `json:"n"`             // contributions
	Unknown       *float64       `json:"unknown_share"` // of them whose organisation is not known; nil: there are none
	Organisations []Organisation `json:"organisations"` // largest first, without the two below
	Independent   *Organisation  `json:"independent"`   // people who work for nobody; nil: nobody is known to
	Quarters      []ShareQuarter `json:"quarters"`      // eight, this one last
}

// Organisation is one with its share of the work.
type Organisation struct {
	ID      string     `json:"organisation"`
	Name    string     `json:"name"`
	Known   *float64   `json:"known_share"` // of the contributions whose organisation is known; nil: none in this quarter
	Least   float64    `json:"least"`       // of all, if nobody unknown is its own
	Most    float64    `json:"most"`        // of all, if everybody unknown is
	History []*float64 `json:"history"`     // Least in each of the eight quarters; nil: nothing is known of the quarter
}

// ShareQuarter is a quarter in which shares are known, or not.
type ShareQuarter struct {
	Label    string   `json:"label"`
	N        uint64   `json:"n"`
	Unknown  *float64 `json:"unknown_share"`
	Complete bool     `json:"complete"`
	Covered  bool     `json:"covered"`
	Sources  []string `json:"sources"`
	Broken   bool     `json:"other_sources"` // than the quarter before has
}

// The members of the shares that are no organisation.
const (
	independent  = "independent"
	unaffiliated = "unknown"
)

// shareQuarters is how far the shares of organisations go back.
const shareQuarters = 8

// shareRow is a row of kpi_values by organisation.
type shareRow struct {
	warehouse.Amount

	ID      string    `ch:"id"`
	Name    string    `ch:"name"`
	Start   time.Time `ch:"start"`
	N       uint64    `ch:"n"`
	Unknown *float64  `ch:"unknown_share"`
}

// shareRows are those of a KPI by organisation. Names may change after a quarter
// is closed, so that only live pages have them.
func (r reader) shareRows(ctx context.Context, kpi string, from, to time.Time, live bool) ([]shareRow, error) {
	rows, err := warehouse.Rows[shareRow](ctx, r.conn, sharesSQL,
		r.params(warehouse.Params{"kpi": kpi, "from": seconds(from), "to": seconds(to)}))
	if err != nil {
		return nil, fmt.Errorf("read %s of %q by organisation: %w", kpi, r.scope, err)
	}
	for i := range rows {
		if !live {
			rows[i].Name = ""
		}
	}
	return rows, nil
}

// shares are those of the quarter that is shown, with the quarters before.
func (a *assembler) shares(d Definition, rows []shareRow) Shares {
	s := Shares{Definition: d, Organisations: []Organisation{}}
	from := max(0, a.at-shareQuarters+1)
	for at := from; at <= a.at; at++ {
		q := a.shareQuarter(d, at, rows)
		if at > from {
			before := s.Quarters[len(s.Quarters)-1]
			q.Broken = q.N > 0 && before.N > 0 && !slices.Equal(q.Sources, before.Sources)
		}
		s.Quarters = append(s.Quarters, q)
	}
	now := s.Quarters[len(s.Quarters)-1]
	s.N, s.Unknown = now.N, now.Unknown
	for _, o := range a.organisations(from, rows) {
		for i, q := range s.Quarters {
			if q.N > 0 && o.History[i] == nil {
				o.History[i] = new(float64) // known, and it did nothing
			}
		}
		switch {
		case o.ID == independent:
			s.Independent = &o
		case o.ID != unaffiliated:
			s.Organisations = append(s.Organisations, o)
		}
	}
	slices.SortStableFunc(s.Organisations, func(x, y Organisation) int {
		return cmp.Or(-cmp.Compare(x.Least, y.Least), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
	return s
}

func (a *assembler) shareQuarter(d Definition, at int, rows []shareRow) ShareQuarter {
	q := ShareQuarter{Label: a.quarters[at].label}
	if total := a.row(d.KPI, "value", at); total != nil {
		q.Complete, q.Covered = total.Complete, len(total.Sources) > 0
		for _, source := range total.Sources {
			q.Sources = append(q.Sources, Plain(source))
		}
		slices.Sort(q.Sources)
	}
	for _, r := range rows {
		if r.Start.Equal(a.quarters[at].start) {
			q.N, q.Unknown = r.N, r.Unknown
		}
	}
	return q
}

// organisations are all of the eight quarters, by their ids.
func (a *assembler) organisations(from int, rows []shareRow) []Organisation {
	var all []Organisation
	for _, r := range rows {
		i := slices.IndexFunc(all, func(o Organisation) bool { return o.ID == Plain(r.ID) })
		if i < 0 {
			i = len(all)
			all = append(all, Organisation{ID: Plain(r.ID), Name: cmp.Or(Plain(r.Name), Plain(r.ID)), History: make([]*float64, a.at-from+1)})
		}
		at := slices.IndexFunc(a.quarters, func(q quarter) bool { return q.start.Equal(r.Start) })
		if at < from || at > a.at {
			continue
		}
		all[i].History[at-from] = r.Lower
		if at == a.at && r.Value != nil && r.Lower != nil && r.Upper != nil {
			all[i].Known, all[i].Least, all[i].Most = r.Value, *r.Lower, *r.Upper
		}
	}
	return all
}
