package disclosure_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
	"goldenratio/metrics/survey"
	"goldenratio/metrics/survey/disclosure"
)

// A wave is a real one, and the questions by which it is cut.
type wave struct {
	pack, file string
	segments   []string
}

func waves() []wave {
	return []wave{
		{"survey-spack-2020-2022-dev", "spack-user-survey-2020-responses.csv", []string{"kind-user", "where-work", "done-spack-tutorial", "part-u-s-exascale-computing-project"}},
		{"survey-spack-2020-2022-dev", "spack-user-survey-2021-responses.csv", []string{"kind-user", "where-work", "done-spack-tutorial", "part-u-s-exascale-computing-project"}},
		{"survey-haskell-2018-2020-dev", "2018-11-18-2018-state-of-haskell-survey-results.csv", []string{"use-haskell", "use-haskell-at-work", "student", "large-company-work", "old"}},
		{"survey-haskell-2018-2020-dev", "2020-state-of-haskell-survey-results.csv", []string{"s0q1", "s0q8", "s7q4", "s7q7", "s7q1"}},
	}
}

// read makes a poll of a real file, as its columns seem to be.
func (w wave) read(t testing.TB) (*disclosure.Poll, []form.Tally) {
	t.Helper()
	table, err := sheet.Open(filepath.Join(realdata.Unpack(t, w.pack), "survey", strings.TrimPrefix(w.pack, "survey-"), w.file))
	if err != nil {
		t.Fatal(err)
	}
	f := form.Guess(table)
	responses, err := f.Responses(table)
	if err != nil {
		t.Fatal(err)
	}
	p := &disclosure.Poll{Survey: w.pack, Wave: w.file, People: len(responses)}
	at := make([]int, len(f.Columns))
	for i, c := range f.Columns {
		at[i] = w.line(p, c)
	}
	for person, r := range responses {
		for _, a := range r {
			if at[a.Column] > 0 {
				said(&p.Lines[at[a.Column]-1], person, a)
			}
		}
	}
	return p, f.Tallies(responses, nil)
}

// line adds the line of a column, if it has one, and returns its number.
func (w wave) line(p *disclosure.Poll, c form.Column) int {
	l := disclosure.Line{Question: c.Question, Item: c.Item, Position: uint32(len(p.Lines)), Kind: string(c.Kind), Options: c.Options, Segment: slices.Contains(w.segments, c.Question)}
	switch c.Kind {
	case form.Tick:
		if n := len(p.Lines); n > 0 && p.Lines[n-1].Question == c.Question {
			p.Lines[n-1].Options = append(p.Lines[n-1].Options, c.Item)
			return n
		}
		l.Kind, l.Item, l.Options = disclosure.Multi, "", []string{c.Item}
	case form.Single, form.Scale, form.Multi, form.Text:
	case form.Number:
		l.Numbers = slices.Repeat([]float64{math.NaN()}, p.People)
	default:
		return 0
	}
	l.Said = make([][]uint16, p.People)
	p.Lines = append(p.Lines, l)
	return len(p.Lines)
}

func said(l *disclosure.Line, person int, a form.Answer) {
	switch l.Kind {
	case disclosure.Number:
		l.Numbers[person] = a.Number
		return
	case disclosure.Text:
		l.Said[person] = []uint16{}
		return
	}
	if l.Said[person] == nil {
		l.Said[person] = []uint16{}
	}
	for _, option := range a.Options {
		l.Said[person] = append(l.Said[person], uint16(slices.Index(l.Options, option)))
	}
	if a.Other != "" {
		l.Said[person] = append(l.Said[person], uint16(len(l.Options)))
	}
}

// What is counted before anything is hidden is what form counts; its own tests
// compare that with what the surveys' authors published.
func TestTallies(t *testing.T) {
	for _, w := range waves() {
		t.Run(w.file, func(t *testing.T) {
			p, tallies := w.read(t)
			compared := 0
			for _, l := range p.Lines {
				at := slices.IndexFunc(tallies, func(tally form.Tally) bool { return tally.Question == l.Question && tally.Item == l.Item })
				if at < 0 {
					continue
				}
				got := l.Counts()
				for option, want := range tallies[at].Counts {
					if compared++; got[option] != want.N {
						t.Errorf("%s %s: %q was chosen %d times, want %d", l.Question, l.Item, want.Option, got[option], want.N)
					}
				}
				if got[len(l.Options)] != tallies[at].Other {
					t.Errorf("%s %s: %d used own words, want %d", l.Question, l.Item, got[len(l.Options)], tallies[at].Other)
				}
			}
			if t.Logf("%d options", compared); compared < 150 {
				t.Errorf("%d options were compared", compared)
			}
		})
	}
}

// A strong attacker knows of everybody what they answered to all questions but
// one, as far as anything published depends on it, and only not who they are: the
// more an attacker knows, the narrower are the ranges. The unknowns are, for each
// set of respondents who gave the same answers to segments, how many of them gave
// which answer.
type strong struct {
	attacker
	line    *disclosure.Line
	sets    map[string]int
	groups  []map[string]string // of each set, by segment
	answers []string            // what can be said
	truth   [][]int             // of each set, how many say what
}

// Answers of a strong attacker beside options.
const (
	only   = "chosen and nothing else"
	not    = "not chosen"
	silent = ""
)

// strongAttackers are one for each of a share of the questions that are no segment,
// or for one of its options if it is a Multi.
func strongAttackers(p *disclosure.Poll, published *disclosure.Publication, random *rand.Rand, share float64) (all []*attacker) {
	merged := cells(published)
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Segment || l.Numbers != nil || l.Kind == disclosure.Text || random.Float64() > share {
			continue
		}
		s := &strong{line: l, sets: map[string]int{}, answers: append(slices.Clone(l.Options), disclosure.OwnWords, silent)}
		option := -1
		if l.Kind == disclosure.Multi {
			option = random.IntN(len(l.Options))
			s.answers = []string{l.Options[option], not, only, silent}
		}
		s.People = p.People
		for person := range p.People {
			s.count(p, person, option, merged)
		}
		s.Variables = len(s.truth) * len(s.answers)
		s.know(published)
		if s.want(published, random); len(s.Wanted) > 0 {
			all = append(all, &s.attacker)
		}
	}
	return all
}

// cells says which answers to a segment the total shows as one.
func cells(published *disclosure.Publication) map[string]string {
	shown := map[string]string{}
	for _, c := range published.Cells {
		if c.Segment == "" {
			for _, option := range c.Merged {
				shown[c.Question+"="+option] = c.Merged[0]
			}
		}
	}
	return shown
}

// count puts a respondent into their set.
func (s *strong) count(p *disclosure.Poll, person, option int, merged map[string]string) {
	groups := map[string]string{}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Segment {
			answer := name(l, l.Said[person])
			groups[l.Question] = cmp.Or(merged[l.Question+"="+answer], answer)
		}
	}
	said := s.line.Said[person]
	answer := name(s.line, said)
	switch chosen := slices.Contains(said, uint16(option)); {
	case said == nil:
		answer = silent
	case chosen && len(said) == 1:
		answer = only
	case chosen:
		answer = s.answers[0]
	case option >= 0:
		answer = not
	}
	key := fmt.Sprint(groups)
	at, known := s.sets[key]
	if !known {
		at = len(s.truth)
		s.sets[key], s.groups, s.truth = at, append(s.groups, groups), append(s.truth, make([]int, len(s.answers)))
	}
	s.truth[at][slices.Index(s.answers, answer)]++
}

func name(l *disclosure.Line, said []uint16) string {
	switch {
	case len(said) == 0:
		return disclosure.NoAnswer
	case int(said[0]) == len(l.Options):
		return disclosure.OwnWords
	}
	return l.Options[said[0]]
}

// within reports whether a set is in a member of a segment.
func (s *strong) within(set int, at disclosure.Place) bool {
	return at.Segment == "" || slices.Contains(strings.Split(at.Member, "; "), s.groups[set][at.Segment])
}

// sum adds an equation over the answers of a member.
func (s *strong) sum(at disclosure.Place, options []string, is int) {
	e := equation{Is: float64(is), Whole: true}
	e.Of = s.unknowns(at, options)
	for range e.Of {
		e.Factors = append(e.Factors, 1)
	}
	s.Known = append(s.Known, e)
}

func (s *strong) unknowns(at disclosure.Place, options []string) (of []int) {
	for set := range s.truth {
		for answer, name := range s.answers {
			if s.within(set, at) && slices.Contains(options, name) {
				of = append(of, set*len(s.answers)+answer)
			}
		}
	}
	return of
}

// know takes what is published of the line, and how many are in which set.
func (s *strong) know(published *disclosure.Publication) {
	for set, truth := range s.truth {
		e := equation{Whole: true}
		for answer, n := range truth {
			e.Of, e.Factors, e.Is = append(e.Of, set*len(s.answers)+answer), append(e.Factors, 1), e.Is+float64(n)
		}
		s.Known = append(s.Known, e)
	}
	pools := make([]string, len(s.truth)) // sets that nothing published of the line tells apart
	for _, row := range published.Lines {
		if !s.about(row.Place) || row.Base == nil {
			continue
		}
		s.sum(row.Place, []string{silent}, int(*row.Missing))
		for set := range pools {
			if row.Segment != "" && s.within(set, row.Place) {
				pools[set] += row.Segment + "=" + row.Member + "\n"
			}
		}
	}
	for _, c := range published.Cells {
		if !s.about(c.Place) || c.Chosen == nil || !slices.Contains(s.answers, options(c)[0]) {
			continue
		}
		chosen := options(c)
		if s.line.Kind == disclosure.Multi {
			chosen = append(chosen, only)
		}
		s.sum(c.Place, chosen, int(*c.Chosen))
	}
	if s.line.Kind == disclosure.Multi {
		s.keep(pools)
	}
}

// keep knows that in each pool as many answered, and ticked one option only: what
// is published of the other options stays as it is.
func (s *strong) keep(pools []string) {
	for _, answer := range []string{only, silent} {
		at := slices.Index(s.answers, answer)
		sums := map[string]*equation{}
		for set, pool := range pools {
			if sums[pool] == nil {
				sums[pool] = &equation{Whole: true}
			}
			e := sums[pool]
			e.Of, e.Factors, e.Is = append(e.Of, set*len(s.answers)+at), append(e.Factors, 1), e.Is+float64(s.truth[set][at])
		}
		for _, pool := range slices.Sorted(maps.Keys(sums)) {
			s.Known = append(s.Known, *sums[pool])
		}
	}
}

func (s *strong) about(at disclosure.Place) bool {
	return at.Question == s.line.Question && at.Item == s.line.Item
}

// want takes some of the counts that are hidden and small.
func (s *strong) want(published *disclosure.Publication, random *rand.Rand) {
	for _, at := range random.Perm(len(published.Lines)) {
		row := &published.Lines[at]
		if !s.about(row.Place) || row.Segment == "" || row.Base == nil {
			continue
		}
		for _, member := range strings.Split(row.Member, "; ") {
			for _, answer := range s.answers {
				if len(s.Wanted) == 2 {
					return
				}
				s.wantSmall(row.Place, member, answer)
			}
		}
	}
}

// wantSmall takes a count if it is of 1 to 4.
func (s *strong) wantSmall(at disclosure.Place, member, answer string) {
	chosen := []string{answer}
	switch {
	case answer == silent, answer == only:
		return
	case s.line.Kind == disclosure.Multi && answer != not:
		chosen = append(chosen, only)
	}
	at.Member = member
	n, people := 0, 0
	for set, truth := range s.truth {
		for of, count := range truth {
			if s.within(set, at) {
				people += count
				if slices.Contains(chosen, s.answers[of]) {
					n += count
				}
			}
		}
	}
	if n > 0 && n < survey.Least {
		s.Wanted, s.least = append(s.Wanted, s.unknowns(at, chosen)), append(s.least, min(survey.Least, people))
		s.names = append(s.names, strings.Join([]string{at.Segment, member, at.Question, at.Item, answer}, " | "))
	}
}

// In real surveys, too, whoever knows all other answers cannot tell small counts
// of the answers to a question.
func TestStrongAttack(t *testing.T) {
	of := waves()
	if testing.Short() {
		of = of[:1]
	}
	for _, w := range of {
		t.Run(w.file, func(t *testing.T) {
			p, _ := w.read(t)
			published := disclosure.Publish(p)
			attackers := strongAttackers(p, published, rand.New(rand.NewPCG(7, 14)), 60/float64(p.People))
			if check(t, attackers) == 0 {
				t.Error("too little is hidden to attack")
			}
		})
	}
}
