package reporttest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Club is a scope whose people and organisations add up: who is active is who
// stayed, came back or is new. Its last complete quarter is Quarter.
const Club = "club"

// People of the club's last complete quarter.
const (
	clubStayed   = 35
	clubRegained = 14
	clubNew      = 11
	clubActive   = clubStayed + clubRegained + clubNew
	clubLost     = 20
)

// SeedPeople adds the club to what Seed wrote.
func SeedPeople(t testing.TB, conn driver.Conn) {
	t.Helper()
	s := seeder{t: t, ctx: t.Context(), conn: conn, edition: edition{id: Compute, asOf: asOf, published: published}}
	s.insert("computed_scopes", []any{s.id, Club, "Example Club", uint32(4), true})
	s.insert("computed_sources", []any{s.id, "club-archive", "mbox", "mail", "dev", Club, []string{Club}, true, false, false, clubBegins, s.asOf})
	s.insert("organisations",
		[]any{"example-works", "Example Works " + HostileText, "", date(1970, 1, 1)},
		[]any{"example-lab", "Example Lab", "", date(1970, 1, 1)})
	var values [][]any
	for i, start := 0, clubBegins; start.Before(s.asOf); i, start = i+1, start.AddDate(0, 3, 0) {
		values = append(values, s.turnover(i, start)...)
		values = append(values, s.work(i, start)...)
		values = append(values, s.doings(start)...)
	}
	s.insert("kpi_values", values...)
	s.insert("kpi_rows", slices.Concat(s.cohorts(), s.funnels(), s.waiting(), s.participation())...)
}

var (
	clubBegins  = date(2018, 4, 1)
	lastQuarter = date(2020, 1, 1)
)

// clubRow is a row of kpi_values of the club; nil values are not known.
func (s seeder) clubRow(kpi, dimension, member string, start time.Time, value, lower, upper *float64, interval string, n uint64, unknown *float64) []any {
	complete := !start.AddDate(0, 3, 14).After(s.asOf)
	return []any{s.id, kpi, "value", Club, dimension, member, "quarter", start, s.asOf, value, lower, upper, interval,
		n, unknown, (*float64)(nil), complete, []string{"club-archive"}, uint16(1)}
}

// turnover is who came, stayed and left: nobody is known to have come back or to
// be new in the first four quarters, and in the first nobody to have stayed.
func (s seeder) turnover(i int, start time.Time) (rows [][]any) {
	numbers := map[string]float64{
		"people_active": clubActive, "people_stayed": clubStayed, "people_regained": clubRegained, "people_new": clubNew, "people_lost": clubLost,
	}
	if back := 7 - i; back > 0 { // the quarters before the last complete one
		numbers["people_active"] -= 2 * float64(back)
		numbers["people_stayed"] -= float64(back)
		numbers["people_regained"] -= float64(back)
	}
	running := start.AddDate(0, 3, 0).After(s.asOf)
	for kpi, number := range numbers {
		value := &number
		switch {
		case i == 0 && kpi != "people_active", i < 4 && (kpi == "people_new" || kpi == "people_regained"), running && kpi == "people_lost":
			value = nil
		}
		rows = append(rows, s.clubRow(kpi, "", "", start, value, nil, nil, "", uint64(number), nil))
	}
	for kpi, number := range map[string]float64{"people_core": 9, "people_regular": 17, "people_occasional": 34, "people_drifting": 12, "people_away": 41, "people_casual": 8} {
		rows = append(rows, s.clubRow(kpi, "", "", start, &number, nil, nil, "", uint64(number), nil))
	}
	kept, low, high := .6363, .505, .751
	return append(rows, s.clubRow("people_retention", "", "", start, &kept, &low, &high, "sampling", 55, nil))
}

// work divides 200 contributions: a half is known to be of two organisations, a
// tenth of somebody who works for nobody. In the third quarter nothing is known.
func (s seeder) work(i int, start time.Time) [][]any {
	rows := [][]any{s.clubRow("org_share", "", "", start, nil, nil, nil, "", 0, nil)}
	if i == 2 {
		return rows
	}
	unknown := .4
	for member, share := range map[string]float64{"example-works": .35, "example-lab": .15, "independent": .1} {
		value, upper := share/(1-unknown), share+unknown
		rows = append(rows, s.clubRow("org_share", "organisation", member, start, &value, &share, &upper, "bounds", 200, &unknown))
	}
	two, one, three, active := 2., 1., 3., 14.
	return append(rows,
		s.clubRow("org_share", "organisation", "unknown", start, &unknown, nil, nil, "", 200, &unknown),
		s.clubRow("code_elephant_factor", "", "", start, &two, &one, &three, "bounds", 200, &unknown),
		s.clubRow("org_active", "", "", start, &active, nil, nil, "", 14, nil),
		s.clubRow("org_new", "", "", start, &two, nil, nil, "", 2, nil))
}

// doings are what two organisations and somebody unknown did by mail and in review:
// the lab wrote 88 mails and opened nothing, the works opened four changes, of which
// one waits, and reviewed six of others.
func (s seeder) doings(start time.Time) (rows [][]any) {
	add := func(kpi, dimension, member string, value float64, n uint64) {
		rows = append(rows, s.clubRow(kpi, dimension, member, start, &value, nil, nil, "", n, nil))
	}
	add("mail_messages", "", "", 1388, 1388)
	add("review_opened", "", "", 4, 4)
	add("review_balance", "", "", 0, 0)
	add("review_first_response", "", "", 30, 4)
	add("mail_messages", "organisation", "example-lab", 88, 88)
	add("mail_messages", "organisation", "unknown", 1300, 1300)
	add("review_opened", "organisation", "example-works", 4, 4)
	add("review_balance", "organisation", "example-works", 2, 10)
	add("review_first_response", "organisation", "example-works", 30, 4)
	return rows
}

// cohorts are those of five quarters.
func (s seeder) cohorts() (rows [][]any) {
	for i, size := range []int{24, 18, 6, 21, clubNew} {
		later := make([]*float64, 8)
		for k := range 4 - i {
			share := .5 - .1*float64(k)
			later[k] = &share
		}
		start := lastQuarter.AddDate(0, 3*(i-4), 0)
		label := fmt.Sprintf("%d-Q%d", start.Year(), (int(start.Month())+2)/3)
		rows = append(rows, s.row(lastQuarter, "people_cohort_retention", i, map[string]any{"cohort": label, "size": size, "later": later}))
	}
	return rows
}

// funnels are that of the last complete quarter and of a year before.
func (s seeder) funnels() (rows [][]any) {
	conversion, earlier := .31, .27
	for i, l := range []struct {
		id     string
		people int
		next   *float64
	}{{"posts", 11, &conversion}, {"helps", 7, &conversion}, {"sends", 5, nil}, {"merged", 4, &conversion}, {"reviews", 2, nil}, {"maintains", 0, nil}} {
		rows = append(rows,
			s.row(lastQuarter, "people_funnel", i, map[string]any{"level": l.id, "people": l.people, "conversion": l.next}),
			s.row(lastQuarter.AddDate(-1, 0, 0), "people_funnel", i, map[string]any{"level": l.id, "people": l.people, "conversion": earlier}))
	}
	return rows
}

// waiting are two newcomers, one of whom attacks whoever shows it.
func (s seeder) waiting() (rows [][]any) {
	for i, subject := range []string{"How do I join the club?", HostileText} {
		rows = append(rows, s.row(lastQuarter, "people_newcomer_waiting", i, map[string]any{
			"subject": subject, "message_id": fmt.Sprintf("%d@example.org", i), "url": "", "person_id": person,
			"started": "2020-03-20T09:00:00Z", "days": 12, "lists": []string{"dev"},
		}))
	}
	return rows
}

// participation are two members, one of which does nothing.
func (s seeder) participation() [][]any {
	type member struct {
		ID       string `json:"organisation_id"`
		Name     string `json:"name"`
		Level    string `json:"level"`
		People   int    `json:"people"`
		Commits  int    `json:"commits"`
		Messages int    `json:"messages"`
	}
	return [][]any{
		s.row(lastQuarter, "member_participation", 0, member{"example-lab", "Example Lab", "gold", 4, 1204, 88}),
		s.row(lastQuarter, "member_participation", 1, member{"quiet", "Quiet Example", "silver", 0, 0, 0}),
	}
}

// row is a row of a table of one of the club's quarters.
func (s seeder) row(quarter time.Time, kpi string, rank int, row any) []any {
	s.t.Helper()
	text, err := json.Marshal(row)
	if err != nil {
		s.t.Fatal(err)
	}
	return []any{s.id, kpi, Club, "quarter", quarter, uint32(rank + 1), string(text)}
}
