package main

import (
	"errors"
	"fmt"

	"goldenratio/docs"
	"goldenratio/internal/config"
	"goldenratio/internal/config/rule"
	"goldenratio/internal/pipeline"
	"goldenratio/metrics/catalogue"
)

type configCommand struct {
	Check  configCheck  `cmd:"" help:"Say what is wrong with the configuration, with its line."`
	Schema configSchema `cmd:"" help:"Print the JSON Schema of goldenratio.yaml, for editors."`
}

type configCheck struct{}

// Run reads the configuration and says that it is fine.
func (configCheck) Run(a *app) error {
	c, err := a.config()
	if err != nil {
		return err
	}
	if _, err := pipeline.ReadPlans(c); err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(struct {
			Path    string `json:"path"`
			Scopes  int    `json:"scopes"`
			Sources int    `json:"sources"`
		}{c.Path, len(c.Scopes), len(c.Sources)})
	}
	fmt.Fprintf(a.stdout, "%s is fine: %s, %s\n", plain(a.Config), counted(len(c.Scopes), "scope"), counted(len(c.Sources), "source"))
	return nil
}

// counted is a number of things: 1 scope, 2 scopes.
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%s %s", thousands(uint64(n)), thing)
}

type configSchema struct{}

// Run prints the schema.
func (configSchema) Run(a *app) error {
	_, err := a.stdout.Write(docs.Schema)
	return err
}

// checkTargets looks for what the configuration cannot know by itself: whether
// the KPI of a target is one, and a number.
func checkTargets(c *config.Config, kpis []catalogue.KPI) error {
	kinds := map[string]catalogue.Kind{}
	for i := range kpis {
		kinds[kpis[i].ID] = kpis[i].Kind
	}
	var errs []error
	for i, t := range c.Targets {
		at := rule.Path{"targets", i, "kpi"}
		switch kinds[t.KPI] {
		case "":
			errs = append(errs, c.Fault(at, "there is no KPI %q; `goldenratio kpi list` has them all", t.KPI))
		case catalogue.Table:
			errs = append(errs, c.Fault(at, "%s is a table; a target is for a number", t.KPI))
		}
	}
	return errors.Join(errs...)
}
