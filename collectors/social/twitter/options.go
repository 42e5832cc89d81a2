package twitter

import (
	"fmt"

	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
)

// Options are the settings of a source of type twitter.
type Options struct {
	files.Options   `yaml:",inline"`
	social.Settings `yaml:",inline"`

	// Account is whose archive the files are, such as `xen_org`, where tweets do not
	// say who wrote them: `tweets.js` and `tweets.csv` of an account's archive.
	Account string `yaml:"account,omitempty"`

	// Exported is the day when the files were made, such as `2018-06-09`. By default
	// likes and retweets are those of the time of a file's last tweet.
	Exported files.Exported `yaml:"exported,omitempty" schema:"format=day"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if o.Account != "" && !handle.MatchString(o.Account) {
		return fmt.Errorf("account %q is no account's name: want it without @", o.Account)
	}
	if _, err := o.Exported.Time(); err != nil {
		return err
	}
	return o.Options.Check()
}
