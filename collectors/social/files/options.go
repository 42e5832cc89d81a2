package files

import (
	"fmt"
	"time"

	"goldenratio/collectors/paths"
)

// Options are those that all such sources have.
type Options struct {
	// Paths are files or patterns (`*`, `?`, `[a-z]`), relative to the
	// configuration's folder: `logs/*.log.gz`. `.gz`, `.bz2`, `.xz` and `.zst` are
	// read too.
	Paths []string `yaml:"paths" schema:"required"`

	// Live says that somebody keeps the files up to date, so that a quiet time
	// stays covered: the source was seen up to the time of the run. Without it, up
	// to the last day of which there is something.
	Live bool `yaml:"live,omitempty"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error { return paths.Check(o.Paths) }

// Exported is an option of exports, the day when one was made; empty: not known.
type Exported string

// Time is the beginning of that day; the zero time where it is not known.
func (e Exported) Time() (time.Time, error) {
	if e == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.DateOnly, string(e))
	if err != nil {
		return time.Time{}, fmt.Errorf("exported %q: want a day such as 2020-12-31", string(e))
	}
	return at, nil
}
