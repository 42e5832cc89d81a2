package report

import (
	"context"
	"fmt"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// SurveyNews is what a wave that ended in a quarter has to say on its board.
type SurveyNews struct {
	Survey   string         `json:"survey"`
	Wave     SurveyWave     `json:"wave"`
	Findings []Sentence     `json:"findings"`
	Changes  []SurveyChange `json:"changes"` // beyond chance, the most certain first
}

// mostNews is how many changes a board tells.
const mostNews = 5

// surveyNews reads the waves that ended in a quarter, of a scope and all below it.
func surveyNews(ctx context.Context, conn driver.Conn, scope string, q quarter) ([]SurveyNews, error) {
	all, err := Surveys(ctx, conn)
	if err != nil {
		return nil, err
	}
	var news []SurveyNews
	for _, list := range all {
		for _, w := range list.Waves {
			if !slices.Contains(list.Scopes, scope) || w.Ended.Before(q.start) || !w.Ended.Before(q.end) {
				continue
			}
			s, err := LoadSurvey(ctx, conn, SurveyOptions{Survey: list.ID, Wave: w.ID})
			if err != nil {
				return nil, fmt.Errorf("read survey %s: %w", list.ID, err)
			}
			news = append(news, SurveyNews{Survey: list.ID, Wave: w, Findings: s.Findings, Changes: s.Changes[:min(s.Certain, mostNews)]})
		}
	}
	return news, nil
}

// surveys tell what waves that ended in the quarter say.
func (m marker) surveys(all []SurveyNews) {
	for _, n := range all {
		m.title("Survey (" + escaped(n.Wave.Title) + "): what changed")
		for _, f := range n.Findings {
			m.line("- %s", escaped(f.Text))
		}
		for _, c := range n.Changes {
			m.line("- %s: **%s** %s", escaped(joinedLine(c.Title, c.Item)), escaped(c.Option), escaped(c.Text))
		}
	}
}
