package sample

// answers writes the rows about waiting for a first reply: one pass over all
// starts for each quarter and scope.
func (t *tally) answers(q int, scope string) {
	var a [ways]answered
	begin, end := t.cal.bounds[q], t.cal.bounds[q+1]
	for _, s := range t.starts {
		if scope == scopeHyper && s.lists&onDevel == 0 {
			continue
		}
		for way := range ways {
			a[way].add(s, s.reply[way], begin, end, t.cal.end)
		}
	}
	var curves [ways]survival
	for way := range ways {
		curves[way] = survive(a[way].waits)
	}
	row := func(kpi, stat string, number func(way int) Number) { t.row(scope, kpi, stat, "", q, number) }
	row("mail_answered_share", "value", func(way int) Number { return ratio(a[way].inTime, a[way].due) })
	row("mail_unanswered", "value", func(way int) Number { return whole(a[way].waiting) })
	for _, c := range []struct {
		stat string
		of   func(survival) *float64
	}{
		{"value", func(s survival) *float64 { return s.median }},
		{"value_lower", func(s survival) *float64 { return s.lower }},
		{"value_upper", func(s survival) *float64 { return s.upper }},
		{"p85", func(s survival) *float64 { return s.p85 }},
		{"p85_lower", func(s survival) *float64 { return s.p85Lower }},
		{"p85_upper", func(s survival) *float64 { return s.p85Upper }},
	} {
		row("mail_first_reply", c.stat, func(way int) Number { return measured(c.of(curves[way]), len(a[way].waits)) })
	}
}

// answered is one quarter's view of the threads that wait for an answer.
type answered struct {
	waits       []wait
	due, inTime int // deadline in the quarter; of these, answered by then
	waiting     int // at its end: past the deadline, younger than 90 days
}

func (a *answered) add(s *start, reply, begin, end, asOf int64) {
	if s.at >= begin && s.at < end {
		w := wait{asOf - s.at, false}
		if reply != 0 {
			w = wait{reply - s.at, true}
		}
		a.waits = append(a.waits, w)
	}
	if s.deadline >= begin && s.deadline < end {
		a.due++
		if reply != 0 && reply <= s.deadline {
			a.inTime++
		}
	}
	if s.at < end && s.deadline < end && s.at > end-90*day && (reply == 0 || reply >= end) {
		a.waiting++
	}
}

// A release is a tag that matches the pattern of its scope.
type release struct {
	at        int64
	line      string // x.y
	candidate bool
}

// releases writes the rows about tags. All are in the hypervisor's repository.
func (t *tally) releases(q int, scope string) {
	begin, end := t.cal.bounds[q], t.cal.bounds[q+1]
	final, candidates := 0, 0
	var gaps []int64
	last := map[string]int64{}
	for _, r := range t.tags {
		in := r.at >= begin && r.at < end
		switch {
		case r.candidate && in:
			candidates++
		case !r.candidate:
			if in {
				final++
			}
			if before, ok := last[r.line]; ok && in {
				gaps = append(gaps, r.at-before)
			}
			last[r.line] = r.at
		}
	}
	row := func(kpi string, n Number) { t.row(scope, kpi, "value", "", q, func(int) Number { return n }) }
	row("release_published", whole(final))
	row("release_candidates", whole(candidates))
	row("release_gap", measured(middle(gaps), len(gaps)))
}
