package sample

import "slices"

// truths writes the rows about the forge.
func (y *yard) truths() {
	for q := range y.cal.quarters() {
		y.opinions(q, "issue", func(m *matter) bool { return m.Change == nil })
		y.opinions(q, "review", func(m *matter) bool { return m.Change != nil })
		y.ends(q)
		y.within(q)
		y.closings(q)
		y.heap(q)
		y.passes(q)
	}
}

func (y *yard) row(q int, kpi, stat string, n Number) {
	y.tally.row(scopeForge, kpi, stat, "", q, func(int) Number { return n })
}

// opinions writes what issues and changes have in common: how many there are and
// how long they wait for a word.
func (y *yard) opinions(q int, group string, of func(*matter) bool) {
	var a answered
	opened := 0
	begin, end := y.cal.bounds[q], y.cal.bounds[q+1]
	for _, m := range y.matters {
		if !of(m) {
			continue
		}
		if m.opened >= begin && m.opened < end {
			opened++
		}
		a.add(&start{at: m.opened, deadline: m.due}, m.reply, begin, end, y.cal.end)
	}
	curve := survive(a.waits)
	y.row(q, group+"_opened", "value", whole(opened))
	y.row(q, group+"_answered_share", "value", ratio(a.inTime, a.due))
	y.row(q, group+"_first_response", "value", measured(curve.median, len(a.waits)))
	y.row(q, group+"_first_response", "value_lower", measured(curve.lower, len(a.waits)))
	y.row(q, group+"_first_response", "value_upper", measured(curve.upper, len(a.waits)))
	y.row(q, group+"_first_response", "p85", measured(curve.p85, len(a.waits)))
}

// ends writes what becomes of issues and changes.
func (y *yard) ends(q int) {
	begin, end := y.cal.bounds[q], y.cal.bounds[q+1]
	in := func(at int64) bool { return at >= begin && at < end }
	merged, dropped := []int{}, 0
	for _, m := range y.matters {
		if m.Change == nil {
			continue
		}
		switch {
		case in(m.merged):
			merged = append(merged, m.versions)
		case m.merged == 0 && in(m.ended()):
			dropped++
		}
	}
	y.row(q, "review_merged", "value", whole(len(merged)))
	y.row(q, "review_closed", "value", whole(dropped))
	y.row(q, "review_versions", "value", measured(ranked(merged, 50), len(merged)))
	y.row(q, "review_versions", "p85", measured(ranked(merged, 85), len(merged)))
	y.row(q, "review_merge_time", "value", y.lasted(q, func(m *matter) bool { return m.Change != nil }, func(m *matter) int64 { return m.merged }))
	y.row(q, "review_decision_time", "value", y.lasted(q, func(m *matter) bool { return m.Change != nil }, func(m *matter) int64 { return max(m.merged, m.ended()) }))
	y.row(q, "issue_close_time", "value", y.lasted(q, func(m *matter) bool { return m.Change == nil }, (*matter).ended))
}

// within writes what had become of changes thirty days after they were opened.
func (y *yard) within(q int) {
	due, merged, ignored := 0, 0, 0
	for _, m := range y.matters {
		at := m.opened + 30*day
		if m.Change == nil || at < y.cal.bounds[q] || at >= y.cal.bounds[q+1] {
			continue
		}
		due++
		if m.merged != 0 && m.merged <= at {
			merged++
		} else if m.reply == 0 || m.reply > at {
			ignored++
		}
	}
	y.row(q, "review_merged_30d", "value", ratio(merged, due))
	y.row(q, "review_ignored_share", "value", ratio(ignored, due))
}

// closings writes how many issues were closed, and whether that lasted.
func (y *yard) closings(q int) {
	begin, end := y.cal.bounds[q], y.cal.bounds[q+1]
	in := func(at int64) bool { return at >= begin && at < end }
	opened, closed, all, again := 0, 0, 0, 0
	for _, m := range y.matters {
		if m.Change != nil {
			continue
		}
		if in(m.opened) {
			opened++
		}
		if in(m.ended()) {
			closed++
		}
		for _, c := range m.closings {
			if !in(c.at) || c.at+30*day >= y.cal.end {
				continue
			}
			all++
			if c.again != 0 && c.again <= c.at+30*day {
				again++
			}
		}
	}
	y.row(q, "issue_closed", "value", whole(closed))
	y.row(q, "issue_net", "value", whole(closed-opened))
	y.row(q, "issue_reopened_share", "value", ratio(again, all))
}

// heap writes how old the issues are that are open at a quarter's end, and how
// many of them nobody but the robot has touched for ninety days.
func (y *yard) heap(q int) {
	end, stale, ages := y.cal.bounds[q+1], 0, []int64{}
	for _, m := range y.matters {
		if m.Change != nil || m.opened >= end || !m.openAt(end) {
			continue
		}
		ages = append(ages, end-m.opened)
		last := m.opened
		for _, a := range m.Acts {
			if at := a.At.Unix(); !a.By.Robot && at < end {
				last = max(last, at)
			}
		}
		if last+90*day < end {
			stale++
		}
	}
	y.row(q, "issue_open_age", "value", measured(middle(ages), len(ages)))
	y.row(q, "issue_stale", "value", whole(stale))
}

// lasted is the median time from the opening of those opened in a quarter to an
// event, which at 0 has not come.
func (y *yard) lasted(q int, of func(*matter) bool, event func(*matter) int64) Number {
	var waits []wait
	for _, m := range y.matters {
		if !of(m) || m.opened < y.cal.bounds[q] || m.opened >= y.cal.bounds[q+1] {
			continue
		}
		w := wait{y.cal.end - m.opened, false}
		if at := event(m); at != 0 {
			w = wait{at - m.opened, true}
		}
		waits = append(waits, w)
	}
	return measured(survive(waits).median, len(waits))
}

// passes writes how many runs ended well, of those that ended well or ill.
func (y *yard) passes(q int) {
	passed, all := 0, 0
	for _, r := range y.runs {
		if r.at < y.cal.bounds[q] || r.at >= y.cal.bounds[q+1] || !slices.Contains([]string{"success", "failure", "timed_out"}, r.outcome) {
			continue
		}
		all++
		if r.outcome == "success" {
			passed++
		}
	}
	y.row(q, "test_pass_share", "value", ratio(passed, all))
}
