package youtube

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"goldenratio/collectors/secret"
	"goldenratio/collectors/social"
)

// Options are the settings of a source of type youtube.
type Options struct {
	// Channels are the community's own, by handle (`@xenproject`) or by id (`UC…`).
	Channels []string `yaml:"channels,omitempty"`

	// Searches are what is searched for in videos of others. One question of a search
	// costs as much of the day's quota as a hundred others: 10,000 are free.
	Searches []string `yaml:"searches,omitempty"`

	// Comments also reads what is commented on the channels' videos.
	Comments bool `yaml:"comments,omitempty"`

	// Key is `${NAME}` of an environment variable with an API key.
	Key secret.Value `yaml:"key,omitempty" schema:"either"`

	// KeyFile is a file that holds the key instead.
	KeyFile string `yaml:"key_file,omitempty" schema:"either"`

	social.Settings `yaml:",inline"`
}

var (
	channelID = regexp.MustCompile(`^UC[A-Za-z0-9_-]{22}$`)
	handle    = regexp.MustCompile(`^@[\pL\pN\pM._·-]{1,60}$`)
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if len(o.Channels) == 0 && len(o.Searches) == 0 {
		return errors.New("channels, searches: name at least one")
	}
	for _, c := range o.Channels {
		if !channelID.MatchString(c) && !handle.MatchString(c) {
			return fmt.Errorf("channels: %q is neither a handle (@…) nor an id (UC…)", c)
		}
	}
	for _, search := range o.Searches {
		if strings.TrimSpace(search) == "" {
			return errors.New("searches: one of them is empty")
		}
	}
	return nil
}

// sign returns what adds the key, in a header: addresses stand in logs. A relative file
// starts in dir.
func (o Options) sign(dir string) func(*http.Request) error {
	return func(req *http.Request) error {
		key, err := secret.Reveal(o.Key, dir, o.KeyFile)
		if err == nil {
			req.Header.Set("X-Goog-Api-Key", key)
		}
		return err
	}
}
