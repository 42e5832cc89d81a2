package stackexchange

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
)

// Options are the settings of a source of type stackexchange. Accounts in `own` are
// numbers of users: anybody can take any name.
type Options struct {
	// Site is the site's host, such as `stackoverflow.com` or `unix.stackexchange.com`.
	Site string `yaml:"site,omitempty" schema:"default=stackoverflow.com"`

	// Tags are read, each by itself; several with `;` between them, such as
	// `xen;networking`, are questions that have all of them.
	Tags []string `yaml:"tags,omitempty"`

	// Searches are texts for the site's own search, beside the tags.
	Searches []string `yaml:"searches,omitempty"`

	// Key is `${NAME}` of an environment variable with an application's key. Without
	// one the API answers 300 questions a day.
	Key secret.Value `yaml:"key,omitempty"`

	// KeyFile is a file that holds the key instead.
	KeyFile string `yaml:"key_file,omitempty"`

	// RequestsPerSecond is how often the API is asked at most. Its own limits are
	// kept whatever stands here.
	RequestsPerSecond float64 `yaml:"requests_per_second,omitempty" schema:"default=5,min=0.1"`

	// Dump is the site's public dump, which is read in place of the API: a folder with
	// `Posts.xml` and, for comments and names, `Comments.xml` and `Users.xml`, or
	// `Posts.xml` alone. Each may be packed by gzip, bzip2, xz or zstd; .7z is to be
	// unpacked before.
	Dump string `yaml:"dump,omitempty"`

	// Exported is the day on which the dump was made, `2024-04-02`; by default that
	// of the last activity in it.
	Exported files.Exported `yaml:"exported,omitempty" schema:"format=day"`

	social.Settings `yaml:",inline"`
}

const usualSite = "stackoverflow.com"

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	switch {
	case strings.ContainsAny(o.Site, "/:@ ") || !strings.Contains(o.site(), "."):
		return fmt.Errorf("site %q: want a host, such as %s", o.Site, usualSite)
	case len(o.Tags)+len(o.Searches) == 0:
		return errors.New("tags or searches: at least one, a whole site is about everything")
	case o.Key != "" && o.KeyFile != "":
		return errors.New("key and key_file: one of them is enough")
	case o.Dump != "" && len(o.Searches) > 0:
		return errors.New("searches: a dump has none")
	case o.Dump == "" && o.Exported != "":
		return errors.New("exported: only a dump is")
	}
	for _, text := range append(o.Tags, o.Searches...) {
		if strings.TrimSpace(text) == "" {
			return errors.New("an empty tag or search finds everything")
		}
	}
	for _, own := range o.Own {
		if _, err := strconv.ParseInt(own, 10, 64); err != nil {
			return fmt.Errorf("own %q: want the number of a user, as it stands in the address of the profile", own)
		}
	}
	_, err := o.Exported.Time()
	return err
}

// Offline reports that a dump is read, and the service is not asked.
func (o Options) Offline() bool { return o.Dump != "" }

// site is the site's host.
func (o Options) site() string {
	if o.Site == "" {
		return usualSite
	}
	return strings.ToLower(o.Site)
}

// sign returns what adds the key; a relative file starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		key, err := secret.Reveal(o.Key, dir, o.KeyFile)
		if key != "" {
			query := req.URL.Query()
			query.Set("key", key)
			req.URL.RawQuery = query.Encode()
		}
		return err
	}
}
