package questions

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// A Wave is what one wave asked.
type Wave struct {
	ID    string
	Lines []Line
}

// A Proposal is an entry for the registry, for a person to decide.
type Proposal struct {
	Question Question
	Replaces bool // the registry has an entry for the question, which this one adds to
	Reasons  []Reason
}

// A Reason is a match with the wave in which it was found.
type Reason struct {
	Match
	Wave string
}

// Propose looks for questions of a wave that are those of the wave before under
// another name, after what the registry has decided. Waves stand in their order.
func Propose(g Registry, waves []Wave) (all []Proposal) {
	decided := len(g.Questions)
	g.Questions = slices.Clone(g.Questions)
	why := map[int][]Reason{}
	for i := 1; i < len(waves); i++ {
		earlier, later := waves[i-1], waves[i]
		for _, m := range Lines(g.canonical(earlier), g.canonical(later)) {
			at := g.join(m, earlier.ID, later.ID)
			why[at] = append(why[at], Reason{m, later.ID})
		}
	}
	for i, q := range g.Questions {
		if len(why[i]) > 0 {
			all = append(all, Proposal{Question: q, Replaces: i < decided, Reasons: why[i]})
		}
	}
	return all
}

// join adds a match to the registry, and returns the place of its question.
func (g *Registry) join(m Match, earlier, later string) int {
	at := slices.IndexFunc(g.Questions, func(q Question) bool { return q.Name == m.Earlier.Question && q.Item == m.Earlier.Item })
	if at < 0 {
		at = len(g.Questions)
		g.Questions = append(g.Questions, Question{Name: m.Earlier.Question, Item: m.Earlier.Item})
	}
	q := &g.Questions[at]
	q.Waves = maps.Clone(q.Waves)
	if q.Waves == nil {
		q.Waves = map[string]Asked{}
	}
	asked := Asked{Question: m.Later.Question, Class: m.Class}
	if m.Later.Item != m.Earlier.Item {
		asked.Item = m.Later.Item
	}
	q.Waves[later] = asked
	if _, told := q.Waves[earlier]; !told && len(m.Recode) > 0 {
		q.Waves[earlier] = Asked{Class: New, Recode: m.Recode}
	}
	return at
}

// canonical gives a wave's lines the names that the registry has for them.
func (g Registry) canonical(w Wave) []Line {
	lines := slices.Clone(w.Lines)
	for i, l := range lines {
		for _, q := range g.Questions {
			a, ok := q.Waves[w.ID]
			if !ok || a.Class == Dropped || calledHere(a.Question, q.Name) != l.Question {
				continue
			}
			switch calledHere(a.Item, q.Item) {
			case l.Item:
				lines[i].Question, lines[i].Item = q.Name, q.Item
			case "": // the entry is for all lines of the grid
				lines[i].Question = q.Name
			}
		}
	}
	return lines
}

// calledHere is what a wave calls something; by default as the registry does.
func calledHere(name, canonical string) string {
	if name == "" {
		return canonical
	}
	return name
}

// Write writes proposals as entries of a registry, each with its reasons.
func Write(w io.Writer, all []Proposal) error {
	for _, p := range all {
		text, err := yaml.MarshalWithOptions([]Question{p.Question}, yaml.IndentSequence(false))
		if err != nil {
			return fmt.Errorf("write proposal: %w", err)
		}
		if _, err := fmt.Fprintf(w, "%s%s", p.reasons(), text); err != nil {
			return err
		}
	}
	return nil
}

func (p Proposal) reasons() string {
	var b strings.Builder
	for _, r := range p.Reasons {
		fmt.Fprintf(&b, "# %.0f %% alike:\n#   before: %s\n#   %s: %s\n", 100*r.Alike, r.Earlier.words(), oneLine(r.Wave), r.Later.words())
	}
	if p.Replaces {
		b.WriteString("# This replaces the entry of the same name.\n")
	}
	return b.String()
}

// words are a line as a person sees it.
func (l Line) words() string {
	if l.Item == "" || strings.Contains(l.Text, l.Item) {
		return oneLine(l.Text)
	}
	return oneLine(l.Text + " – " + l.Item)
}

// oneLine keeps foreign text inside a comment.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 }), " ")
}
