package report

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// How much of foreign text a digest shows.
const (
	longestTitle = 120
	longestName  = 60
)

// nobodyNamed stands for a person whose name no public source says.
const nobodyNamed = "somebody"

// called is a person's name as a digest shows it.
func called(name string) string {
	if name = cut(turned(strings.Join(strings.Fields(Plain(name)), " ")), longestName); name == "" {
		return nobodyNamed
	}
	return name
}

// inverted is Last, First; what stands behind a comma may be no first name.
var inverted = regexp.MustCompile(`^([^,]+), ([^,]+)$`)

var title = regexp.MustCompile(`(?i)^(jr|sr|ii|iii|phd|md|inc|ltd|llc|gmbh|co|corp)\.?$`)

// turned puts the first name first, since names are told in a row with commas.
func turned(name string) string {
	parts := inverted.FindStringSubmatch(name)
	if parts == nil || title.MatchString(parts[2]) {
		return name
	}
	return parts[2] + " " + parts[1]
}

// begins is a name at the beginning of a sentence.
func begins(name string) string {
	if name = called(name); name == nobodyNamed {
		return "Somebody"
	}
	return name
}

// cut shortens a text to a number of characters.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:most-1]), " ") + "…"
}

// marks are what stands before a patch's subject: Re: and [PATCH v2 1/5].
var marks = regexp.MustCompile(`(?i)^(?:(?:re|fwd?|aw|sv|antw|tr|res)\s*:|\[[^\]]*\bpatch[^\]]*\])\s*`)

// headed is a subject without the marks of patches and replies and the tags that
// lists add.
func headed(subject string, lists ...string) string {
	text := strings.Join(strings.Fields(Plain(subject)), " ")
	for {
		rest := marks.ReplaceAllString(text, "")
		for _, list := range lists {
			if tag := "[" + list + "]"; len(rest) > len(tag) && strings.EqualFold(rest[:len(tag)], tag) {
				rest = strings.TrimSpace(rest[len(tag):])
			}
		}
		if rest == text {
			break
		}
		text = rest
	}
	if text == "" {
		return "(no subject)"
	}
	return cut(text, longestTitle)
}

// on is a day as a digest says it: on Thursday in its week, else on 4 Jul, with
// the year where it is another one.
func (e *editor) on(at time.Time) string {
	switch {
	case e.week.holds(at):
		return "on " + at.UTC().Format("Monday")
	case at.Year() == e.week.End.Year() || at.Year() == e.week.Start.Year():
		return "on " + strings.ReplaceAll(at.UTC().Format("2 Jan"), " ", tie)
	default:
		return "on " + strings.ReplaceAll(Day(at), " ", tie)
	}
}

// holds tells whether an instant is in the period.
func (p Period) holds(at time.Time) bool { return !at.Before(p.Start) && at.Before(p.End) }

// lasted is how long something took: 6 min, 3.1 days.
func lasted(from, to time.Time) string {
	hours := max(0, to.Sub(from).Hours())
	if hours < 1./60 {
		return "a minute"
	}
	return Definition{Kind: "duration", Unit: "hours"}.Text(hours)
}

// days is how many whole days something has waited at the end of the week.
func (e *editor) days(since time.Time) string {
	return Count(uint64(max(0, e.week.End.Sub(since))/(24*time.Hour)), "days")
}

// enumerate is A, B and C; beyond some: A, B and 3 more.
func enumerate(names []string, most int) string {
	if more := len(names) - most; more > 1 {
		names = append(names[:most:most], fmt.Sprintf("%d more", more))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// article is a number as a series of patches says it: a patch, 5 patches.
func article(patches uint16) string {
	if patches > 1 {
		return Count(uint64(patches), "patches")
	}
	return "a patch"
}

// capital begins a text of ours with a capital letter.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// sortedUnique are names in the order of the alphabet, each once.
func sortedUnique(names []string) []string {
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(strings.Compare(strings.ToLower(x), strings.ToLower(y)), strings.Compare(x, y))
	})
	return slices.Compact(names)
}
