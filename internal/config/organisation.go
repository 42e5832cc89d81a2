package config

import (
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"goldenratio/internal/config/rule"
)

// What stands for somebody who works for nobody, or for whom is not known.
const (
	Independent = "independent"
	Unknown     = "unknown"
)

// An Organisation is one that people work for.
type Organisation struct {
	// ID is what numbers name it by.
	ID string `yaml:"id" schema:"required,format=id"`
	// Name is its name on pages; by default its id.
	Name string `yaml:"name"`
	// Domains are those of its addresses, all that are below them included:
	// `example.com` holds `eu.example.com`.
	Domains []string `yaml:"domains"`
	// Aliases are what people call it on their public pages: `@example`,
	// `Example Systems`. Words such as Ltd. and Inc. need not be there.
	Aliases []string `yaml:"aliases"`
	// Parent is the organisation that it has always been a part of, and counts
	// under.
	Parent string `yaml:"parent" schema:"format=id"`
	// Acquired says since when it counts under another; before, it counts alone.
	Acquired *Acquisition `yaml:"acquired"`
	// Member says when it was a member of the community's own organisation.
	Member []Membership `yaml:"member"`
}

// An Acquisition is when one organisation became a part of another.
type Acquisition struct {
	// By is who bought it.
	By string `yaml:"by" schema:"required,format=id"`
	// On is the first day under the new owner.
	On Date `yaml:"on" schema:"required"`
}

// A Membership is some time as a member on one level.
type Membership struct {
	// Level is what the community calls it: `premier`, `silver`.
	Level string `yaml:"level"`
	// From is the first day; left out, it always was.
	From Date `yaml:"from"`
	// Until is the first day after; left out, it still is.
	Until Date `yaml:"until"`
}

// An Affiliation says whom somebody worked for.
type Affiliation struct {
	// Address is one that the person writes from.
	Address string `yaml:"address" schema:"either"`
	// Name is what the person is called in the sources, letter by letter; all
	// who are called so are meant.
	Name string `yaml:"name" schema:"either"`
	// Login is the person's account with its host: `github.com/ada`.
	Login string `yaml:"login" schema:"either"`
	// Organisation is one of `organisations` by its id, `independent` for
	// somebody who works for nobody, or `unknown`.
	Organisation string `yaml:"organisation" schema:"required,format=id"`
	// From is the first day; left out, from the beginning.
	From Date `yaml:"from"`
	// Until is the first day after; left out, to this day.
	Until Date `yaml:"until"`
	// Reason says how that is known.
	Reason string `yaml:"reason"`
}

// An AffiliationFile says for many people or domains whom they belong to.
// Organisations that it names and that are not among `organisations` are added.
type AffiliationFile struct {
	// Path is the file, relative to the configuration's folder.
	Path string `yaml:"path" schema:"required"`
	// Format is `yaml`, a list as in `affiliations`; `gitdm`, a domain map or an
	// e-mail map of gitdm; `json`, the accounts of cncf/gitdm; or `sortinghat`, the
	// enrolments of SortingHat's people and the domains of its organisations.
	Format string `yaml:"format" schema:"default=yaml,oneof=yaml|gitdm|json|sortinghat"`
}

// organisations checks what the tags cannot say of them.
func (k *checker) organisations() {
	seen, domains := map[string]bool{}, map[string]bool{}
	for i := range k.Organisations {
		o, at := &k.Organisations[i], rule.Path{"organisations", i}
		k.once(seen, o.ID, at)
		if o.ID == Independent || o.ID == Unknown {
			k.add(at.With("id"), "%q has a meaning of its own", o.ID)
		}
		if o.Name == "" {
			o.Name = o.ID
		}
		for j, domain := range o.Domains {
			domain = strings.ToLower(domain)
			if domains[domain] {
				k.add(at.With("domains").With(j), "%q is there twice", domain)
			}
			domains[domain], o.Domains[j] = true, domain
		}
		for j, m := range o.Member {
			k.span(m.From, m.Until, at.With("member").With(j))
		}
		k.owner(o, at)
	}
}

// owner checks what an organisation is a part of.
func (k *checker) owner(o *Organisation, at rule.Path) {
	if o.Parent != "" && o.Acquired != nil {
		k.add(at.With("acquired"), "what has always been a part of %q cannot be bought", o.Parent)
	}
	if o.Parent != "" && k.organisation(o.Parent) == nil {
		k.add(at.With("parent"), "%q is not among `organisations`", o.Parent)
	}
	if o.Acquired != nil && k.organisation(o.Acquired.By) == nil {
		k.add(at.With("acquired").With("by"), "%q is not among `organisations`", o.Acquired.By)
	}
	for above, n := o, 0; above != nil; n++ {
		if above = k.organisation(above.Owner()); n > len(k.Organisations) {
			k.add(at, "it is a part of itself")
			return
		}
	}
}

// Owner is the organisation that it is or became a part of; empty for none.
func (o *Organisation) Owner() string {
	if o.Acquired != nil {
		return o.Acquired.By
	}
	return o.Parent
}

func (c *Config) organisation(id string) *Organisation {
	i := slices.IndexFunc(c.Organisations, func(o Organisation) bool { return o.ID == id })
	if i < 0 || id == "" {
		return nil
	}
	return &c.Organisations[i]
}

// ReadAffiliations reads a file of affiliations: a list as in `affiliations`,
// under the same rules.
func (c *Config) ReadAffiliations(path string) ([]Affiliation, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []Affiliation
	root, err := list(text, &all)
	if err != nil {
		return nil, err
	}
	file := *c
	file.text = root
	k := checker{Config: &file}
	k.rules(rule.Check(all, nil, ""))
	k.affiliations(all, nil)
	return all, errors.Join(k.errs...)
}

// affiliations checks that the organisations are there, and the days in order.
func (k *checker) affiliations(all []Affiliation, list rule.Path) {
	for i := range all {
		a, at := &all[i], list.With(i)
		if a.Organisation != "" && a.Organisation != Independent && a.Organisation != Unknown && k.organisation(a.Organisation) == nil {
			k.add(at.With("organisation"), "%q is not among `organisations`", a.Organisation)
		}
		k.span(a.From, a.Until, at)
	}
}

// span checks that a first day comes before the first day after.
func (k *checker) span(from, until Date, at rule.Path) {
	if !until.IsZero() && !from.Before(until.Time) {
		k.add(at.With("until"), "%s is not after `from`", until.Format(time.DateOnly))
	}
}
