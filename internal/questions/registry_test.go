package questions

import (
	"strings"
	"testing"
)

const registry = `questions:
- question: tea
  title: How often do you drink tea?
  options: [Never, Sometimes, Often]
  aside: [I do not know]
  headline: true
  waves:
    "2020": {class: new, recode: {Always: Often}}
    "2021": {question: tea-at-work, class: reworded}
    "2022": {class: dropped}
margins:
- question: role
  shares: {Firm: 0.7, School: 0.3}
said_and_done:
- said: patience
  done: review_first_response
  by: tenure
  newcomers: [Less than a year]
  regulars: [Longer]
`

func TestRead(t *testing.T) {
	g, err := Read(strings.NewReader(registry))
	if err != nil {
		t.Fatal(err)
	}
	tea := g.Questions[0]
	if !tea.Headline || tea.Waves["2020"].Recode["Always"] != "Often" || tea.Waves["2021"].Question != "tea-at-work" || tea.Waves["2022"].Class != Dropped {
		t.Errorf("read %+v", tea)
	}
	if g.Margins[0].Shares["School"] != 0.3 || g.Cohorts[0].By != "tenure" {
		t.Errorf("read %+v", g)
	}
	if empty, err := Read(strings.NewReader("")); err != nil || len(empty.Questions) > 0 {
		t.Errorf("an empty registry is %+v, %v", empty, err)
	}
}

func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"questions: [{question: tea}, {question: tea}]":                                            `question "tea" is there twice`,
		"questions: [{item: x}]":                                                                   "a question needs a name",
		"questions: [{question: tea, colour: red}]":                                                `unknown field "colour"`,
		"questions: [{question: tea, score: five}]":                                                "is none of likert, nps and none",
		"questions: [{question: tea, waves: {a: {class: same}}}]":                                  "wave a: class \"same\" is none of",
		"questions: [{question: tea, waves: {a: {class: dropped, question: x}}}]":                  "neither a name nor options",
		"questions: [{question: tea, waves: {a: {class: identical, recode: {x: y}}}}]":             "call it recoded",
		"questions: [{question: tea, options: [z], waves: {a: {class: recoded, recode: {x: y}}}}]": `"x" becomes "y", which is not among the options`,
		"margins: [{question: role, shares: {a: 0.5}}]":                                            "add up to 0.500",
		"margins: [{question: role, shares: {a: 0, b: 1}}]":                                        "want a share above 0",
		"said_and_done: [{said: a, done: b, by: c}]":                                               "newcomers or regulars",
		"said_and_done: [{said: a, done: b, by: c, newcomers: [x], regulars: [x]}]":                "both newcomers and regulars",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngives %v, want %s", text, err, want)
		}
	}
}
