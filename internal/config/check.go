package config

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors"
	"goldenratio/internal/config/rule"
)

// check says everything that is wrong at once, and fills in what follows. What
// a tag can say is not said here again.
func (c *Config) check() error {
	k := checker{Config: c}
	k.rules(rule.Check(c, nil, ""))
	rule.Fill(c)
	k.scopes()
	k.lists()
	k.identities()
	k.organisations()
	k.affiliations(k.Affiliations, rule.Path{"affiliations"})
	k.sources()
	k.targets()
	k.notes()
	k.dates(k.Plans, "plans")
	k.dates(k.Advisories, "advisories")
	k.surveys()
	return errors.Join(k.errs...)
}

// A checker gathers what is wrong.
type checker struct {
	*Config
	errs []error
}

func (k *checker) add(at rule.Path, format string, args ...any) {
	k.errs = append(k.errs, k.Fault(at, format, args...))
}

func (k *checker) rules(faults []rule.Fault) {
	for _, f := range faults {
		k.add(f.At, "%s", f.Wrong)
	}
}

// once says that an id stands there twice.
func (k *checker) once(seen map[string]bool, id string, at rule.Path) {
	if seen[id] && id != "" {
		k.add(at.With("id"), "%q is there twice", id)
	}
	seen[id] = true
}

func (k *checker) scopes() {
	seen := map[string]bool{}
	for i := range k.Scopes {
		s, at := &k.Scopes[i], rule.Path{"scopes", i}
		k.once(seen, s.ID, at)
		if strings.HasPrefix(s.Releases, "^") {
			if _, err := regexp.Compile(s.Releases); err != nil {
				k.add(at.With("releases"), "%v", err)
			}
		}
		if s.Title == "" {
			s.Title = s.ID
		}
	}
}

func (k *checker) lists() {
	seen := map[string]bool{}
	for i, l := range k.Lists {
		at := rule.Path{"lists", i}
		k.once(seen, l.ID, at)
		k.scope(l.Scope, at)
	}
}

func (k *checker) sources() {
	seen := map[string]bool{}
	for i := range k.Sources {
		s, at := &k.Sources[i], rule.Path{"sources", i}
		k.once(seen, s.ID, at)
		kind := string(s.Of.Kind)
		k.rules(rule.Check(s, at, kind))
		k.rules(rule.Check(s.Options, at, kind))
		if checked, ok := s.Options.(interface{ Check() error }); ok {
			if err := checked.Check(); err != nil {
				k.add(at, "%v", err)
			}
		}
		if s.Of.Kind == collectors.Mail {
			k.mail(s, at)
			continue
		}
		if s.Repository == "" {
			s.Repository = s.ID
		}
		k.scope(s.Scope, at)
	}
}

// mail gives a mail source the scope of its list.
func (k *checker) mail(s *Source, at rule.Path) {
	i := slices.IndexFunc(k.Lists, func(l List) bool { return l.ID == s.List })
	switch {
	case i >= 0:
		s.Scope = k.Lists[i].Scope
	case s.List != "":
		k.add(at.With("list"), "%q is not among `lists`", s.List)
	}
}

func (k *checker) targets() {
	type key struct{ kpi, scope, per string }
	seen := map[key]bool{}
	for i := range k.Targets {
		t, at := &k.Targets[i], rule.Path{"targets", i}
		k.somewhere(&t.Scope, at)
		if id := (key{t.KPI, t.Scope, t.Per}); seen[id] {
			k.add(at, "a target for the %s of %s in %q is there twice", t.Per, t.KPI, t.Scope)
		} else {
			seen[id] = true
		}
	}
}

func (k *checker) notes() {
	for i := range k.Notes {
		k.somewhere(&k.Notes[i].Scope, rule.Path{"notes", i})
	}
}

func (k *checker) dates(files []DatesFile, list string) {
	for i := range files {
		k.somewhere(&files[i].Scope, rule.Path{list, i})
	}
}

// somewhere is scope with the first of all scopes as its default.
func (k *checker) somewhere(scope *string, at rule.Path) {
	if *scope == "" && len(k.Scopes) > 0 {
		*scope = k.Scopes[0].ID
	}
	k.scope(*scope, at)
}

func (k *checker) scope(scope string, at rule.Path) {
	if scope != "" && !slices.ContainsFunc(k.Scopes, func(s Scope) bool { return s.ID == scope }) {
		k.add(at.With("scope"), "%q is not among `scopes`", scope)
	}
}

// Ancestors is a scope with all configured ones above it, the outermost first.
func (c *Config) Ancestors(scope string) (all []string) {
	for _, s := range c.Scopes {
		if s.ID == scope || strings.HasPrefix(scope, s.ID+"/") {
			all = append(all, s.ID)
		}
	}
	slices.Sort(all)
	return all
}

// Member is the list or repository that a source is one of.
func (s *Source) Member() string {
	if s.Of.Kind == collectors.Mail {
		return s.List
	}
	return s.Repository
}

func (k *checker) surveys() {
	seen := map[string]bool{}
	for i, s := range k.Surveys {
		at := rule.Path{"surveys", i}
		if seen[s.Source] {
			k.add(at.With("source"), "%q is there twice", s.Source)
		}
		seen[s.Source] = true
		is := func(x Source) bool { return x.ID == s.Source && x.Of.Kind == collectors.Survey }
		if s.Source != "" && !slices.ContainsFunc(k.Sources, is) {
			k.add(at.With("source"), "%q is no survey among `sources`", s.Source)
		}
	}
}
