package form

import (
	"cmp"
	"slices"
	"strings"
)

// several recognises cells that hold several options: when they are taken apart
// the same few parts come again and again.
func several(c *Column, _ title, a answers) bool {
	for _, separator := range []string{";", "\n", ","} {
		parts, cells := takeApart(a, separator)
		if cells < 2 || cells*20 < len(a.cells) && !alone(a, separator) {
			continue
		}
		counted := answers{counts: parts}
		total := 0
		for part, n := range parts {
			total += n
			counted.cells = append(counted.cells, slices.Repeat([]string{part}, n)...)
		}
		options, share := counted.often()
		if len(options) < 2 || len(options) > 100 || share < 0.75 || len(parts)*3 > total {
			continue
		}
		slices.SortFunc(options, func(x, y string) int { return cmp.Or(cmp.Compare(parts[y], parts[x]), strings.Compare(x, y)) })
		c.Kind, c.Separator, c.Options, c.Other = Multi, separator, options, share < 1
		return true
	}
	return false
}

// alone reports whether the parts of cells that hold several are cells of their own
// elsewhere.
func alone(a answers, separator string) bool {
	known, unknown := 0, 0
	for v, n := range a.counts {
		parts := Split(v, separator)
		for _, part := range parts {
			switch {
			case len(parts) == 1:
			case a.counts[part] > 1:
				known += n
			default:
				unknown += n
			}
		}
	}
	return known > 3*unknown
}

// takeApart counts the parts of all cells, and the cells that have several.
func takeApart(a answers, separator string) (parts map[string]int, cells int) {
	split := make([][]string, len(a.cells))
	for i, cell := range a.cells {
		split[i] = Split(cell, separator)
	}
	glue := inseparable(split)
	parts = map[string]int{}
	for _, cell := range split {
		joined := glue.join(cell, separator)
		for _, part := range joined {
			parts[part]++
		}
		if len(joined) > 1 {
			cells++
		}
	}
	return parts, cells
}

// Split takes a cell apart at a separator that stands neither in brackets nor
// in quotes. Parts are trimmed, empty ones left out.
func Split(cell, separator string) (parts []string) {
	depth, quoted, from := 0, false, 0
	add := func(part string) {
		if part = strings.Trim(strings.TrimSpace(part), `"`); strings.TrimSpace(part) != "" {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	for i := range len(cell) {
		switch {
		case cell[i] == '(':
			depth++
		case cell[i] == ')':
			depth = max(0, depth-1)
		case cell[i] == '"':
			quoted = !quoted
		case depth == 0 && !quoted && strings.HasPrefix(cell[i:], separator) && !thousands(cell, i):
			add(cell[from:i])
			from = i + len(separator)
		}
	}
	if depth > 0 || quoted { // what opens and does not close means nothing
		parts = nil
		for _, part := range strings.Split(cell, separator) {
			add(part)
		}
		return parts
	}
	add(cell[from:])
	return parts
}

// thousands reports whether the character at i groups the digits of a number.
func thousands(cell string, i int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(cell) && cell[at] >= '0' && cell[at] <= '9' }
	return cell[i] == ',' && digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

// glue says which parts follow only one other, which is never without such a
// follower: an option that has the separator inside.
type glue map[string]string

func inseparable(cells [][]string) glue {
	before, alone := map[string]string{}, map[string]bool{}
	for _, cell := range cells {
		for i, part := range cell {
			head := ""
			if i > 0 {
				head = cell[i-1]
			}
			if one, seen := before[part]; seen && one != head {
				head = ""
			}
			before[part] = head
		}
	}
	for _, cell := range cells {
		for i, part := range cell {
			if i+1 == len(cell) || before[cell[i+1]] != part {
				alone[part] = true
			}
		}
	}
	g := glue{}
	for part, head := range before {
		if head != "" && !alone[head] {
			g[part] = head
		}
	}
	return g
}

func (g glue) join(cell []string, separator string) (out []string) {
	for i, part := range cell {
		if i > 0 && g[part] == cell[i-1] {
			out[len(out)-1] += strings.TrimRight(separator, " ") + " " + part
			continue
		}
		out = append(out, part)
	}
	return out
}
