package limesurvey

import (
	"errors"
	"fmt"
	"net/url"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/survey"
)

// Options are the settings of a source of type limesurvey.
type Options struct {
	// URL is the interface's address:
	// `https://survey.example.org/index.php/admin/remotecontrol`.
	URL string `yaml:"url" schema:"required"`

	// User is an account that may read the responses.
	User string `yaml:"user" schema:"required"`

	// Password is `${NAME}` of an environment variable.
	Password secret.Value `yaml:"password,omitempty" schema:"either"`

	// PasswordFile is a file that holds the password instead.
	PasswordFile string `yaml:"password_file,omitempty" schema:"either"`

	// Language is that of the questions and answers; by default the survey's own.
	Language string `yaml:"language,omitempty"`

	// Waves are the times at which the survey was asked: all of them, the oldest first.
	Waves []Wave `yaml:"waves" schema:"required"`

	// Codebook is a YAML file, relative to the configuration's folder, that gives
	// codes to what people say in own words.
	Codebook string `yaml:"codebook,omitempty"`
}

// A Wave is one asking of the survey: a survey of its own in LimeSurvey.
type Wave struct {
	// ID names the wave, such as `2009-05`.
	ID string `yaml:"id" schema:"required,format=id"`

	// Title is how pages call it; by default its id.
	Title string `yaml:"title,omitempty"`

	// Survey is its number in LimeSurvey.
	Survey int `yaml:"survey" schema:"required,min=1"`

	// Map is the file that says what the columns of an export hold, one with full
	// questions and full answers: `goldenratio survey inspect` writes it, and a person
	// corrects it.
	Map string `yaml:"map" schema:"required"`

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
	u, err := url.Parse(o.URL)
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return errors.New("url: want https://…/admin/remotecontrol")
	case u.Scheme != "https" && u.Scheme != "http" || fetch.Open(u):
		return errors.New("url: want https://…, since http would show the password and the answers to everybody on the way")
	}
	seen := map[string]bool{}
	for _, w := range o.Waves {
		if seen[w.ID] {
			return fmt.Errorf("wave %q is there twice", w.ID)
		}
		seen[w.ID] = true
	}
	return nil
}

// asking is the wave as one of a file.
func (w Wave) asking() survey.Wave {
	return survey.Wave{ID: w.ID, Title: w.Title, Map: w.Map, Began: w.Began, Ended: w.Ended, Invited: w.Invited}
}
