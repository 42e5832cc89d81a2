package slack

import (
	"fmt"
	"strings"

	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
)

// Options are the settings of a source of type slack.
type Options struct {
	files.Options `yaml:",inline"`

	// Workspace is its address, `xen.slack.com`: people are known by it and their id.
	Workspace string `yaml:"workspace" schema:"required"`

	// Channels are the names of those that are read; all public ones if none is given.
	// Private channels and conversations are read only if they are named here.
	Channels []string `yaml:"channels,omitempty"`

	// Exported is the day when the export was made, `2020-12-31`: by it, what others
	// did with a message is judged. Without it, the last day with a message.
	Exported files.Exported `yaml:"exported,omitempty" schema:"format=day"`

	social.Settings `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if err := o.Options.Check(); err != nil {
		return err
	}
	if o.Workspace == "" || strings.ContainsAny(o.Workspace, "/@: \t") {
		return fmt.Errorf("workspace %q: want an address such as xen.slack.com", o.Workspace)
	}
	_, err := o.Exported.Time()
	return err
}
