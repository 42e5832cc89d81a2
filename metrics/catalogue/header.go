package catalogue

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The words that a header may use.
var (
	ids       = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)
	headLine  = regexp.MustCompile(`^-- ([a-z]+): (\S.*)$`)
	headUnits = regexp.MustCompile(`^(messages|people|threads|hours|days|ratio|commits|lines|tags|releases|changes|versions|components|organisations|issues|responses|points|posts|reshares|reactions|accounts)$`)
	kinds     = regexp.MustCompile(`^(count|share|duration|parts|level|table)$`)
	betters   = regexp.MustCompile(`^(higher|lower|target|none)$`)
	areas     = regexp.MustCompile(`^(products|website|community|social|none)$`)
	needs     = regexp.MustCompile(`^(any|(mail|code|forge|survey|social|forum|chat)(\|(mail|code|forge|survey|social|forum|chat))*)$`)
	looks     = regexp.MustCompile(`^(now|previous|ever|both)$`)
	audiences = regexp.MustCompile(`^(board|manager|analyst)$`)
	aparts    = regexp.MustCompile(`^organisation$`)
	anything  = regexp.MustCompile(`^.*$`)
)

// A field is one line of the header; the lines stand in this order.
type field struct {
	name   string
	want   *regexp.Regexp // what each word or the whole value must match
	list   bool           // words separated by ", "
	absent bool           // may be left out
	set    func(*KPI, []string)
}

func fields() []field {
	return []field{
		{name: "id", want: ids, set: func(k *KPI, v []string) { k.ID = v[0] }},
		{name: "title", want: anything, set: func(k *KPI, v []string) { k.Title = v[0] }},
		{name: "question", want: regexp.MustCompile(`\?$`), set: func(k *KPI, v []string) { k.Question = v[0] }},
		{name: "unit", want: headUnits, set: func(k *KPI, v []string) { k.Unit = v[0] }},
		{name: "kind", want: kinds, set: func(k *KPI, v []string) { k.Kind = Kind(v[0]) }},
		{name: "better", want: betters, set: func(k *KPI, v []string) { k.Better = Better(v[0]) }},
		{name: "area", want: areas, set: func(k *KPI, v []string) { k.Area = v[0] }},
		{name: "needs", want: needs, list: true, set: setNeeds},
		{name: "looks", want: looks, set: func(k *KPI, v []string) { k.Looks = Looks(v[0]) }},
		{name: "audience", want: audiences, list: true, set: func(k *KPI, v []string) { k.Audience = v }},
		{name: "chaoss", want: anything, absent: true, set: func(k *KPI, v []string) { k.CHAOSS = v[0] }},
		{name: "apart", want: aparts, absent: true, set: func(k *KPI, _ []string) { k.Apart = true }},
		{name: "version", want: regexp.MustCompile(`^[1-9][0-9]{0,3}$`), set: setVersion},
	}
}

func setNeeds(k *KPI, v []string) {
	for _, need := range slices.Sorted(slices.Values(v)) {
		k.Needs = append(k.Needs, Need(need))
	}
}

func setVersion(k *KPI, v []string) {
	n, _ := strconv.ParseUint(v[0], 10, 16) // four digits, by the expression
	k.Version = uint16(n)
}

// parse reads a query.sql: the header, then the text of one statement.
func parse(text string) (KPI, error) {
	var kpi KPI
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	at := 0
	for _, f := range fields() {
		used, err := f.read(&kpi, lines[at])
		if err != nil {
			return KPI{}, fmt.Errorf("line %d: %w", at+1, err)
		}
		if used && at+1 < len(lines) {
			at++
		}
	}
	kpi.SQL = strings.TrimSpace(strings.Join(lines[at:], "\n"))
	return kpi, nil
}

// read takes the field from a line, and reports whether the line was used.
func (f field) read(kpi *KPI, line string) (bool, error) {
	part := headLine.FindStringSubmatch(line)
	if part == nil || part[1] != f.name {
		if f.absent {
			return false, nil
		}
		return false, fmt.Errorf("want the header line `-- %s: …`, found %q", f.name, line)
	}
	values := []string{strings.TrimSpace(part[2])}
	if f.list {
		values = strings.Split(values[0], ", ")
	}
	for i, value := range values {
		if !f.want.MatchString(value) || slices.Contains(values[:i], value) {
			return false, fmt.Errorf("%s: %q is not among what may stand there", f.name, value)
		}
	}
	f.set(kpi, values)
	return true, nil
}

// parseAbout reads an about.md: three sections with fixed headings.
func parseAbout(text string) (About, error) {
	var about About
	rest := strings.ReplaceAll(text, "\r\n", "\n")
	for _, section := range []struct {
		heading, next string
		into          *string
	}{
		{"## How to read it", "## How it misleads", &about.Read},
		{"## How it misleads", "## How it is gamed", &about.Misleads},
		{"## How it is gamed", "", &about.Gamed},
	} {
		rest = strings.TrimSpace(rest)
		body, ok := strings.CutPrefix(rest, section.heading+"\n")
		if !ok {
			return About{}, fmt.Errorf("want the heading %q next", section.heading)
		}
		if rest = ""; section.next != "" {
			if at := strings.Index(body, section.next); at >= 0 {
				body, rest = body[:at], body[at:]
			}
		}
		if *section.into = strings.TrimSpace(body); *section.into == "" || strings.Contains(*section.into, "\n#") {
			return About{}, fmt.Errorf("%q: want plain paragraphs", section.heading)
		}
	}
	return about, nil
}
