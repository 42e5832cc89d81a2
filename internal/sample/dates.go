package sample

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// datesConfig names the files that the operator of the sample keeps.
const datesConfig = `
plans: [{path: releases.csv, scope: demo/hypervisor}]
advisories: [{path: advisories.csv, scope: demo/hypervisor}]
`

// A promise is a release as it was planned at first.
type promise struct {
	tag     string
	decided int64
	planned int64
	moved   int64 // to which day it was put off; 0 for not
	at      int64 // when it comes out
}

// promise notes when the first release of a line was planned: some of them
// later than it comes out, and every second one put off in time.
func (t *town) promise(n int64, line string, at int64) {
	due := t.cal.start() + (60+182*n)*day
	if n%3 == 2 {
		due += 10 * day
	}
	p := promise{tag: "RELEASE-" + line + ".0", decided: due - 150*day, planned: due, at: at}
	if n%2 == 1 {
		p.moved = at - at%day
	}
	t.tally.promises = append(t.tally.promises, p)
}

// A problem is one of security.
type problem struct {
	id               string
	reported, silent int64 // 0 for a day that nobody wrote down
	fixed            int64
}

func (p problem) began() int64 {
	if p.reported == 0 {
		return p.silent
	}
	return p.reported
}

// problems draws the security problems: every third of them is known from its
// embargo on, and some have no public fix at the end.
func problems(cal calendar, d dice) (all []problem) {
	for at := cal.start() + 12*day; at < cal.end; at += int64(15+d.IntN(40)) * day {
		p := problem{id: fmt.Sprintf("EX-%d", len(all)+1), reported: at, silent: at + day}
		if len(all)%3 == 2 {
			p.reported = 0
		}
		if p.began() >= cal.end {
			break
		}
		if fixed := p.silent + int64(d.spread(20, 0.8))*day; fixed < cal.end {
			p.fixed = fixed
		}
		all = append(all, p)
	}
	return all
}

// dates writes the rows about what was planned and promised.
func (t *tally) dates(q int, scope string) {
	begin, end := t.cal.bounds[q], t.cal.bounds[q+1]
	var slips []int64
	for _, p := range t.promises {
		if p.at >= begin && p.at < end {
			slips = append(slips, p.at-p.at%day-p.planned)
		}
	}
	t.row(scope, "release_slip", "value", "", q, func(int) Number { return measured(middle(slips), len(slips)) })
	var waits []wait
	for _, p := range t.problems {
		if at := p.began(); at >= begin && at < end {
			w := wait{p.fixed - at, true}
			if p.fixed == 0 {
				w = wait{t.cal.end - at, false}
			}
			waits = append(waits, w)
		}
	}
	curve := survive(waits)
	row := func(stat string, hours *float64) {
		t.row(scope, "security_fix_time", stat, "", q, func(int) Number { return measured(inDays(hours), len(waits)) })
	}
	row("value", curve.median)
	row("value_lower", curve.lower)
	row("value_upper", curve.upper)
}

func inDays(hours *float64) *float64 {
	if hours == nil {
		return nil
	}
	v := *hours / 24
	return &v
}

// writeDates writes the operator's files.
func (t *town) writeDates(dir string) error {
	var plans, advisories strings.Builder
	plans.WriteString("release,planned,decided_on\n")
	for _, p := range t.tally.promises {
		if p.decided < t.cal.end {
			fmt.Fprintf(&plans, "%s,%s,%s\n", p.tag, date(p.planned), date(p.decided))
		}
		if again := p.planned - 20*day; p.moved != 0 && again < t.cal.end {
			fmt.Fprintf(&plans, "%s,%s,%s\n", p.tag, date(p.moved), date(again))
		}
	}
	advisories.WriteString("advisory,reported,embargo_set,fixed\n")
	for _, p := range t.tally.problems {
		fmt.Fprintf(&advisories, "%s,%s,%s,%s\n", p.id, date(p.reported), date(p.silent), date(p.fixed))
	}
	if err := os.WriteFile(filepath.Join(dir, "releases.csv"), []byte(plans.String()), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "advisories.csv"), []byte(advisories.String()), 0o644)
}

// date writes a day; nothing for one that is not known.
func date(at int64) string {
	if at == 0 {
		return ""
	}
	return time.Unix(at, 0).UTC().Format(time.DateOnly)
}
