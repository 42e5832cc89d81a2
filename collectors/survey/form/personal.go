package form

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/redact"
	"goldenratio/collectors/survey/sheet"
)

var about = regexp.MustCompile(`(?i)\b(e-?mail|ip[ -]address|(full|first|last|your|given|family) name|surname|phone|respondent id|collector id|response ?id|participant id|recipient|external ?(data ?)?reference|latitude|longitude|location ?(latitude|longitude)|access code|network id|start ip|refurl|referrer url|custom data|(github|twitter|linkedin|irc|slack)[ -](user ?name|login|handle|id|nick|name|account))\b`)

// personal says why a column must not be stored; empty if it may.
func personal(t title, a answers) string {
	whole := strings.Trim(t.whole, " #?:")
	switch {
	case len(a.cells) == 0:
		return "nobody answers"
	case about.MatchString(whole) && len(whole) < 60, strings.EqualFold(whole, "name"), strings.EqualFold(whole, "token"), strings.EqualFold(whole, "seed"):
		return "who it was"
	case share(a, address) >= 0.2:
		return "addresses"
	case share(a, network) >= 0.5:
		return "network addresses"
	case share(a, clock) >= 0.8:
		return "exact times; `day` instead of `drop` keeps the day"
	case serial(a):
		return "a number for each response"
	}
	return ""
}

// Guard looks for columns that the form keeps and that hold addresses or exact
// times all the same: a slip in the form that would store them.
func (f Form) Guard(t *sheet.Table) error {
	m := mistakes{}
	for i, c := range f.Columns {
		if c.Kind == Drop || c.Kind == Day || c.Kind == Status {
			continue
		}
		a := cells(t.Rows[f.Headers:], i)
		for _, one := range []struct {
			what  string
			found bool
		}{
			{"addresses", share(a, bare) >= 0.2}, {"network addresses", share(a, network) >= 0.5}, {"exact times", share(a, clock) >= 0.8},
		} {
			if one.found {
				m.line(fmt.Sprintf("column %d, %q holds %s: its type must be drop", i+1, c.Column, one.what))
			}
		}
	}
	return m.error("the form keeps what must not be stored")
}

func share(a answers, is func(string) bool) float64 {
	n := 0
	for _, cell := range a.cells {
		if is(cell) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a.cells)))
}

func address(cell string) bool { return redact.Addresses(cell) != cell }

// bare reports whether a cell is an address with a name beside it at most. In own
// words addresses are replaced.
func bare(cell string) bool {
	const most = 3 // words
	return address(cell) && len(strings.Fields(redact.Addresses(cell))) <= most
}

func network(cell string) bool {
	a, err := netip.ParseAddr(cell)
	return err == nil && (a.Is6() || strings.Count(cell, ".") == 3)
}

// clock reports whether a cell is a time of day on some date.
func clock(cell string) bool {
	_, err := day(cell)
	return err == nil && strings.Contains(cell, ":")
}

// day is the day of a time as exports write it.
func day(cell string) (string, error) {
	if len(cell) < 50 {
		for _, layout := range clocks() {
			if at, err := time.Parse(layout, cell); err == nil {
				return at.Format(time.DateOnly), nil
			}
		}
	}
	return "", &Unexplained{"no date", cell}
}

func clocks() []string {
	return []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04", "2006-01-02 15:04:05.999999999 -0700 MST", "2006-01-02 15:04:05 MST",
		"1/2/2006 15:04:05", "1/2/2006 15:04", "1/2/2006 3:04:05 PM", "1/2/2006 3:04 PM", "01/02/06 15:04",
		"2/1/2006 15:04:05", "2/1/2006 15:04", "2.1.2006 15:04:05", "2.1.2006 15:04", "2006/01/02 15:04:05", "2006/01/02 3:04:05 PM MST", "2006/1/2 3:04:05 PM MST-7",
		"2006/01/02 3:04:05 pm MST", "2006/01/02 3:04:05 PM", time.DateOnly, "1/2/2006", "2/1/2006", "2.1.2006", "2006/01/02",
	}
}

// serial reports whether every response has another value, and all are of the
// kind that machines give.
func serial(a answers) bool {
	if len(a.cells) < a.rows*9/10 || len(a.cells) < 8 || len(a.counts) < len(a.cells)*99/100 {
		return false
	}
	for _, cell := range a.cells {
		if len(cell) > 64 || strings.ContainsAny(cell, " \n") || strings.Trim(cell, "0123456789abcdefABCDEF-_R") != "" && !opaque(cell) {
			return false
		}
	}
	return true
}

// opaque reports whether a word is made of letters and digits that nobody would say.
func opaque(cell string) bool {
	return len(cell) >= 8 && strings.ContainsAny(cell, "0123456789") && strings.ContainsAny(cell, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
