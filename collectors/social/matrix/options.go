package matrix

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type matrix.
type Options struct {
	// Server is the homeserver's address, `https://matrix.example.org`.
	Server string `yaml:"server" schema:"required"`

	// Rooms are aliases (`#xen:example.org`) or ids (`!abc:example.org`) of rooms that
	// the account has joined.
	Rooms []string `yaml:"rooms" schema:"required"`

	// Token is `${NAME}` of an environment variable with the account's access token.
	Token secret.Value `yaml:"token,omitempty" schema:"either"`

	// TokenFile is a file that holds the token instead.
	TokenFile string `yaml:"token_file,omitempty" schema:"either"`

	social.Settings `yaml:",inline"`
}

var roomName = regexp.MustCompile(`^[#!][^\s/?]{1,250}$`)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	u, err := o.base()
	switch {
	case err != nil:
		return err
	case fetch.Open(u):
		return fmt.Errorf("server %q would show the token to everybody on the way: use https", o.Server)
	}
	for _, room := range o.Rooms {
		if !roomName.MatchString(room) {
			return fmt.Errorf("rooms: %q is neither an alias (#…:…) nor an id (!…)", room)
		}
	}
	return nil
}

// base is the homeserver's address without a slash at its end.
func (o Options) base() (*url.URL, error) {
	u, err := fetch.Address(o.Server)
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return u, nil
}

// sign returns what adds the access token; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		token, err := secret.Reveal(o.Token, dir, o.TokenFile)
		if err == nil {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		return err
	}
}
