package message

import (
	"strings"
	"time"
)

// ParseDate reads a date as mail has it: RFC 5322 with its obsolete forms,
// asctime, ISO 8601 and what lies between them, in any order of their parts,
// without regard to the day of the week. Years of two digits are those of RFC
// 5322; a missing or unknown zone is UTC. It returns the time in UTC and the
// zone's offset in minutes.
//
// Offsets above a day are ignored. Others are believed, but the one returned
// lies within -12:00 … +14:00: git, asked to store 09:00 -0700, writes 09:00
// +1700 of the next day, which is the same moment.
func ParseDate(s string) (t time.Time, offset int, ok bool) {
	const longest = 200
	p := dateParts{year: -1, month: -1, day: -1, hour: -1}
	s = s[:min(len(s), longest)]
	for s != "" {
		if s[0] == '(' { // a comment, mostly the zone's name
			_, s, _ = strings.Cut(s, ")")
			continue
		}
		n := strings.IndexAny(s, " \t\r\n,(")
		if n < 0 {
			n = len(s)
		}
		if n > 0 && !p.take(s[:n]) {
			return time.Time{}, 0, false
		}
		s = s[n:]
		if s != "" && s[0] != '(' {
			s = s[1:]
		}
	}
	return p.time()
}

type dateParts struct {
	year, month, day     int
	hour, minute, second int
	zone                 int // minutes
	zoned                bool
	yearDigits           int
}

// take reads one word; false means that it belongs in no date.
func (p *dateParts) take(w string) bool {
	switch c := w[0]; {
	case (c == '+' || c == '-') && len(w) > 1 && digit(w[1]):
		return p.takeZone(w)
	case digit(c):
		return p.takeNumber(w)
	case asciiLetter(c):
		return p.takeName(w)
	}
	return w == "." || w == "-"
}

func (p *dateParts) takeName(w string) bool {
	if month := monthOf(w); month > 0 && p.month < 0 {
		p.month = month
		return true
	}
	if p.hour >= 0 && len(w) == 2 && w[1]|0x20 == 'm' && p.hour <= 12 {
		switch w[0] | 0x20 {
		case 'p':
			p.hour = p.hour%12 + 12
		case 'a':
			p.hour %= 12
		}
		return true
	}
	if offset, ok := zoneOf(w); ok && !p.zoned {
		p.zone, p.zoned = offset, true
	}
	return true // a weekday, "at", a zone nobody knows
}

func (p *dateParts) takeNumber(w string) bool {
	if i := strings.IndexByte(w, ':'); i > 0 {
		if t := strings.IndexAny(w[:i], "Tt"); t > 0 { // 2004-01-31T12:00:00Z
			return p.takeNumber(w[:t]) && p.takeClock(w[t+1:])
		}
		return p.takeClock(w)
	}
	if strings.Count(w, "-") == 2 || strings.Count(w, "/") == 2 {
		return p.takeJoined(w)
	}
	n, rest := number(w)
	switch digits := len(w) - len(rest); {
	case digits <= 2 && p.day < 0 && n >= 1 && n <= 31:
		p.day = n
	case digits <= 4 && p.year < 0:
		p.year, p.yearDigits = n, digits
	case strings.Count(w, ".") == 2 && p.hour < 0: // 12.30.00
		return p.takeClock(strings.ReplaceAll(w, ".", ":"))
	case digits == 4 && p.hour >= 0 && !p.zoned: // a zone that lost its sign
		return true
	default:
		return false
	}
	return rest == "" || rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "."
}

// takeJoined reads 31-Jan-2004 and 2004-01-31.
func (p *dateParts) takeJoined(w string) bool {
	if p.day >= 0 || p.year >= 0 {
		return false
	}
	f := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' })
	if len(f) != 3 {
		return false
	}
	if len(f[0]) == 4 {
		f[0], f[2] = f[2], f[0]
	}
	if month, rest := number(f[1]); month >= 1 && month <= 12 && rest == "" {
		p.month = month
	} else if p.month = monthOf(f[1]); p.month == 0 {
		return false
	}
	var restDay, restYear string
	p.day, restDay = number(f[0])
	p.year, restYear = number(f[2])
	p.yearDigits = len(f[2])
	return restDay == "" && restYear == ""
}

// takeClock reads 12:30, 12:30:00, 12:30:00.25 and a zone right behind them.
func (p *dateParts) takeClock(w string) bool {
	if p.hour >= 0 {
		return false
	}
	var rest string
	p.hour, rest = number(w)
	if rest == "" || rest[0] != ':' {
		return false
	}
	p.minute, rest = number(rest[1:])
	if rest != "" && rest[0] == ':' {
		p.second, rest = number(rest[1:])
	}
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		_, rest = number(rest[1:])
	}
	switch {
	case rest == "":
		return true
	case rest[0] == '+' || rest[0] == '-':
		return p.takeZone(rest)
	}
	return asciiLetter(rest[0]) && p.takeName(rest)
}

func (p *dateParts) takeZone(w string) bool {
	if p.zoned {
		return true
	}
	digits := strings.Replace(w[1:], ":", "", 1)
	n, rest := number(digits)
	if rest != "" && rest[0] != '.' {
		return p.hour >= 0 // nonsense behind a time: no zone
	}
	p.zoned = true
	if len(digits) <= 2 {
		n *= 100
	}
	if n%100 > 59 || n > 2400 {
		return true
	}
	p.zone = n/100*60 + n%100
	if w[0] == '-' {
		p.zone = -p.zone
	}
	return true
}

func (p *dateParts) time() (t time.Time, offset int, ok bool) {
	if p.year < 0 || p.month < 1 || p.day < 1 {
		return t, 0, false
	}
	switch {
	case p.yearDigits <= 2 && p.year < 50:
		p.year += 2000
	case p.yearDigits <= 3: // 104 is what programs wrote that added 1900 only on paper
		p.year += 1900
	}
	p.hour = max(p.hour, 0)
	if p.hour > 24 || p.minute > 59 || p.second > 60 {
		return t, 0, false
	}
	t = time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.second, 0, time.UTC)
	if t.Day() != p.day && p.hour != 24 && p.second != 60 {
		return time.Time{}, 0, false // 31 February
	}
	t, offset = t.Add(-time.Duration(p.zone)*time.Minute), p.zone
	if offset > 14*60 {
		offset -= 24 * 60
	} else if offset < -12*60 {
		offset += 24 * 60
	}
	return t, offset, true
}

func number(s string) (n int, rest string) {
	i := 0
	for i < len(s) && digit(s[i]) {
		if i < 9 {
			n = n*10 + int(s[i]-'0')
		}
		i++
	}
	return n, s[i:]
}

func digit(c byte) bool       { return '0' <= c && c <= '9' }
func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// monthOf returns 1 … 12 for a month's English name or its first three
// letters, else 0.
func monthOf(w string) int {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(w) < 3 {
		return 0
	}
	short := [3]byte{w[0] | 0x20, w[1] | 0x20, w[2] | 0x20}
	for i := 0; i < len(months); i += 3 {
		if months[i:i+3] == string(short[:]) {
			full := time.Month(i/3 + 1).String()
			w = strings.TrimSuffix(w, ".")
			if len(w) == 3 || strings.EqualFold(w, full) || strings.EqualFold(w, "sept") {
				return i/3 + 1
			}
		}
	}
	return 0
}

// zoneOf knows the zones of RFC 5322 and the European ones that its list
// forgot; any other name is ambiguous.
func zoneOf(w string) (minutes int, ok bool) {
	const hour = 60
	switch strings.ToUpper(w) {
	case "UT", "UTC", "GMT", "Z", "WET":
		return 0, true
	case "EST", "CDT":
		return -5 * hour, true
	case "EDT":
		return -4 * hour, true
	case "CST", "MDT":
		return -6 * hour, true
	case "MST", "PDT":
		return -7 * hour, true
	case "PST":
		return -8 * hour, true
	case "CET", "MET", "BST", "WEST":
		return hour, true
	case "CEST", "MEST", "EET":
		return 2 * hour, true
	case "EEST", "MSK":
		return 3 * hour, true
	case "JST":
		return 9 * hour, true
	}
	return 0, false
}
