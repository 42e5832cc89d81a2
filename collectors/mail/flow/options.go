package flow

import (
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/message"
)

// Settings are those that every source of mail has.
type Settings struct {
	// Begins is the list's first month, `2003-12`. A mail that claims to be older
	// is dated by other means. Without it any date from 1982 on is believed.
	Begins string `yaml:"begins,omitempty" schema:"format=month"`

	// FirstLines is how many lines of each mail's own text are kept, in the
	// private database.
	FirstLines int `yaml:"first_lines,omitempty" schema:"min=0"`

	// KeepText keeps the whole text of each mail, in the private database.
	KeepText bool `yaml:"keep_text,omitempty"`

	// MaxMessage is the size in bytes above which a mail is not read but
	// rejected; 32 MiB if it is not given.
	MaxMessage int `yaml:"max_message,omitempty" schema:"min=0,max=1073741824"`
}

// Parsing is what the parser needs of the settings.
func (s Settings) Parsing() (message.Options, error) {
	first, err := days.Month(s.Begins)
	o := message.Options{First: first, FirstLines: s.FirstLines, KeepText: s.KeepText, MaxBytes: s.MaxMessage}
	if o.MaxBytes <= 0 {
		o.MaxBytes = message.DefaultMaxBytes
	}
	return o, err
}
