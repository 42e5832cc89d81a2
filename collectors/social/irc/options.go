package irc

import (
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a log's zone is known wherever the program runs

	"goldenratio/collectors/social"
	"goldenratio/collectors/social/files"
)

// Options are the settings of a source of type irc.
type Options struct {
	files.Options `yaml:",inline"`

	// Network is the IRC network, `irc.libera.chat`: people are known by it and
	// their nick.
	Network string `yaml:"network" schema:"required"`

	// Channel is the channel that the files are logs of, `#xen`. Without it, the
	// name of the file, or of its folder where that is only a date, says so.
	Channel string `yaml:"channel,omitempty"`

	// Zone is the log's time zone, `Europe/London`, where its times do not say it;
	// UTC if it is not given.
	Zone string `yaml:"zone,omitempty"`

	// Bots are nicks of programs: what they say is not counted as people's.
	Bots []string `yaml:"bots,omitempty"`

	social.Settings `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if err := o.Options.Check(); err != nil {
		return err
	}
	if o.Network == "" || strings.ContainsAny(o.Network, "/@ \t") {
		return fmt.Errorf("network %q: want a name such as irc.libera.chat", o.Network)
	}
	if strings.ContainsAny(o.Channel, "/ ,") {
		return fmt.Errorf("channel %q: want a name such as #xen", o.Channel)
	}
	_, err := o.zone()
	return err
}

// zone is the log's time zone.
func (o Options) zone() (*time.Location, error) {
	if strings.EqualFold(o.Zone, "local") {
		return nil, errors.New("zone: name it, this computer's is not the same everywhere")
	}
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone %q: want a name such as Europe/London", o.Zone)
	}
	return zone, nil
}
