package report

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

//go:embed sql/social/networks.sql
var networksSQL string

// networkRow is a row of kpi_values by network.
type networkRow struct {
	value

	Network string `ch:"network"`
}

// What is told of a network: what is said, by whom, and how others take it.
const (
	postsKPI   = "social_posts"
	linesKPI   = "social_messages"
	authorsKPI = "social_authors"
)

// responses are the numbers of own posts.
func responses() []string { return []string{"social_reshares", "social_engagement"} }

func (r reader) networks(ctx context.Context, from, to time.Time) ([]networkRow, error) {
	kpis := append([]string{postsKPI, linesKPI, authorsKPI}, responses()...)
	rows, err := warehouse.Rows[networkRow](ctx, r.conn, networksSQL,
		r.params(warehouse.Params{"kpis": array(kpis), "from": seconds(from), "to": seconds(to)}))
	if err != nil {
		return nil, fmt.Errorf("read networks of %q: %w", r.scope, err)
	}
	return rows, nil
}

// networks are those of which anything is known in the twelve quarters, and the
// definitions of their numbers.
func (a *assembler) networks(rows []networkRow) ([]Network, []Definition) {
	all := []Network{}
	var names []string
	for _, r := range rows {
		names = append(names, r.Network)
	}
	for _, name := range sortedUnique(names) {
		if n, found := a.network(name, rows); found {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(x, y Network) int {
		switch {
		case x.Chat == y.Chat:
			return -cmp.Compare(amountOf(x.Said.Value), amountOf(y.Said.Value))
		case x.Chat: // lines are no posts
			return 1
		default:
			return -1
		}
	})
	var definitions []Definition
	for _, n := range all {
		definitions = append(definitions, n.Said.Definition)
		if n.Heard != nil {
			definitions = append(definitions, n.Heard.Definition)
		}
		for _, t := range n.Moved {
			definitions = append(definitions, t.Definition)
		}
	}
	return all, definitions
}

// network is one of them; nothing is said on one that only shows audiences.
func (a *assembler) network(name string, rows []networkRow) (Network, bool) {
	n := Network{Name: network(name)}
	said, found := a.networkTile(postsKPI, name, rows)
	if !found {
		said, found = a.networkTile(linesKPI, name, rows)
		n.Chat = found
	}
	if !found {
		return Network{}, false
	}
	n.Said = said
	if heard, found := a.networkTile(authorsKPI, name, rows); found {
		n.Heard = &heard
	}
	for _, kpi := range responses() {
		if t, found := a.networkTile(kpi, name, rows); found {
			n.Moved = append(n.Moved, t)
		}
	}
	return n, true
}

// networkTile is a KPI of one network with its twelve quarters, where anything was seen
// in them.
func (a *assembler) networkTile(kpi, network string, rows []networkRow) (Tile, bool) {
	d, computed := a.definition(kpi)
	rows = slices.DeleteFunc(slices.Clone(rows), func(r networkRow) bool { return r.KPI != kpi || r.Network != network })
	if !computed || len(rows) == 0 {
		return Tile{}, false
	}
	t := Tile{Definition: d, Text: "no data", Reason: NotCovered}
	for at := max(0, a.at-historyQuarters+1); at <= a.at; at++ {
		v := a.ofNetwork(d, rows, at)
		t.History = append(t.History, newPoint(d, a.quarters[at], v))
		if at == a.at && v != nil {
			t.fill(v)
		}
	}
	return t, true
}

// ofNetwork is what is known of a network in a quarter. It has a row only where
// something was seen: where the total is known, nothing was.
func (a *assembler) ofNetwork(d Definition, rows []networkRow, at int) *value {
	start := a.quarters[at].start
	if i := slices.IndexFunc(rows, func(r networkRow) bool { return r.Start.Equal(start) }); i >= 0 {
		return &rows[i].value
	}
	total := a.row(d.KPI, "value", at)
	if total == nil || total.Value == nil || d.Kind != string(catalogue.Count) {
		return nil
	}
	none := *total
	none.Amount, none.N = warehouse.Amount{Value: new(float64)}, 0
	return &none
}

// amountOf is a value, or 0 where it is not known.
func amountOf(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// network is how people call a network; one that is none of those that the
// collectors know is called as its table has it.
func network(name string) string {
	switch name {
	case "hackernews":
		return "Hacker News"
	case "irc":
		return "IRC"
	case "stackexchange":
		return "Stack Exchange"
	case "youtube":
		return "YouTube"
	case "linkedin":
		return "LinkedIn"
	case "bluesky", "discourse", "facebook", "mastodon", "matrix", "reddit", "slack", "twitter":
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return Plain(name)
}
