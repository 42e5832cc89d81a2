package reporttest

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// What SeedSurvey puts into the store.
const (
	Survey    = "club-survey"
	FirstWave = "2018-05"
	LastWave  = "2019-05"
	Cut       = "role" // the question by which answers are cut
)

// SeedSurvey adds a survey of three waves. What it asks attacks whoever shows it.
func SeedSurvey(t testing.TB, conn driver.Conn) {
	t.Helper()
	s := pollster{seeder{t: t, ctx: t.Context(), conn: conn}}
	s.insert("sources", []any{Survey, "survey", "survey", Survey, Scope, []string{Scope}, true, true})
	for i, wave := range []string{FirstWave, "2018-11", LastWave} {
		s.round(i, wave)
		s.single(i, wave)
		s.several(i, wave)
		s.scales(i, wave)
		s.rest(i, wave)
	}
	s.changes()
	s.cohorts()
}

type pollster struct{ seeder }

const waveBase = 200

func (s pollster) round(i int, wave string) {
	ended := time.Date(2018, time.Month(5+6*i), 31, 0, 0, 0, 0, time.UTC)
	effective := 151.5
	s.insert("survey_rounds", []any{
		[]string{Scope}, Survey, wave, uint32(i + 1), []string{"May 2018", "November 2018", "May 2019"}[i], ended.AddDate(0, 0, -20), ended,
		uint64(900), uint32(220), uint32(waveBase), uint32(3), uint32(1), &effective, "",
	})
}

// A cut is all responses, or those of a group.
type cut struct{ segment, member string }

func (s pollster) line(i int, wave string, of cut, question, item, title, kind, class, withheld string, base uint32) {
	missing, aside, shown := uint32(20), uint32(0), &base
	if withheld != "" {
		shown = nil
	}
	s.insert("survey_lines", []any{Survey, wave, of.segment, of.member, question, item, uint32(len(question)), title, kind, class, true, shown, &missing, &aside, withheld})
}

// cell is an option with its numbers; one that few chose is hidden.
func (s pollster) cell(wave string, of cut, question, item string, position int, option string, merged []string, chosen, base uint32) {
	share := float64(chosen) / float64(base)
	reach := 1.96 * math.Sqrt(share*(1-share)/float64(base))
	lower, upper, weighted := max(0, share-reach), min(1, share+reach), min(1, share*1.05)
	row := []any{Survey, wave, of.segment, of.member, question, item, uint32(position), option, merged, false}
	if chosen < 5 {
		s.insert("survey_cells", append(row, (*uint32)(nil), (*uint32)(nil), (*float64)(nil), (*float64)(nil), (*float64)(nil), (*float64)(nil), (*float64)(nil), (*float64)(nil)))
		return
	}
	s.insert("survey_cells", append(row, &chosen, &base, &share, &lower, &upper, &weighted, &lower, &upper))
}

func (s pollster) single(i int, wave string) {
	class := []string{"new", "identical", "reworded"}[i]
	s.line(i, wave, cut{}, Cut, "", "What is your role?", "single", class, "", waveBase)
	for n, option := range []string{"Developer", "User", "Packager"} {
		s.cell(wave, cut{}, Cut, "", n, option, nil, []uint32{120, 50, 20}[n], waveBase)
	}
	s.cell(wave, cut{}, Cut, "", 3, "other answers", []string{"Writer", HostileText}, 10, waveBase)
}

func (s pollster) several(i int, wave string) {
	s.line(i, wave, cut{}, "features", "", "Which features do you use, of all of those that are there?", "multi", "identical", "", waveBase)
	for n, option := range []string{"Migration", "Snapshots of virtual machines with all of their memory, while they run", HostileText, "Rare"} {
		s.cell(wave, cut{}, "features", "", n, option, nil, []uint32{uint32(60 + 25*i), 90, 44, 3}[n], waveBase)
	}
	for n, member := range []string{"Developer", "User"} {
		of := cut{Cut, member}
		s.line(i, wave, of, "features", "", "Which features do you use?", "multi", "identical", []string{"", "few people"}[n], 120)
		if n == 0 {
			s.cell(wave, of, "features", "", 0, "Migration", nil, 40, 120)
		}
	}
}

func (s pollster) scales(i int, wave string) {
	for n, item := range []string{"Speed of review", "Documentation"} {
		class := []string{"new", "identical", "identical"}[i]
		s.line(i, wave, cut{}, "content", item, "How content are you?", "scale", class, "", waveBase)
		s.steps(wave, cut{}, item, n, i, waveBase)
		for _, member := range []string{"Developer", "User"} {
			of := cut{Cut, member}
			s.line(i, wave, of, "content", item, "How content are you?", "scale", class, "", waveBase/2)
			s.steps(wave, of, item, 1-n, i, waveBase/2)
		}
		net, low, high := 10.5-40*float64(n), -2.25, 22.1
		top, topLow, topHigh := .445, .37, .52
		s.insert("survey_scores",
			[]any{Survey, wave, "", "", "content", item, "net", net, &low, &high, uint32(waveBase), (*float64)(nil)},
			[]any{Survey, wave, "", "", "content", item, "top2", top, &topLow, &topHigh, uint32(waveBase), (*float64)(nil)})
	}
}

// cohorts set what regulars say beside what was measured of them; of newcomers neither is known.
func (s pollster) cohorts() {
	for option, cohort := range map[string]string{"Developer": "regulars", "User": "newcomers"} {
		s.insert("survey_cohorts", []any{Survey, "content", "Speed of review", "review_first_response", Cut, option, cohort})
	}
	top, low, high := .65, .55, .74
	s.insert("survey_scores", []any{Survey, LastWave, Cut, "Developer", "content", "Speed of review", "top2", top, &low, &high, uint32(100), (*float64)(nil)})
	hours, least, most := 5.2, 4.8, 5.9
	s.insert("kpi_values", []any{
		Compute, "review_first_response", "value", Scope, "cohort", "regulars", "quarter", time.Date(2019, 4, 1, 0, 0, 0, 0, time.UTC), asOf,
		&hours, &least, &most, "sampling", uint64(40), (*float64)(nil), (*float64)(nil), true, []string{}, uint16(3),
	})
}

func (s pollster) steps(wave string, of cut, item string, worse, i int, base uint32) {
	counts := [][]uint32{{10, 20, 40, 80, 50}, {50, 60, 40, 30, 20}}[worse]
	for n, option := range []string{"Not at all", "Little", "So so", "Rather", "Very"} {
		count := counts[n] * base / waveBase
		if n == 4 {
			count += uint32(3 * i)
		}
		s.cell(wave, of, "content", item, n, option, nil, count, base)
	}
}

func (s pollster) rest(i int, wave string) {
	s.line(i, wave, cut{}, "machines", "", "How many machines do you run?", "number", "identical", "", waveBase)
	s.insert("survey_scores", []any{Survey, wave, "", "", "machines", "", "median", 12., (*float64)(nil), (*float64)(nil), uint32(waveBase), (*float64)(nil)})
	s.line(i, wave, cut{}, "wishes", "", "What do you wish for? "+HostileText, "text", "identical", "", waveBase)
	s.line(i, wave, cut{}, "accident", "", "Did you ever lose data?", "single", "scale changed", "few people", waveBase)
}

func (s pollster) changes() {
	row := func(question, item, option, class string, before, after float64, verdict string) []any {
		return []any{
			Survey, LastWave, "2018-11", "", "", question, item, option, class, after, uint32(waveBase), before, uint32(waveBase),
			after - before, after - before - .06, after - before + .06, (*float64)(nil), (*float64)(nil), (*float64)(nil), .01, false, .02, verdict,
		}
	}
	s.insert("survey_changes",
		row("features", "", "Migration", "identical", .425, .55, "rose"),
		row("content", "Speed of review", "Not at all", "identical", .05, .049, "unclear"),
		row("features", "", HostileText, "identical", .30, .22, "fell"))
	for n := range 30 {
		s.insert("survey_changes", row("features", "", fmt.Sprintf("Feature %d", n), "identical", .2, .21, "unclear"))
	}
}
