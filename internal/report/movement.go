package report

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// mostAlso is how many further changes one sentence names.
const mostAlso = 5

// also lists changes shortly: People who write +23 % (good).
func also(tiles []*Tile) string {
	var parts []string
	for i, t := range tiles {
		if i == mostAlso {
			parts = append(parts, fmt.Sprintf("and %d more", len(tiles)-i))
			break
		}
		part := t.Title + " " + t.YearBefore.Text
		if t.YearBefore.News != "" {
			part += " (" + t.YearBefore.News + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// surest orders changes by how little chance explains them.
func surest(x, y *Tile) int {
	return cmp.Or(cmp.Compare(chance(x), chance(y)), -cmp.Compare(size(x), size(y)))
}

func chance(t *Tile) float64 {
	if t.YearBefore.P == nil {
		return 1
	}
	return *t.YearBefore.P
}

func size(t *Tile) float64 {
	if t.YearBefore.Amplitude == nil {
		return 0
	}
	return math.Abs(*t.YearBefore.Amplitude)
}

// movement is 41 authors… in words: Authors: 41, 52 % more than a year before
// (+31 to +76 %), more than the usual noise.
func movement(t *Tile) string {
	text := t.Title + ": " + t.Text
	c := t.YearBefore
	switch {
	case c.Amplitude == nil:
		text += ", " + c.Verdict + " on a year before"
	case t.Kind == "count":
		text += ", " + than(c, "a year before")
	default:
		text += ", " + c.Text + " on a year before"
	}
	if c.Range != "" {
		text += " (" + c.Range + ")"
	}
	return text + ", beyond its usual noise" + map[string]string{"good": " – good news", "bad": " – bad news"}[c.News]
}

// compared is ", 52 % more than a year before", with what the verdict says of
// it, as far as the change is known.
func (h *teller) compared(t *Tile) string {
	c := t.YearBefore
	text := than(c, "a year before")
	if text == "" {
		return ""
	}
	if c.Days > 0 {
		return fmt.Sprintf(", %s in as many days", text)
	}
	switch c.Verdict {
	case "up", "down":
		text += ", beyond the usual noise"
	case "steady":
		text += ", within the usual noise"
	case "unclear":
		text += ", which may be chance"
	}
	return ", " + text
}

// than words the change of a count.
func than(c Change, when string) string {
	if c.Amplitude == nil {
		return ""
	}
	size := math.Abs(*c.Amplitude)
	direction := "more"
	if *c.Amplitude < 0 {
		direction = "fewer"
	}
	switch {
	case size == 0:
		return "as many as " + when
	case c.Measure != "ratio":
		return grouped(size, 0) + " " + direction + " than " + when
	case math.Round(100*size) == 0:
		return "about as many as " + when
	default:
		return strings.TrimLeft(c.Text, "+"+minus) + " " + direction + " than " + when
	}
}
