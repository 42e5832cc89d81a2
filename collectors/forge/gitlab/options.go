package gitlab

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
)

// Options are the settings of a source of type gitlab.
type Options struct {
	// URL is the GitLab, `https://gitlab.example.org`, with its path where it does
	// not lie at the server's root.
	URL string `yaml:"url,omitempty" schema:"default=https://gitlab.com"`

	// Projects are paths such as `xen-project/hardware/xen`, or ids. A `*` stands
	// for anything up to the next `/`, and `**` also for that: `xen-project/**`
	// are all projects of a group and of the groups in it.
	Projects []string `yaml:"projects" schema:"required"`

	// Without is what is not asked for: `profiles` or `stars`.
	Without []string `yaml:"without,omitempty"`

	// Token is `${NAME}` of an environment variable with an access token, scope
	// `read_api`. Without one only what is public is seen, and less of it.
	Token secret.Value `yaml:"token,omitempty"`

	// TokenFile is a file that holds the token instead.
	TokenFile string `yaml:"token_file,omitempty"`

	// RequestsPerSecond is how often the server is asked at most. Its own limits
	// are kept whatever stands here.
	RequestsPerSecond float64 `yaml:"requests_per_second,omitempty" schema:"default=10,min=0.1"`
}

// What Without may name.
const (
	profiles = "profiles"
	stars    = "stars"
)

// usualURL is the GitLab of those who name none.
const usualURL = "https://gitlab.com"

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
	}
	for _, p := range o.Projects {
		if strings.Trim(p, "/") != p || p == "" || strings.HasPrefix(p, "*") {
			return fmt.Errorf("project %q: want a path, an id, or a pattern that begins with a group's name", p)
		}
	}
	for _, word := range o.Without {
		if word != profiles && word != stars {
			return fmt.Errorf("without: there are no %q to leave out", word)
		}
	}
	return nil
}

// base is the GitLab's address without a slash at its end.
func (o Options) base() (*url.URL, error) {
	text := o.URL
	if text == "" {
		text = usualURL
	}
	u, err := fetch.Address(text)
	if err != nil {
		return nil, fmt.Errorf("url %q: %w", o.URL, err)
	}
	return u, nil
}

// sign returns what adds the access token; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		token, err := secret.Reveal(o.Token, dir, o.TokenFile)
		if token != "" {
			req.Header.Set("Private-Token", token)
		}
		return err
	}
}
