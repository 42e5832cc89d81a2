package hub

import (
	"fmt"
	"time"
)

// A Hub is one forge.
type Hub struct {
	Owners       []string // organisations
	People       []*Person
	Repositories []*Repository
}

// A Person is an account.
type Person struct {
	ID      uint64
	Login   string
	Name    string
	Address string // as the public page shows it; empty where it does not
	Company string
	Robot   bool
	Member  bool // of the organisation
	Joined  time.Time
}

// A Repository is one repository. Its id stays when it is renamed.
type Repository struct {
	ID       uint64
	Name     string // owner/name
	Created  time.Time
	Branch   string // the default one
	Parent   string // what it is a fork of, if anything
	Archived bool
	Private  bool
	Tickets  []*Ticket // in order of their numbers
	Talks    []*Ticket // discussions, which have comments and replies only
	Releases []*Release
	Runs     []*Run
	Stars    []Star
	Forks    uint64
	Watchers uint64
	Visits   []Visits
}

// A Release is announced from a tag.
type Release struct {
	ID        uint64
	Tag       string
	Title     string
	By        *Person
	At        time.Time
	Candidate bool
}

// A Run is one run of a workflow.
type Run struct {
	ID      uint64
	Name    string
	Event   string // push, pull_request, schedule
	Branch  string
	Fork    string // the repository whose branch it is, where that is another
	SHA     string
	By      *Person
	Attempt uint32
	Outcome string // success, failure, timed_out, cancelled; empty while it runs
	At      time.Time
	Ended   time.Time // of the last attempt, or of its newest step
}

// A Star is somebody's mark on a repository.
type Star struct {
	By *Person
	At time.Time
}

// Visits are one day's traffic.
type Visits struct {
	Day             time.Time
	Views, Visitors uint64
	Clones, Cloners uint64
}

// Email is what a person's commits show: the page's address, or the one that
// GitHub gives those who show none.
func (p *Person) Email() string {
	if p.Address != "" {
		return p.Address
	}
	return fmt.Sprintf("%d+%s@users.noreply.github.com", p.ID, p.Login)
}
