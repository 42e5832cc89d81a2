package disclosure

import (
	"math"
	"slices"
	"strconv"

	"goldenratio/metrics/survey"
)

// leastSteps is how many steps a scale has of which the two highest say something.
const leastSteps = 4

// aside reports whether an option is no answer to what a score asks.
func (l *Line) aside(option int) bool {
	return option < len(l.Options) && slices.Contains(l.Aside, l.Options[option])
}

// covered sums up the options of a kind; known only if the cells that are shown
// tell them apart.
func covered(cells []printed, is func(int) bool) (total taken, known bool) {
	total.weighted = true
	for i := range cells {
		c := &cells[i]
		within := 0
		for _, option := range c.options {
			if is(option) {
				within++
			}
		}
		switch {
		case within == 0 || c.Chosen != nil && *c.Chosen == 0:
		case within < len(c.options) || c.Chosen == nil:
			return taken{}, false
		default:
			total.people += int(*c.Chosen)
			if total.weighted = total.weighted && c.Weighted != nil; total.weighted {
				total.share += *c.Weighted
			}
		}
	}
	return total, true
}

// A taken is how many chose some options.
type taken struct {
	people   int
	share    float64 // of all who answered, with weights
	weighted bool    // that share is known
}

// scores publishes what a scale's answers say in one number.
func (p *publisher) scores(l *Line, at Place, cells []printed, base int) {
	steps := l.steps()
	if !l.choice() || l.Score == "none" || l.Kind == Single && l.Score == "" || len(steps) < leastSteps {
		return
	}
	besides, known := covered(cells, func(option int) bool { return !slices.Contains(steps, option) })
	if !known || base == besides.people {
		return
	}
	s := scorer{p, at, cells, besides, base - besides.people}
	if l.Score == "nps" {
		s.net("nps", l.between(9, 10), l.between(0, 6))
		return
	}
	s.top(steps[len(steps)-2:])
	s.net("net", steps[len(steps)-2:], steps[:2])
	s.mean(steps)
}

// steps are the options of a scale, from the least to the most.
func (l *Line) steps() (steps []int) {
	for option := range l.Options {
		if !l.aside(option) {
			steps = append(steps, option)
		}
	}
	return steps
}

// between are the options that are numbers of a range.
func (l *Line) between(least, most int) (options []int) {
	for option, name := range l.Options {
		if n, err := strconv.Atoi(name); err == nil && least <= n && n <= most && !l.aside(option) {
			options = append(options, option)
		}
	}
	return options
}

// A scorer makes the scores of one line in one group.
type scorer struct {
	*publisher
	at      Place
	cells   []printed
	besides taken // who chose no step
	n       int   // who chose one
}

func (s scorer) add(name string, value float64, lower, upper, weighted *float64) {
	s.out.Scores = append(s.out.Scores, ScoreRow{s.at, name, value, lower, upper, uint32(s.n), weighted})
}

func (s scorer) of(options []int) (taken, bool) {
	return covered(s.cells, func(option int) bool { return slices.Contains(options, option) })
}

// weighted is a weighted share of those who chose a step.
func (s scorer) weighted(share float64, known ...taken) *float64 {
	for _, k := range append(known, s.besides) {
		if !k.weighted {
			return nil
		}
	}
	if share /= 1 - s.besides.share; math.IsNaN(share) || s.weights == nil {
		return nil
	}
	return &share
}

// top is the share of the highest steps.
func (s scorer) top(highest []int) {
	top, known := s.of(highest)
	if !known {
		return
	}
	value, lower, upper := limited(survey.Share{Chosen: float64(top.people), Asked: float64(s.n)})
	s.add("top2", *value, lower, upper, s.weighted(top.share, top))
}

// net is what is for, less what is against, in points.
func (s scorer) net(name string, high, low []int) {
	favour, known := s.of(high)
	against, too := s.of(low)
	if !known || !too || len(high) == 0 || len(low) == 0 {
		return
	}
	value, lower, upper := survey.Net(float64(favour.people), float64(against.people), float64(s.n))
	s.add(name, value, &lower, &upper, s.weighted(100*(favour.share-against.share), favour, against))
}

// mean is that of the steps, from 1, if all are shown.
func (s scorer) mean(steps []int) {
	sum, weighted, all := 0.0, 0.0, []taken{}
	for i, option := range steps {
		one, known := s.of([]int{option})
		if !known {
			return
		}
		sum += float64(i+1) * float64(one.people)
		weighted += float64(i+1) * one.share
		all = append(all, one)
	}
	s.add("mean", sum/float64(s.n), nil, nil, s.weighted(weighted, all...))
}

// number publishes the median of numbers.
func (p *publisher) number(l *Line) {
	everybody := make([]int16, p.poll.People)
	bases := make([]int, 1)
	for _, n := range l.Numbers {
		if !math.IsNaN(n) {
			bases[0]++
		}
	}
	if small(bases[0]) {
		p.withhold(l, "", FewPeople)
		return
	}
	p.median(l, "", everybody, 0, "")
	for _, c := range p.cuts {
		bases := make([]int, len(c.labels))
		for person, n := range l.Numbers {
			if !math.IsNaN(n) {
				bases[c.of[person]]++
			}
		}
		if slices.ContainsFunc(bases, small) {
			p.withhold(l, c.name, FewPeople)
			continue
		}
		for group, label := range c.labels {
			if slices.Contains(c.of, int16(group)) {
				p.median(l, c.name, c.of, int16(group), label)
			}
		}
	}
}

// median publishes that of one group: to two digits, if 10 answered and 5 of them
// say so.
func (p *publisher) median(l *Line, segment string, of []int16, group int16, member string) {
	row := p.line(l, segment, member)
	var numbers []float64
	size := 0
	for person, n := range l.Numbers {
		if of[person] != group {
			continue
		}
		size++
		if !math.IsNaN(n) {
			numbers = append(numbers, rounded(n))
		}
	}
	row.answered(len(numbers), size-len(numbers))
	p.out.Lines = append(p.out.Lines, row)
	if len(numbers) < 2*survey.Least {
		return
	}
	slices.Sort(numbers)
	middle := numbers[(len(numbers)+1)/2-1]
	same := 0
	for _, n := range numbers {
		if n == middle {
			same++
		}
	}
	if same >= survey.Least {
		p.out.Scores = append(p.out.Scores, ScoreRow{row.Place, "median", middle, nil, nil, uint32(len(numbers)), nil})
	}
}

// rounded is a number to two digits.
func rounded(n float64) float64 {
	text := strconv.FormatFloat(n, 'e', 1, 64)
	short, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return n
	}
	return short
}
