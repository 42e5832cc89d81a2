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

// expand puts the relations that a query reads before it.
func expand(query string, relations map[string]string) string {
	var read []string
	for piece, is := range pieces(query) {
		for _, word := range words.FindAllString(piece, -1) {
			if _, known := relations[word]; known && is == code && !slices.Contains(read, word) {
				read = append(read, word)
			}
		}
	}
	if len(read) == 0 {
		return query
	}
	slices.Sort(read)
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
