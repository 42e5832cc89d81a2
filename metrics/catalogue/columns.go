package catalogue

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	selects = regexp.MustCompile(`(?i)\bSELECT(\s+DISTINCT)?\s`)
	ends    = regexp.MustCompile(`(?i)\b(FROM|UNION)\b`)
	named   = regexp.MustCompile(`(?i)^(?:.*\sAS\s+|(?:\w+\.)*)(\w+)$`)
)

// columnsOf lists the columns that a query gives. It reads no SQL but the list
// between SELECT and FROM: each column there is a plain name, or ends in a name
// after AS.
func columnsOf(query string) ([]string, error) {
	flat := flatten(normalise(query))
	start := selects.FindStringIndex(flat)
	if start == nil {
		return nil, errors.New("observations: want a SELECT")
	}
	list := flat[start[1]:]
	if end := ends.FindStringIndex(list); end != nil {
		list = list[:end[0]]
	}
	var names []string
	for _, column := range strings.Split(list, ",") {
		column = strings.TrimSpace(column)
		name := named.FindStringSubmatch(column)
		if name == nil {
			return nil, fmt.Errorf("observations: column %d has no name: want one after AS", len(names)+1)
		}
		names = append(names, name[1])
	}
	return names, nil
}

// flatten blots out what stands in quotes and brackets.
func flatten(text string) string {
	var flat strings.Builder
	depth := 0
	for piece, is := range pieces(text) {
		for _, c := range []byte(piece) {
			open, shut := strings.IndexByte("([{", c) >= 0, strings.IndexByte(")]}", c) >= 0
			if is == code && open {
				depth++
			}
			if is != code || depth > 0 {
				flat.WriteByte('#')
			} else {
				flat.WriteByte(c)
			}
			if is == code && shut {
				depth--
			}
		}
	}
	return flat.String()
}
