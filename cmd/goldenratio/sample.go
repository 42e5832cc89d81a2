package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"goldenratio/internal/sample"
)

type sampleCommand struct {
	Dir            string  `arg:"" help:"An empty folder, or one to be made."`
	Seed           uint64  `default:"1" help:"Equal seeds make equal communities."`
	Quarters       int     `default:"16" help:"Whole quarters of history."`
	Size           float64 `default:"1" help:"Multiplies messages and commits."`
	Growth         float64 `help:"Growth a year: 0.05 is 5 %."`
	End            string  `placeholder:"DAY" help:"The last day; by default today."`
	WithRepository string  `placeholder:"PATH" help:"Add a real clone beside the synthetic community, as a scope of its own."`
}

// Run writes the sample, its configuration and a key.
func (c *sampleCommand) Run(ctx context.Context, a *app) error {
	end := a.now()
	if c.End != "" {
		day, err := time.Parse(time.DateOnly, c.End)
		if err != nil {
			return fmt.Errorf("--end %q is no day such as 2014-06-30", c.End)
		}
		end = day
	}
	truth, err := sample.Write(ctx, c.Dir, sample.Options{Seed: c.Seed, End: end, Quarters: c.Quarters, Size: c.Size, Growth: c.Growth})
	if err != nil {
		return err
	}
	a.commands.Config = filepath.Join(c.Dir, "goldenratio.yaml")
	if c.WithRepository != "" {
		if err := addRepository(a.commands.Config, c.WithRepository); err != nil {
			return err
		}
	}
	if err := (&initCommand{}).writeKey(a); err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(truth.Sources)
	}
	fmt.Fprintf(a.stderr, "wrote a synthetic community to %s; truth.json has its true numbers\n", plain(c.Dir))
	return nil
}

// addRepository adds a clone as a scope named after its folder.
func addRepository(config, path string) error {
	text, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	id := slug(filepath.Base(full))
	where, err := yaml.MarshalWithOptions(full, yaml.JSON())
	if err != nil {
		return err
	}
	scopes, lists, found := strings.Cut(string(text), "\nlists:")
	if !found {
		return errors.New("the sample's configuration has no lists")
	}
	all := scopes + fmt.Sprintf("  - {id: %s, title: %s}\n\nlists:", id, id) + lists +
		fmt.Sprintf("  - {id: %s, type: git, scope: %s, path: %s}\n", id, id, strings.TrimSpace(string(where)))
	return os.WriteFile(config, []byte(all), 0o600)
}
