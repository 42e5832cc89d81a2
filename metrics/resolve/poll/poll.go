package poll

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"goldenratio/metrics/survey/disclosure"
)

// A Name names a question, or one line of a grid.
type Name struct{ Question, Item string }

// Asked is one question as a wave put it.
type Asked struct {
	Wave     string   `ch:"wave"`
	Question string   `ch:"question"`
	Item     string   `ch:"item"`
	Position uint32   `ch:"position"`
	Kind     string   `ch:"kind"`
	Text     string   `ch:"text"`
	Options  []string `ch:"options"`
}

// Registered is what the registry says of a question.
type Registered struct {
	Question string   `ch:"question"`
	Item     string   `ch:"item"`
	Position uint32   `ch:"position"`
	Title    string   `ch:"title"`
	Options  []string `ch:"options"`
	Aside    []string `ch:"aside"`
	Score    string   `ch:"score"`
	Headline bool     `ch:"headline"`
	Segment  bool     `ch:"segment"`
}

// A Join says which of the registry's questions one of a wave is.
type Join struct {
	Question  string            `ch:"question"`
	Item      string            `ch:"item"`
	Wave      string            `ch:"wave"`
	Asked     string            `ch:"asked"`
	AskedItem string            `ch:"asked_item"`
	Class     string            `ch:"class"`
	Recode    map[string]string `ch:"recode"`
}

// A Target is the share of an option among everybody who could have been asked.
type Target struct {
	Wave     string  `ch:"wave"` // empty for all
	Question string  `ch:"question"`
	Option   string  `ch:"option"`
	Share    float64 `ch:"share"`
}

// An Answer is what one response says to a question.
type Answer struct {
	Response uint32   `ch:"response"`
	Question string   `ch:"question"`
	Item     string   `ch:"item"`
	Options  []string `ch:"options"`
	Other    bool     `ch:"other"`
	Number   *float64 `ch:"number"`
}

// A Survey is what is known of one before its responses are read.
type Survey struct {
	ID         string
	Waves      []string // from the first to the last
	Asked      []Asked  // of all waves, in the order of each
	Registered []Registered
	Joins      []Join
	Targets    []Target // in the order in which they are to be met
}

// The classes that are found without a registry.
const (
	identical    = "identical"
	scaleChanged = "scale changed"
	first        = "new"
)

// A question is one of a wave with its name of all waves.
type question struct {
	Asked
	name   Name
	class  string
	recode map[string]string
}

// join names what a wave asked.
func (s *Survey) join(wave string) ([]question, error) {
	joins := map[Name]Join{}
	for _, j := range s.Joins {
		if j.Wave == wave && j.Asked != "" {
			joins[Name{j.Asked, j.AskedItem}] = j
		}
	}
	var all []question
	taken := map[Name]bool{}
	for _, a := range s.Asked {
		if a.Wave != wave {
			continue
		}
		q := question{Asked: a, name: Name{a.Question, a.Item}}
		if j, ok := joins[q.name]; ok {
			q.name, q.class, q.recode = Name{j.Question, j.Item}, j.Class, j.Recode
		}
		if taken[q.name] {
			return nil, fmt.Errorf("wave %s: two questions are %s %s", wave, q.name.Question, q.name.Item)
		}
		taken[q.name] = true
		all = append(all, q)
	}
	return all, nil
}

// Lines are the questions of each wave, without answers.
func (s *Survey) Lines() (map[string][]*Line, error) {
	newest := map[Name]question{}
	waves := map[string][]question{}
	for _, wave := range s.Waves {
		asked, err := s.join(wave)
		if err != nil {
			return nil, err
		}
		for i := range asked {
			asked[i].compare(newest)
		}
		for _, q := range asked {
			newest[q.name] = q
		}
		waves[wave] = asked
	}
	lines := map[string][]*Line{}
	for _, wave := range s.Waves {
		for i := range waves[wave] {
			lines[wave] = append(lines[wave], s.line(&waves[wave][i], newest))
		}
		slices.SortStableFunc(lines[wave], func(a, b *Line) int { return cmp.Compare(a.Position, b.Position) })
	}
	return lines, nil
}

// compare finds how a question compares with the wave before that asked it, where
// no registry says so.
func (q *question) compare(before map[Name]question) {
	old, asked := before[q.name]
	switch {
	case q.class != "":
	case !asked:
		q.class = first
	case old.Kind != q.Kind, q.Kind == disclosure.Scale && !slices.Equal(old.options(), q.options()):
		q.class = scaleChanged
	default:
		q.class = identical
	}
}

// options are those of a question in the words of all waves.
func (q *question) options() (all []string) {
	for _, option := range q.Options {
		if option = q.say(option); !slices.Contains(all, option) {
			all = append(all, option)
		}
	}
	return all
}

func (q *question) say(option string) string {
	if said, ok := q.recode[option]; ok {
		return said
	}
	return option
}

// A Line is a question of a wave while its answers come in.
type Line struct {
	disclosure.Line
	asked *question
	at    map[string]uint16 // where options stand
	one   [][]uint16        // what chooses one option
}

// unregistered is where questions stand that the registry does not know.
const unregistered = 1 << 20

// line makes a line of a question, as the registry or the newest wave has it.
func (s *Survey) line(q *question, newest map[Name]question) *Line {
	last := newest[q.name]
	l := &Line{asked: q, at: map[string]uint16{}}
	l.Line = disclosure.Line{
		Question: q.name.Question, Item: q.name.Item, Position: unregistered + last.Position,
		Title: last.Text, Kind: q.Kind, Class: q.class,
	}
	canonical := last.options()
	if r := s.registered(q.name); r != nil {
		l.Position, l.Aside, l.Score, l.Headline, l.Segment = r.Position, r.Aside, r.Score, r.Headline, r.Segment
		l.Title = cmp.Or(r.Title, l.Title)
		if len(r.Options) > 0 {
			canonical = r.Options
		}
	}
	l.offer(q.options(), canonical)
	return l
}

// offer gives a line the options that its wave offered, in the order that all
// waves have; a scale with other steps keeps its own.
func (l *Line) offer(offered, canonical []string) {
	steps := func(option string) bool { return slices.Contains(canonical, option) }
	if l.Kind != disclosure.Scale || !slices.ContainsFunc(offered, func(option string) bool { return !steps(option) }) {
		for _, option := range canonical {
			if slices.Contains(offered, option) {
				l.option(option)
			}
		}
	}
	for _, option := range offered {
		l.option(option)
	}
}

// registered is what the registry says of a question: of a line of a grid what it
// does not say otherwise is what it says of the grid. It is nil where it says nothing.
func (s *Survey) registered(name Name) *Registered {
	line, grid := s.entry(name), s.entry(Name{Question: name.Question})
	if line == nil || grid == nil || name.Item == "" {
		return cmp.Or(line, grid)
	}
	both := *line
	both.Score = cmp.Or(line.Score, grid.Score)
	both.Headline, both.Segment = line.Headline || grid.Headline, line.Segment || grid.Segment
	if len(both.Options) == 0 {
		both.Options = grid.Options
	}
	if len(both.Aside) == 0 {
		both.Aside = grid.Aside
	}
	return &both
}

func (s *Survey) entry(name Name) *Registered {
	for i := range s.Registered {
		if r := &s.Registered[i]; r.Question == name.Question && r.Item == name.Item {
			return r
		}
	}
	return nil
}

// option is where an option stands; a new one behind those known.
func (l *Line) option(name string) uint16 {
	at, known := l.at[name]
	if !known {
		at = uint16(len(l.Options))
		l.at[name] = at
		l.Options = append(l.Options, name)
	}
	return at
}

// own stands for own words until all options are known.
const own = math.MaxUint16

// A Wave is one whose answers come in.
type Wave struct {
	survey *Survey
	id     string
	lines  []*Line
	named  map[Name]*Line // as this wave asked
	people map[uint32]int // responses that count
}

// Wave begins one with its lines and the responses that count.
func (s *Survey) Wave(id string, lines []*Line, responses []uint32) *Wave {
	w := &Wave{survey: s, id: id, lines: lines, named: map[Name]*Line{}, people: map[uint32]int{}}
	for person, response := range responses {
		w.people[response] = person
	}
	for _, l := range lines {
		w.named[Name{l.asked.Question, l.asked.Item}] = l
		l.Said = make([][]uint16, len(responses))
		if l.Kind == disclosure.Number {
			l.Numbers = slices.Repeat([]float64{math.NaN()}, len(responses))
		}
	}
	return w
}

// Add takes what one response says to one question.
func (w *Wave) Add(a *Answer) {
	person, counts := w.people[a.Response]
	l := w.named[Name{a.Question, a.Item}]
	if !counts || l == nil {
		return
	}
	switch {
	case l.Kind == disclosure.Number && a.Number != nil:
		l.Numbers[person] = *a.Number
	case l.Kind == disclosure.Text, l.Kind == disclosure.Multi:
		l.Said[person] = l.chosen(a)
	case a.Number != nil && len(a.Options) == 0: // the place in a ranking
		l.Said[person] = l.chosen(&Answer{Options: []string{strconv.FormatFloat(*a.Number, 'f', -1, 64)}})
	default:
		if said := l.chosen(a); len(said) > 0 {
			l.Said[person] = l.only(said[0])
		}
	}
}

// chosen are the options of an answer, own words last.
func (l *Line) chosen(a *Answer) []uint16 {
	said := []uint16{}
	for _, option := range a.Options {
		if at := l.option(l.asked.say(option)); !slices.Contains(said, at) {
			said = append(said, at)
		}
	}
	if a.Other {
		said = append(said, own)
	}
	return said
}

// only is the choice of one option, which all who made it share.
func (l *Line) only(option uint16) []uint16 {
	at := int(option)
	if option == own {
		at = 0
	} else {
		at++
	}
	for len(l.one) <= at {
		l.one = append(l.one, nil)
	}
	if l.one[at] == nil {
		l.one[at] = []uint16{option}
	}
	return l.one[at]
}

// Poll is the wave when all its answers are in.
func (w *Wave) Poll() *disclosure.Poll {
	p := &disclosure.Poll{Survey: w.survey.ID, Wave: w.id, People: len(w.people), Margins: w.margins()}
	for _, l := range w.lines {
		l.settle()
		p.Lines = append(p.Lines, l.Line)
	}
	return p
}

// settle puts own words behind all options, and the places of a ranking in order.
func (l *Line) settle() {
	into := make([]uint16, len(l.Options))
	order := make([]int, len(l.Options))
	for i := range order {
		order[i] = i
	}
	if l.Kind == disclosure.Rank {
		slices.SortStableFunc(order, func(a, b int) int {
			x, _ := strconv.ParseFloat(l.Options[a], 64)
			y, _ := strconv.ParseFloat(l.Options[b], 64)
			return cmp.Compare(x, y)
		})
	}
	options := make([]string, len(l.Options))
	for at, option := range order {
		into[option], options[at] = uint16(at), l.Options[option]
	}
	l.Options = options
	settled := map[*uint16]bool{} // many share one choice
	for _, said := range l.Said {
		if len(said) == 0 || settled[&said[0]] {
			continue
		}
		settled[&said[0]] = true
		for i, option := range said {
			if option == own {
				said[i] = uint16(len(options))
			} else {
				said[i] = into[option]
			}
		}
	}
}

// margins are the wave's own, or else those of all waves.
func (w *Wave) margins() (margins []disclosure.Margin) {
	for _, wave := range []string{w.id, ""} {
		at := map[string]int{}
		for _, t := range w.survey.Targets {
			if t.Wave != wave {
				continue
			}
			i, known := at[t.Question]
			if !known {
				i = len(margins)
				at[t.Question] = i
				margins = append(margins, disclosure.Margin{Question: t.Question, Shares: map[string]float64{}})
			}
			margins[i].Shares[t.Option] = t.Share
		}
		if len(margins) > 0 {
			return margins
		}
	}
	return nil
}
