package disclosure

import "goldenratio/metrics/survey"

// The kinds of lines.
const (
	Single = "single"
	Multi  = "multi"
	Scale  = "scale"
	Number = "number"
	Rank   = "rank"
	Text   = "text"
)

// A Poll is one wave of a survey as it was answered, joined with the other waves:
// questions and options have the registry's names.
type Poll struct {
	Survey, Wave string
	People       int // whose responses count
	Lines        []Line
	Margins      []Margin // in the order in which they are to be met
}

// A Line is one question, or one line of a grid.
type Line struct {
	Question, Item string
	Position       uint32
	Title          string
	Kind           string
	Class          string // how it compares with the wave before that asked it
	Headline       bool
	Segment        bool // others are cut by it: of kind single or scale

	Options []string // those of a scale from the least to the most
	Aside   []string // those that are no answer
	Score   string   // likert, nps, none, or empty for what the kind suggests

	// Said is what each respondent chose: places among Options, or len(Options)
	// for own words. It is nil for no answer, and empty for who ticked nothing.
	Said [][]uint16
	// Numbers is what each respondent said to a Number, NaN for no answer.
	Numbers []float64
}

// Own is the place of own words among what can be chosen.
func (l *Line) own() int { return len(l.Options) }

// name is what cuts by the line are called.
func (l *Line) name() string {
	if l.Item == "" {
		return l.Question
	}
	return l.Question + " / " + l.Item
}

// one is the only thing that somebody chose; none where there is none.
func (l *Line) one(person int) int16 {
	if said := l.Said[person]; len(said) == 1 {
		return int16(said[0])
	}
	return none
}

// counts are how many chose each option, own words last.
func (l *Line) counts() []int {
	counts := make([]int, len(l.Options)+1)
	for _, said := range l.Said {
		for _, option := range said {
			counts[option]++
		}
	}
	return counts
}

// A Margin is how everybody who could have been asked would answer a question.
type Margin struct {
	Question string
	Shares   map[string]float64 // by option
}

// none is the answer of who gave none.
const none = -1

func small(n int) bool { return n > 0 && n < survey.Least }
