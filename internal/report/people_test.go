package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestClub looks at the pages of a scope whose people and shares add up.
func TestClub(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedPeople(t, store.Conn)
	t.Run("people", func(t *testing.T) { people(t, r) })
	t.Run("organisations", func(t *testing.T) { organisations(t, r) })
	t.Run("markdown", func(t *testing.T) { markdown(t, r) })
}

func people(t *testing.T, r report.Store) {
	load := func(t *testing.T, scope, period string) *report.People {
		t.Helper()
		p, err := r.People(t.Context(), report.Options{Scope: scope, Period: period})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	t.Run("balance", func(t *testing.T) { balanced(t, load(t, reporttest.Club, reporttest.Quarter)) })
	t.Run("left edge", func(t *testing.T) {
		first := load(t, reporttest.Club, "2018-Q2")
		if b := first.Balances[len(first.Balances)-1]; b.Before != nil || !strings.Contains(b.Reason, "the one before") {
			t.Errorf("first quarter: %+v", b)
		}
		second := load(t, reporttest.Club, "2018-Q3")
		b := second.Balances[len(second.Balances)-1]
		if b.Before == nil || b.New != nil || !strings.Contains(b.Reason, "who is new") || len(second.Funnel) != 0 {
			t.Errorf("second quarter: %+v, %d levels", b, len(second.Funnel))
		}
	})
	t.Run("running", func(t *testing.T) {
		p := load(t, reporttest.Club, reporttest.Running)
		if b := p.Balances[len(p.Balances)-1]; b.Text != "" || !strings.Contains(b.Reason, "not over") {
			t.Errorf("%+v", b)
		}
	})
	t.Run("cohorts and funnel", func(t *testing.T) { climbed(t, load(t, reporttest.Club, reporttest.Quarter)) })
	t.Run("not collected", func(t *testing.T) {
		p := load(t, reporttest.Empty, reporttest.Quarter)
		if len(p.Balances)+len(p.Tiles)+len(p.Cohorts)+len(p.Funnel) != 0 || p.State != report.Uncovered {
			t.Errorf("%+v", p)
		}
	})
}

// balanced checks that nobody comes from nowhere.
func balanced(t *testing.T, p *report.People) {
	b := p.Balances[len(p.Balances)-1]
	want := "55 in the quarter before − 20 who left + 14 who came back + 11 new = 60"
	if b.Text != want || b.Reason != "" {
		t.Errorf("%q, %q", b.Text, b.Reason)
	}
	if got := p.Findings[0].Text; got != "60\u00a0people are active: 35 stayed, 14 came back, 11 are new. 20 left." {
		t.Errorf("finding %q", got)
	}
	earlier := p.Balances[len(p.Balances)-2]
	if *earlier.Active != *earlier.Stayed+*earlier.Regained+*earlier.New || !strings.HasSuffix(earlier.Text, "= 58") {
		t.Errorf("%+v", earlier)
	}
}

// climbed looks at the two tables of the page.
func climbed(t *testing.T, p *report.People) {
	if len(p.Cohorts) != 5 || p.Cohorts[0].Label != "2019-Q1" || !p.Cohorts[2].Small || p.Cohorts[3].Small {
		t.Fatalf("cohorts: %+v", p.Cohorts)
	}
	if c := p.Cohorts[3]; c.Shares[0] == nil || *c.Shares[0] != .5 || c.Shares[1] != nil || len(c.Shares) != 8 {
		t.Errorf("cohort: %+v", c)
	}
	if len(p.Funnel) != 6 || p.Funnel[0].People != 11 || !p.Funnel[5].Last || p.Funnel[2].Conversion != nil || *p.Funnel[2].Earlier != .27 {
		t.Errorf("funnel: %+v", p.Funnel)
	}
}

func organisations(t *testing.T, r report.Store) {
	p, err := r.Organisations(t.Context(), report.Options{Scope: reporttest.Club})
	if err != nil {
		t.Fatal(err)
	}
	s := p.Shares
	if s.N != 200 || *s.Unknown != .4 || len(s.Organisations) != 2 || s.Independent == nil || len(s.Quarters) != 8 {
		t.Fatalf("shares: %+v", s)
	}
	if first := s.Organisations[0]; first.ID != "example-works" || first.Least != .35 || first.Most != .75 || !strings.HasPrefix(first.Name, "Example Works <script>") {
		t.Errorf("first: %+v", first)
	}
	if at := slices.IndexFunc(s.Quarters, func(q report.ShareQuarter) bool { return q.N == 0 }); s.Quarters[at].Label != "2018-Q4" || s.Organisations[0].History[at] != nil {
		t.Errorf("a quarter of which nothing is known: %+v", s.Quarters[at])
	}
	sum := *s.Unknown + s.Independent.Least
	for _, o := range s.Organisations {
		sum += o.Least
	}
	if sum < .999999 || sum > 1.000001 {
		t.Errorf("the shares of all add up to %g", sum)
	}
	var found []string
	for _, f := range p.Findings {
		found = append(found, f.KPI)
	}
	if want := []string{"org_share", "code_elephant_factor", "org_active", "member_participation"}; !slices.Equal(found, want) {
		t.Errorf("findings %q, want %q", found, want)
	}
	if got := p.Findings[3].Text; got != "1 of 2 member organisations contribute." {
		t.Errorf("members: %q", got)
	}
	var did []string
	for _, row := range p.Doings.Rows {
		var texts []string
		for _, cell := range row {
			texts = append(texts, strings.ReplaceAll(cell.Text, "\u00a0", " "))
		}
		did = append(did, strings.Join(texts, " | "))
	}
	want := []string{"Example Lab | 88 | 0 | 0 | –", report.Plain("Example Works "+reporttest.HostileText) + " | 0 | 4 | 6 | 30.0 h (4)", "unknown | 1,300 | 0 | 0 | –"}
	if !slices.Equal(did, want) || len(p.Doings.Columns) != len(p.Doings.Rows[0]) {
		t.Errorf("did %q, want %q", did, want)
	}
}

// markdown checks that foreign text is no markup in any page of a
// quarter, and that each says what its tables say.
func markdown(t *testing.T, r report.Store) {
	o := report.Options{Scope: reporttest.Club, Period: reporttest.Quarter}
	people, err := r.People(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	organisations, err := r.Organisations(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.PeopleMarkdown(&out, people); err != nil {
		t.Fatal(err)
	}
	if err := report.OrganisationsMarkdown(&out, organisations); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if strings.Contains(strings.ReplaceAll(text, `\<`, ""), "<") || strings.IndexFunc(text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) >= 0 {
		t.Error("foreign text is markup")
	}
	for _, want := range []string{"| 2020-Q1 |     60 |     35 |        14 |  11 |      0 |   20 |", "| 2019-Q3 |      6 | 50.0 % | 40.0 % |", "| send a change", "| unknown", "Quiet Example"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there:\n%s", want, text)
		}
	}
}
