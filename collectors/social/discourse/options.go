package discourse

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type discourse.
type Options struct {
	// URL is the forum, `https://forum.example.org`, with its path where it does not
	// lie at the server's root.
	URL string `yaml:"url" schema:"required"`

	// Categories are those that are read, each with those in it: by their slugs, such
	// as `hardware/xen`, or numbers. Without any all are.
	Categories []string `yaml:"categories,omitempty"`

	// Questions are the categories in which a topic is a question, and what others
	// reply to it an answer. Without this option all are; `[]` means none.
	Questions []string `yaml:"questions,omitempty"`

	// User is the account to read as, with its key. Without one only what is public is
	// seen.
	User string `yaml:"user,omitempty"`

	// Key is `${NAME}` of an environment variable with an API key, scope `read`.
	Key secret.Value `yaml:"key,omitempty"`

	// KeyFile is a file that holds the key instead.
	KeyFile string `yaml:"key_file,omitempty"`

	// RequestsPerSecond is how often the forum is asked at most. Its own limits are
	// kept whatever stands here.
	RequestsPerSecond float64 `yaml:"requests_per_second,omitempty" schema:"default=3,min=0.1"`

	social.Settings `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	u, err := o.base()
	keyed := o.Key != "" || o.KeyFile != ""
	switch {
	case err != nil:
		return err
	case o.Key != "" && o.KeyFile != "":
		return errors.New("key and key_file: one of them is enough")
	case keyed != (o.User != ""):
		return errors.New("user and key belong together")
	case keyed && fetch.Open(u):
		return fmt.Errorf("url %q would show the key to everybody on the way: use https", o.URL)
	}
	return nil
}

// base is the forum's address without a slash at its end.
func (o Options) base() (*url.URL, error) {
	u, err := fetch.Address(o.URL)
	if err != nil {
		return nil, fmt.Errorf("url %q: %w", o.URL, err)
	}
	return u, nil
}

// sign returns what adds the key; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		key, err := secret.Reveal(o.Key, dir, o.KeyFile)
		if key != "" {
			req.Header.Set("Api-Key", key)
			req.Header.Set("Api-Username", o.User)
		}
		return err
	}
}
