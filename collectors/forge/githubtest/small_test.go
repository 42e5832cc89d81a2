package githubtest

import (
	"fmt"
	"time"

	"goldenratio/internal/sample/hub"
)

func clock() time.Time { return time.Date(2020, 3, 1, 0, 0, 0, 0, time.UTC) }

// small is a forge that has one of everything.
func small() *hub.Hub {
	at := func(days int) time.Time { return time.Date(2020, 1, 1+days, 12, 0, 0, 0, time.UTC) }
	ada := &hub.Person{ID: 11, Login: "ada", Name: "Ada Example", Address: "ada@example.org", Company: "@example", Member: true, Joined: at(0)}
	bob := &hub.Person{ID: 12, Login: "Bob", Joined: at(0)}
	robot := &hub.Person{ID: 13, Login: "example-robot", Robot: true, Joined: at(0)}
	sha := func(n int) string { return fmt.Sprintf("%040x", n) }
	issue := &hub.Ticket{ID: 101, Number: 1, Title: "It is broken", Body: "See.", Author: bob, At: at(1), Acts: []*hub.Act{
		{ID: 1, Kind: hub.Comment, By: ada, At: at(2), Edited: at(4), Text: "Where?"},
		{ID: 2, Kind: hub.Labelled, By: ada, At: at(2), Subject: "bug"},
		{ID: 3, Kind: hub.Milestone, By: ada, At: at(2), Subject: "1.0"},
		{ID: 4, Kind: hub.Closed, By: ada, At: at(3), Subject: "completed"},
		{ID: 5, Kind: hub.Reopened, By: bob, At: at(4)},
		{ID: 6, Kind: hub.Unlabelled, By: ada, At: at(5), Subject: "bug"},
	}}
	pull := &hub.Ticket{ID: 102, Number: 2, Title: "Mend it", Author: bob, At: at(5), Change: &hub.Change{Draft: true, Base: "main", Head: sha(1), MergeSHA: sha(9), Added: 3, Removed: 1, Files: 1}, Acts: []*hub.Act{
		{ID: 10, Kind: hub.Commit, By: bob, At: at(5), SHA: sha(1), Text: "Mend it"},
		{ID: 11, Kind: hub.Ready, By: bob, At: at(6)},
		{ID: 12, Kind: hub.Requested, By: bob, At: at(6), Person: ada},
		{ID: 13, Kind: hub.ChangesRequested, By: ada, At: at(7), Text: "Not so.", SHA: sha(1)},
		{ID: 14, Kind: hub.LineComment, By: ada, At: at(7), Text: "Here.", SHA: sha(1), Under: 13},
		{ID: 15, Kind: hub.Push, By: bob, At: at(8), SHA: sha(2)},
		{ID: 16, Kind: hub.Comment, By: robot, At: at(8), Text: "Tests passed."},
		{ID: 17, Kind: hub.Approval, By: ada, At: at(9), SHA: sha(2)},
		{ID: 22, Kind: hub.Dismissal, By: bob, At: at(9), Under: 17, Text: "Not yet."},
		{ID: 18, Kind: hub.Review, At: at(9), SHA: sha(2), Text: "From an account that is gone."},
		{ID: 19, Kind: hub.Draft, By: bob, At: at(9)},
		{ID: 20, Kind: hub.Merged, By: ada, At: at(10), SHA: sha(9)},
		{ID: 21, Kind: hub.Closed, By: ada, At: at(10)},
	}}
	open := &hub.Ticket{ID: 103, Number: 3, Title: "Another", Author: ada, At: at(11), Change: &hub.Change{Base: "main", Head: sha(3)}}
	engine := &hub.Repository{
		ID: 1000, Name: "example/engine", Created: at(0), Branch: "main", Forks: 1, Watchers: 2, Tickets: []*hub.Ticket{issue, pull, open},
		Releases: []*hub.Release{{ID: 1, Tag: "v0.9", By: ada, At: at(11), Candidate: true}, {ID: 2, Tag: "v1.0", Title: "First", By: ada, At: at(12)}},
		Stars:    []hub.Star{{By: bob, At: at(1)}, {By: ada, At: at(2)}},
		Visits:   []hub.Visits{{Day: at(55).Truncate(24 * time.Hour), Views: 5, Visitors: 3, Clones: 2, Cloners: 1}},
		Runs: []*hub.Run{
			{ID: 1, Name: "tests", Event: "push", Branch: "main", SHA: sha(9), By: ada, Attempt: 2, Outcome: "success", At: at(10), Ended: at(10)},
			{ID: 2, Name: "tests", Event: "pull_request", Branch: "main", Fork: "bob/engine", SHA: sha(2), By: bob, Attempt: 1, At: at(11), Ended: at(11)},
		},
	}
	return &hub.Hub{Owners: []string{"example"}, People: []*hub.Person{ada, bob, robot}, Repositories: []*hub.Repository{
		engine,
		{ID: 1001, Name: "example/fork", Created: at(0), Branch: "main", Parent: "example/engine"},
		{ID: 1002, Name: "example/blocked", Created: at(0), Branch: "main"},
		{ID: 1003, Name: "example/before", Created: at(0), Branch: "main"},
		{ID: 1004, Name: "example/secret", Created: at(0), Branch: "main", Private: true},
	}}
}
