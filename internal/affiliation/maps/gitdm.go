package maps

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// An Entry says for whom one address, account or domain stood for some time.
type Entry struct {
	Address, Login, Domain string // one of them is given
	Organisation           string // as the file calls it
	From, Until            time.Time
}

// dated is what follows a key in a map: a company, and the first day after.
var dated = regexp.MustCompile(`^(.*?)\s*(?:<\s*(\d{4}-\d{2}-\d{2})\s*)?$`)

// longest is the length of a line that is still read.
const longest = 1 << 20

// Gitdm reads a domain map or an e-mail map of gitdm: in each line an address or
// a domain, a company, and perhaps `< 2014-04-30`, the day on which it ended.
func Gitdm(r io.Reader) (entries []Entry, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		key, value := line, ""
		if space := strings.IndexAny(line, " \t"); space > 0 {
			key, value = line[:space], line[space:]
		}
		entry, err := job(value)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if entry.Address = strings.ToLower(key); !strings.Contains(key, "@") {
			entry.Address, entry.Domain = "", entry.Address
		}
		entries = append(entries, entry)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read lines: %w", err)
	}
	return successive(entries), nil
}

// job reads a company with the day on which it ended.
func job(text string) (Entry, error) {
	parts := dated.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil || parts[1] == "" || strings.ContainsAny(parts[1], "<\x00") {
		return Entry{}, fmt.Errorf("want a company, perhaps with `< 2014-04-30` behind it")
	}
	entry := Entry{Organisation: parts[1]}
	if parts[2] == "" {
		return entry, nil
	}
	var err error
	if entry.Until, err = time.Parse(time.DateOnly, parts[2]); err != nil || entry.Until.Year() < 1970 || entry.Until.Year() > 2099 {
		return Entry{}, fmt.Errorf("%q is no day from 1970 to 2099", parts[2])
	}
	return entry, nil
}

// successive gives the entries of one key their first days: each begins where
// the one before it ended, the first always was. The order is that of the days.
func successive(entries []Entry) []Entry {
	slices.SortStableFunc(entries, func(a, b Entry) int {
		keyA, keyB := a.key(), b.key()
		return cmp.Or(slices.Compare(keyA[:], keyB[:]), compareEnds(a.Until, b.Until))
	})
	kept := entries[:0]
	for _, e := range entries {
		if n := len(kept); n > 0 && kept[n-1].key() == e.key() {
			e.From = kept[n-1].Until
			if e.From.IsZero() || e.From.Equal(e.Until) {
				continue // two that end on one day: the later line says nothing
			}
		}
		kept = append(kept, e)
	}
	return kept
}

func (e Entry) key() [3]string { return [3]string{e.Address, e.Login, e.Domain} }

// compareEnds orders days, no day being the last.
func compareEnds(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		return cmp.Compare(yes(a.IsZero()), yes(b.IsZero()))
	}
	return a.Compare(b)
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}
