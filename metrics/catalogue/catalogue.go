package catalogue

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// Files holds every KPI of the program.
//
//go:embed order */*.sql */*/query.sql */*/about.md
var Files embed.FS

// A KPI is one definition.
type KPI struct {
	ID       string
	Group    string // the title of its group
	Title    string
	Question string
	Unit     string
	Kind     Kind
	Better   Better
	Area     string // of the index: products, website, community, social, none
	Needs    []Need // sorted; all of them, or any alone
	Looks    Looks
	Audience []string // board, manager, analyst
	CHAOSS   string
	Apart    bool // told apart by organisation, in quarters and years, beside what the observations say
	Version  uint16

	// SQL is the definition in full, which runs by hand; Observations is the query
	// that its first common table expression holds, one row per thing that was
	// counted. Run is the same as SQL, for where the relations of Reads are tables.
	SQL          string
	Observations string
	Run          string
	Reads        []Kept   // each after those that it reads itself
	Gives        []string // the columns of the statement

	About About

	columns   []string // of the observations
	functions []string // definitions of the SQL functions that run
}

// Formerly is the KPI as an earlier definition counted, which stands alone.
func (k KPI) Formerly(sql string) (KPI, error) {
	gives, err := columnsOf(sql)
	if err != nil {
		return KPI{}, fmt.Errorf("earlier definition of %s: %w", k.ID, err)
	}
	k.SQL, k.Run, k.Reads, k.Gives = sql, sql, nil, gives
	return k, nil
}

// A Kind says what shape a KPI's numbers have, and so how they are completed.
type Kind string

// The kinds.
const (
	Count    Kind = "count"    // 0 where nothing happened
	Share    Kind = "share"    // successes of a number of trials
	Duration Kind = "duration" // quantiles of waiting
	Parts    Kind = "parts"    // how a whole divides among members, one of them unknown; the whole has no value
	Level    Kind = "level"    // a factor, an age, a stock that may be unknown
	Table    Kind = "table"    // rows instead of numbers
)

// Better says which change is good news.
type Better string

// The directions.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
	Target Better = "target"
	None   Better = "none"
)

// Looks says how much of the past a KPI needs beside its period.
type Looks string

// The ways to look. What looks at the period before has no value in weeks, which
// are too short for it, nor before its period is over.
const (
	Now      Looks = "now"
	Previous Looks = "previous" // the period before: unknown in a scope's first
	Ever     Looks = "ever"     // everything before: unknown in a scope's first year
	Both     Looks = "both"     // the period before, and everything before
)

// About is what a reader must know beside the number.
type About struct {
	Read     string
	Misleads string
	Gamed    string
}

// Pages reports whether the KPI is shown on pages, or in SQL only.
func (k *KPI) Pages() bool {
	return k.Board() || slices.Contains(k.Audience, "manager")
}

// Board reports whether the KPI is on the advisory board's page.
func (k *KPI) Board() bool { return slices.Contains(k.Audience, "board") }

// Load reads every KPI, in the order of pages. Whatever is not as it should be
// is an error with its place.
func Load(files fs.FS) ([]KPI, error) {
	groups, err := readOrder(files)
	if err != nil {
		return nil, err
	}
	b, err := newBuilder(files)
	if err != nil {
		return nil, err
	}
	found, err := fs.Glob(files, "*/*/query.sql")
	if err != nil {
		return nil, err
	}
	folders := make(map[string]string) // by id
	for _, name := range found {
		folders[path.Base(path.Dir(name))] = path.Dir(name)
	}
	var all []KPI
	for _, g := range groups {
		for _, id := range g.ids {
			folder, ok := folders[id]
			if !ok {
				return nil, fmt.Errorf("order: %s: there is no */%s/query.sql", id, id)
			}
			delete(folders, id)
			kpi, err := b.read(files, folder)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", folder, err)
			}
			kpi.Group = g.title
			all = append(all, kpi)
		}
	}
	for _, folder := range folders {
		return nil, fmt.Errorf("%s: it has no place in the file order", folder)
	}
	return all, nil
}

// read reads one KPI's folder.
func (b builder) read(files fs.FS, folder string) (KPI, error) {
	query, err := fs.ReadFile(files, path.Join(folder, "query.sql"))
	if err != nil {
		return KPI{}, err
	}
	kpi, err := parse(string(query))
	if err == nil {
		err = b.complete(&kpi)
	}
	if err != nil {
		return KPI{}, fmt.Errorf("query.sql: %w", err)
	}
	if kpi.ID != path.Base(folder) {
		return KPI{}, fmt.Errorf("query.sql: id %s stands in folder %s", kpi.ID, path.Base(folder))
	}
	about, err := fs.ReadFile(files, path.Join(folder, "about.md"))
	if err != nil {
		return KPI{}, err
	}
	if kpi.About, err = parseAbout(string(about)); err != nil {
		return KPI{}, fmt.Errorf("about.md: %w", err)
	}
	return kpi, nil
}
