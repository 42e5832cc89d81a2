package catalogue

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	with  = regexp.MustCompile(`^(?i:WITH)\s+`)
	words = regexp.MustCompile(`\w+`)
	keeps = regexp.MustCompile(`^-- kept by: (\w+(?:, \w+)*)\n`)
)

// A relation is what several KPIs count.
type relation struct {
	sql  string
	sort string // columns by which a compute keeps it as a table; empty: it is put where it is read
}

// A Kept relation is one that a compute makes once for all that read it, as a
// table of its name.
type Kept struct {
	Name  string
	Sort  string   // the columns that sort the table
	SQL   string   // its rows; those that it reads itself are tables too
	Reads []string // the names of these
}

// relations reads what several KPIs count: <group>/<name>.sql is a query that
// the observations of any KPI may read as if it were a table of that name. One
// whose first line is `-- kept by: COLUMNS` becomes a table in every compute,
// which changes how long that takes and nothing else.
func relations(files fs.FS) (map[string]relation, error) {
	names, err := fs.Glob(files, "*/*.sql")
	if err != nil {
		return nil, err
	}
	all := make(map[string]relation)
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(path.Base(name), ".sql")
		if _, twice := all[id]; twice {
			return nil, fmt.Errorf("%s: another group has a relation of that name", name)
		}
		r := relation{sql: string(text)}
		if line := keeps.FindStringSubmatch(r.sql); line != nil {
			r = relation{sql: r.sql[len(line[0]):], sort: line[1]}
		}
		r.sql = strings.TrimSpace(r.sql)
		all[id] = r
	}
	return all, nil
}

// everywhere and unkept choose the relations that a query is to hold itself.
func everywhere(relation) bool { return true }
func unkept(r relation) bool   { return r.sort == "" }

// expand puts the chosen relations that a query reads before it, those that they
// read themselves before them.
func expand(query string, relations map[string]relation, chosen func(relation) bool) string {
	var parts []string
	for _, name := range reads(query, relations, chosen) {
		parts = append(parts, name+" AS\n(\n    "+indent(relations[name].sql, "    ")+"\n)")
	}
	if len(parts) == 0 {
		return query
	}
	comments, query := splitComments(query)
	head := comments + "WITH " + strings.Join(parts, ",\n")
	if own := with.FindString(query); own != "" {
		return head + ",\n" + query[len(own):]
	}
	return head + "\n" + query
}

// kept lists the relations that a compute makes before a query can run, each
// after those that it reads itself.
func (b builder) kept(query string) []Kept {
	var all []Kept
	for _, name := range reads(query, b.relations, everywhere) {
		if r := b.relations[name]; !unkept(r) {
			sql := expand(r.sql, b.relations, unkept)
			all = append(all, Kept{name, r.sort, sql, mentions(sql, b.keptRelations())})
		}
	}
	return all
}

// keptRelations are those that a compute makes tables of.
func (b builder) keptRelations() map[string]relation {
	all := maps.Clone(b.relations)
	maps.DeleteFunc(all, func(_ string, r relation) bool { return unkept(r) })
	return all
}

// reads lists the chosen relations that a query reads, directly or through other
// chosen ones, each after those that it reads itself.
func reads(query string, relations map[string]relation, chosen func(relation) bool) []string {
	var order []string
	seen := make(map[string]bool)
	var visit func(string)
	visit = func(query string) {
		for _, name := range mentions(query, relations) {
			if !seen[name] && chosen(relations[name]) {
				seen[name] = true
				visit(relations[name].sql)
				order = append(order, name)
			}
		}
	}
	visit(query)
	return order
}

// mentions lists the relations that a query names, by their names.
func mentions(query string, relations map[string]relation) []string {
	var names []string
	for piece, is := range pieces(query) {
		if is != code {
			continue
		}
		for _, word := range words.FindAllString(piece, -1) {
			if _, known := relations[word]; known && !slices.Contains(names, word) {
				names = append(names, word)
			}
		}
	}
	slices.Sort(names)
	return names
}
