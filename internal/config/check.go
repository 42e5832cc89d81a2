package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors"
)

// ids are part of keys, paths and labels.
var (
	idPattern    = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)
	scopePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$`)
	listKinds    = []string{"developers", "users", "announce"}
)

// check says everything that is wrong at once, and fills in what follows.
func (c *Config) check() error {
	var errs []error
	add := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if c.Calendar.YearStarts < 1 || c.Calendar.YearStarts > 12 {
		add("calendar.year_starts is %d, not a month", c.Calendar.YearStarts)
	}
	c.checkScopes(add)
	c.checkLists(add)
	c.checkSources(add)
	return errors.Join(errs...)
}

func (c *Config) checkScopes(add func(string, ...any)) {
	if len(c.Scopes) == 0 {
		add("no scopes: name the community, as in `scopes: [{id: xen, title: Xen Project}]`")
	}
	seen := map[string]bool{}
	for i, s := range c.Scopes {
		switch {
		case !scopePattern.MatchString(s.ID):
			add("scope %q: an id is made of small letters, digits, - _ . and / between parts", s.ID)
		case seen[s.ID]:
			add("scope %q is there twice", s.ID)
		case s.History != "" && s.History != "complete":
			add("scope %q: history is %q; it is `complete` or left out", s.ID, s.History)
		}
		if strings.HasPrefix(s.Releases, "^") {
			if _, err := regexp.Compile(s.Releases); err != nil {
				add("scope %q: releases: %v", s.ID, err)
			}
		}
		seen[s.ID] = true
		if s.Title == "" {
			c.Scopes[i].Title = s.ID
		}
	}
}

func (c *Config) checkLists(add func(string, ...any)) {
	seen := map[string]bool{}
	for i, l := range c.Lists {
		if l.Kind == "" {
			c.Lists[i].Kind = "developers"
		} else if !slices.Contains(listKinds, l.Kind) {
			add("list %q: kind is %q; it is one of %s", l.ID, l.Kind, strings.Join(listKinds, ", "))
		}
		if !idPattern.MatchString(l.ID) {
			add("list %q: an id is made of small letters, digits, - _ and .", l.ID)
		}
		if seen[l.ID] {
			add("list %q is there twice", l.ID)
		}
		seen[l.ID] = true
		c.checkScope(add, "list", l.ID, l.Scope)
	}
}

func (c *Config) checkSources(add func(string, ...any)) {
	seen := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		if !idPattern.MatchString(s.ID) {
			add("line %d: source %q: an id is made of small letters, digits, - _ and .", s.line, s.ID)
		}
		if seen[s.ID] {
			add("line %d: source %q is there twice", s.line, s.ID)
		}
		seen[s.ID] = true
		if s.Of.Kind == collectors.Mail {
			c.checkMail(add, s)
			continue
		}
		if s.List != "" {
			add("line %d: source %q: a %s source has no list", s.line, s.ID, s.Type)
		}
		if s.Repository == "" {
			s.Repository = s.ID
		}
		c.checkScope(add, "source", s.ID, s.Scope)
	}
}

// checkMail gives a mail source the scope of its list.
func (c *Config) checkMail(add func(string, ...any), s *Source) {
	i := slices.IndexFunc(c.Lists, func(l List) bool { return l.ID == s.List })
	if i < 0 {
		add("line %d: source %q: list %q is not among `lists`", s.line, s.ID, s.List)
		return
	}
	if s.Scope != "" || s.Repository != "" {
		add("line %d: source %q: a mail source has the scope of its list and no repository", s.line, s.ID)
	}
	s.Scope = c.Lists[i].Scope
}

func (c *Config) checkScope(add func(string, ...any), what, id, scope string) {
	if !slices.ContainsFunc(c.Scopes, func(s Scope) bool { return s.ID == scope }) {
		add("%s %q: scope %q is not among `scopes`", what, id, scope)
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
