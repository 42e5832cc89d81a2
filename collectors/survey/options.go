package survey

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"goldenratio/collectors/fetch"
)

// Options are the settings of a source of type survey.
type Options struct {
	// Waves are the times at which the survey was asked: all of them, the oldest
	// first.
	Waves []Wave `yaml:"waves" schema:"required"`

	// Codebook is a YAML file, relative to the configuration's folder, that gives
	// codes to what people say in own words.
	Codebook string `yaml:"codebook,omitempty"`
}

// A Wave is one asking of the survey, as the configuration has it.
type Wave struct {
	// ID names the wave, such as `2009-05`.
	ID string `yaml:"id" schema:"required,format=id"`

	// Title is how pages call it; by default its id.
	Title string `yaml:"title,omitempty"`

	// File is what the survey service exports, CSV, TSV or xlsx, relative to the
	// configuration's folder.
	File string `yaml:"file,omitempty" schema:"either"`

	// URL is the address of such a table, for example of a sheet that is published
	// as CSV: https, or http on this machine.
	URL string `yaml:"url,omitempty" schema:"either"`

	// Map is the file that says what its columns hold: `goldenratio survey inspect`
	// writes it, and a person corrects it.
	Map string `yaml:"map" schema:"required"`

	// Codebook is one for this wave in place of the source's.
	Codebook string `yaml:"codebook,omitempty"`

	// Began is the first day; by default that of the first response.
	Began string `yaml:"began,omitempty" schema:"format=day"`

	// Ended is the last day, to whose month and quarter the wave belongs; by
	// default that of the last response, where a column of type day tells it.
	Ended string `yaml:"ended,omitempty" schema:"format=day"`

	// Invited is how many were asked to take part, where that is known.
	Invited int `yaml:"invited,omitempty" schema:"min=0"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	seen := map[string]bool{}
	for _, w := range o.Waves {
		if seen[w.ID] {
			return fmt.Errorf("wave %q is there twice", w.ID)
		}
		seen[w.ID] = true
		if err := w.check(); err != nil {
			return fmt.Errorf("wave %q: %w", w.ID, err)
		}
	}
	return nil
}

func (w Wave) check() error {
	began, err := day(w.Began)
	if err != nil {
		return err
	}
	ended, err := day(w.Ended)
	if err != nil {
		return err
	}
	if !ended.IsZero() && ended.Before(began) {
		return errors.New("it ends before it begins")
	}
	if w.URL != "" {
		return checkURL(w.URL)
	}
	return nil
}

// checkURL refuses what would show answers to everybody on the way. Such an
// address can be a secret in itself, so that it is not quoted.
func checkURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return errors.New("url: want https://…")
	case u.User != nil:
		return errors.New("url: a user and a password have no place in it")
	case u.Scheme == "https", u.Scheme == "http" && !fetch.Open(u):
		return nil
	}
	return errors.New("url: want https://…, since answers are nobody's business on the way")
}

// day is midnight UTC of a day such as 2009-05-31; the zero time for an empty text.
func day(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no day such as 2009-05-31", strings.ToValidUTF8(text, "?"))
	}
	return at, nil
}

func (w Wave) title() string { return cmp.Or(w.Title, w.ID) }
