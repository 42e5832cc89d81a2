package x

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type x.
type Options struct {
	// Searches are what is searched for, in the service's own language: `"xen project" OR
	// #xenproject`.
	Searches []string `yaml:"searches,omitempty"`

	// Token is `${NAME}` of an environment variable with a bearer token.
	Token secret.Value `yaml:"token,omitempty" schema:"either"`

	// TokenFile is a file that holds the token instead.
	TokenFile string `yaml:"token_file,omitempty" schema:"either"`

	social.Settings `yaml:",inline"`
}

// maxSearch is how long a search may be for those who pay least.
const maxSearch = 512

// user is an account's name; it becomes part of a question.
var user = regexp.MustCompile(`^@?[A-Za-z0-9_]{1,30}$`)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if len(o.Searches) == 0 && len(o.Own) == 0 {
		return errors.New("searches, own: name at least one")
	}
	for _, search := range o.Searches {
		if strings.TrimSpace(search) == "" || len(search) > maxSearch {
			return fmt.Errorf("searches: %.30q has no text, or more than %d characters", search, maxSearch)
		}
	}
	for _, own := range o.Own {
		if !user.MatchString(own) {
			return fmt.Errorf("own: %q is no name of an account", own)
		}
	}
	return nil
}

// accounts are the names of the community's own.
func (o Options) accounts() []string {
	all := make([]string, len(o.Own))
	for i, own := range o.Own {
		all[i] = strings.TrimPrefix(own, "@")
	}
	return all
}

// sign returns what adds the token; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		token, err := secret.Reveal(o.Token, dir, o.TokenFile)
		if err == nil {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		return err
	}
}
