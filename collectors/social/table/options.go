package table

import (
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
)

// Options are the settings of a source of type social_table.
type Options struct {
	files.Options   `yaml:",inline"`
	social.Settings `yaml:",inline"`

	// Exported is the day when likes, reshares, replies and views were read, such as
	// `2024-06-30`. By default that of a file's last row.
	Exported files.Exported `yaml:"exported,omitempty" schema:"format=day"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if _, err := o.Exported.Time(); err != nil {
		return err
	}
	return o.Options.Check()
}
