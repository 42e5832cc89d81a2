package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors/redact"
	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
	"goldenratio/internal/sample"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// A realWave is a wave of a real survey: what its form is beside the guess, by
// column numbers, and what should come in.
type realWave struct {
	survey, id, pack, file string
	ended                  string
	day, text              []int // columns that the guess takes for something else
	rows                   int

	form  form.Form
	table *sheet.Table
}

func realWaves() []*realWave {
	const haskell, spack, rse = "survey-haskell-2018-2020-dev", "survey-spack-2020-2022-dev", "survey-ssi-rse-2016-2017-dev"
	return []*realWave{
		{survey: "haskell", id: "2018", pack: haskell, file: "2018-11-18-2018-state-of-haskell-survey-results.csv", day: []int{2}, rows: 1361},
		{survey: "haskell", id: "2019", pack: haskell, file: "2019-11-16-state-of-haskell-survey-results.csv", ended: "2019-11-16", rows: 1203},
		{survey: "haskell", id: "2020", pack: haskell, file: "2020-state-of-haskell-survey-results.csv", day: []int{1, 2}, rows: 1348},
		{survey: "spack", id: "2020", pack: spack, file: "spack-user-survey-2020-responses.csv", day: []int{1}, rows: 170},
		{survey: "spack", id: "2021", pack: spack, file: "spack-user-survey-2021-responses.csv", day: []int{1}, rows: 179},
		{survey: "spack", id: "2022", pack: spack, file: "spack-user-survey-2022-responses.csv", day: []int{1}, rows: 182},
		{survey: "contribex", id: "2018", pack: "survey-k8s-contribex-2018-dev", file: "contribex-survey-2018.csv", day: []int{3}, text: []int{50}, rows: 160},
		{survey: "rse", id: "2016-uk", pack: rse, file: "2016-uk.csv", ended: "2016-12-31", text: []int{21}, rows: 273},
		{survey: "rse", id: "2017-uk", pack: rse, file: "2017-uk.csv", ended: "2017-12-30", rows: 253},
		{survey: "rse", id: "2017-us", pack: rse, file: "2017-us.csv", ended: "2017-12-31", rows: 164},
	}
}

// prepare writes the wave's form and returns its entry in the configuration.
func (w *realWave) prepare(t *testing.T, dir, unpacked string) string {
	t.Helper()
	path := filepath.Join(unpacked, "survey", strings.TrimPrefix(w.pack, "survey-"), w.file)
	var err error
	if w.table, err = sheet.Open(path); err != nil {
		t.Fatal(err)
	}
	w.form = form.Guess(w.table)
	for _, n := range w.day {
		w.form.Columns[n-1] = form.Column{Column: w.form.Columns[n-1].Column, Kind: form.Day, Question: fmt.Sprint("day-", n)}
	}
	for _, n := range w.text {
		c := &w.form.Columns[n-1]
		*c = form.Column{Column: c.Column, Kind: form.Text, Question: c.Question, Item: c.Item}
	}
	name := w.survey + "-" + w.id + ".yaml"
	if err := writeForm(filepath.Join(dir, name), w.form); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("      - {id: '%s', file: %s, map: %s, ended: '%s'}\n", w.id, path, name, w.ended)
}

// TestRealSurveys imports all real surveys, with forms that are guesses corrected
// by column number: every response is stored, every answer is counted as the form
// counts it (which is as its authors did), and nothing that is dropped is anywhere.
func TestRealSurveys(t *testing.T) {
	waves := realWaves()
	bin, dir, packs := build(t), t.TempDir(), map[string]string{}
	config := "scopes: [{id: c}]\nsources:\n"
	for i, w := range waves {
		if packs[w.pack] == "" {
			packs[w.pack] = realdata.Unpack(t, w.pack)
		}
		if i == 0 || w.survey != waves[i-1].survey {
			config += fmt.Sprintf("  - id: %s\n    type: survey\n    scope: c\n    waves:\n", w.survey)
		}
		config += strings.ReplaceAll(w.prepare(t, dir, packs[w.pack]), ", ended: ''", "")
	}
	plant(t, filepath.Join(dir, "goldenratio.yaml"), config)
	writeKey(t, dir)
	run := func(args ...string) string {
		command := exec.CommandContext(t.Context(), filepath.Join(bin, "goldenratio"), append([]string{"--config", filepath.Join(dir, "goldenratio.yaml"), "--debug"}, args...)...)
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%q: %v\n%s", args, err, output)
		}
		return string(output)
	}
	output := run("survey", "import")
	if again := run("collect"); strings.Count(again, "nothing new") != 4 {
		t.Errorf("collected again:\n%s", again)
	}
	store := warehousetest.OpenAt(t, filepath.Join(dir, "golden-data"))
	for _, w := range waves {
		w.check(t, store)
	}
	hidden := map[string]bool{}
	for _, w := range waves {
		w.hidden(hidden)
	}
	if len(hidden) < 3000 {
		t.Errorf("only %d values are dropped", len(hidden))
	}
	if found := holding(hidden, output); found != "" {
		t.Errorf("the program says %q", found)
	}
	searchFor(t, store, filepath.Join(dir, "golden-data"), hidden)
}

// check compares what is stored of a wave with what the form makes of its file.
func (w *realWave) check(t *testing.T, store *warehouse.Store) {
	t.Helper()
	stored, rejects, err := store.SurveyWaves(t.Context(), w.survey)
	if err != nil || len(rejects) > 0 {
		t.Fatalf("%s: %v, rejects %v", w.survey, err, rejects)
	}
	at := slices.IndexFunc(stored, func(s warehouse.SurveyWave) bool { return s.Wave == w.id })
	if at < 0 {
		t.Fatalf("%s has no wave %s", w.survey, w.id)
	}
	s := stored[at]
	t.Logf("%s: %+v", w.survey, s)
	if n := int(s.Complete + s.Partial + s.Repeated + s.Tests); n != w.rows {
		t.Errorf("%s %s: %d responses are stored, %d are in the file", w.survey, w.id, n, w.rows)
	}
	responses, err := w.form.Responses(w.table)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w.tallies(responses), storedCounts(t, store, w.survey, w.id)); diff != "" {
		t.Errorf("%s %s (-form +store):\n%.2000s", w.survey, w.id, diff)
	}
}

// answered stands for an option where all who answered a question are counted.
const answered = "(answered)"

// tallies are the form's own counts of every option and of all who answered, under
// the names of the store.
func (w *realWave) tallies(responses []form.Response) map[string]uint64 {
	all := map[string]uint64{}
	for _, tally := range w.form.Tallies(responses, nil) {
		if tally.Kind != form.Rank && tally.Answered > 0 {
			all[fmt.Sprintf("%q %q %q", tally.Question, redact.Name(tally.Item), answered)] = uint64(tally.Answered)
		}
		for _, n := range tally.Counts {
			name := fmt.Sprintf("%q %q %q", tally.Question, redact.Name(tally.Item), redact.Name(n.Option))
			if tally.Kind == form.Rank {
				name = fmt.Sprintf("%q %q %q", tally.Question, redact.Name(n.Option), strings.TrimLeft(tally.Item, "Rank "))
			}
			if n.N > 0 {
				all[name] += uint64(n.N)
			}
		}
	}
	return all
}

// storedCounts are the stored counts of every option, of all who answered, and of
// every place in a ranking.
func storedCounts(t *testing.T, store *warehouse.Store, survey, wave string) map[string]uint64 {
	t.Helper()
	type row struct {
		Question string `ch:"question"`
		Item     string `ch:"item"`
		Option   string `ch:"option"`
		N        uint64 `ch:"n"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, `
		SELECT
			question, item, count() AS n,
			arrayJoin(if(kind = 'rank', [toString(assumeNotNull(number))], arrayPushBack(CAST(options, 'Array(String)'), {answered:String}))) AS option
		FROM golden_private.survey_answers AS a FINAL
		INNER JOIN (SELECT wave, question, item, kind FROM golden.survey_questions FINAL WHERE source = {source:String}) AS q USING (wave, question, item)
		WHERE source = {source:String} AND wave = {wave:String} AND kind NOT IN ('number', 'text') AND deleted = 0
		GROUP BY question, item, option`, warehouse.Params{"source": survey, "wave": wave, "answered": answered})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]uint64{}
	for _, r := range rows {
		all[fmt.Sprintf("%q %q %q", r.Question, r.Item, r.Option)] = r.N
	}
	return all
}

// surveyed compares the sample's survey with what its generator knows. Repeated
// responses are copies, whose answers are stored all the same.
func surveyed(t *testing.T, store *warehouse.Store, truth *sample.Truth) {
	t.Helper()
	stored, rejects, err := store.SurveyWaves(t.Context(), "survey")
	if err != nil || len(stored) != 3 || len(rejects) > 0 {
		t.Fatalf("waves are %+v, rejects %v, %v", stored, rejects, err)
	}
	for i, want := range truth.Surveys {
		s := stored[i]
		got := [...]int{int(s.Complete), int(s.Partial), int(s.Repeated), int(s.Tests), int(s.Words)}
		if s.Wave != want.ID || got != [...]int{want.Complete, want.Partial, want.Repeated, want.Tests, want.Words} {
			t.Errorf("stored is %+v, made was %+v", s, want)
		}
		counts := storedCounts(t, store, "survey", want.ID)
		for question, options := range want.Chosen {
			name, item, _ := strings.Cut(strings.TrimSuffix(question, "]"), "[")
			for option, n := range options {
				if got := counts[fmt.Sprintf("%q %q %q", name, item, option)]; got < uint64(n) || got > uint64(n+want.Repeated) {
					t.Errorf("%s %s, %s: %d stored, %d made", want.ID, question, option, got, n)
				}
			}
		}
	}
}

// hidden adds what must not be found: the values of columns that are dropped or of
// which only a day is kept, unless they are too short to mean anything or are part
// of what is kept.
func (w *realWave) hidden(values map[string]bool) {
	const short = 6
	var kept strings.Builder
	for i, c := range w.form.Columns {
		for _, row := range w.table.Rows {
			if c.Kind != form.Drop && c.Kind != form.Day {
				kept.WriteString(row[i] + "\n")
			}
		}
	}
	for i, c := range w.form.Columns {
		for _, row := range w.table.Rows[w.form.Headers:] {
			value := strings.TrimSpace(row[i])
			whole := c.Kind == form.Day && len(value) == len("2018-11-01") // the day itself
			if (c.Kind == form.Drop || c.Kind == form.Day) && len(value) >= short && !whole && !strings.Contains(kept.String(), value) {
				values[value] = true
			}
		}
	}
}

// holding is the first of some values that a text holds; empty for none.
func holding(values map[string]bool, text string) string {
	for _, v := range slices.Sorted(maps.Keys(values)) {
		if strings.Contains(text, v) {
			return v
		}
	}
	return ""
}

// searchFor looks for values in every column of text and every file but the
// tables' own, and then for one that it has planted.
func searchFor(t *testing.T, store *warehouse.Store, data string, values map[string]bool) {
	t.Helper()
	for place, found := range search(t, store, data, values) {
		t.Errorf("%s holds %q", place, found)
	}
	one := slices.Sorted(maps.Keys(values))[len(values)/2]
	planted := warehouse.Params{"value": one}
	for _, statement := range []string{
		"INSERT INTO golden_private.survey_words (source, wave, text) VALUES ('planted', 'w', concat('at ', {value:String}, '.'))",
		"INSERT INTO golden_private.survey_answers (source, wave, options) VALUES ('planted', 'w', ['a', {value:String}])",
		"INSERT INTO golden.survey_joins (survey, recode) VALUES ('planted', map('a', {value:String}))",
	} {
		if err := warehouse.Exec(t.Context(), store.Conn, statement, planted); err != nil {
			t.Fatal(err)
		}
	}
	plant(t, filepath.Join(data, "planted"), "at "+one)
	found := search(t, store, data, values)
	for _, place := range []string{"golden_private.survey_words.text", "golden_private.survey_answers.options", "golden.survey_joins.recode", "planted"} {
		if found[place] != one {
			t.Errorf("what was planted is not found in %s", place)
		}
	}
}

func search(t *testing.T, store *warehouse.Store, data string, values map[string]bool) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, c := range texts(t, store) {
		type value struct {
			Text string `ch:"text"`
		}
		rows, err := warehouse.Rows[value](t.Context(), store.Conn,
			fmt.Sprintf("SELECT DISTINCT toString(`%s`) AS text FROM `%s`.`%s`", c.Column, c.Database, c.Table), nil)
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		var all strings.Builder
		for _, r := range rows {
			all.WriteString(r.Text + "\n")
		}
		if one := holding(values, all.String()); one != "" {
			found[c.String()] = one
		}
	}
	err := filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(data, path)
		if err != nil || name == "store" || !entry.Type().IsRegular() {
			if name == "store" { // tables
				return fs.SkipDir
			}
			return err
		}
		text, err := os.ReadFile(path)
		if one := holding(values, string(text)); one != "" {
			found[name] = one
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestSurveyImport says what came in, what did not, and why.
func TestSurveyImport(t *testing.T) {
	bin, dir := build(t), t.TempDir()
	plant(t, filepath.Join(dir, "goldenratio.yaml"), `
scopes: [{id: c}]
sources:
  - {id: drinks, type: survey, scope: c, codebook: codes.yaml, waves: [{id: '2021', title: May 2021, file: 2021.csv, map: 2021.yaml, ended: 2021-05-31, invited: 10}]}
`)
	writeKey(t, dir)
	plant(t, filepath.Join(dir, "codes.yaml"), "- {code: warmth, words: [warm]}\n")
	plant(t, filepath.Join(dir, "2021.yaml"), `headers: 1
columns:
- {column: Mail, type: drop, why: who it was}
- {column: Test, type: status, states: {test: ['yes'], complete: ['']}}
- {column: Drink, type: single, question: drink, options: [Tea, Coffee]}
- {column: Why, type: text, question: why}
`)
	plant(t, filepath.Join(dir, "2021.csv"), "Mail,Test,Drink,Why\n"+
		"ada@example.org,,Tea,it is warm and keeps me awake at night\nada@example.org,,Tea,it is warm and keeps me awake at night\n"+
		"bob@example.org,,Water,\ncyd@example.org,yes,Tea,a test\n,,Coffee,\n")
	run := func(args ...string) string {
		return goldenratio(t, bin, append([]string{"--config", filepath.Join(dir, "goldenratio.yaml"), "--now=2021-06-02T00:00:00Z"}, args...)...)
	}
	want := `
drinks 2021, May 2021, 31 May 2021
  2  responses, 20.0 % of the 10 invited
  2  complete
  1  left out: equal to an earlier one
  1  left out: a test of the survey
  1  in quarantine
  1  answers in own words, kept apart; 1 of them with a code
  quarantined: 1, cell with no option, column 3, "Drink"
  dropped, who it was: Mail
`
	if diff := cmp.Diff(want, run("survey", "import")); diff != "" {
		t.Error(diff)
	}
	var all []imported
	if err := json.Unmarshal([]byte(run("survey", "import", "drinks", "--json")), &all); err != nil || len(all) != 1 || all[0].Complete != 2 || len(all[0].Dropped) != 1 {
		t.Errorf("as JSON it is %+v, %v", all, err)
	}
	if text := run("reconcile"); !strings.Contains(text, "responses") {
		t.Errorf("reconciled:\n%s", text)
	}
	run("compute")
}
