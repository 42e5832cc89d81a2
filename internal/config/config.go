package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"goldenratio/collectors"
)

// A Config is one community as its operator describes it.
type Config struct {
	// Data is the folder of the embedded store.
	Data string `yaml:"data"`
	// ClickHouse is a server to use instead of the embedded one.
	ClickHouse *Server `yaml:"clickhouse"`
	// KeyFile holds the key that makes alias ids. Back it up: without it a
	// store cannot be added to.
	KeyFile string `yaml:"key_file"`

	Calendar Calendar `yaml:"calendar"`
	Scopes   []Scope  `yaml:"scopes"`
	Lists    []List   `yaml:"lists"`
	Bots     []Bot    `yaml:"bots"`
	Sources  []Source `yaml:"-"`

	// Path is the file that was read, Dir its folder.
	Path string `yaml:"-"`
	Dir  string `yaml:"-"`
}

// A Server is a ClickHouse that somebody else runs.
type Server struct {
	// Address is clickhouse://host:9000, clickhouses:// (TLS) or http(s)://host:8123.
	Address string `yaml:"address"`
	User    string `yaml:"user"`
	// Password is ${NAME} of an environment variable; PasswordFile a file.
	Password     Secret `yaml:"password"`
	PasswordFile string `yaml:"password_file"`
}

// A Calendar says which years and free days the community has.
type Calendar struct {
	// YearStarts is the month in which the fiscal year starts.
	YearStarts int    `yaml:"year_starts"`
	Holidays   []Date `yaml:"holidays"`
}

// A Scope is the community or a part of it; its id is a path such as xen/xapi.
type Scope struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Releases is a pattern of the tags that are releases: RELEASE-*.
	Releases string `yaml:"releases"`
	// History is `complete` where the sources begin with the community.
	History string `yaml:"history"`
}

// A List is a mailing list with all its addresses over the years.
type List struct {
	ID        string   `yaml:"id"`
	Scope     string   `yaml:"scope"`
	Addresses []string `yaml:"addresses"`
	// Kind is developers, users or announce.
	Kind string `yaml:"kind"`
	// ArchiveURL leads to a message: https://…/{message_id}.
	ArchiveURL string `yaml:"archive_url"`
}

// A Bot is a person who is none, by an address or a name.
type Bot struct {
	Address string `yaml:"address"`
	Name    string `yaml:"name"`
	Reason  string `yaml:"reason"`
}

// A Source is one thing to collect from.
type Source struct {
	// ID is part of all keys: renaming it would collect everything anew.
	ID   string `yaml:"id"`
	Type string `yaml:"type"`
	// List is the mailing list that a mail source is an archive of.
	List string `yaml:"list"`
	// Scope is the scope of a source that has no list.
	Scope string `yaml:"scope"`
	// Repository is the name of a code source's repository, by default the
	// source's id. Several clones of one repository share it.
	Repository string `yaml:"repository"`
	// Synthetic says that the source is made up, by `goldenratio sample`.
	Synthetic bool `yaml:"synthetic"`

	// Options are the type's own.
	Options any             `yaml:"-"`
	Of      collectors.Type `yaml:"-"`
	line    int
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
	var raw struct {
		Config  `yaml:",inline"`
		Sources []ast.Node `yaml:"sources"`
	}
	raw.Data, raw.KeyFile, raw.Calendar.YearStarts = "golden-data", "golden.key", 1
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, errors.New("the file is empty; `goldenratio init` writes one")
	}
	if err := yaml.UnmarshalWithOptions(text, &raw, yaml.Strict()); err != nil {
		return nil, readable(err)
	}
	c := &raw.Config
	for _, node := range raw.Sources {
		source, err := parseSource(node, types)
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

// readable is a YAML error as a person wants it: the line first, then what is
// wrong there, without a picture of the file.
func readable(err error) error {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		return fmt.Errorf("line %d: %s", at.GetToken().Position.Line, at.GetMessage())
	}
	return err
}

// Resolve is a path of the configuration: relative ones start in its folder.
func (c *Config) Resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Dir, path)
}

// A Date is a day, written 2020-12-25.
type Date struct{ time.Time }

// UnmarshalYAML reads a day.
func (d *Date) UnmarshalYAML(unmarshal func(any) error) error {
	var text string
	if err := unmarshal(&text); err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return fmt.Errorf("%q is no day such as 2020-12-25", text)
	}
	d.Time = day
	return nil
}
