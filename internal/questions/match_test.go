package questions

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
)

func TestLines(t *testing.T) {
	steps := []string{"Never", "Sometimes", "Often"}
	earlier := []Line{
		{Question: "tea", Kind: "scale", Text: "How often do you drink tea at work?", Options: steps},
		{Question: "place", Kind: "single", Text: "Where do you drink tea?", Options: []string{"Home", "My office", "Café"}},
		{Question: "same", Kind: "text", Text: "Anything else?"},
		{Question: "sugar", Kind: "single", Text: "Do you take sugar?", Options: []string{"Yes", "No"}},
	}
	later := []Line{
		{Question: "tea-2", Kind: "scale", Text: "How often do you drink tea at your work?", Options: steps},
		{Question: "place-2", Kind: "single", Text: "Where do you drink your tea?", Options: []string{"Home", "Office", "Café", "Train"}},
		{Question: "same", Kind: "text", Text: "Is there anything else?"},
		{Question: "milk", Kind: "single", Text: "Which milk?", Options: []string{"Oat", "Cow"}},
	}
	got := Lines(earlier, later)
	want := []Match{
		{Earlier: earlier[0], Later: later[0], Class: Reworded},
		{Earlier: earlier[1], Later: later[1], Class: Recoded, Recode: map[string]string{"My office": "Office"}},
	}
	for i := range got {
		if got[i].Alike < alikeQuestions || got[i].Alike >= 1 {
			t.Errorf("%s is alike by %v", got[i].Later.Question, got[i].Alike)
		}
		got[i].Alike = 0
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestRecode(t *testing.T) {
	got := recode([]string{"Less than 1 year", "1-2 years", "gone"}, []string{"Less than one year", "1 to 2 years", "3 years"})
	if want := map[string]string{"Less than 1 year": "Less than one year", "1-2 years": "1 to 2 years"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

// Spack's own people wrote down which questions of two waves are the same: short names for the words of both years.
func TestLinesOfSpack(t *testing.T) {
	dir := filepath.Join(realdata.Unpack(t, "survey-spack-2020-2022-dev"), "survey", "spack-2020-2022-dev")
	truth := renamed(shortNames(t, dir, "2020"), shortNames(t, dir, "2021"))
	if len(truth) < 5 {
		t.Fatalf("only %d questions were reworded", len(truth))
	}
	right, wrong := 0, 0
	for _, m := range Lines(guessed(t, dir, "2020"), guessed(t, dir, "2021")) {
		if truth[whole(m.Earlier)] == whole(m.Later) {
			right++
			continue
		}
		wrong++
		t.Logf("not theirs: %.2f %q – %q", m.Alike, m.Earlier.Text, m.Later.Text)
	}
	t.Logf("%d of %d found", right, len(truth))
	if right < 3 || wrong > 0 {
		t.Errorf("%d of %d found, %d others proposed", right, len(truth), wrong)
	}
}

// whole is a line as its header has it.
func whole(l Line) string {
	if l.Item == "" {
		return l.Text
	}
	return l.Text + " [" + l.Item + "]"
}

var named = regexp.MustCompile(`(?m)^\s*"(\w+)"\s*:\s*"(.*)",?\s*$`)

func shortNames(t *testing.T, dir, year string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "column_names-"+year+".py.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, m := range named.FindAllStringSubmatch(string(b), -1) {
		all[m[1]] = strings.TrimSpace(m[2])
	}
	return all
}

// renamed are the questions of both years in different words.
func renamed(before, after map[string]string) map[string]string {
	all := map[string]string{}
	for short, words := range before {
		if now, ok := after[short]; ok && now != words {
			all[words] = now
		}
	}
	return all
}

func guessed(t *testing.T, dir, year string) (lines []Line) {
	t.Helper()
	table, err := sheet.Open(filepath.Join(dir, "spack-user-survey-"+year+"-responses.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range form.Guess(table).Columns {
		if c.Kind != form.Drop && c.Kind != form.Day {
			text, _, _ := strings.Cut(c.Column, " [") // as it is stored
			lines = append(lines, Line{Question: c.Question, Item: c.Item, Kind: string(c.Kind), Text: text, Options: c.Options})
		}
	}
	return lines
}
