package archive

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
)

// Access is how an archive on a server is asked.
type Access struct {
	// RequestsPerSecond is how often the server is asked at most.
	RequestsPerSecond float64 `yaml:"requests_per_second,omitempty" schema:"default=5,min=0.1"`

	// User is the account, where the server asks for one (HTTP Basic).
	User string `yaml:"user,omitempty"`

	// Password is `${NAME}` of an environment variable.
	Password secret.Value `yaml:"password,omitempty"`

	// PasswordFile is a file that holds the password instead.
	PasswordFile string `yaml:"password_file,omitempty"`
}

// Check says what is wrong with asking an archive at an address.
func (a Access) Check(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return fmt.Errorf("url %q is no address", address)
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return fmt.Errorf("url %q: want https://…", address)
	case u.User != nil:
		return errors.New("url: the user and the password stand in keys of their own")
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("url %q: want an address without ? and #", address)
	case a.User != "" && fetch.Open(u):
		return fmt.Errorf("url %q would show the password to everybody on the way: use https", address)
	case a.User == "" && (a.Password != "" || a.PasswordFile != ""):
		return errors.New("a password needs a user")
	}
	return nil
}

// Client asks as a says, for the archive at an address; a relative PasswordFile
// starts in dir.
func (a Access) Client(dir, address string) *fetch.Client {
	o := fetch.Options{PerSecond: a.RequestsPerSecond}
	if home, err := url.Parse(address); err == nil && a.User != "" {
		o.Home = fetch.Home(home)
		o.Authorize = func(req *http.Request) error {
			password, err := secret.Reveal(a.Password, dir, a.PasswordFile)
			req.SetBasicAuth(a.User, password)
			return err
		}
	}
	return fetch.New(o)
}
