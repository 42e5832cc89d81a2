package report

import "fmt"

// findings are the page in sentences.
func (p *People) findings() []Sentence {
	f := &finder{found: []Sentence{}}
	if p.State == Uncovered {
		f.say("", "No source covers this quarter, so nothing is known of it.")
		return f.found
	}
	f.turnover(p.Balances)
	if kept := tileOf(p.Tiles, "people_retention"); kept != nil {
		f.say(kept.KPI, "Of those active in the quarter before, %s take part again%s.", kept.Text, kept.within())
	}
	f.core(p)
	if p.Waiting != nil {
		f.say(p.Waiting.KPI, "%s for an answer.", waiting(len(p.Waiting.Rows)))
	}
	f.fragile(p.Dependence)
	return f.found
}

// within is the interval of a share: (95 %: 61.3–70.2 %).
func (t *Tile) within() string {
	if t.Interval == nil {
		return ""
	}
	return " (95" + tie + "%: " + t.Interval.Text + ")"
}

// turnover is how many are active, and how that came about.
func (f *finder) turnover(all []Balance) {
	if len(all) == 0 || all[len(all)-1].Active == nil {
		return
	}
	b := all[len(all)-1]
	text := Count(uint64(*b.Active), "people") + " are active"
	switch *b.Active {
	case 0:
		text = "Nobody is active"
	case 1:
		text = "One person is active"
	}
	if b.Known() && b.Text != "" {
		n := func(v *float64) string { return Number(uint64(*v)) }
		be := func(v *float64) string {
			if *v == 1 {
				return "1 is"
			}
			return n(v) + " are"
		}
		text += fmt.Sprintf(": %s stayed, %s came back, %s new", n(b.Stayed), n(b.Regained), be(b.New))
		if *b.Either > 0 {
			text += fmt.Sprintf(", %s one or the other", be(b.Either))
		}
		text += fmt.Sprintf(". %s left", n(b.Lost))
	}
	f.say("people_active", "%s.", text)
}

// core is how few do four fifths of it.
func (f *finder) core(p *People) {
	core, active := tileOf(p.Layers, "people_core"), tileOf(p.Tiles, "people_active")
	if core == nil || active == nil || *active.Value == 0 {
		return
	}
	f.say(core.KPI, "%s of %s do four fifths of what is done.", Number(uint64(*core.Value)), Number(uint64(*active.Value)))
}

func waiting(n int) string {
	if n == 1 {
		return "One newcomer waits"
	}
	return fmt.Sprintf("%d newcomers wait", n)
}

// mostFragile is the absence factor up to which a page warns.
const mostFragile = 3

// fragile names the work that rests on the fewest people.
func (f *finder) fragile(factors []Tile) {
	var least *Tile
	for i := range factors {
		t := &factors[i]
		if t.Value == nil || *t.Value == 0 || t.Unit != "people" {
			continue
		}
		if least == nil || *t.Value < *least.Value {
			least = t
		}
	}
	if least != nil && *least.Value <= mostFragile {
		f.say(least.KPI, "%s: %s. %s", least.Title, least.Text, least.Means)
	}
}

// footnotes say how to read the page.
func (p *People) footnotes() []string {
	return []string{
		"A person is somebody with all addresses and accounts that are known to be theirs, never an address. Bots are left out. People who are not known to be one count as several.",
		"Active is who contributes at least once in the quarter: a mail, a commit, a change, a review, what is written to an issue.",
		"Who stayed, left or came back is told by the sources that cover both quarters, so that nobody comes or goes with a source.",
		"New is who contributes to the whole community for the first time ever. Of a source that begins within the year before nobody can be called new.",
		"Core people are the most active ones until four fifths of all contributions are done, regular people those until 95 %, occasional people the rest. It counts, and does not weigh.",
		fmt.Sprintf("A cohort is everybody who is new in one quarter. In one of fewer than %d people each is more than 10 %% of it.", smallCohort),
		"A level of the funnel counts in the quarter in which somebody reaches it for the first time; who reaches a level has reached those before it. Who goes on is followed for a year.",
	}
}
