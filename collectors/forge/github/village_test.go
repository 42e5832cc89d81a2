package github

import (
	"fmt"
	"time"

	"goldenratio/internal/sample/hub"
)

// morning is when the collectors of the tests run.
func morning() time.Time { return time.Date(2020, 3, 1, 8, 0, 0, 0, time.UTC) }

// on is noon of a day of 2020.
func on(yearDay int) time.Time {
	return time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, yearDay-1)
}

func sha(n int) string { return fmt.Sprintf("%040x", n) }

// village is a forge with two repositories, of which one is empty, and of
// everything that can be collected at least one.
func village() *hub.Hub {
	ada := &hub.Person{ID: 11, Login: "Ada", Name: "Ada Example", Address: "ada@example.org", Company: "@example", Member: true, Joined: on(1)}
	bob := &hub.Person{ID: 12, Login: "bob", Name: "Bob", Joined: on(1)}
	robot := &hub.Person{ID: 13, Login: "example-robot[bot]", Robot: true, Joined: on(1)}
	engine := &hub.Repository{
		ID: 1000, Name: "example/engine", Created: on(1), Branch: "main", Forks: 1, Watchers: 2,
		Tickets:  []*hub.Ticket{broken(ada, bob), mended(ada, bob, robot), {ID: 103, Number: 3, Title: "Another", Author: ada, At: on(12), Change: &hub.Change{Base: "main", Head: sha(3)}}},
		Releases: []*hub.Release{{ID: 1, Tag: "v0.9", By: ada, At: on(12), Candidate: true}, {ID: 2, Tag: "v1.0", Title: "First", By: ada, At: on(13)}},
		Stars:    []hub.Star{{By: bob, At: on(2)}, {By: ada, At: on(3)}},
		Visits:   []hub.Visits{{Day: on(57).Truncate(24 * time.Hour), Views: 5, Visitors: 3, Clones: 2, Cloners: 1}},
		Runs: []*hub.Run{
			{ID: 1, Name: "tests", Event: "push", Branch: "main", SHA: sha(9), By: ada, Attempt: 2, Outcome: "success", At: on(12), Ended: on(12)},
			{ID: 2, Name: "tests", Event: "pull_request", Branch: "main", Fork: "bob/engine", SHA: sha(2), By: bob, Attempt: 1, Outcome: "failure", At: on(13), Ended: on(13)},
		},
	}
	for i := range uint64(3) {
		engine.Talks = append(engine.Talks, talk(i, ada, bob, robot))
	}
	for i := range uint64(12) {
		engine.Tickets = append(engine.Tickets, &hub.Ticket{ID: 104 + i, Number: 4 + i, Title: "One more", Author: bob, At: on(20 + int(i)), Acts: []*hub.Act{
			{ID: 100 + i, Kind: hub.Comment, By: ada, At: on(21 + int(i)), Text: "Yes."},
		}})
	}
	return &hub.Hub{Owners: []string{"example"}, People: []*hub.Person{ada, bob, robot}, Repositories: []*hub.Repository{
		engine, {ID: 1001, Name: "example/nothing", Created: on(1), Branch: "main"},
	}}
}

// talk is a discussion; the first has more comments than one answer holds.
func talk(n uint64, ada, bob, robot *hub.Person) *hub.Ticket {
	t := &hub.Ticket{ID: 400 + n, Number: 40 + n, Title: "How do you use it?", Author: bob, At: on(15 + int(n))}
	for i := range 70 - 30*n {
		t.Acts = append(t.Acts, &hub.Act{ID: 1000*(n+1) + i, Kind: hub.Comment, By: ada, At: on(16 + int(n)), Text: "So."})
	}
	t.Acts = append(t.Acts,
		&hub.Act{ID: 1000*(n+1) + 900, Kind: hub.Comment, By: bob, At: on(17 + int(n)), Text: "And then?", Under: 1000 * (n + 1)},
		&hub.Act{ID: 1000*(n+1) + 901, Kind: hub.Comment, By: robot, At: on(18 + int(n)), Text: "Thanks.", Under: 1000 * (n + 1)})
	return t
}

func broken(ada, bob *hub.Person) *hub.Ticket {
	return &hub.Ticket{ID: 101, Number: 1, Title: "It is broken", Body: "See.", Author: bob, At: on(2), Acts: []*hub.Act{
		{ID: 1, Kind: hub.Comment, By: ada, At: on(3), Edited: on(5), Text: "Where?"},
		{ID: 2, Kind: hub.Labelled, By: ada, At: on(3), Subject: "bug"},
		{ID: 3, Kind: hub.Milestone, By: ada, At: on(3), Subject: "1.0"},
		{ID: 4, Kind: hub.Closed, By: ada, At: on(4), Subject: "completed"},
		{ID: 5, Kind: hub.Reopened, By: bob, At: on(5)},
		{ID: 6, Kind: hub.Unlabelled, By: ada, At: on(11), Subject: "bug"}, // whose date the suite spoils
	}}
}

func mended(ada, bob, robot *hub.Person) *hub.Ticket {
	return &hub.Ticket{ID: 102, Number: 2, Title: "Mend it", Author: bob, At: on(6), Change: &hub.Change{Draft: true, Base: "main", Head: sha(1), MergeSHA: sha(9), Added: 3, Removed: 1, Files: 1}, Acts: []*hub.Act{
		{ID: 10, Kind: hub.Commit, By: bob, At: on(6), SHA: sha(1), Text: "Mend it"},
		{ID: 11, Kind: hub.Ready, By: bob, At: on(7)},
		{ID: 12, Kind: hub.Requested, By: bob, At: on(7), Person: ada},
		{ID: 13, Kind: hub.ChangesRequested, By: ada, At: on(8), Text: "Not so.", SHA: sha(1)},
		{ID: 14, Kind: hub.LineComment, By: ada, At: on(8), Text: "Here.", SHA: sha(1), Under: 13},
		{ID: 15, Kind: hub.Push, By: bob, At: on(9), SHA: sha(2), Text: "Mend it"},
		{ID: 16, Kind: hub.Comment, By: robot, At: on(9), Text: "Tests passed."},
		{ID: 17, Kind: hub.Approval, By: ada, At: on(10), SHA: sha(2)},
		{ID: 22, Kind: hub.Dismissal, By: bob, At: on(10), Under: 17, Text: "Not yet."},
		{ID: 18, Kind: hub.Review, At: on(10), SHA: sha(2), Text: "From an account that is gone."},
		{ID: 20, Kind: hub.Merged, By: ada, At: on(12), SHA: sha(9)},
		{ID: 21, Kind: hub.Closed, By: ada, At: on(12)},
	}}
}

// grow adds a comment to what there is, an issue, a star, a release and a run.
func grow(h *hub.Hub) {
	r, ada := h.Repositories[0], h.People[0]
	first := r.Tickets[0]
	first.Acts = append(first.Acts, &hub.Act{ID: 200, Kind: hub.Comment, By: ada, At: on(58), Text: "Still."})
	n := uint64(len(r.Tickets)) + 1
	r.Tickets = append(r.Tickets, &hub.Ticket{ID: 300 + n, Number: n, Title: "A new one", Author: ada, At: on(58)})
	said := r.Talks[0]
	said.Acts = append(said.Acts, &hub.Act{ID: 5000, Kind: hub.Comment, By: ada, At: on(58), Text: "Still so."})
	r.Stars = append(r.Stars, hub.Star{By: h.People[2], At: on(58)})
	r.Releases = append(r.Releases, &hub.Release{ID: 3, Tag: "v1.1", By: ada, At: on(58)})
	r.Runs = append(r.Runs, &hub.Run{ID: 3, Name: "tests", Event: "push", Branch: "main", SHA: sha(9), By: ada, Attempt: 1, Outcome: "success", At: on(58), Ended: on(58)})
}
