package sample

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sourceSurvey is the id of the sample's survey.
const sourceSurvey = "survey"

// A SurveyWave is what one wave of the sample's survey says. Responses that are
// repeated and tests count in nothing else.
type SurveyWave struct {
	ID       string `json:"id"` // its last day
	Began    string `json:"began"`
	Complete int    `json:"complete"`
	Partial  int    `json:"partial"`
	Repeated int    `json:"repeated"`
	Tests    int    `json:"tests"`
	Words    int    `json:"own_words"`

	// Answered is how many answered a question, Chosen how many of them chose an
	// option; a line of a grid is named question[item].
	Answered map[string]int            `json:"answered"`
	Chosen   map[string]map[string]int `json:"chosen"`
}

// A SurveyTruth is how likely an answer was, wave by wave: behind what was
// counted, either it rises or nothing has changed.
type SurveyTruth struct {
	Question string    `json:"question"`
	Option   string    `json:"option"`
	Chances  []float64 `json:"chances"`
	Rises    bool      `json:"rises"`
}

// surveyTruths are the answers about which the sample knows the truth.
func surveyTruths() []SurveyTruth {
	return []SurveyTruth{
		{"news", "Yes", []float64{0.22, 0.30, 0.42}, true},
		{"meeting", "Yes", []float64{0.35, 0.35, 0.35}, false},
	}
}

// An inquiry is a question of the survey, or a line of a grid.
type inquiry struct {
	header, question, item, kind string
	options                      []string
	chances                      []float64 // of the options but the last
}

func (q inquiry) name() string {
	if q.item == "" {
		return q.question
	}
	return q.question + "[" + q.item + "]"
}

// inquiries are what is asked in each wave; the first few also of those who give up.
func inquiries(wave int) []inquiry {
	truths, yes := surveyTruths(), []string{"Yes", "No"}
	rates := []string{"poor", "fair", "good", "excellent"}
	return []inquiry{
		{"What is your role?", "role", "", "single", []string{"Developer", "Operator", "Student"}, []float64{0.5, 0.32}},
		{"For how long have you used it?", "since", "", "single", []string{"Less than a year", "One to three years", "Longer"}, []float64{0.3, 0.38}},
		{"Do you read the weekly news?", truths[0].Question, "", "single", yes, truths[0].Chances[wave : wave+1]},
		{"Would you come to a meeting?", truths[1].Question, "", "single", yes, truths[1].Chances[wave : wave+1]},
		{"How do you rate it? [Documentation]", "rate", "Documentation", "scale", rates, []float64{0.1, 0.3, 0.45}},
		{"How do you rate it? [Review speed]", "rate", "Review speed", "scale", rates, []float64{0.2, 0.35, 0.35}},
		{"How likely is it that you would recommend it?", "recommend", "", "scale", strings.Fields("0 1 2 3 4 5 6 7 8 9 10"), []float64{0.01, 0.01, 0.02, 0.02, 0.03, 0.06, 0.08, 0.17, 0.24, 0.18}},
	}
}

// surveyed is how many of the inquiries those answer who give up.
const surveyed = 4

// A survey is a wave while it is written.
type survey struct {
	d    dice
	lex  *lexicon
	wave SurveyWave
	asks []inquiry
	rows [][]string
}

// surveys writes the waves of the survey, a year apart if the sample is long
// enough, and returns their entries in the configuration.
func (t *town) surveys(dir string) (entries string, err error) {
	apart := min(365*day, (t.cal.end-t.cal.start())/4/day*day)
	if err := os.MkdirAll(filepath.Join(dir, "surveys"), 0o755); err != nil {
		return "", err
	}
	t.tally.truth.Surveys, t.tally.truth.SurveyTruths = nil, surveyTruths()
	received := 0
	for i := range 3 {
		ended := t.cal.end - 20*day - int64(2-i)*apart
		s := &survey{d: newDice(t.o.Seed, 9+uint64(i)), lex: readLexicon(t.o.Seed + 2 + uint64(i)), asks: inquiries(i)}
		s.wave = SurveyWave{ID: date(ended - day), Began: date(ended - 13*day), Answered: map[string]int{}, Chosen: map[string]map[string]int{}}
		s.ask(380+40*i, ended)
		if err := s.write(dir); err != nil {
			return "", err
		}
		received += len(s.rows)
		t.tally.truth.Surveys = append(t.tally.truth.Surveys, s.wave)
		entries += fmt.Sprintf("      - {id: '%s', title: '%s (synthetic)', file: surveys/%[1]s.csv, map: surveys/%[1]s.yaml, invited: 900}\n",
			s.wave.ID, time.Unix(ended-day, 0).UTC().Format("January 2006"))
	}
	t.tally.truth.Sources[sourceSurvey] = Ledger{Received: uint64(received)}
	return "  - id: " + sourceSurvey + "\n    type: survey\n    synthetic: true\n    scope: " + scopeRoot + "\n    waves:\n" + entries, nil
}

// ask makes the responses: one in twelve gives up, a few are sent twice, and one
// is the surveyors' own test.
func (s *survey) ask(people int, ended int64) {
	for i := range people {
		at := ended - 13*day + int64(i)*13*day/int64(people) + int64(s.d.IntN(3600))
		whole := !s.d.chance(1.0 / 12)
		row := s.respond(i, at, whole)
		s.rows = append(s.rows, row)
		if whole {
			s.wave.Complete++
		} else {
			s.wave.Partial++
		}
		if words := row[len(row)-1]; words != "" {
			s.wave.Words++
			if s.d.chance(0.03) {
				s.rows = append(s.rows, row)
				s.wave.Repeated++
			}
		}
	}
	trial := make([]string, len(s.rows[0]))
	copy(trial, s.rows[0][:3])
	trial[3] = "Preview"
	s.rows = append(s.rows, trial)
	s.wave.Tests = 1
}

// respond makes one response and counts what it says.
func (s *survey) respond(i int, at int64, whole bool) []string {
	row := []string{
		time.Unix(at, 0).UTC().Format("2006-01-02 15:04:05"), fmt.Sprintf("guest%d@example.org", i), fmt.Sprintf("192.0.2.%d", i%250), "No",
	}
	if whole {
		row[3] = "Yes"
	}
	for n, q := range s.asks {
		option := ""
		if n < surveyed || whole && !s.d.chance(0.05) {
			option = s.choose(q)
		}
		row = append(row, option)
	}
	if !whole {
		return append(row, "", "", "")
	}
	hours := 1 + s.d.IntN(40)
	s.wave.Answered["hours"]++
	row = append(row, s.systems(), strconv.Itoa(hours)+" h", "")
	if s.d.chance(0.3) {
		row[len(row)-1] = "I would like " + s.lex.symbol() + " to be faster, since I use it every day"
	}
	return row
}

// choose draws an option.
func (s *survey) choose(q inquiry) string {
	at, p := 0, s.d.Float64()
	for at < len(q.chances) && p >= q.chances[at] {
		p -= q.chances[at]
		at++
	}
	s.count(q.name(), q.options[at])
	s.wave.Answered[q.name()]++
	return q.options[at]
}

func (s *survey) count(question, option string) {
	if s.wave.Chosen[question] == nil {
		s.wave.Chosen[question] = map[string]int{}
	}
	s.wave.Chosen[question][option]++
}

// systems draws several options, of which one has a comma inside.
func (s *survey) systems() string {
	chosen := []string{"Linux"}
	s.count("systems", "Linux")
	for _, more := range []struct {
		option string
		chance float64
	}{{"BSD, any of them", 0.3}, {"Others", 0.15}} {
		if s.d.chance(more.chance) {
			chosen = append(chosen, more.option)
			s.count("systems", more.option)
		}
	}
	s.wave.Answered["systems"]++
	return strings.Join(chosen, ", ")
}

// write writes the wave's table and what its columns hold.
func (s *survey) write(dir string) error {
	header := []string{"Timestamp", "Mail", "Address", "Finished"}
	form := "headers: 1\ncolumns:\n" +
		"- {column: Timestamp, type: day, question: when}\n" +
		"- {column: Mail, type: drop, why: who it was}\n" +
		"- {column: Address, type: drop, why: network addresses}\n" +
		"- {column: Finished, type: status, states: {complete: ['Yes'], partial: ['No'], test: [Preview]}}\n"
	for _, q := range s.asks {
		header = append(header, q.header)
		form += fmt.Sprintf("- {column: '%s', type: %s, question: %s, item: '%s', options: ['%s']}\n", q.header, q.kind, q.question, q.item, strings.Join(q.options, "', '"))
	}
	header = append(header, "Where does it run?", "Hours a week", "What would you change?")
	form += "- {column: Where does it run?, type: multi, question: systems, separator: ',', options: [Linux, 'BSD, any of them', Others]}\n" +
		"- {column: Hours a week, type: number, question: hours, unit: h}\n" +
		"- {column: What would you change?, type: text, question: change}\n"
	path := filepath.Join(dir, "surveys", s.wave.ID)
	if err := os.WriteFile(path+".yaml", []byte(form), 0o644); err != nil {
		return err
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(header)    // a strings.Builder does not fail,
	_ = w.WriteAll(s.rows) // and neither does this on top of it
	return os.WriteFile(path+".csv", []byte(b.String()), 0o644)
}
