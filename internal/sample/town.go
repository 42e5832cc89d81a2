package sample

import (
	"context"
	"math"
	"time"
)

// A town is the simulated community: everything that happens is planned in its
// queue, happens in order of time, and is written and counted at once.
type town struct {
	o        Options
	cal      calendar
	queue    queue
	now      int64
	lex      *lexicon
	talk     dice // who says what, when
	hack     dice // who changes what, when
	odd      dice // what is peculiar about a mail
	crowd    *crowd
	archives map[string]*archive
	hyper    *shop
	tools    *shop
	tally    *tally
	letters  uint64
	noise    []float64 // of each quarter's activity
	robot    sender
	keepers  int // how many there should be
	mapped   int // people whom .mailmap was told of
	mailmap  string
	yard     *yard // nil without a forge
}

// plan notes what is to happen; what lies beyond the end never does.
func (t *town) plan(at int64, do func()) {
	if at = max(at, t.now); at < t.cal.end {
		t.queue.add(at, do)
	}
}

func (t *town) after(hours float64, do func()) { t.plan(t.now+int64(hours*float64(hour)), do) }

// run lets time pass until nothing more is planned.
func (t *town) run(ctx context.Context) error {
	t.found()
	t.plan(t.cal.start(), t.day)
	for n := 0; ; n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		p, ok := t.queue.next()
		if !ok {
			break
		}
		t.now = p.at
		p.do()
	}
	t.hyper.repo.drop("topic")
	t.tools.repo.drop("topic")
	if t.yard != nil {
		t.yard.repo.drop("topic")
		t.yard.truths()
	}
	t.tally.finish()
	return nil
}

// found settles the first people and the repositories.
func (t *town) found() {
	t.now = t.cal.start()
	for range t.keepers {
		t.crowd.join(t.now, true, true)
	}
	for range int(math.Pow(float64(t.o.Messages), 0.75)) {
		t.crowd.join(t.now, t.talk.chance(0.35), false)
	}
	t.crowd.gather(t.now)
	t.hyper.found(t)
	t.tools.found(t)
	if t.yard != nil {
		t.yard.found()
	}
	t.mailmap = mailmapHead
	t.plan(t.now, func() { t.discuss(t.crowd.keepers.pick(t.talk), onDevel|onUsers) })
	t.schedule()
}

// day plans one day and, at its end, the next.
func (t *town) day() {
	t.crowd.gather(t.now)
	t.promote()
	b, r := t.budget(), t.rhythm()
	for range t.talk.count(b.newcomers * r) {
		t.plan(t.moment(), t.arrive)
	}
	for range t.talk.count(b.threads * r) {
		t.plan(t.clear(t.moment()), func() { t.discuss(t.crowd.talkers.pick(t.talk), 0) })
	}
	for range t.talk.count(b.series * r) {
		t.plan(t.moment(), func() { t.submit(t.crowd.coders.pick(t.hack)) })
	}
	for range t.hack.count(b.commits * r) {
		t.plan(t.moment(), t.work)
	}
	for range t.odd.count(b.threads * r / 40) {
		t.plan(t.moment(), t.orphan)
	}
	if time.Unix(t.now, 0).UTC().Day() == 9 {
		t.plan(t.moment(), t.remap)
	}
	if weekday(t.now) == time.Tuesday {
		t.plan(t.now+6*hour, t.report)
	}
	if t.yard != nil {
		t.yard.day()
	}
	t.plan(t.now+day, t.day)
}

// A budget is how often what begins on an average day.
type budget struct{ newcomers, threads, series, commits float64 }

func (t *town) budget() budget {
	const (
		days      = 91.3
		perSeries = 9.0  // mails about an average series
		perThread = 3.55 // mails of an average discussion
		applied   = 1.45 // commits of an average series
		perWork   = 1.14 // commits of an average piece of other work
		upkeep    = 5    // commits a quarter for releases and .mailmap
	)
	messages, commits := float64(t.o.Messages), float64(t.o.Commits)
	series := min(0.25*commits, 0.45*messages/perSeries)
	newcomers := 0.28 * math.Pow(messages, 0.75)
	return budget{
		newcomers: newcomers / days,
		threads:   max(messages-perSeries*series-14-perThread*newcomers, 0.05*messages) / perThread / days,
		series:    series / days,
		commits:   max(commits-applied*series-upkeep, 0) / perWork / days,
	}
}

// rhythm is today's share of an average day: the year, the week, growth, and
// the noise of the quarter.
func (t *town) rhythm() float64 {
	year := []float64{1, 1.08, 1.1, 1.05, 1.02, 1, .85, .78, 1.05, 1.12, 1.1, .85}
	d := time.Unix(t.now, 0).UTC()
	r := year[d.Month()-1]
	if d.Month() == time.December && d.Day() > 22 {
		r = 0.4
	}
	if free(t.now) {
		r *= 0.5
	} else {
		r *= 1.2
	}
	years := float64(t.now-t.cal.start()) / float64(365*day)
	return r * t.noise[t.cal.quarter(t.now)] * math.Pow(1+t.o.Growth, years)
}

// moment is a time of today, mostly in the afternoon.
func (t *town) moment() int64 {
	h := 14 + 4.5*t.talk.NormFloat64()
	return t.now + int64(min(max(h, 0.1), 23.9)*float64(hour))
}

// clear moves the start of a discussion away from the weekends on which its
// deadline would be the very instant at which a quarter ends: whether that
// instant is before or after the end is for hand-made cases to say.
func (t *town) clear(at int64) int64 {
	due := deadline(at, 5)
	if q := t.cal.quarter(due); q >= 0 && t.cal.bounds[q] == due {
		return at + 2*day
	}
	return at
}

// arrive is a newcomer's first step.
func (t *town) arrive() {
	p := t.crowd.join(t.now, t.talk.chance(0.35), false)
	if p.coder && t.talk.chance(0.4) {
		t.submit(p)
		return
	}
	on := onUsers
	if p.coder {
		on = onDevel
	}
	t.plan(t.clear(t.now), func() { t.discuss(p, on) })
}

// promote keeps the number of keepers: the most active coder becomes one.
func (t *town) promote() {
	if len(t.crowd.keepers.people) >= t.keepers {
		return
	}
	var best *person
	for _, p := range t.crowd.coders.people {
		if !p.keeper && (best == nil || p.weight > best.weight) {
			best = p
		}
	}
	if best == nil {
		t.crowd.join(t.now, true, true)
	} else {
		best.keeper = true
		best.weight = max(best.weight, 5)
		best.leaves = max(best.leaves, t.now) + t.crowd.stay(true)
	}
	t.crowd.gather(t.now)
}
