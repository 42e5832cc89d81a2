package hackernews

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"goldenratio/collectors/social"
)

// Options are the settings of a source of type hackernews.
type Options struct {
	// Searches are what is searched for in titles, links, texts and comments: words of
	// which all must be there, or a phrase such as `"xen project"` with its quotes.
	Searches []string `yaml:"searches,omitempty"`

	// Comments also reads all comments on stories that a search or an own account shows,
	// as long as those are not older than eight days. It takes a request for each story.
	Comments bool `yaml:"comments,omitempty"`

	social.Settings `yaml:",inline"`
}

// user is an account's name; it becomes part of a question.
var user = regexp.MustCompile(`^@?[A-Za-z0-9_-]+$`)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if len(o.Searches) == 0 && len(o.Own) == 0 {
		return errors.New("searches, own: name at least one")
	}
	for _, search := range o.Searches {
		if strings.TrimSpace(search) == "" {
			return errors.New("searches: one of them is empty")
		}
	}
	for _, own := range o.Own {
		if !user.MatchString(own) {
			return fmt.Errorf("own: %q is no name of an account", own)
		}
	}
	return nil
}

// A stream is one question whose answers are read from the newest to the oldest.
type stream struct {
	name  string // in cursors and origins
	query string
	tags  string
}

// kinds are the posts that are asked for.
const kinds = "(story,comment,poll,job)"

// streams are the questions of a source.
func (o Options) streams() (all []stream) {
	for _, search := range o.Searches {
		all = append(all, stream{name: "search " + search, query: search, tags: kinds})
	}
	for _, own := range o.Own {
		name := strings.TrimPrefix(own, "@")
		all = append(all, stream{name: "user " + name, tags: kinds + ",author_" + name})
	}
	return all
}
