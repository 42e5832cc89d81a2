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
	"goldenratio/collectors/social/bluesky"
	"goldenratio/collectors/social/discourse"
	"goldenratio/collectors/social/hackernews"
	"goldenratio/collectors/social/irc"
	"goldenratio/collectors/social/mastodon"
	"goldenratio/collectors/social/matrix"
	"goldenratio/collectors/social/reddit"
	"goldenratio/collectors/social/slack"
	"goldenratio/collectors/social/stackexchange"
	"goldenratio/collectors/social/table"
	"goldenratio/collectors/social/twitter"
	"goldenratio/collectors/social/twitter/x"
	"goldenratio/collectors/social/youtube"
	"goldenratio/collectors/survey"
	"goldenratio/collectors/survey/limesurvey"
)

// Types are the types of sources there are.
func Types() []collectors.Type {
	return []collectors.Type{
		untried(typed("bluesky", collectors.Social, func(p collectors.Place, o bluesky.Options) (collectors.Collector, error) {
			return bluesky.New(p, o), nil
		})),
		untried(typed("discourse", collectors.Forum, func(p collectors.Place, o discourse.Options) (collectors.Collector, error) {
			return discourse.New(p, o), nil
		})),
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
		untried(typed("hackernews", collectors.Social, func(p collectors.Place, o hackernews.Options) (collectors.Collector, error) {
			return hackernews.New(p, o), nil
		})),
		typed("hyperkitty", collectors.Mail, func(p collectors.Place, o hyperkitty.Options) (collectors.Collector, error) {
			return hyperkitty.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("imap", collectors.Mail, func(p collectors.Place, o imap.Options) (collectors.Collector, error) {
			return imap.New(p.Dir, o, p.Now), nil
		}),
		typed("irc", collectors.Chat, func(p collectors.Place, o irc.Options) (collectors.Collector, error) {
			return irc.New(p.Dir, o, p.Now)
		}),
		untried(typed("limesurvey", collectors.Survey, func(p collectors.Place, o limesurvey.Options) (collectors.Collector, error) {
			return limesurvey.New(p, o), nil
		})),
		typed("maildir", collectors.Mail, func(p collectors.Place, o maildir.Options) (collectors.Collector, error) {
			return maildir.New(p.Dir, o, p.Now), nil
		}),
		untried(typed("mastodon", collectors.Social, func(p collectors.Place, o mastodon.Options) (collectors.Collector, error) {
			return mastodon.New(p, o), nil
		})),
		untried(typed("matrix", collectors.Chat, func(p collectors.Place, o matrix.Options) (collectors.Collector, error) {
			return matrix.New(p, o), nil
		})),
		typed("mbox", collectors.Mail, func(p collectors.Place, o mbox.Options) (collectors.Collector, error) {
			return mbox.New(p.Dir, o, p.Now), nil
		}),
		typed("pipermail", collectors.Mail, func(p collectors.Place, o pipermail.Options) (collectors.Collector, error) {
			return pipermail.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("publicinbox", collectors.Mail, func(p collectors.Place, o publicinbox.Options) (collectors.Collector, error) {
			return publicinbox.New(p.Dir, o, p.Now), nil
		}),
		untried(typed("reddit", collectors.Social, func(p collectors.Place, o reddit.Options) (collectors.Collector, error) {
			return reddit.New(p, o), nil
		})),
		typed("slack", collectors.Chat, func(p collectors.Place, o slack.Options) (collectors.Collector, error) {
			return slack.New(p.Dir, o, p.Now)
		}),
		typed("social_table", collectors.Social, func(p collectors.Place, o table.Options) (collectors.Collector, error) {
			return table.New(p.Dir, o, p.Now), nil
		}),
		untried(typed("stackexchange", collectors.Forum, func(p collectors.Place, o stackexchange.Options) (collectors.Collector, error) {
			return stackexchange.New(p, o), nil
		})),
		typed("survey", collectors.Survey, func(p collectors.Place, o survey.Options) (collectors.Collector, error) {
			return survey.New(p.Dir, p.Cache, o, p.Now), nil
		}),
		typed("twitter", collectors.Social, func(p collectors.Place, o twitter.Options) (collectors.Collector, error) {
			return twitter.New(p.Dir, o, p.Now), nil
		}),
		untried(typed("x", collectors.Social, func(p collectors.Place, o x.Options) (collectors.Collector, error) {
			return x.New(p, o), nil
		})),
		untried(typed("youtube", collectors.Social, func(p collectors.Place, o youtube.Options) (collectors.Collector, error) {
			return youtube.New(p, o), nil
		})),
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
