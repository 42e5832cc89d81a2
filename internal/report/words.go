package report

import (
	"fmt"
	"strings"
	"time"
)

var ordinals = [...]string{"first", "second", "third", "fourth"}

// quarterName is "first quarter" for 2020-Q1, or the label where it is none.
func quarterName(label string) string {
	_, number, found := strings.Cut(label, "-Q")
	if !found || len(number) != 1 || number < "1" || number > "4" {
		return label
	}
	return ordinals[number[0]-'1'] + " quarter"
}

// quarterWords is "first quarter 2020 (Jan–Mar)", or for a fiscal year that
// ends in 2015 "first quarter FY2015 (Apr–Jun 2014)".
func quarterWords(label string, start, end time.Time) string {
	year, _, _ := strings.Cut(label, "-Q")
	months := months(start, end)
	if strings.HasPrefix(year, "FY") {
		months += " " + end.Add(-time.Second).UTC().Format("2006")
	}
	return fmt.Sprintf("%s %s (%s)", quarterName(label), year, months)
}

func months(start, end time.Time) string {
	return start.UTC().Format("Jan") + "–" + end.Add(-time.Second).UTC().Format("Jan")
}

// Day is a date as people write it: 4 Jul 2014.
func Day(t time.Time) string {
	if t.IsZero() || t.Unix() <= 0 {
		return ""
	}
	return t.UTC().Format("2 Jan 2006")
}
