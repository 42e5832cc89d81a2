package catalogue

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	with  = regexp.MustCompile(`^(?i:WITH)\s+`)
	words = regexp.MustCompile(`\w+`)
)

// relations reads what several KPIs count: <group>/<name>.sql is a query that
// the observations of any KPI may read as if it were a table of that name.
func relations(files fs.FS) (map[string]string, error) {
	names, err := fs.Glob(files, "*/*.sql")
	if err != nil {
		return nil, err
	}
	all := make(map[string]string)
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(path.Base(name), ".sql")
		if _, twice := all[id]; twice {
			return nil, fmt.Errorf("%s: another group has a relation of that name", name)
		}
		all[id] = strings.TrimSpace(string(text))
	}
	return all, nil
}

// expand puts the relations that a query reads before it, those that they read
// themselves before them.
func expand(query string, relations map[string]string) string {
	read := reads(query, relations)
	if len(read) == 0 {
		return query
	}
	var parts []string
	for _, name := range read {
		parts = append(parts, name+" AS\n(\n    "+indent(relations[name], "    ")+"\n)")
	}
	comments, query := splitComments(query)
	head := comments + "WITH " + strings.Join(parts, ",\n")
	if own := with.FindString(query); own != "" {
		return head + ",\n" + query[len(own):]
	}
	return head + "\n" + query
}

// reads lists the relations that a query reads, directly or through others, each
// after those that it reads itself.
func reads(query string, relations map[string]string) []string {
	var order []string
	seen := make(map[string]bool)
	var visit func(string)
	visit = func(query string) {
		for _, name := range mentions(query, relations) {
			if !seen[name] {
				seen[name] = true
				visit(relations[name])
				order = append(order, name)
			}
		}
	}
	visit(query)
	return order
}

// mentions lists the relations that a query names, by their names.
func mentions(query string, relations map[string]string) []string {
	var names []string
	for piece, is := range pieces(query) {
		for _, word := range words.FindAllString(piece, -1) {
			if _, known := relations[word]; known && is == code && !slices.Contains(names, word) {
				names = append(names, word)
			}
		}
	}
	slices.Sort(names)
	return names
}
