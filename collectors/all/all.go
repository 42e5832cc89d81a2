// Package all is the list of collectors. Adding one is a folder and an entry
// here.
package all

import (
	"fmt"

	"goldenratio/collectors"
	"goldenratio/collectors/code/git"
	"goldenratio/collectors/forge/gharchive"
	"goldenratio/collectors/forge/github"
	"goldenratio/collectors/forge/gitlab"
	"goldenratio/collectors/mail/hyperkitty"
	"goldenratio/collectors/mail/imap"
	"goldenratio/collectors/mail/maildir"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/collectors/mail/pipermail"
	"goldenratio/collectors/mail/publicinbox"
	"goldenratio/collectors/survey"
	"goldenratio/collectors/survey/limesurvey"
)

// Types are the types of sources there are.
func Types() []collectors.Type {
	return []collectors.Type{
		untried(typed("gharchive", collectors.Forge, func(p collectors.Place, o gharchive.Options) (collectors.Collector, error) {
			return gharchive.New(p.Dir, p.Cache, o, p.Now), nil
		})),
		typed("git", collectors.Code, func(p collectors.Place, o git.Options) (collectors.Collector, error) {
			return git.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("github", collectors.Forge, func(p collectors.Place, o github.Options) (collectors.Collector, error) {
			return github.New(p, o), nil
		}),
		untried(typed("gitlab", collectors.Forge, func(p collectors.Place, o gitlab.Options) (collectors.Collector, error) {
			return gitlab.New(p, o), nil
		})),
		typed("hyperkitty", collectors.Mail, func(p collectors.Place, o hyperkitty.Options) (collectors.Collector, error) {
			return hyperkitty.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("imap", collectors.Mail, func(p collectors.Place, o imap.Options) (collectors.Collector, error) {
			return imap.New(p.Dir, o, p.Now), nil
		}),
		untried(typed("limesurvey", collectors.Survey, func(p collectors.Place, o limesurvey.Options) (collectors.Collector, error) {
			return limesurvey.New(p, o), nil
		})),
		typed("maildir", collectors.Mail, func(p collectors.Place, o maildir.Options) (collectors.Collector, error) {
			return maildir.New(p.Dir, o, p.Now), nil
		}),
		typed("mbox", collectors.Mail, func(p collectors.Place, o mbox.Options) (collectors.Collector, error) {
			return mbox.New(p.Dir, o, p.Now), nil
		}),
		typed("pipermail", collectors.Mail, func(p collectors.Place, o pipermail.Options) (collectors.Collector, error) {
			return pipermail.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("publicinbox", collectors.Mail, func(p collectors.Place, o publicinbox.Options) (collectors.Collector, error) {
			return publicinbox.New(p.Dir, o, p.Now), nil
		}),
		typed("survey", collectors.Survey, func(p collectors.Place, o survey.Options) (collectors.Collector, error) {
			return survey.New(p.Dir, p.Cache, o, p.Now), nil
		}),
	}
}

// untried marks a type that was never run against the real service.
func untried(t collectors.Type) collectors.Type {
	t.Untried = true
	return t
}

// typed makes a type out of a constructor that takes its own options.
func typed[O any](name string, kind collectors.Kind, construct func(collectors.Place, O) (collectors.Collector, error)) collectors.Type {
	return collectors.Type{
		Name:    name,
		Kind:    kind,
		Options: func() any { return new(O) },
		New: func(p collectors.Place, options any) (collectors.Collector, error) {
			filled, ok := options.(*O)
			if !ok {
				return nil, fmt.Errorf("options of a %s source are a %T", name, options)
			}
			return construct(p, *filled)
		},
	}
}
