package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"goldenratio/internal/report"
	"goldenratio/internal/report/reporttest"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestSocial looks at the page of a scope of networks, forums and chats, whose numbers
// were counted by hand in reporttest/social.sql.
func TestSocial(t *testing.T) {
	store := warehousetest.Open(t)
	r := report.Store{Conn: store.Conn, Catalogue: reporttest.Seed(t, store.Conn)}
	reporttest.SeedSocial(t, store.Conn)
	load := func(t *testing.T, o report.Options) *report.Social {
		t.Helper()
		p, err := r.Social(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := load(t, report.Options{Scope: reporttest.Plaza, Period: reporttest.Quarter})
	t.Run("networks", func(t *testing.T) { networks(t, p) })
	t.Run("questions", func(t *testing.T) {
		openQuestions(t, p)
		running := load(t, report.Options{Scope: reporttest.Plaza, Period: reporttest.Running})
		want := []string{"And now? 27 days, overdue", hostileTitle() + " 43 days, overdue"}
		if got := waits(running.Questions); !slices.Equal(got, want) {
			t.Errorf("now %q, want %q", got, want)
		}
	})
	t.Run("discussed", func(t *testing.T) { discussed(t, p) })
	t.Run("tags", func(t *testing.T) {
		want := []report.Tag{{"plaza", 3, 2, 0}, {report.Plain(reporttest.HostileText), 1, 1, 0}, {"fountain", 1, 1, 1}, {"paving", 1, 1, 0}}
		if !slices.Equal(p.Tags, want) {
			t.Errorf("%+v, want %+v", p.Tags, want)
		}
	})
	t.Run("audiences", func(t *testing.T) { audiences(t, p) })
	t.Run("in words", func(t *testing.T) { inWords(t, p) })
	t.Run("markdown", func(t *testing.T) { socialMarkdown(t, p) })
	t.Run("closed", func(t *testing.T) {
		closed := load(t, report.Options{Scope: reporttest.Plaza, Snapshot: reporttest.Revised})
		if len(closed.Tiles) == 0 || len(closed.Networks) != 4 || closed.Questions != nil || len(closed.Discussed)+len(closed.Tags)+len(closed.Audiences) != 0 {
			t.Errorf("%+v", closed)
		}
	})
	t.Run("not collected", func(t *testing.T) {
		none := load(t, report.Options{Scope: reporttest.Empty, Period: reporttest.Quarter})
		if len(none.Sources)+len(none.Tiles)+len(none.Networks) != 0 || !strings.HasPrefix(none.Findings[0].Text, "No source of networks") {
			t.Errorf("%+v", none)
		}
	})
}

// networks checks who stands where, and that silence is known from ignorance.
func networks(t *testing.T, p *report.Social) {
	var got []string
	for _, n := range p.Networks {
		people := "–"
		if n.Heard != nil {
			people = n.Heard.Text
		}
		got = append(got, fmt.Sprintf("%s %s %s %t", n.Name, n.Said.Text, people, n.Chat))
	}
	want := []string{"Mastodon 310 69 false", "Discourse 60 31 false", report.Plain(reporttest.HostileText) + " 0 – false", "IRC 4,100 12 true"}
	if !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	history := p.Networks[2].Said.History
	if at := len(history) - 6; len(history) != 12 || *history[at].Value != 7 || *history[at+1].Value != 0 || history[0].Value != nil {
		t.Errorf("%+v", history)
	}
	if moved := p.Networks[0].Moved; len(moved) != 2 || *moved[1].Value != 210 || len(p.Networks[1].Moved) != 0 {
		t.Errorf("%+v", moved)
	}
}

// waits are open questions in a line each.
func waits(q *report.Questions) (all []string) {
	for _, one := range q.Open {
		all = append(all, one.Title+" "+strings.ReplaceAll(one.Waited(), "\u00a0", " "))
	}
	return all
}

// hostileTitle is a title that attacks, as pages show it.
func hostileTitle() string {
	return strings.Join(strings.Fields(report.Plain(reporttest.HostileText)), " ")
}

func openQuestions(t *testing.T, p *report.Social) {
	q := p.Questions
	want := []string{hostileTitle() + " 4 days", "May I dance here? 48 days, overdue"}
	if got := waits(q); !slices.Equal(got, want) || q.All != 2 || q.Late != 1 || q.Older != 1 {
		t.Errorf("%q, want %q; %+v", got, want, q)
	}
	if q.Open[0].URL != "" || q.Open[1].URL != "https://forum.example.org/t/4" || q.Open[1].Host != "forum.example.org" {
		t.Errorf("links: %+v", q.Open)
	}
}

func discussed(t *testing.T, p *report.Social) {
	var got []string
	for _, d := range p.Discussed {
		got = append(got, fmt.Sprintf("%s %d %d %d", d.Called(), d.Answers, d.Likes, d.Reshares))
	}
	want := []string{"A post of 20 Jan 2020 9 12 3", "A post of 20 Feb 2020 2 4 1", "How do I pave it? 2 2 0"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if p.Discussed[1].URL != "" || p.Discussed[0].Host != "social.example.org" {
		t.Errorf("links: %+v", p.Discussed)
	}
}

func audiences(t *testing.T, p *report.Social) {
	var got []string
	for _, a := range p.Audiences {
		got = append(got, strings.Join([]string{a.Account, a.Measure, report.Reading(a.Now), report.Reading(a.Before), report.Reading(a.Year)}, " "))
	}
	want := []string{"@plaza@town.example.org followers 1,640 1,510 1,120", "#plaza members 41 – –", report.Plain(reporttest.HostileText) + " followers – – 3,820"}
	if !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if course := p.Audiences[0].Course; len(course) != 65 || course[64].Day != time.Date(2020, 3, 25, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%d points, the last %+v", len(course), course[len(course)-1])
	}
}

func inWords(t *testing.T, p *report.Social) {
	var got []string
	for _, f := range p.Findings {
		got = append(got, strings.ReplaceAll(f.Text, "\u00a0", " "))
	}
	want := []string{
		"370 posts mention the project; most of them are on Mastodon.",
		"4,100 lines were said in chats.",
		"97 people posted or chatted.",
		"84.2 % of the questions in forums are answered within five business days.",
		"2 questions of the last 90 days have no answer, 1 for more than five business days.",
		"5,700 accounts follow the project, or belong to its places, +100 accounts since the quarter before.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	notes := strings.Join(p.Footnotes, "\n")
	for _, want := range []string{"Take numbers from bird with care", "town shows a part"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not among the footnotes: %s", want, notes)
		}
	}
}

// socialMarkdown checks that foreign text is no markup.
func socialMarkdown(t *testing.T, p *report.Social) {
	var out bytes.Buffer
	if err := report.SocialMarkdown(&out, p); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	foreign := strings.NewReplacer(`\<`, "", "(<https://", "").Replace(text)
	if strings.Contains(foreign, "<") || strings.IndexFunc(text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) >= 0 {
		t.Errorf("foreign text is markup:\n%s", text)
	}
	for _, want := range []string{"[May I dance here?](<https://forum.example.org/t/4>)", "| Mastodon", "| plaza", "4,100 lines", "bird (social twitter): from 1 Apr 2018 to 10 May 2020"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there:\n%s", want, text)
		}
	}
}
