package collectors

import "time"

// A Type is one kind of source as the configuration names it.
type Type struct {
	Name string // mbox, git: what `type:` says
	Kind Kind   // what its sources are evidence of

	// Untried says that it was tested against servers and files of our own only,
	// never against the real service. The documentation says so, and status. Options
	// of a source that asks no service may say so: Offline() bool.
	Untried bool

	// Options returns a pointer to the type's options with their defaults: a
	// struct with yaml tags. The configuration fills it, strictly.
	Options func() any

	// New makes a collector from filled options.
	New func(Place, any) (Collector, error)
}

// UntriedWith is Untried of a source with such options.
func (t Type) UntriedWith(options any) bool {
	o, ok := options.(interface{ Offline() bool })
	return t.Untried && (!ok || !o.Offline())
}

// A Kind is what KPIs ask for in `needs:`.
type Kind string

// The kinds of sources.
const (
	Mail   Kind = "mail"
	Code   Kind = "code"
	Forge  Kind = "forge"
	Survey Kind = "survey"
	Social Kind = "social" // networks where people talk about the project
	Forum  Kind = "forum"  // places where people ask and answer
	Chat   Kind = "chat"
)

// A Place is where a source's collector works.
type Place struct {
	Dir   string // the configuration's folder: relative paths start here
	Cache string // a folder of the source's own, for what is fetched
	Now   func() time.Time

	// Waiting, where not nil, is told when the source must be left alone until
	// some time, and why. It is called from the goroutine that runs Collect.
	Waiting func(until time.Time, why string)
}
