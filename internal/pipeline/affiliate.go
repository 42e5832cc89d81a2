package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/affiliation"
	"goldenratio/internal/affiliation/maps"
	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

// affiliate finds out for whom people worked, and stores it.
func affiliate(ctx context.Context, store *warehouse.Store, c *config.Config, who warehouse.Everybody) error {
	found, err := employed(ctx, store, c, who)
	if err != nil {
		return err
	}
	if err := store.Affiliate(ctx, found.Organisations, found.Affiliations); err != nil {
		return fmt.Errorf("store affiliations: %w", err)
	}
	return nil
}

// employed finds out for whom people worked.
func employed(ctx context.Context, store *warehouse.Store, c *config.Config, who warehouse.Everybody) (none affiliation.Map, err error) {
	told, err := affiliations(c)
	if err != nil {
		return none, err
	}
	resolver := affiliation.NewResolver(organisations(c), told.domains, told.people)
	humans, err := humansOf(ctx, store, who)
	if err != nil {
		return none, err
	}
	err = store.EachAlias(ctx, func(a *warehouse.Alias) error {
		if person, ok := humans(a.ID); ok {
			resolver.Alias(a, person)
		}
		return nil
	})
	if err != nil {
		return none, fmt.Errorf("read aliases: %w", err)
	}
	if err := store.EachUse(ctx, func(u *warehouse.Use) error { resolver.Use(u); return nil }); err != nil {
		return none, fmt.Errorf("read uses of aliases: %w", err)
	}
	if err := store.EachPage(ctx, func(p *warehouse.Page) error { resolver.Page(p); return nil }); err != nil {
		return none, fmt.Errorf("read profiles: %w", err)
	}
	worked, votes, err := store.ForgottenWork(ctx)
	if err != nil {
		return none, err
	}
	resolver.Forgotten(votes)
	found := resolver.Resolve()
	found.Affiliations = append(found.Affiliations, worked...)
	return found, nil
}

// humansOf finds the person behind an alias, unless that is a bot or is to be
// forgotten: what is kept of these is not found out again.
func humansOf(ctx context.Context, store *warehouse.Store, who warehouse.Everybody) (func(alias uuid.UUID) (uuid.UUID, bool), error) {
	none := make(map[uuid.UUID]bool) // who takes no part
	stones, err := store.Tombstones(ctx)
	if err != nil {
		return nil, err
	}
	for _, stone := range stones {
		none[stone.Person] = true
	}
	for i := range who.People {
		if who.People[i].Bot {
			none[who.People[i].ID] = true
		}
	}
	return func(alias uuid.UUID) (uuid.UUID, bool) {
		at, ok := slices.BinarySearchFunc(who.Identities, alias, func(i warehouse.Identity, id uuid.UUID) int {
			return bytes.Compare(i.Alias[:], id[:])
		})
		if !ok {
			return uuid.Nil, false
		}
		person := who.Identities[at].Person
		return person, !none[person]
	}, nil
}

// organisations are those of the configuration.
func organisations(c *config.Config) (all []affiliation.Organisation) {
	for i := range c.Organisations {
		o := &c.Organisations[i]
		one := affiliation.Organisation{ID: o.ID, Name: o.Name, Domains: o.Domains, Aliases: o.Aliases, Owner: o.Owner()}
		if o.Acquired != nil {
			one.Since = o.Acquired.On.Time
		}
		all = append(all, one)
	}
	return all
}

// claims are what the operator says of people and of domains.
type claims struct {
	people  []affiliation.Claim
	domains []affiliation.DomainClaim
}

// affiliations gathers what the configuration and its files say: a file counts
// less than the configuration, and less than the files before it.
func affiliations(c *config.Config) (all claims, err error) {
	all.add(c.Affiliations, 0, "configuration")
	for i, file := range c.AffiliationFiles {
		if err := all.read(c, file, i+1); err != nil {
			return claims{}, fmt.Errorf("read affiliations %s: %w", file.Path, err)
		}
	}
	return all, nil
}

func (all *claims) add(told []config.Affiliation, rank int, evidence string) {
	for _, a := range told {
		one := affiliation.Claim{
			Address: a.Address, Name: a.Name, Login: a.Login, Organisation: a.Organisation,
			Span: affiliation.Span{From: a.From.Time, Until: a.Until.Time}, Rank: rank, Evidence: evidence,
		}
		if a.Reason != "" {
			one.Evidence += ": " + a.Reason
		}
		all.people = append(all.people, one)
	}
}

// read takes a file.
func (all *claims) read(c *config.Config, file config.AffiliationFile, rank int) error {
	path := c.Resolve(file.Path)
	name := "file " + filepath.Base(path)
	if file.Format == "yaml" {
		told, err := c.ReadAffiliations(path)
		all.add(told, rank, name)
		return err
	}
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	parse := map[string]func(io.Reader) ([]maps.Entry, error){"gitdm": maps.Gitdm, "json": maps.Accounts, "sortinghat": maps.SortingHat}[file.Format]
	entries, err := parse(from)
	for _, e := range entries {
		span := affiliation.Span{From: e.From, Until: e.Until}
		if e.Domain != "" {
			all.domains = append(all.domains, affiliation.DomainClaim{Domain: e.Domain, Organisation: e.Organisation, Span: span})
			continue
		}
		all.people = append(all.people, affiliation.Claim{
			Address: e.Address, Login: e.Login, Organisation: e.Organisation, Span: span, Rank: rank, Evidence: name,
		})
	}
	return err
}

// members are the times for which organisations were members.
func members(c *config.Config) (all []warehouse.Membership) {
	for i := range c.Organisations {
		o := &c.Organisations[i]
		for _, m := range o.Member {
			one := warehouse.Membership{Organisation: o.ID, Level: m.Level, From: time.Unix(0, 0).UTC(), Until: affiliation.Forever()}
			if !m.From.IsZero() {
				one.From = m.From.Time
			}
			if !m.Until.IsZero() {
				one.Until = m.Until.Time
			}
			all = append(all, one)
		}
	}
	return all
}
