package reddit

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type reddit.
type Options struct {
	// Subreddits are those whose posts and comments are all read, and whose members
	// are counted: `xen` for r/xen.
	Subreddits []string `yaml:"subreddits,omitempty"`

	// Searches are what is searched for in posts of all of Reddit; Reddit's search
	// does not look into comments. `"xen project" OR title:xen` is one.
	Searches []string `yaml:"searches,omitempty"`

	// Comments also reads the comments below posts that a search or an own account
	// shows, as long as those are not older than eight days. It takes a request for
	// each post, and more for long discussions.
	Comments bool `yaml:"comments,omitempty"`

	// ClientID is that of an app, of type script or web, of `reddit.com/prefs/apps`.
	ClientID string `yaml:"client_id" schema:"required"`

	// ClientSecret is `${NAME}` of an environment variable with the app's secret.
	ClientSecret secret.Value `yaml:"client_secret,omitempty" schema:"either"`

	// ClientSecretFile is a file that holds the secret instead.
	ClientSecretFile string `yaml:"client_secret_file,omitempty" schema:"either"`

	social.Settings `yaml:",inline"`
}

// What becomes part of an address.
var (
	subreddit = regexp.MustCompile(`^[A-Za-z0-9_]{2,50}$`)
	user      = regexp.MustCompile(`^@?[A-Za-z0-9_-]{2,50}$`)
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if len(o.Subreddits)+len(o.Searches)+len(o.Own) == 0 {
		return errors.New("subreddits, searches, own: name at least one")
	}
	for _, name := range o.Subreddits {
		if !subreddit.MatchString(name) {
			return fmt.Errorf("subreddits: %q is no name of one: want xen for r/xen", name)
		}
	}
	for _, search := range o.Searches {
		if strings.TrimSpace(search) == "" {
			return errors.New("searches: one of them is empty")
		}
	}
	for _, own := range o.Own {
		if !user.MatchString(own) {
			return fmt.Errorf("own: %q is no name of an account: want ada for u/ada", own)
		}
	}
	return nil
}

// password is the app's secret; a relative file starts in dir.
func (o Options) password(dir string) (string, error) {
	return secret.Reveal(o.ClientSecret, dir, o.ClientSecretFile)
}

// A stream is one list, read from the newest to the oldest.
type stream struct {
	name  string // in cursors and origins
	path  string
	query url.Values
	place string // the subreddit that it is a list of
	below bool   // comments are to be read that stand below its posts
}

// streams are the lists of a source, those of one subreddit together.
func (o Options) streams() (all []stream) {
	for _, name := range o.Subreddits {
		for _, list := range [...]string{"/new", "/comments"} {
			all = append(all, stream{name: "r/" + name + list, path: "/r/" + name + list, place: name})
		}
	}
	for _, search := range o.Searches {
		query := url.Values{"q": {search}, "sort": {"new"}, "t": {"all"}, "type": {"link"}}
		all = append(all, stream{name: "search " + search, path: "/search", query: query, below: o.Comments})
	}
	for _, own := range o.Own {
		path := "/user/" + strings.TrimPrefix(own, "@") + "/submitted"
		all = append(all, stream{name: path[1:], path: path, query: url.Values{"sort": {"new"}}, below: o.Comments})
	}
	return all
}
