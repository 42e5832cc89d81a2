package reporttest

import (
	_ "embed"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/catalogue"
)

// Plaza is a scope of networks, forums and chats. Its last complete quarter is Quarter.
const Plaza = "plaza"

//go:embed social.sql
var socialSQL string

// SeedSocial adds the plaza to what Seed wrote.
func SeedSocial(t testing.TB, conn driver.Conn) {
	t.Helper()
	for _, e := range []edition{
		{id: Compute, asOf: asOf, published: published},
		{id: revised, asOf: date(2020, 1, 15), published: date(2020, 2, 20), snapshot: Revised},
	} {
		seeder{t: t, ctx: t.Context(), conn: conn, edition: e}.plaza()
	}
	functions, err := catalogue.Functions()
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range append(strings.Split(socialSQL, ";\n"), functions["golden_unanswered"]) {
		if err := warehouse.Exec(t.Context(), conn, statement, warehouse.Params{"hostile": HostileText, "scope": Plaza}); err != nil {
			t.Fatalf("%v in %.80s", err, statement)
		}
	}
}

// plaza is what a compute knows of it.
func (s seeder) plaza() {
	never := time.Unix(0, 0).UTC()
	s.insert("computed_scopes", []any{s.id, Plaza, "Example Plaza", uint32(5), true})
	for _, source := range [][]any{
		{"town", "mastodon", "social", "town.example.org", true, false, true, never},
		{"board", "discourse", "forum", "forum.example.org", false, false, false, clubBegins},
		{"room", "irc", "chat", "#plaza", false, false, false, clubBegins},
		{"bird", "twitter", "social", HostileText, false, true, false, clubBegins},
	} {
		s.insert("computed_sources", []any{s.id, source[0], source[1], source[2], source[3], Plaza, []string{Plaza}, source[4], source[5], source[6], source[7], s.asOf})
	}
	var values [][]any
	for i, start := 0, clubBegins; start.Before(s.asOf); i, start = i+1, start.AddDate(0, 3, 0) {
		values = append(values, s.networks(i, start)...)
	}
	s.insert("kpi_values", values...)
}

// networks are the numbers of a quarter: on mastodon and discourse is written in every
// one, on the hostile network in the third only; irc is a chat.
func (s seeder) networks(i int, start time.Time) (rows [][]any) {
	add := func(kpi, network string, value float64) {
		dimension := ""
		if network != "" {
			dimension = "network"
		}
		row := s.clubRow(kpi, dimension, network, start, &value, nil, nil, "", uint64(value), nil)
		row[3], row[17] = Plaza, []string{"board", "town"}
		rows = append(rows, row)
	}
	more := float64(i)
	add("social_posts", "", 300+10*more)
	add("social_posts", "discourse", 60)
	add("social_posts", "mastodon", 240+10*more)
	add("social_authors", "", 90+more)
	add("social_authors", "discourse", 31)
	add("social_authors", "mastodon", 62+more)
	add("social_authors", "irc", 12)
	add("social_messages", "", 4100)
	add("social_messages", "irc", 4100)
	add("social_reshares", "", 20)
	add("social_reshares", "mastodon", 20)
	add("social_engagement", "", 210)
	add("social_engagement", "mastodon", 210)
	add("social_followers", "", 5000+100*more)
	add("social_follower_growth", "", 100)
	if i == 2 {
		add("social_posts", HostileText, 7)
	}
	share, low, high := .842, .7, .92
	answered := s.clubRow("social_answered_share", "", "", start, &share, &low, &high, "sampling", 38, nil)
	answered[3], answered[17] = Plaza, []string{"board"}
	return append(rows, answered)
}
