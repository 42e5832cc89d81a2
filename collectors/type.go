package collectors

import "time"

// A Type is one kind of source as the configuration names it.
type Type struct {
	Name string // mbox, git: what `type:` says
	Kind Kind   // what its sources are evidence of

	// Options returns a pointer to the type's options with their defaults: a
	// struct with yaml tags. The configuration fills it, strictly.
	Options func() any

	// New makes a collector from filled options.
	New func(Place, any) (Collector, error)
}

// A Kind is what KPIs ask for in `needs:`.
type Kind string

// The kinds of sources.
const (
	Mail  Kind = "mail"
	Code  Kind = "code"
	Forge Kind = "forge"
)

// A Place is where a source's collector works.
type Place struct {
	Dir   string // the configuration's folder: relative paths start here
	Cache string // a folder of the source's own, for what is fetched
	Now   func() time.Time
}
