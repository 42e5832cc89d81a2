package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"goldenratio/collectors"
	"goldenratio/collectors/secret"
	"goldenratio/internal/config/rule"
)

// A Config is one community as its operator describes it. The comments and
// tags of these structs are the documentation of the file: the JSON Schema and
// the tables of docs/configuration.md are made of them.
type Config struct {
	// Data is the folder of the embedded store.
	Data string `yaml:"data" schema:"default=golden-data"`
	// ClickHouse is a server to use instead of the embedded store.
	ClickHouse *Server `yaml:"clickhouse"`
	// KeyFile is the file with the key that makes alias ids; `init` makes it.
	// Back it up: without it nothing can be added to a store.
	KeyFile string `yaml:"key_file" schema:"default=golden.key"`

	// Calendar says which years and free days the community has.
	Calendar Calendar `yaml:"calendar"`
	// Scopes are the community and its parts; `a/b` is a part of `a`.
	Scopes []Scope `yaml:"scopes" schema:"required"`
	// Lists are the mailing lists, each with all its addresses over the years.
	Lists []List `yaml:"lists"`
	// Bots are programs that write as people do: who is one counts nowhere
	// unless a KPI says so.
	Bots []Bot `yaml:"bots"`
	// Identities are files that say who is who: a path, or `{path: …, format: …}`
	// where the name does not tell the format. It is `yaml`, the decisions that
	// `goldenratio people` keeps (the first such file is the one it writes);
	// `mailmap` of git; `gitdm`, the aliases of gitdm; `json`, the accounts of
	// cncf/gitdm; `sortinghat`, the identities of SortingHat; or `csv`. A file
	// counts less than those before it.
	Identities []IdentityFile `yaml:"identities"`
	// Organisations are those whom people work for. One that is missing here is
	// named by the domain of its addresses, if at least three people use it.
	Organisations []Organisation `yaml:"organisations"`
	// Affiliations say who worked for whom, and when: they stand before
	// everything else that is known.
	Affiliations []Affiliation `yaml:"affiliations"`
	// AffiliationFiles say the same, for many people or domains.
	AffiliationFiles []AffiliationFile `yaml:"affiliation_files"`
	// Sources are what to collect from.
	Sources []Source `yaml:"-"`
	// Targets are what the community promised itself.
	Targets []Target `yaml:"targets"`
	// Notes say what happened; pages show them where they fall.
	Notes []Note `yaml:"notes"`
	// Plans are files that say when releases were planned.
	Plans []DatesFile `yaml:"plans"`
	// Advisories are files that say when security problems were reported and
	// when their fixes were public.
	Advisories []DatesFile `yaml:"advisories"`
	// Surveys are the registries of surveys: which questions of their waves are
	// the same.
	Surveys []Survey `yaml:"surveys"`
	// Index sets up the Golden Ratio index.
	Index Index `yaml:"index"`

	// Path is the file that was read, Dir its folder.
	Path string `yaml:"-"`
	Dir  string `yaml:"-"`

	text ast.Node // where lines are looked up
}

// A Server is a ClickHouse that somebody else runs.
type Server struct {
	// Address is `clickhouse://host:9000`, `clickhouses://…` (TLS) or
	// `http(s)://host:8123`.
	Address string `yaml:"address" schema:"required"`
	// User is the account that owns the store.
	User string `yaml:"user"`
	// Password is `${NAME}` of an environment variable.
	Password secret.Value `yaml:"password"`
	// PasswordFile is a file that holds the password instead.
	PasswordFile string `yaml:"password_file"`
	// Reader is an account that may only read the database `golden`: the pages
	// and whoever asks in SQL are that user. Empty: they are User, and
	// `/clickhouse/` is closed.
	Reader string `yaml:"reader"`
	// ReaderPassword is `${NAME}` of an environment variable.
	ReaderPassword secret.Value `yaml:"reader_password"`
	// ReaderPasswordFile is a file that holds the reader's password instead.
	ReaderPasswordFile string `yaml:"reader_password_file"`
}

// A Calendar says which years and free days the community has.
type Calendar struct {
	// YearStarts is the month in which the fiscal year starts.
	YearStarts int `yaml:"year_starts" schema:"default=1,min=1,max=12"`
	// Holidays are free days beside Saturdays and Sundays.
	Holidays []Date `yaml:"holidays"`
}

// A Scope is the community or a part of it.
type Scope struct {
	// ID is a path such as `xen/xapi`.
	ID string `yaml:"id" schema:"required,format=scope"`
	// Title is its name on pages; by default its id.
	Title string `yaml:"title"`
	// Releases is a pattern of the tags that are releases, `RELEASE-*`, or a
	// regular expression that begins with `^`; left out, tags that look like
	// versions.
	Releases string `yaml:"releases"`
	// History is `complete` where the sources begin with the community:
	// newcomers are then counted from the first quarter on.
	History string `yaml:"history" schema:"oneof=complete"`
}

// A List is a mailing list.
type List struct {
	// ID is the list's name.
	ID string `yaml:"id" schema:"required,format=id"`
	// Scope is the part of the community that the list belongs to.
	Scope string `yaml:"scope" schema:"required,format=scope"`
	// Addresses are all that the list had over the years. They are nobody's: of
	// mail that the list sent for somebody the name counts.
	Addresses []string `yaml:"addresses"`
	// Kind says who writes there.
	Kind string `yaml:"kind" schema:"default=developers,oneof=developers|users|announce"`
	// ArchiveURL leads to a message: `https://…/{message_id}`.
	ArchiveURL string `yaml:"archive_url"`
	// OtherProjects are those whose patches are sent there too, by the word in
	// the subject's tag: `qemu` for `[PATCH QEMU 1/2]`. Such patches are counted
	// apart.
	OtherProjects []string `yaml:"other_projects"`
}

// A Bot is a person who is none, by an address or a name.
type Bot struct {
	// Address is one that it writes from.
	Address string `yaml:"address"`
	// Name is one that it signs with.
	Name string `yaml:"name"`
	// Login is its account on a forge, with the host: `github.com/example-ci`.
	Login string `yaml:"login"`
	// Reason says why it is one.
	Reason string `yaml:"reason"`
}

// A Source is one thing to collect from.
type Source struct {
	// ID is part of every key: renaming it means collecting anew.
	ID string `yaml:"id" schema:"required,format=id"`
	// Type says what it is; the other keys depend on it.
	Type string `yaml:"type" schema:"required"`
	// List is the one that a mail source is an archive of; a list may have
	// several sources.
	List string `yaml:"list" schema:"required,only=mail,format=id"`
	// Scope is the part of the community that it belongs to. A mail source has
	// that of its list.
	Scope string `yaml:"scope" schema:"required,except=mail,format=scope"`
	// Repository is shared by several clones of one repository; by default the
	// source's id.
	Repository string `yaml:"repository" schema:"except=mail"`
	// Synthetic says that `goldenratio sample` made it up: pages say so.
	Synthetic bool `yaml:"synthetic"`

	// Options are the type's own.
	Options any             `yaml:"-"`
	Of      collectors.Type `yaml:"-"`
}

// A Target is a value that a KPI shall reach.
type Target struct {
	// KPI is the id of a KPI that is a number: `goldenratio kpi list` has them.
	KPI string `yaml:"kpi" schema:"required,format=kpi"`
	// Scope is where it holds; by default the first of `scopes`.
	Scope string `yaml:"scope" schema:"format=scope"`
	// AtLeast is the least value that is good, in the unit of the KPI: a share
	// as `0.9`, hours as `48`.
	AtLeast *float64 `yaml:"at_least" schema:"either"`
	// AtMost is the greatest value that is good.
	AtMost *float64 `yaml:"at_most" schema:"either"`
	// Per is how long the periods are that it is held against.
	Per string `yaml:"per" schema:"default=quarter,oneof=quarter|year"`
}

// A Note says what happened on a day.
type Note struct {
	// On is the day.
	On Date `yaml:"on" schema:"required"`
	// Scope is where it happened; by default the first of `scopes`.
	Scope string `yaml:"scope" schema:"format=scope"`
	// Text is what pages show.
	Text string `yaml:"text" schema:"required"`
}

// A DatesFile is a CSV file of dates that the operator keeps.
type DatesFile struct {
	// Path is the file, relative to the configuration's folder.
	Path string `yaml:"path" schema:"required"`
	// Scope is what it tells of; by default the first of `scopes`.
	Scope string `yaml:"scope" schema:"format=scope"`
}

// A Survey says how the waves of a survey are read together.
type Survey struct {
	// Source is the one that the waves come from.
	Source string `yaml:"source" schema:"required,format=id"`
	// Registry is a YAML file that says which questions are the same from wave to
	// wave: `goldenratio survey match` proposes what to put there.
	Registry string `yaml:"registry" schema:"required"`
}

// An Index sets up the Golden Ratio index.
type Index struct {
	// Weights say how much each area counts beside the others.
	Weights Weights `yaml:"weights"`
}

// Weights are those of the index's areas.
type Weights struct {
	// Products are the code, its review, its testing and the mailing lists.
	Products float64 `yaml:"products" schema:"default=1,above=0"`
	// Website is visits, documentation and downloads.
	Website float64 `yaml:"website" schema:"default=1,above=0"`
	// Community is community activity: newcomers, events, blog posts.
	Community float64 `yaml:"community" schema:"default=1,above=0"`
	// Social is the social networks.
	Social float64 `yaml:"social" schema:"default=1,above=0"`
}

// ByArea gives each weight under the area's id, as KPIs name it.
func (w Weights) ByArea() map[string]float64 {
	return map[string]float64{"products": w.Products, "website": w.Website, "community": w.Community, "social": w.Social}
}

// Load reads and checks a configuration. types are the kinds of sources that
// there are.
func Load(path string, types []collectors.Type) (*Config, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read configuration: %s does not exist; `goldenratio init` writes one", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	c, err := Parse(text, types)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if c.Path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	c.Dir = filepath.Dir(c.Path)
	return c, nil
}

// Parse reads and checks the text of a configuration.
func Parse(text []byte, types []collectors.Type) (*Config, error) {
	root, err := document(text)
	if err != nil {
		return nil, err
	}
	var raw struct {
		Config  `yaml:",inline"`
		Sources []ast.Node `yaml:"sources"`
	}
	if err := kinds(root, reflect.TypeFor[Config](), nil); err != nil {
		return nil, err
	}
	rule.Fill(&raw.Config)
	if err := yaml.UnmarshalWithOptions(text, &raw, yaml.Strict()); err != nil {
		return nil, readable(err)
	}
	c := &raw.Config
	c.text = root
	for i, node := range raw.Sources {
		source, err := parseSource(node, rule.Path{"sources", i}, types)
		if err != nil {
			return nil, err
		}
		c.Sources = append(c.Sources, source)
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// document is the mapping that the file is.
func document(text []byte) (ast.Node, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, readable(err)
	}
	switch {
	case len(file.Docs) == 0 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.CommentType:
		return nil, errors.New("the file is empty; `goldenratio init` writes one")
	case len(file.Docs) > 1:
		return nil, errors.New("the file holds more than one YAML document")
	}
	return file.Docs[0].Body, nil
}

// Resolve is a path of the configuration: relative ones start in its folder.
func (c *Config) Resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Dir, path)
}
