package pipeline

import (
	"strings"
	"testing"

	"goldenratio/internal/config"
	"goldenratio/internal/questions"
)

// What people say is held against numbers that there are.
func TestMeasured(t *testing.T) {
	s := config.Survey{Source: "club", Registry: "registry.yaml"}
	held := func(kpi string) questions.Registry {
		return questions.Registry{Cohorts: []questions.Cohort{{Question: "speed", KPI: kpi}}}
	}
	if err := measured(s, held("review_first_response")); err != nil {
		t.Error(err)
	}
	if err := measured(s, held("review_first_respons")); err == nil || !strings.Contains(err.Error(), `registry.yaml: said and done: there is no KPI "review_first_respons"`) {
		t.Error(err)
	}
}
