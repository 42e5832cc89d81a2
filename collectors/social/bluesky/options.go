package bluesky

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type bluesky.
type Options struct {
	social.Settings `yaml:",inline"`

	// URL is the server that is asked: of whoever signs in the one that keeps the
	// account, by default `https://bsky.social`; otherwise
	// `https://public.api.bsky.app`.
	URL string `yaml:"url,omitempty"`

	// Searches are words as one writes them into Bluesky's search: `xen`, `"xen
	// project"`, `#xen`. They need an identifier and a password.
	Searches []string `yaml:"searches,omitempty"`

	// Accounts are the community's own, such as `xen.example.org`: what they write and
	// repost, the answers to that, and how many follow them. They need not stand in
	// `own` again.
	Accounts []string `yaml:"accounts,omitempty"`

	// Since is the first day that is read; by default all that Bluesky shows.
	Since string `yaml:"since,omitempty" schema:"format=day"`

	// Identifier is the handle of an account that signs in to search.
	Identifier string `yaml:"identifier,omitempty"`

	// Password is `${NAME}` of an environment variable with an app password of the
	// account, not the account's own.
	Password secret.Value `yaml:"password,omitempty"`

	// PasswordFile is a file that holds the app password instead.
	PasswordFile string `yaml:"password_file,omitempty"`
}

// Servers of those who name none.
const (
	usualURL  = "https://bsky.social"
	publicURL = "https://public.api.bsky.app"
)

// actorPattern is a handle or a DID.
var actorPattern = regexp.MustCompile(`^(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+|did:[a-z]+:[A-Za-z0-9._:%-]{1,250})$`)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	u, err := o.base()
	password := o.Password != "" || o.PasswordFile != ""
	switch {
	case err != nil:
		return err
	case fetch.Open(u) && password:
		return fmt.Errorf("url %q would show the password to everybody on the way: use https", o.URL)
	case o.Password != "" && o.PasswordFile != "":
		return errors.New("password and password_file: one of them is enough")
	case password != (o.Identifier != ""):
		return errors.New("identifier and password: one does not go without the other")
	case len(o.Searches) == 0 && len(o.Accounts) == 0:
		return errors.New("searches and accounts: at least one of them is needed")
	case len(o.Searches) > 0 && o.Identifier == "":
		return errors.New("searches: Bluesky searches only for an identifier with a password")
	}
	for _, query := range o.Searches {
		if strings.TrimSpace(query) == "" {
			return errors.New("searches: one of them is empty")
		}
	}
	for _, account := range o.Accounts {
		if !actorPattern.MatchString(strings.TrimPrefix(account, "@")) {
			return fmt.Errorf("account %q: want a handle such as xen.example.org, or a DID", account)
		}
	}
	return nil
}

// base is the server's address without a slash at its end.
func (o Options) base() (*url.URL, error) {
	usual := publicURL
	if o.Identifier != "" {
		usual = usualURL
	}
	u, err := fetch.Address(cmp.Or(o.URL, usual))
	if err != nil || u.Path != "" {
		return nil, fmt.Errorf("url %q: want https://… and a host alone", o.URL)
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

// secret is the app password; a relative file starts in dir.
func (o Options) secret(dir string) (string, error) {
	return secret.Reveal(o.Password, dir, o.PasswordFile)
}
