package github

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
)

// Options are the settings of a source of type github.
type Options struct {
	// Repositories are names such as `xapi-project/sm`, or patterns:
	// `xapi-project/*` are all public ones of an organisation or a person. A name
	// that was changed is followed.
	Repositories []string `yaml:"repositories" schema:"required"`

	// Exclude are patterns of repositories that are left out.
	Exclude []string `yaml:"exclude,omitempty"`

	// Private takes private repositories where a pattern matches them, too. Those
	// that are named are taken in any case.
	Private bool `yaml:"private,omitempty"`

	// Without is what is not asked for: `discussions`, `profiles`, `releases`,
	// `runs`, `stars` or `traffic`.
	Without []string `yaml:"without,omitempty"`

	// URL is the API of a GitHub Enterprise server,
	// `https://github.example.org/api/v3/`.
	URL string `yaml:"url,omitempty" schema:"default=https://api.github.com/"`

	// Token is `${NAME}` of an environment variable. Without any token GitHub
	// answers sixty questions an hour.
	Token secret.Value `yaml:"token,omitempty"`

	// TokenFile is a file that holds the token instead, or several, one a line:
	// each question is asked with the one that has most left of its limit.
	TokenFile string `yaml:"token_file,omitempty"`

	// App asks as a GitHub App instead.
	App *App `yaml:"app,omitempty"`

	// RequestsPerSecond is how often GitHub is asked at most. It takes 15 for too
	// many; an Enterprise server may not.
	RequestsPerSecond float64 `yaml:"requests_per_second,omitempty" schema:"default=10,min=0.1"`
}

// An App is a GitHub App as it is installed by an organisation.
type App struct {
	// ID is the app's number.
	ID int `yaml:"id" schema:"required,min=1"`

	// Installation is the number of its installation.
	Installation int `yaml:"installation" schema:"required,min=1"`

	// KeyFile holds its private key, in PEM.
	KeyFile string `yaml:"key_file" schema:"required"`
}

// What Without may name.
const (
	discussions = "discussions"
	profiles    = "profiles"
	releases    = "releases"
	runs        = "runs"
	stars       = "stars"
	traffic     = "traffic"
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	u, err := o.base()
	switch {
	case err != nil:
		return err
	case fetch.Open(u):
		return fmt.Errorf("url %q would show the token to everybody on the way: use https", o.URL)
	case o.given() > 1:
		return errors.New("one of token, token_file and app is enough")
	}
	for _, pattern := range append(o.Repositories[:len(o.Repositories):len(o.Repositories)], o.Exclude...) {
		if err := checkPattern(pattern); err != nil {
			return err
		}
	}
	for _, word := range o.Without {
		switch word {
		case discussions, profiles, releases, runs, stars, traffic:
		default:
			return fmt.Errorf("without: there are no %q to leave out", word)
		}
	}
	return nil
}

// given is how many ways to log in there are.
func (o Options) given() (n int) {
	for _, is := range []bool{o.Token != "", o.TokenFile != "", o.App != nil} {
		if is {
			n++
		}
	}
	return n
}

func checkPattern(pattern string) error {
	owner, name, ok := strings.Cut(pattern, "/")
	_, err := path.Match(name, "")
	if !ok || owner == "" || name == "" || strings.Contains(name, "/") || globbed(owner) || err != nil {
		return fmt.Errorf("repository %q: want owner/name or owner/*", pattern)
	}
	return nil
}

// globbed reports whether a text is a pattern rather than a name.
func globbed(text string) bool { return strings.ContainsAny(text, `*?[\`) }

// base is the API's address, with a slash at its end.
func (o Options) base() (*url.URL, error) {
	text := o.URL
	if text == "" {
		text = "https://api.github.com/"
	}
	u, err := fetch.Address(text)
	if err != nil {
		return nil, fmt.Errorf("url %q: %w", o.URL, err)
	}
	u.Path += "/"
	return u, nil
}

// pause is how long to wait between two questions.
func (o Options) pause() time.Duration {
	rate := o.RequestsPerSecond
	if rate <= 0 {
		rate = 10
	}
	return time.Duration(float64(time.Second) / rate)
}
