package form

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors/survey/sheet"
)

// Guess proposes a form for a table, from its headers and from what the cells
// say. The same table always gives the same form.
func Guess(t *sheet.Table) Form {
	headers := headerRows(t.Rows)
	names := titles(t.Rows[:headers])
	f := Form{Headers: headers, Columns: make([]Column, len(names))}
	each := make([]answers, len(names))
	for i := range names {
		each[i] = cells(t.Rows[headers:], i)
		f.Columns[i] = guess(names[i], each[i])
	}
	together(f.Columns, names, each)
	name(f.Columns, names)
	return f
}

// A column of answers, as it is looked at.
type answers struct {
	cells  []string // trimmed, those that answer
	rows   int      // of the table
	counts map[string]int
	blank  []string
}

func cells(rows [][]string, at int) answers {
	a := answers{rows: len(rows), counts: map[string]int{}}
	for _, row := range rows {
		cell := strings.TrimSpace(row[at])
		if cell == "" {
			continue
		}
		if isBlank(cell) {
			if !slices.Contains(a.blank, cell) {
				a.blank = append(a.blank, cell)
			}
			continue
		}
		a.cells = append(a.cells, cell)
		a.counts[cell]++
	}
	slices.Sort(a.blank)
	return a
}

// isBlank reports whether a cell means that somebody was not asked or did not
// answer.
func isBlank(cell string) bool {
	switch strings.ToLower(cell) {
	case "n/a", "na", "n.a.", "#n/a", "nan", "-", "--", "{}", "null":
		return true
	}
	return false
}

// often are the values that more than one has given, the most frequent first;
// share is how many of the cells hold them.
func (a *answers) often() (values []string, share float64) {
	least, covered := max(2, len(a.cells)/200), 0
	for v, n := range a.counts {
		if n >= least {
			values = append(values, v)
			covered += n
		}
	}
	slices.SortFunc(values, func(x, y string) int {
		return cmp.Or(cmp.Compare(a.counts[y], a.counts[x]), strings.Compare(x, y))
	})
	return values, float64(covered) / float64(max(1, len(a.cells)))
}

// guess looks at one column alone. What must not be stored comes first.
func guess(t title, a answers) Column {
	c := Column{Column: t.whole, Blank: a.blank, Answers: len(a.cells)}
	if states := stated(t, a); states != nil {
		c.Kind, c.States = Status, states
		return c
	}
	if why := personal(t, a); why != "" {
		c.Kind, c.Why = Drop, why
		return c
	}
	for _, try := range []func(*Column, title, answers) bool{ordered, numbers, several, choice} {
		if try(&c, t, a) {
			return c
		}
	}
	c.Kind = Text
	return c
}

// choice recognises a question with options: few, and most answers are among
// them.
func choice(c *Column, _ title, a answers) bool {
	options, share := a.often()
	if len(options) == 0 || len(options) > 80 || share < 0.7 || len(a.cells) < 5 && len(options) > 2 {
		return false
	}
	if long := slices.ContainsFunc(options, func(o string) bool { return len(o) > 400 }); long {
		return false
	}
	c.Kind, c.Options, c.Other = Single, natural(options), share < 1
	return true
}

// natural puts options in the order of the numbers with which they begin, where
// all have one.
func natural(options []string) []string {
	numbers := map[string]float64{}
	for _, o := range options {
		n, ok := leading(o)
		if !ok {
			return options
		}
		numbers[o] = n
	}
	slices.SortStableFunc(options, func(x, y string) int { return cmp.Compare(numbers[x], numbers[y]) })
	return options
}

// together looks again at the columns of one question that has several: what they
// hold all in all says more than each alone, since hardly anybody may have
// ticked one of them.
func together(columns []Column, names []title, each []answers) {
	for from := 0; from < len(columns); {
		to := from + 1
		for to < len(columns) && names[to].of() == names[from].of() && names[to].item != "" {
			to++
		}
		if to-from > 1 && names[from].item != "" {
			group(columns[from:to], names[from:to], each[from:to])
		}
		from = to
	}
}

// group gives the columns of one question the kind that fits them all, where
// there is one. A last column in own words stays what it is.
func group(columns []Column, names []title, each []answers) {
	all := answers{counts: map[string]int{}}
	chosen := make([]int, 0, len(columns)) // those that are no text of their own
	for i := range columns {
		if columns[i].Kind == Text || columns[i].Kind == Drop && len(each[i].cells) > 0 {
			continue
		}
		chosen = append(chosen, i)
		all.cells = append(all.cells, each[i].cells...)
		for v, n := range each[i].counts {
			all.counts[v] += n
		}
	}
	switch c := (Column{}); {
	case len(chosen) < 2 || len(all.counts) == 0:
	case places(names, chosen):
		apply(columns, chosen, Column{Kind: Rank, Options: values(all)})
	case ticked(each, chosen, all):
		apply(columns, chosen, Column{Kind: Tick})
		for _, i := range chosen {
			columns[i].Options = values(each[i])
		}
	case ordered(&c, title{}, all):
		apply(columns, chosen, c)
	}
}

// apply gives columns a kind and its options. Columns that nobody answered take
// part: the question was asked.
func apply(columns []Column, chosen []int, as Column) {
	for _, i := range chosen {
		columns[i].Kind, columns[i].Options, columns[i].Other, columns[i].Why = as.Kind, as.Options, false, ""
	}
}

// values are all that a column holds, the most frequent first.
func values(a answers) []string {
	return slices.SortedFunc(maps.Keys(a.counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(a.counts[y], a.counts[x]), strings.Compare(x, y))
	})
}

var place = regexp.MustCompile(`^(?i:rank(ing)?|place|choice) ?#?\d+$`)

// places reports whether the columns stand for the places of a ranking.
func places(names []title, chosen []int) bool {
	return !slices.ContainsFunc(chosen, func(i int) bool { return !place.MatchString(names[i].item) })
}

// ticked reports whether columns are options that some have ticked: all hold
// yes or no, or each one value of its own.
func ticked(each []answers, chosen []int, all answers) bool {
	if len(all.counts) == 2 {
		yes, no := false, false
		for v := range all.counts {
			yes, no = yes || affirmed(v), no || denied(v)
		}
		if yes && no {
			return true
		}
	}
	return !slices.ContainsFunc(chosen, func(i int) bool { return len(each[i].counts) > 1 })
}

func affirmed(s string) bool {
	return slices.Contains([]string{"yes", "y", "true", "1", "checked", "selected", "x"}, strings.ToLower(s))
}

func denied(s string) bool {
	return slices.Contains([]string{"no", "n", "false", "0", "not checked", "unchecked", "not selected"}, strings.ToLower(s))
}
