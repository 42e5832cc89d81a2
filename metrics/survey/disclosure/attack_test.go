package disclosure_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goldenratio/metrics/survey"
	"goldenratio/metrics/survey/disclosure"
)

// An attacker knows the questionnaire and what is published, nothing else. Whole
// numbers of respondents of each kind are the unknowns, a kind being all that
// somebody can answer; what is published are sums of them.
type attacker struct {
	Variables int        `json:"variables"`
	People    int        `json:"people"`
	Known     []equation `json:"known"`
	Wanted    [][]int    `json:"wanted"`

	poll  *disclosure.Poll
	kinds []kind
	names []string // of what is wanted
	least []int    // and how wide its range must be
}

type equation struct {
	Of      []int     `json:"of"`
	Factors []float64 `json:"factors"`
	Is      float64   `json:"is"`
	Whole   bool      `json:"whole"`
}

// A kind is what one respondent says to each line; nil for no answer.
type kind [][]uint16

func newAttacker(p *disclosure.Poll, published *disclosure.Publication) *attacker {
	a := &attacker{poll: p, People: p.People, kinds: []kind{{}}, Wanted: [][]int{}}
	for _, l := range p.Lines {
		var more []kind
		for _, k := range a.kinds {
			for _, said := range answers(l) {
				more = append(more, append(slices.Clone(k), said))
			}
		}
		a.kinds = more
	}
	a.Variables = len(a.kinds)
	a.know(func(kind) bool { return true }, p.People)
	for _, row := range published.Lines {
		if row.Base != nil {
			a.know(a.both(a.member(row.Place), a.answered(row.Place)), int(*row.Base))
			a.know(a.member(row.Place), int(*row.Base)+int(*row.Missing))
		}
	}
	for _, c := range published.Cells {
		if c.Chosen != nil {
			a.know(a.both(a.member(c.Place), a.chose(c.Place, options(c))), int(*c.Chosen))
		}
	}
	return a
}

// answers is all that can be said to a line.
func answers(l disclosure.Line) [][]uint16 {
	all := [][]uint16{nil}
	if l.Kind != disclosure.Multi {
		for option := range l.Options {
			all = append(all, []uint16{uint16(option)})
		}
		return all
	}
	for set := 1; set < 1<<len(l.Options); set++ {
		var said []uint16
		for option := range l.Options {
			if set&(1<<option) != 0 {
				said = append(said, uint16(option))
			}
		}
		all = append(all, said)
	}
	return all
}

func options(c disclosure.CellRow) []string {
	if len(c.Merged) > 0 {
		return c.Merged
	}
	return []string{c.Option}
}

func (a *attacker) line(question string) int {
	return slices.IndexFunc(a.poll.Lines, func(l disclosure.Line) bool { return l.Question == question })
}

// member are the kinds that a row is about.
func (a *attacker) member(p disclosure.Place) func(kind) bool {
	if p.Segment == "" {
		return func(kind) bool { return true }
	}
	return a.says(p.Segment, strings.Split(p.Member, "; "))
}

// says are the kinds that gave one of these answers.
func (a *attacker) says(question string, answers []string) func(kind) bool {
	at := a.line(question)
	return func(k kind) bool {
		if k[at] == nil {
			return slices.Contains(answers, disclosure.NoAnswer)
		}
		return slices.ContainsFunc(k[at], func(option uint16) bool {
			return slices.Contains(answers, a.poll.Lines[at].Options[option])
		})
	}
}

func (a *attacker) answered(p disclosure.Place) func(kind) bool {
	at := a.line(p.Question)
	return func(k kind) bool { return k[at] != nil }
}

func (a *attacker) chose(p disclosure.Place, options []string) func(kind) bool {
	return a.says(p.Question, options)
}

func (a *attacker) both(x, y func(kind) bool) func(kind) bool {
	return func(k kind) bool { return x(k) && y(k) }
}

func (a *attacker) of(is func(kind) bool) (found []int) {
	for i, k := range a.kinds {
		if is(k) {
			found = append(found, i)
		}
	}
	return found
}

func (a *attacker) know(is func(kind) bool, n int) {
	e := equation{Of: a.of(is), Is: float64(n), Whole: true}
	for range e.Of {
		e.Factors = append(e.Factors, 1)
	}
	a.Known = append(a.Known, e)
}

func (a *attacker) want(name string, is func(kind) bool, least int) {
	a.Wanted = append(a.Wanted, a.of(is))
	a.names = append(a.names, name)
	a.least = append(a.least, least)
}

// weigh adds what weighted shares tell who knows the margins: by one question
// whose total is shown in full, so that everybody's weight is known.
func (a *attacker) weigh(published *disclosure.Publication, margin disclosure.Margin) {
	weights := map[string]float64{disclosure.NoAnswer: 1}
	for _, c := range published.Cells {
		if c.Segment == "" && c.Question == margin.Question && len(c.Merged) == 0 && *c.Chosen > 0 {
			weights[c.Option] = margin.Shares[c.Option] * float64(*c.Base) / float64(*c.Chosen)
		}
	}
	at := a.line(margin.Question)
	for _, c := range published.Cells {
		if c.Weighted == nil {
			continue
		}
		e := equation{}
		chose := a.chose(c.Place, options(c))
		for _, i := range a.of(a.both(a.member(c.Place), a.answered(c.Place))) {
			answer := disclosure.NoAnswer
			if said := a.kinds[i][at]; said != nil {
				answer = a.poll.Lines[at].Options[said[0]]
			}
			factor := -*c.Weighted
			if chose(a.kinds[i]) {
				factor++
			}
			e.Of, e.Factors = append(e.Of, i), append(e.Factors, factor*weights[answer])
		}
		a.Known = append(a.Known, e)
	}
}

// hidden wants each count that is not published though its total or cut is.
func (a *attacker) hidden(published *disclosure.Publication) {
	for _, row := range published.Lines {
		if row.Base == nil || *row.Base == 0 {
			continue
		}
		l := a.poll.Lines[a.line(row.Question)]
		for _, member := range strings.Split(row.Member, "; ") {
			for _, option := range l.Options {
				if shows(published, row.Place, member, option) {
					continue
				}
				is := a.chose(row.Place, []string{option})
				least := survey.Least
				if member != "" {
					is = a.both(is, a.says(row.Segment, []string{member}))
				}
				if member == disclosure.NoAnswer {
					least = min(least, a.silent(published, row.Segment))
				}
				a.want(fmt.Sprint(row.Segment, "=", member, " ", row.Question, "=", option), is, least)
				if l.Kind == disclosure.Multi && !unanimous(published, row.Place, option) {
					not := a.both(a.answered(row.Place), func(k kind) bool { return !a.chose(row.Place, []string{option})(k) })
					if member != "" {
						not = a.both(not, a.says(row.Segment, []string{member}))
					}
					a.want(fmt.Sprint(row.Segment, "=", member, " ", row.Question, "=not ", option), not, least)
				}
			}
		}
	}
}

// silent is how many gave no answer to a question.
func (a *attacker) silent(published *disclosure.Publication, question string) int {
	for _, row := range published.Lines {
		if row.Segment == "" && row.Question == question {
			return int(*row.Missing)
		}
	}
	return 0
}

// shows reports whether a count stands in the table, or must be none.
func shows(published *disclosure.Publication, at disclosure.Place, member, option string) bool {
	for _, c := range published.Cells {
		if c.Place == at && slices.Contains(options(c), option) && c.Chosen != nil {
			return *c.Chosen == 0 || len(c.Merged) == 0 && c.Member == member
		}
	}
	return false
}

// unanimous reports whether it is published that all who answered chose an option.
func unanimous(published *disclosure.Publication, at disclosure.Place, option string) bool {
	return slices.ContainsFunc(published.Cells, func(c disclosure.CellRow) bool {
		return c.Place == at && c.Option == option && c.Chosen != nil && *c.Chosen == *c.Base
	})
}

// ranges asks scipy for the least and greatest value of all that is wanted.
func ranges(t *testing.T, attackers []*attacker) [][]string {
	t.Helper()
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), name, "-c", "from scipy.optimize import milp").Run() == nil {
			python = name
		}
	}
	if python == "" && os.Getenv("REQUIRE_SERVERS") == "1" {
		t.Fatal("scipy is missing")
	}
	if python == "" {
		t.Skip("scipy is missing")
	}
	var input strings.Builder
	for _, a := range attackers {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		input.Write(append(line, '\n'))
	}
	command := exec.CommandContext(t.Context(), python, filepath.Join("testdata", "attack.py"))
	command.Stdin, command.Stderr = strings.NewReader(input.String()), os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(output)) {
		all = append(all, strings.Fields(line))
	}
	return all
}

// check attacks, and returns how many hidden counts there were.
func check(t *testing.T, attackers []*attacker) (hidden int) {
	t.Helper()
	for i, found := range ranges(t, attackers) {
		for j, text := range found {
			a := attackers[i]
			var least, most int
			if _, err := fmt.Sscanf(text, "%d-%d", &least, &most); err != nil {
				t.Fatalf("survey %d: %s is %s", i, a.names[j], text)
			}
			if hidden++; most-least < a.least[j] {
				t.Errorf("survey %d: %s is within %s, want a range of %d", i, a.names[j], text, a.least[j])
			}
		}
	}
	t.Logf("%d hidden counts in %d surveys or questions", hidden, len(attackers))
	return hidden
}

// made is a small survey of random answers: two segments, a choice and some
// ticks.
func made(random *rand.Rand, people int) *disclosure.Poll {
	p := &disclosure.Poll{Survey: "s", Wave: "1", People: people}
	for _, l := range []disclosure.Line{
		{Question: "role", Kind: disclosure.Single, Segment: true, Options: []string{"user", "admin", "dev"}},
		{Question: "since", Kind: disclosure.Scale, Segment: true, Options: []string{"new", "old"}},
		{Question: "tool", Kind: disclosure.Single, Options: []string{"a", "b", "c", "d"}},
		{Question: "use", Kind: disclosure.Multi, Options: []string{"x", "y"}},
	} {
		likely := make([]float64, len(l.Options))
		for i := range likely {
			likely[i] = math.Pow(random.Float64(), 1.5)
		}
		silent := random.Float64() / 5
		for range people {
			l.Said = append(l.Said, drawn(random, l.Kind, likely, silent))
		}
		p.Lines = append(p.Lines, l)
	}
	return p
}

func drawn(random *rand.Rand, of string, likely []float64, silent float64) []uint16 {
	if random.Float64() < silent {
		return nil
	}
	var all []uint16
	if of == disclosure.Multi {
		for option, p := range likely {
			if random.Float64() < p {
				all = append(all, uint16(option))
			}
		}
		return all
	}
	sum := 0.0
	for _, p := range likely {
		sum += p
	}
	at := random.Float64() * sum
	for option, p := range likely {
		if at -= p; at <= 0 {
			return []uint16{uint16(option)}
		}
	}
	return []uint16{0}
}

// Of each count that is hidden, what is published leaves a range of 5: whatever an
// attacker does. The ranges are scipy's, of the equations alone.
func TestAttack(t *testing.T) {
	surveys := 60
	if testing.Short() {
		surveys = 15
	}
	random := rand.New(rand.NewPCG(20, 14))
	var attackers []*attacker
	cuts, weighted := 0, 0
	for i := range surveys {
		p := made(random, 30+random.IntN(150))
		if i%3 == 0 {
			p.Margins = []disclosure.Margin{{Question: "since", Shares: map[string]float64{"new": .3, "old": .7}}}
		}
		published := disclosure.Publish(p)
		a := newAttacker(p, published)
		if published.Effective != nil {
			a.weigh(published, p.Margins[0])
		}
		a.hidden(published)
		for _, c := range published.Cells {
			if c.Weighted != nil {
				weighted++
			}
			if c.Segment != "" {
				cuts++
			}
		}
		attackers = append(attackers, a)
	}
	hidden := check(t, attackers)
	t.Logf("%d hidden counts; shown are %d cells of cuts, %d with weights", hidden, cuts, weighted)
	if hidden < 5*surveys || cuts < 5*surveys || weighted < surveys {
		t.Error("too little is published, or hidden, to attack")
	}
}
