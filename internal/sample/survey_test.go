package sample

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	polls "goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// The survey's tables, read by the forms beside them, say what the truth does.
func TestSurvey(t *testing.T) {
	dir, truth := write(t, options(7))
	received := 0
	for _, want := range truth.Surveys {
		path := filepath.Join(dir, "surveys", want.ID)
		table, err := sheet.Open(path + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		f, err := polls.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
		responses, err := f.Responses(table)
		if err != nil {
			t.Fatal(err)
		}
		received += len(responses)
		if diff := cmp.Diff(want, counted(f, responses, want)); diff != "" {
			t.Errorf("%s (-truth +read)\n%s", want.ID, diff)
		}
	}
	if ledger := truth.Sources["survey"]; ledger.Received != uint64(received) || received < 1000 {
		t.Errorf("%d responses, the truth says %+v", received, ledger)
	}
	first, last := truth.Surveys[0], truth.Surveys[2]
	for _, known := range truth.SurveyTruths {
		share := func(w SurveyWave) float64 {
			return float64(w.Chosen[known.Question][known.Option]) / float64(w.Answered[known.Question])
		}
		if moved := share(last) - share(first); known.Rises != (moved > 0.1) {
			t.Errorf("%s moved by %.3f", known.Question, moved)
		}
	}
}

// counted is what a wave says when it is read.
func counted(f polls.Form, responses []polls.Response, as SurveyWave) SurveyWave {
	w := SurveyWave{ID: as.ID, Began: as.Began, Answered: map[string]int{}, Chosen: map[string]map[string]int{}}
	states := f.States(responses)
	for i, r := range responses {
		switch states[i] {
		case collectors.ResponseComplete:
			w.Complete++
		case collectors.ResponsePartial:
			w.Partial++
		case collectors.ResponseRepeated:
			w.Repeated++
			continue
		case collectors.ResponseTest:
			w.Tests++
			continue
		}
		for _, a := range r {
			c := f.Columns[a.Column]
			name := inquiry{question: c.Question, item: c.Item}.name()
			switch c.Kind {
			case polls.Text:
				w.Words++
			case polls.Day, polls.Status:
			default:
				w.Answered[name]++
			}
			for _, o := range a.Options {
				if w.Chosen[name] == nil {
					w.Chosen[name] = map[string]int{}
				}
				w.Chosen[name][o]++
			}
		}
	}
	return w
}
