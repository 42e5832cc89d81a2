package evaluate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/calendar"
	"goldenratio/metrics/catalogue"
)

// A seeder is a scratch database that is filled by hand, again and again.
type seeder struct {
	*scratch
	defaults map[string]table
	columns  map[string][]column
}

type column struct {
	Name string `ch:"name"`
	Type string `ch:"type"`
}

func newSeeder(ctx context.Context, dial Dial, database string) (*seeder, error) {
	s, err := newScratch(ctx, dial, database, Options{YearStarts: 1})
	if err != nil {
		return nil, err
	}
	archive, err := txtar.ParseFile(filepath.Join("testdata", "defaults.txtar"))
	if err != nil {
		return nil, err
	}
	d := &seeder{s, make(map[string]table), make(map[string][]column)}
	for _, file := range archive.Files {
		if d.defaults[file.Name], err = readTable(string(file.Data)); err != nil {
			return nil, fmt.Errorf("defaults of %s: %w", file.Name, err)
		}
	}
	return d, nil
}

// seed empties the database and fills it with a case.
func (d *seeder) seed(ctx context.Context, k *catalogue.KPI, c *testCase) error {
	if err := d.clock(c.params); err != nil {
		return fmt.Errorf("params: %w", err)
	}
	if err := d.truncate(ctx); err != nil {
		return err
	}
	tables := map[string]string{"source_spans": spans(k, c.params), "scopes": "scope  history_complete\nc  no"}
	if c.params["history"] == "complete" {
		tables["scopes"] = "scope  history_complete\nc  yes"
	}
	for name, text := range c.tables {
		tables[name] = text
	}
	for name, text := range tables {
		if err := d.fill(ctx, name, text); err != nil {
			return fmt.Errorf("%s.tsv: %w", name, err)
		}
	}
	return nil
}

// clock sets the calendar and as_of of a case.
func (d *seeder) clock(params map[string]string) error {
	starts, err := strconv.Atoi(or(params["year_starts"], "1"))
	if err != nil {
		return err
	}
	var holidays []time.Time
	for _, day := range strings.Fields(params["holidays"]) {
		at, err := instant(day)
		if err != nil {
			return err
		}
		holidays = append(holidays, at)
	}
	if d.calendar, err = calendar.New(starts, holidays); err != nil {
		return err
	}
	if d.asOf, err = instant(params["as_of"]); err != nil {
		return err
	}
	d.params["as_of"] = d.asOf.Format(time.DateTime)
	return nil
}

// spans are the sources of a case that says nothing of them: one of each kind
// that the KPI needs, a list l, a repository r, a forge f, a survey s, a network n,
// a forum q or a chat i, which speak from `from` on. Where any will do, there are a list and a repository.
func spans(k *catalogue.KPI, params map[string]string) string {
	text := "source  kind  member  first  covers_from  covers_until\n"
	for kind, name := range map[string]string{"mail": "l", "code": "r", "forge": "f", "survey": "s", "social": "n", "forum": "q", "chat": "i"} {
		if slices.Contains(k.Kinds(), kind) || slices.Contains([]string{"mail", "code"}, kind) && slices.Contains(k.Needs, catalogue.AnySource) {
			text += strings.Join([]string{name, kind, name, params["from"], params["from"], params["as_of"]}, "  ") + "\n"
		}
	}
	return text
}

// truncate empties every table that is not empty.
func (d *seeder) truncate(ctx context.Context) error {
	sql, err := os.ReadFile(filepath.Join("testdata", "full.sql"))
	if err != nil {
		return err
	}
	full, err := query(ctx, d.conn, string(sql), nil)
	if err != nil {
		return err
	}
	for _, row := range full.Rows {
		if err := d.conn.Exec(ctx, fmt.Sprintf("TRUNCATE TABLE %s", row[0])); err != nil {
			return err
		}
	}
	return nil
}

// fill inserts the rows of a .tsv file.
func (d *seeder) fill(ctx context.Context, name, text string) error {
	given, err := readTable(text)
	if err != nil {
		return err
	}
	columns, err := d.columnsOf(ctx, name)
	if err != nil {
		return err
	}
	var rows, structure []string
	for _, c := range columns {
		structure = append(structure, "`"+c.Name+"` "+c.Type)
	}
	for i := range given.rows {
		row, err := d.row(name, columns, given, i)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		rows = append(rows, row)
	}
	sql, err := os.ReadFile(filepath.Join("testdata", "seed.sql"))
	if err != nil {
		return err
	}
	insert := strings.NewReplacer("{{table}}", name, "{{structure}}", strings.Join(structure, ", ")).Replace(string(sql))
	return warehouse.Exec(ctx, d.conn, insert, warehouse.Params{"rows": strings.Join(rows, "\n")})
}

// columnsOf reads the columns of a table, once.
func (d *seeder) columnsOf(ctx context.Context, name string) ([]column, error) {
	if known, ok := d.columns[name]; ok {
		return known, nil
	}
	sql, err := os.ReadFile(filepath.Join("testdata", "columns.sql"))
	if err != nil {
		return nil, err
	}
	found, err := warehouse.Rows[column](ctx, d.conn, string(sql), warehouse.Params{"table": name})
	if err == nil && len(found) == 0 {
		err = errors.New("there is no such table")
	}
	d.columns[name] = found
	return found, err
}

// row is a row as a JSON object, completed by the table's defaults.
func (d *seeder) row(name string, columns []column, given table, i int) (string, error) {
	values := make(map[string]string)
	if defaults, ok := d.defaults[name]; ok {
		for j, column := range defaults.header {
			values[column] = strings.ReplaceAll(defaults.rows[0][j], "#", strconv.Itoa(i+1))
		}
	}
	for j, column := range given.header {
		values[column] = given.rows[i][j]
	}
	object := make(map[string]any)
	for _, c := range columns {
		text, ok := values[c.Name]
		if !ok {
			continue
		}
		value, err := parseValue(c, text)
		if err != nil {
			return "", fmt.Errorf("%s: %w", c.Name, err)
		}
		object[c.Name] = value
		delete(values, c.Name)
	}
	for unknown := range values {
		return "", fmt.Errorf("%s: there is no such column", unknown)
	}
	encoded, err := json.Marshal(object)
	return string(encoded), err
}

// parseValue reads one field: - is empty, people are words.
func parseValue(c column, text string) (any, error) {
	switch {
	case c.Name == "places":
		return places(text), nil
	case c.Type == "UUID":
		return person(text), nil
	case strings.HasPrefix(c.Type, "Array("):
		all := []any{}
		inner := column{c.Name, strings.TrimSuffix(strings.TrimPrefix(c.Type, "Array("), ")")}
		for _, part := range strings.Split(text, ",") {
			if text == "-" {
				break
			}
			value, err := parseValue(inner, part)
			if err != nil {
				return nil, err
			}
			all = append(all, value)
		}
		return all, nil
	case c.Type == "Bool":
		if text != "yes" && text != "no" {
			return nil, fmt.Errorf("%q is neither yes nor no", text)
		}
		return text == "yes", nil
	case strings.HasPrefix(c.Type, "DateTime"):
		at, err := instant(text)
		return at.Format(time.DateTime), err
	case text == "-" && strings.HasPrefix(c.Type, "Nullable("):
		return nil, nil
	case text == "-":
		return "", nil
	}
	if _, err := strconv.Atoi(text); err == nil && strings.Contains(c.Type, "Int") {
		return json.Number(text), nil
	}
	return text, nil
}

// person is the id of a person named by a word.
func person(name string) string {
	if name == "-" {
		return uuid.Nil.String()
	}
	return uuid.NewSHA1(uuid.NameSpaceDNS, []byte(name+".example.org")).String()
}

// A place is where something counts.
type place struct {
	Scope  string `json:"scope"`
	Member string `json:"member"`
}

// places reads scope:member words: the scope and all above it, each with and
// without the member.
func places(text string) []place {
	all := []place{}
	add := func(p place) {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	for _, word := range strings.Fields(text) {
		scope, member, _ := strings.Cut(word, ":")
		for ; scope != ""; scope = scope[:max(0, strings.LastIndex(scope, "/"))] {
			add(place{scope, ""})
			add(place{scope, member})
		}
	}
	return all
}

// instant reads a date with or without a time; - is 1970.
func instant(text string) (time.Time, error) {
	if text == "-" {
		return time.Unix(0, 0).UTC(), nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", text)
}

// A table is a .tsv file: a header and rows of as many fields. Fields are
// separated by tabs or by two or more spaces.
type table struct {
	header []string
	rows   [][]string
}

var gaps = regexp.MustCompile(`\t+| {2,}`)

func readTable(text string) (table, error) {
	var read table
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		fields := gaps.Split(line, -1)
		switch {
		case read.header == nil:
			read.header = fields
		case len(fields) != len(read.header):
			return table{}, fmt.Errorf("line %q has %d fields, the header %d", line, len(fields), len(read.header))
		default:
			read.rows = append(read.rows, fields)
		}
	}
	if read.header == nil {
		return table{}, errors.New("want a header")
	}
	return read, nil
}

// lines are the rows in an order of their own.
func (t table) lines() []string {
	var all []string
	for _, row := range t.rows {
		all = append(all, strings.Join(row, "  "))
	}
	slices.Sort(all)
	return all
}

// show writes a result as want.tsv has it.
func show(value any) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case string:
		return or(v, "''")
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []string:
		return or(strings.Join(v, ","), "-")
	default:
		return fmt.Sprint(v)
	}
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
