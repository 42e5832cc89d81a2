package report

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"goldenratio/metrics/calendar"
)

// weekDays are a week's length.
const weekDays = 7

// choose finds the week that is asked for and what each source says of it.
func (e *editor) choose(ctx context.Context, label string) error {
	last, err := e.latest(ctx)
	if err != nil {
		return err
	}
	if label == "" || label == "latest" {
		e.week = last
	} else if e.week, err = parseWeek(label, e.compute.AsOf, last); err != nil {
		return err
	}
	if e.sources, err = e.spans(ctx, e.week); err != nil {
		return err
	}
	e.mail, e.code, e.forge, e.forum = e.cover("mail"), e.cover("code"), e.cover("forge"), e.cover("forum")
	return nil
}

// latest is the last week that was over when the numbers were made and that the
// lists, forges or forums speak for; the code, where none is collected.
func (e *editor) latest(ctx context.Context) (Period, error) {
	sources, err := e.spans(ctx, weekOf(e.compute.AsOf))
	if err != nil {
		return Period{}, err
	}
	var until time.Time
	for _, kinds := range [][]string{{"mail", "forge", "forum"}, {"code"}} {
		for _, s := range sources {
			if slices.Contains(kinds, s.Kind) && s.Until.After(until) {
				until = s.Until
			}
		}
		if !until.IsZero() {
			break
		}
	}
	if until.IsZero() || until.After(e.compute.AsOf) {
		until = e.compute.AsOf
	}
	return weekOf(weekOf(until).Start.AddDate(0, 0, -1)), nil
}

// parseWeek reads a label; a week that is not over has no digest yet.
func parseWeek(label string, asOf time.Time, last Period) (Period, error) {
	days, err := calendar.New(1, nil)
	if err != nil {
		return Period{}, err
	}
	found, err := days.Parse(label)
	switch {
	case err != nil || found.Grain != calendar.Week || found.Start.Unix() < 0:
		return Period{}, fmt.Errorf("%w %q: a week is written 2020-W08; the last whole one is %s", ErrUnknownWeek, Plain(label), last.Label)
	case found.End.After(asOf):
		return Period{}, fmt.Errorf("%w %q: the numbers go up to %s; the last whole week is %s", ErrUnknownWeek, Plain(label), Day(asOf), last.Label)
	}
	return weekOf(found.Start), nil
}

// weekOf is the week that an instant belongs to.
func weekOf(at time.Time) Period {
	y, m, d := at.UTC().Date()
	monday := time.Date(y, m, d-(int(at.UTC().Weekday())+6)%weekDays, 0, 0, 0, 0, time.UTC)
	year, number := monday.ISOWeek()
	end := monday.AddDate(0, 0, weekDays)
	return Period{Label: fmt.Sprintf("%04d-W%02d", year, number), Words: weekWords(monday, end.AddDate(0, 0, -1)), Start: monday, End: end}
}

// weekWords is 17–23 Feb 2020.
func weekWords(first, last time.Time) string {
	switch {
	case first.Year() != last.Year():
		return Day(first) + " – " + Day(last)
	case first.Month() != last.Month():
		return first.Format("2 Jan") + " – " + Day(last)
	default:
		return first.Format("2") + "–" + Day(last)
	}
}

// before is the label of the week before; empty where no source goes back so
// far.
func (e *editor) before() string {
	for _, s := range e.sources {
		if !s.First.IsZero() && s.First.Before(e.week.Start) {
			return weekOf(e.week.Start.AddDate(0, 0, -1)).Label
		}
	}
	return ""
}

// after is the label of the week after, if it is over.
func (e *editor) after() string {
	if next := weekOf(e.week.End); !next.End.After(e.compute.AsOf) {
		return next.Label
	}
	return ""
}

// cover is how far the sources of a kind speak for the week.
type cover struct {
	kind               string
	sources            []sourceWeek
	covering           []string // lists or repositories that a source covers from Monday to Sunday
	partly             []string // that a source covers in part
	thin               []string // that only sources cover which miss things
	dark               []string // that none does
	first, last        time.Time
	received, expected uint64
}

// speaks tells that something of the week is known.
func (c cover) speaks() bool { return len(c.covering)+len(c.partly)+len(c.thin) > 0 }

// complete tells that every list or repository is covered: that nothing happened
// can be said.
func (c cover) complete() bool { return len(c.covering) > 0 && !c.gaps() }

// gaps tells that something of the week is not known.
func (c cover) gaps() bool { return len(c.partly)+len(c.thin)+len(c.dark) > 0 }

// whole tells that the week can be compared with others.
func (c cover) whole() bool {
	return c.complete() && c.share() >= leastCoverage
}

// members are the lists or repositories of which something is known.
func (c cover) members() []string {
	var all []string
	for _, member := range slices.Concat(c.covering, c.partly, c.thin) {
		all = append(all, called(member))
	}
	return sortedUnique(all)
}

// share is how much of what was expected was received.
func (c cover) share() float64 {
	if c.expected == 0 {
		return 1
	}
	return min(1, float64(c.received)/float64(c.expected))
}

func (e *editor) cover(kind string) cover {
	c := cover{kind: kind}
	members := map[string][]sourceWeek{}
	for _, s := range e.sources {
		if s.Kind != kind {
			continue
		}
		c.sources = append(c.sources, s)
		members[s.Member] = append(members[s.Member], s)
		c.received, c.expected = c.received+s.Received, c.expected+s.Expected
		if !s.From.IsZero() && (c.first.IsZero() || s.From.Before(c.first)) {
			c.first = s.From
		}
		if s.Until.After(c.last) {
			c.last = s.Until
		}
	}
	for _, member := range slices.Sorted(maps.Keys(members)) {
		switch reached, any := together(members[member], e.week); {
		case any && !slices.ContainsFunc(members[member], func(s sourceWeek) bool { return !s.Lossy }):
			c.thin = append(c.thin, member)
		case !reached.Before(e.week.End):
			c.covering = append(c.covering, member)
		case any:
			c.partly = append(c.partly, member)
		default:
			c.dark = append(c.dark, member)
		}
	}
	return c
}

// together is how far into a week the sources of one list or repository reach
// from Monday on without a gap, and whether any of them speaks for a part of it.
func together(sources []sourceWeek, week Period) (reached time.Time, part bool) {
	slices.SortFunc(sources, func(x, y sourceWeek) int { return cmp.Or(x.From.Compare(y.From), x.Until.Compare(y.Until)) })
	reached = week.Start
	for _, s := range sources {
		part = part || s.From.Before(week.End) && s.Until.After(week.Start)
		if !s.From.After(reached) && s.Until.After(reached) {
			reached = s.Until
		}
	}
	return reached, part
}

// covers tells that a source speaks for a whole week.
func (s sourceWeek) covers(week Period) bool {
	return !s.From.After(week.Start) && !s.Until.Before(week.End)
}

// missing says what the sources do not cover: a week of which nothing is known
// must not look like a quiet one.
func (e *editor) missing() []string {
	var all []string
	for _, c := range []cover{e.mail, e.code, e.forge, e.forum} {
		all = append(all, c.missing(e.week)...)
	}
	return all
}

// nouns are what the sources of a kind are called, and what they hold.
func (c cover) nouns() (sources, items string) {
	switch c.kind {
	case "code":
		return "The repositories", "commits"
	case "forge":
		return "The forges", "issues and requests"
	case "forum":
		return "The forums", "questions and answers"
	default:
		return "The mailing lists", "mails"
	}
}

func (c cover) missing(week Period) []string {
	what, items := c.nouns()
	var all []string
	switch {
	case len(c.sources) == 0:
		return nil
	case !c.speaks() && c.last.IsZero():
		return []string{fmt.Sprintf("%s are not collected yet.", what)}
	case !c.speaks():
		return []string{fmt.Sprintf("%s are not covered in this week: what is collected goes %s.", what, c.reach())}
	}
	for _, member := range c.dark {
		all = append(all, fmt.Sprintf("Nothing is known of %s in this week: no source covers it.", Plain(member)))
	}
	for _, member := range c.partly {
		all = append(all, fmt.Sprintf("Of %s only a part of this week is covered.", Plain(member)))
	}
	for _, member := range c.thin {
		all = append(all, lossy(called(member)))
	}
	if share := c.share(); share < 1 {
		all = append(all, fmt.Sprintf("%s of the %s that were announced for this week arrived.", Share(share), items))
	}
	return all
}

// reach is from 1 Jul 2019 to 30 Oct 2021.
func (c cover) reach() string {
	var parts []string
	if !c.first.IsZero() {
		parts = append(parts, "from "+Day(c.first))
	}
	parts = append(parts, "to "+Day(c.last))
	return strings.Join(parts, " ")
}
