package questions

import (
	"strings"
	"testing"
)

func TestPropose(t *testing.T) {
	steps := []string{"Never", "Often"}
	waves := []Wave{
		{"2019", []Line{{Question: "tea", Kind: "scale", Text: "How often do you drink tea?", Options: steps}}},
		{"2020", []Line{{Question: "tea-break", Kind: "scale", Text: "How often do you drink tea in a break?", Options: steps}}},
		{"2021", []Line{{Question: "tea-pause", Kind: "scale", Text: "How often do you drink tea in the break?\nNever mind: {x}", Options: steps}}},
	}
	all := Propose(Registry{}, waves)
	if len(all) != 1 || all[0].Replaces || all[0].Question.Waves["2020"].Question != "tea-break" || all[0].Question.Waves["2021"].Question != "tea-pause" {
		t.Fatalf("got %+v", all)
	}
	var text strings.Builder
	if err := Write(&text, all); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "\nNever mind") {
		t.Errorf("a question's words stand outside of the comment:\n%s", text.String())
	}
	g, err := Read(strings.NewReader("questions:\n" + text.String()))
	if err != nil || len(g.Questions) != 1 {
		t.Fatalf("what is proposed cannot be read: %v\n%s", err, text.String())
	}
	if all := Propose(g, waves); len(all) != 0 {
		t.Errorf("what was decided is proposed again: %+v", all)
	}
	delete(g.Questions[0].Waves, "2021")
	if all := Propose(g, waves); len(all) != 1 || !all[0].Replaces || len(all[0].Question.Waves) != 2 {
		t.Errorf("what was decided in part becomes %+v", all)
	}
}

func TestProposeLinesOfGrids(t *testing.T) {
	grid := func(name string, items ...string) (lines []Line) {
		for _, item := range items {
			lines = append(lines, Line{Question: name, Item: item, Kind: "scale", Text: "How good is it? [" + item + "]", Options: []string{"bad", "good"}})
		}
		return lines
	}
	g := Registry{Questions: []Question{{Name: "good", Waves: map[string]Asked{"2020": {Question: "good-2", Class: Reworded}}}}}
	all := Propose(g, []Wave{{"2019", grid("good", "Speed", "Size")}, {"2020", grid("good-2", "Speed", "Size")}})
	if len(all) != 0 {
		t.Errorf("an entry for all lines of a grid left %+v", all)
	}
}
