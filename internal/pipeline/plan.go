package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"goldenratio/internal/config"
	"goldenratio/internal/plan"
	"goldenratio/internal/warehouse"
)

// Plans are what the operator's files say of releases and of security problems.
type Plans struct {
	Releases   []warehouse.ReleasePlan
	Advisories []warehouse.SecurityAdvisory

	known map[[2]string]bool // scopes and ids of advisories
}

// ReadPlans reads the files that the configuration names. What is wrong with
// any of them is told at once.
func ReadPlans(c *config.Config) (Plans, error) {
	all := Plans{known: map[[2]string]bool{}}
	var errs []error
	for _, file := range c.Plans {
		errs = append(errs, all.releases(c, file))
	}
	for _, file := range c.Advisories {
		errs = append(errs, all.advisories(c, file))
	}
	return all, errors.Join(errs...)
}

func (p *Plans) releases(c *config.Config, file config.DatesFile) error {
	dates, err := readDates(c, file, plan.Releases)
	for _, d := range dates {
		p.Releases = append(p.Releases, warehouse.ReleasePlan{
			Scope: file.Scope, Scopes: c.Ancestors(file.Scope), Release: d.Name,
			Position: uint32(len(p.Releases)), Planned: d.Planned, Decided: d.Decided,
		})
	}
	return err
}

func (p *Plans) advisories(c *config.Config, file config.DatesFile) error {
	dates, err := readDates(c, file, plan.Advisories)
	for _, d := range dates {
		id := [2]string{file.Scope, d.ID}
		if p.known[id] {
			return fmt.Errorf("read %s: advisory %q of %s stands in another file too", file.Path, d.ID, file.Scope)
		}
		p.known[id] = true
		p.Advisories = append(p.Advisories, warehouse.SecurityAdvisory{
			Scope: file.Scope, Scopes: c.Ancestors(file.Scope), ID: d.ID, Reported: d.Reported, Embargo: d.Embargo, Fixed: d.Fixed,
		})
	}
	return err
}

func readDates[T any](c *config.Config, file config.DatesFile, read func(io.Reader) ([]T, error)) ([]T, error) {
	from, err := os.Open(c.Resolve(file.Path))
	if err != nil {
		return nil, err
	}
	defer from.Close()
	all, err := read(from)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file.Path, err)
	}
	return all, nil
}

// describePlans stores what the operator's files say now.
func describePlans(ctx context.Context, store *warehouse.Store, c *config.Config) error {
	plans, err := ReadPlans(c)
	if err != nil {
		return err
	}
	return store.Plan(ctx, plans.Releases, plans.Advisories)
}
