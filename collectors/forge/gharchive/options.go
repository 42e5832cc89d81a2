package gharchive

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"
)

// Options are the settings of a source of type gharchive.
type Options struct {
	// Repositories are names such as `xapi-project/xenopsd`, spelled as GitHub
	// does; `xapi-project/*` are all of an organisation or a person. Events bear
	// the name that a repository had then, so name the old ones too.
	Repositories []string `yaml:"repositories" schema:"required"`

	// Paths are hour files, `2015-01-01-15.json.gz`, by their names or by patterns
	// with `*`, relative to the configuration's folder.
	Paths []string `yaml:"paths,omitempty" schema:"either"`

	// URL is a server that has the hour files instead, such as
	// `https://data.gharchive.org`. Each file is fetched, read and removed: a year
	// is some 8,760 of them, and several hundred GB.
	URL string `yaml:"url,omitempty" schema:"either"`

	// Begins is the first month that a server is asked for.
	Begins string `yaml:"begins,omitempty" schema:"format=month"`

	// Ends is the last month that a server is asked for; left out, files follow
	// as they appear.
	Ends string `yaml:"ends,omitempty" schema:"format=month"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	for _, name := range o.Repositories {
		owner, repo, ok := strings.Cut(name, "/")
		if _, err := path.Match(repo, ""); !ok || err != nil || owner == "" || repo == "" || strings.ContainsAny(owner, `*?[\`) || strings.Contains(repo, "/") {
			return fmt.Errorf("repository %q: want owner/name or owner/*", name)
		}
	}
	if o.URL == "" {
		if o.Begins != "" || o.Ends != "" {
			return errors.New("begins and ends go with url; of paths all files are read")
		}
		return nil
	}
	u, err := url.Parse(o.URL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("url %q: want https://… without user, ? and #", o.URL)
	}
	first, end, err := o.months()
	switch {
	case o.Begins == "":
		return errors.New("begins is missing: the first month that the server is asked for")
	case err == nil && !first.Before(end):
		return fmt.Errorf("ends %s is before begins %s", o.Ends, o.Begins)
	}
	return err
}

// months are the instants between which a server is asked for files; without an
// end it is the last that there can be.
func (o Options) months() (first, end time.Time, err error) {
	const month = "2006-01"
	if first, err = time.Parse(month, o.Begins); err != nil {
		return first, end, fmt.Errorf("begins %q: want a month such as 2015-01", o.Begins)
	}
	if o.Ends == "" {
		return first, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	if end, err = time.Parse(month, o.Ends); err != nil {
		return first, end, fmt.Errorf("ends %q: want a month such as 2015-12", o.Ends)
	}
	return first, end.AddDate(0, 1, 0), nil
}
