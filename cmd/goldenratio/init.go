package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"goldenratio/collectors/all"
	"goldenratio/docs"
	"goldenratio/internal/config"
)

type initCommand struct {
	Repo  []string `placeholder:"PATH-OR-URL" help:"A git repository: a clone, a bare one, a bundle or a URL."`
	Mbox  []string `placeholder:"GLOB" help:"Archives of one mailing list: files or a quoted glob."`
	Scope string   `default:"community" help:"The community's id."`
	Title string   `help:"The community's name; by default its id."`
	Key   bool     `help:"Only make the key file of an existing configuration."`
}

// Run writes a configuration and the key beside it. It overwrites neither.
func (c *initCommand) Run(_ context.Context, a *app) error {
	if c.Key {
		return c.writeKey(a)
	}
	text, err := c.text()
	if err != nil {
		return err
	}
	if _, err := config.Parse(text, all.Types()); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if err := create(a.Config, text); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if err := writeSchema(a.Config); err != nil {
		return err
	}
	if err := c.writeKey(a); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "wrote %s; next: goldenratio collect && goldenratio compute && goldenratio serve\n", plain(a.Config))
	return nil
}

// schemaName is the schema that the configuration's first line names for editors.
const schemaName = "goldenratio.schema.json"

// writeSchema puts the schema beside a new configuration, in the place of an
// older version's: nobody writes anything into it.
func writeSchema(conf string) error {
	if err := os.WriteFile(filepath.Join(filepath.Dir(conf), schemaName), docs.Schema, 0o600); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	return nil
}

// writeKey makes the key that alias ids come from.
func (c *initCommand) writeKey(a *app) error {
	conf, err := a.config()
	if err != nil {
		return err
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	err = create(conf.Resolve(conf.KeyFile), []byte(hex.EncodeToString(key)+"\n"))
	if errors.Is(err, fs.ErrExist) && !c.Key {
		return nil // a key that is there belongs to a store
	}
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	return nil
}

// create writes a new file for its owner only.
func create(path string, content []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// outline is a configuration in the order in which a person reads it.
type outline struct {
	Data    string           `yaml:"data"`
	KeyFile string           `yaml:"key_file"`
	Scopes  []map[string]any `yaml:"scopes"`
	Lists   []map[string]any `yaml:"lists,omitempty"`
	People  []string         `yaml:"identities"`
	Sources []map[string]any `yaml:"sources"`
}

func (c *initCommand) text() ([]byte, error) {
	if len(c.Repo)+len(c.Mbox) == 0 {
		return nil, errors.New("nothing to collect from: name a clone with --repo or archives with --mbox")
	}
	title := c.Title
	if title == "" {
		title = c.Scope
	}
	o := outline{Data: "golden-data", KeyFile: "golden.key", Scopes: []map[string]any{{"id": c.Scope, "title": title}}, People: []string{"people.yaml"}}
	taken := map[string]bool{}
	for _, repo := range c.Repo {
		id := unique(slug(strings.TrimSuffix(strings.TrimSuffix(filepath.Base(strings.TrimRight(absolute(repo), "/")), ".git"), ".bundle")), taken)
		where := "url"
		if info, err := os.Stat(repo); err == nil && info.IsDir() {
			where = "path"
		}
		o.Sources = append(o.Sources, map[string]any{"id": id, "type": "git", "scope": c.Scope, where: absolute(repo)})
	}
	if len(c.Mbox) > 0 {
		list := unique("mail", taken)
		o.Lists = []map[string]any{{"id": list, "scope": c.Scope, "kind": "developers"}}
		var paths []string
		for _, glob := range c.Mbox {
			paths = append(paths, absolute(glob))
		}
		o.Sources = append(o.Sources, map[string]any{"id": list + "-archive", "type": "mbox", "list": list, "paths": paths})
	}
	text, err := yaml.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("write configuration: %w", err)
	}
	head := "# yaml-language-server: $schema=" + schemaName + "\n# What Golden Ratio collects, and where it belongs. docs/configuration.md explains every key.\n"
	return append([]byte(head), text...), nil
}

// absolute is a path that stays true when the program runs elsewhere; URLs are
// left alone.
func absolute(path string) string {
	if strings.Contains(path, "://") || isSCP(path) {
		return path
	}
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// isSCP reports whether git would read path as host:path.
func isSCP(path string) bool {
	colon := strings.IndexByte(path, ':')
	return colon > 0 && !strings.Contains(path[:colon], "/")
}

var notInID = regexp.MustCompile(`[^a-z0-9._-]+`)

// slug is an id made from a name.
func slug(name string) string {
	id := strings.Trim(notInID.ReplaceAllString(strings.ToLower(name), "-"), "-._")
	if id == "" {
		return "source"
	}
	return id
}

func unique(id string, taken map[string]bool) string {
	for n, base := 2, id; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	taken[id] = true
	return id
}
