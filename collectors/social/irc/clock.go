package irc

import (
	"regexp"
	"strings"
	"time"
)

var (
	iso    = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(Z|[+-]\d\d:?\d\d)?(\t|  ?)`)
	clock  = regexp.MustCompile(`^(\d\d:\d\d)(:\d\d)? `)
	opened = regexp.MustCompile(`^--- (?:Log (?:opened|closed)|Day changed) \w{3} (\w{3} \d\d)( \d\d:\d\d:\d\d)? (\d{4})$`)
)

// split finds when a line was written, and how to read what it says.
func (l *log) split(text string) (at time.Time, what func() (event, error), err error) {
	if m := iso.FindStringSubmatch(text); m != nil {
		at, err = l.instant(m[1], m[2], m[3])
		rest := text[len(m[0]):]
		switch m[4] {
		case "\t":
			return at, func() (event, error) { return weechat(rest) }, err
		case "  ":
			return at, func() (event, error) { return supybot(rest) }, err
		}
		return at, func() (event, error) { return botbot(rest) }, err
	}
	if m := opened.FindStringSubmatch(text); m != nil {
		return l.dayChanged(m)
	}
	m := clock.FindStringSubmatch(text)
	if m == nil {
		return at, nil, errTime
	}
	day := l.state.Day
	if day == "" {
		day = l.named
	}
	if day == "" {
		return at, nil, errDay
	}
	at, err = l.instant(day, m[1]+orZero(m[2]), "")
	return at, func() (event, error) { return irssi(text[len(m[0]):]) }, err
}

func orZero(seconds string) string {
	if seconds == "" {
		return ":00"
	}
	return seconds
}

// dayChanged reads irssi's `--- Day changed Wed Aug 05 2015`.
func (l *log) dayChanged(m []string) (at time.Time, what func() (event, error), err error) {
	day, err := time.Parse("Jan 02 2006", m[1]+" "+m[3])
	if err != nil {
		return at, nil, errTime
	}
	l.state.Day = day.Format(time.DateOnly)
	at, err = l.instant(l.state.Day, strings.TrimSpace(orMidnight(m[2])), "")
	return at, func() (event, error) { return event{kind: system}, nil }, err
}

func orMidnight(hour string) string {
	if hour == "" {
		return "00:00:00"
	}
	return hour
}

// instant is a time of the log's zone, or of the offset that stands with it. When
// clocks are set back an hour happens twice: it is the second time if otherwise the
// log would go back.
func (l *log) instant(day, hour, offset string) (time.Time, error) {
	if offset != "" {
		at, err := time.Parse("2006-01-02 15:04:05 Z0700", day+" "+hour+" "+strings.Replace(offset, ":", "", 1))
		if err != nil {
			return at, errTime
		}
		return at.UTC(), nil
	}
	at, err := time.ParseInLocation(time.DateTime, day+" "+hour, l.zone)
	if err != nil {
		return at, errTime
	}
	same := func(other time.Time) bool { return other.Format(time.DateTime) == at.Format(time.DateTime) }
	if earlier := at.Add(-time.Hour); same(earlier) {
		at = earlier
	}
	if again := at.Add(time.Hour); at.Before(l.state.Last) && !again.Before(l.state.Last) && same(again) {
		at = again
	}
	return at.UTC(), nil
}
