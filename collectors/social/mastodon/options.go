package mastodon

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type mastodon.
type Options struct {
	social.Settings `yaml:",inline"`

	// URL is the instance, `https://social.example.org`.
	URL string `yaml:"url" schema:"required"`

	// Tags are hashtags, with or without `#`. The instance shows the posts that came
	// to it: those of its own people and of whom they follow.
	Tags []string `yaml:"tags,omitempty"`

	// Accounts are the community's own, `@xen` of this instance or
	// `@xen@example.org` of another one: what they write and boost, and how many
	// follow them. They need not stand in `own` again.
	Accounts []string `yaml:"accounts,omitempty"`

	// Since is the first day that is read; by default all that the instance shows.
	Since string `yaml:"since,omitempty" schema:"format=day"`

	// Token is `${NAME}` of an environment variable with an access token, scope
	// `read`, for instances that show nothing without one.
	Token secret.Value `yaml:"token,omitempty"`

	// TokenFile is a file that holds the token instead.
	TokenFile string `yaml:"token_file,omitempty"`
}

var (
	tagPattern     = regexp.MustCompile(`^#?[\pL\pN_·]{1,100}$`)
	accountPattern = regexp.MustCompile(`^@?([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_])?)(?:@([\pL\pN.-]+(?::[0-9]+)?))?$`)
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	u, err := o.base()
	switch {
	case err != nil:
		return err
	case fetch.Open(u) && (o.Token != "" || o.TokenFile != ""):
		return fmt.Errorf("url %q would show the token to everybody on the way: use https", o.URL)
	case o.Token != "" && o.TokenFile != "":
		return errors.New("token and token_file: one of them is enough")
	case len(o.Tags) == 0 && len(o.Accounts) == 0:
		return errors.New("tags and accounts: at least one of them is needed")
	}
	for _, tag := range o.Tags {
		if !tagPattern.MatchString(tag) {
			return fmt.Errorf("tag %q: want letters, digits and _", tag)
		}
	}
	for _, account := range o.Accounts {
		if !accountPattern.MatchString(account) {
			return fmt.Errorf("account %q: want @name or @name@host", account)
		}
	}
	return nil
}

// base is the instance's address without a slash at its end.
func (o Options) base() (*url.URL, error) {
	u, err := fetch.Address(o.URL)
	if err != nil {
		return nil, fmt.Errorf("url %q: %w", o.URL, err)
	}
	return u, nil
}

// since is the first instant to be read; the zero time is the beginning.
func (o Options) since() (time.Time, error) {
	if o.Since == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, o.Since)
}

// sign returns what adds the access token; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		token, err := secret.Reveal(o.Token, dir, o.TokenFile)
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		return err
	}
}

// handle is an account's whole name, name@host, in lower case, of whoever writes it
// with or without the host on an instance of a domain.
func handle(account, domain string) string {
	found := accountPattern.FindStringSubmatch(account)
	if found == nil {
		return ""
	}
	if found[2] != "" {
		domain = found[2]
	}
	return strings.ToLower(found[1] + "@" + domain)
}
