package identity

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

func same(who ...Who) Decision {
	return Decision{Verdict: SamePerson, Who: who, Origin: "people.yaml, decision 1"}
}

func apart(who Who, from ...Who) Decision {
	return Decision{Verdict: Apart, Who: []Who{who}, From: from, Reason: "they told us", Origin: "people.yaml, decision 2"}
}

func TestDecisions(t *testing.T) {
	ann, ben := Who{Address: "Ann@example.org"}, Who{Address: "ben@example.net"}
	third := Who{Alias: uuid.UUID{3}}
	for name, tc := range map[string]struct {
		aliases   []string
		decisions []Decision
		want      string
	}{
		"same":                {[]string{"Ann A <ann@example.org>", "Ben <ben@example.net>"}, []Decision{same(ann, ben)}, "1 2"},
		"all of a name":       {[]string{"Dave <a@example.org>", "dave <b@example.net>"}, []Decision{same(Who{Name: "Dave"})}, "1 2"},
		"by login":            {[]string{"<login github.com/ann>", "<9+ben@users.noreply.github.com>"}, []Decision{same(Who{Login: "GitHub.com/ann"}, Who{Login: "github.com/ben"})}, "1 2"},
		"name and address":    {[]string{"Ann Clarke <desk@example.org>", "Ben <desk@example.org>", "Ben <b@example.org>"}, []Decision{apart(Who{Name: "Ben", Address: "desk@example.org"}, Who{Name: "Ann Clarke"}), same(Who{Name: "Ben"})}, "1 | 2 3"},
		"apart":               {[]string{"Ann Clarke <ann@example.org>", "Ann Clarke <ben@example.net>"}, []Decision{apart(ann, ben)}, "1 | 2"},
		"apart from all":      {[]string{"Ann Clarke <ann@example.org>", "Ann Clarke <ben@example.net>", "Ann Clarke <c@example.net>"}, []Decision{apart(ann)}, "1 | 2 3"},
		"one address, two":    {[]string{"Ann <ann@example.org>", "Ben <ann@example.org>", "Ben B <ann@example.org>"}, []Decision{apart(third)}, "1 2 | 3"},
		"the later counts":    {[]string{"Ann Clarke <ann@example.org>", "Ann Clarke <ben@example.net>"}, []Decision{apart(ann, ben), same(ann, ben)}, "1 2"},
		"and the other way":   {[]string{"Ann Clarke <ann@example.org>", "Ann Clarke <ben@example.net>"}, []Decision{same(ann, ben), apart(ann, ben)}, "1 | 2"},
		"apart from all last": {[]string{"Ann Clarke <ann@example.org>", "Ann Clarke <ben@example.net>"}, []Decision{same(ann, ben), apart(ann)}, "1 | 2"},
		"through another":     {[]string{"Ann Clarke <ann@example.org>", "Ben <ben@example.net>", "Ann Clarke <c@example.org>"}, []Decision{apart(ben, third), same(ann, ben)}, "1 2 | 3"},
		"nobody is meant":     {[]string{"Ann <ann@example.org>"}, []Decision{apart(Who{Name: "Eve"}, ann), same(Who{}, ann), {Verdict: Program, Who: []Who{{Name: "Eve"}}}}, "1"},
		"an account's other":  {[]string{"Ann <login github.com/ann>", "A <login github.com/ann>", "Ann C <login github.com/ann>", "Eve <login github.com/eve>"}, []Decision{apart(third, Who{Name: "Eve"})}, "1 2 3 | 4"},
		"above two accounts":  {[]string{"Ann <login github.com/ann>", "Ann <login github.com/ann-work>"}, []Decision{same(Who{Name: "ann"})}, "1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := crowded(tc.aliases...)
			s.rules.Decisions = tc.decisions
			if got := s.groups(); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// What contradicts a later decision is shown, with that decision.
func TestDecisionsThatContradict(t *testing.T) {
	s := crowded("Ann <ann@example.org>", "Ben <ben@example.net>")
	s.rules.Decisions = []Decision{same(Who{Name: "Ann"}, Who{Name: "Ben"}), apart(Who{Name: "Ann"})}
	conflicts := s.resolve().Conflicts
	if len(conflicts) != 1 || conflicts[0].Kind != byDecision || conflicts[0].Against != "people.yaml, decision 2: they told us" {
		t.Errorf("conflicts: %+v", conflicts)
	}
}

func TestVerdictsOnPrograms(t *testing.T) {
	s := crowded("Gate Keeper <gate@example.org>", "results bot <results@example.org>", "Eve <eve@example.org>")
	s.rules.Bots = []Bot{{Address: "eve@example.org"}}
	program := Decision{Verdict: Program, Who: []Who{{Name: "gate keeper"}}, Reason: "a script", Origin: "people.yaml, decision 1"}
	human := Decision{Verdict: Human, Who: []Who{{Address: "results@example.org"}, {Name: "eve"}, {Name: "Gate Keeper"}}}
	for name, tc := range map[string]struct {
		decisions []Decision
		want      string
	}{
		"none":  {nil, "Eve: named in the configuration, results bot: the name is a program's"},
		"both":  {[]Decision{human, program}, "Gate Keeper: people.yaml, decision 1: a script"},
		"other": {[]Decision{program, human}, ""},
	} {
		s.rules.Decisions = tc.decisions
		var bots []string
		for _, p := range s.resolve().People {
			if p.Bot != (p.BotReason != "") {
				t.Errorf("%+v", p)
			}
			if p.Bot {
				bots = append(bots, p.Name+": "+p.BotReason)
			}
		}
		if got := sorted(bots); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// Who writes by the clock is a program, unless that is one job among what a human
// writes, or people know better.
func TestClockworks(t *testing.T) {
	s := crowded("Nightly <nightly@example.org>", "Ann Clarke <ann@example.org>", "Ann (cron) <ann@example.org>", "Eve <eve@example.org>")
	for i, days := range []uint64{20, 9, 20, 20} {
		alias := s.aliases[i].ID
		s.uses = append(s.uses, warehouse.Use{Alias: alias, First: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), Days: days})
		if i != 1 {
			s.rules.Clockworks = append(s.rules.Clockworks, warehouse.Clockwork{Alias: alias, Hours: 100 + uint64(i), Share: 0.97})
		}
	}
	s.rules.Decisions = []Decision{{Verdict: Human, Who: []Who{{Name: "Eve"}}}}
	for _, p := range s.resolve().People {
		want := ""
		if p.Name == "Nightly" {
			want = "mails come by the clock: in one minute of the hour, in 97 % of 100 hours"
		}
		if p.BotReason != want || p.Bot != (want != "") {
			t.Errorf("%+v, want the reason %q", p, want)
		}
	}
}

func sorted(lines []string) string {
	if len(lines) == 2 && lines[1] < lines[0] {
		lines[0], lines[1] = lines[1], lines[0]
	}
	return strings.Join(lines, ", ")
}

// Who asked to be forgotten is one person without a name, whatever the aliases
// show; the others are who they were.
func TestForgotten(t *testing.T) {
	s := crowded("Ann Clarke <ann@example.org>", "Ben <ben@example.net>", "Ann Clarke <a@example.net>")
	ghost := uuid.UUID{99}
	s.rules.Tombstones = []warehouse.Tombstone{{Alias: uuid.UUID{1}, Person: ghost, Bot: true}, {Alias: uuid.UUID{8, 8}, Person: ghost, Bot: true}}
	e := s.resolve()
	names := map[uuid.UUID]warehouse.Person{}
	for _, p := range e.People {
		if _, twice := names[p.ID]; twice {
			t.Errorf("%v is two people", p)
		}
		names[p.ID] = p
	}
	found := 0
	for _, i := range e.Identities {
		if i.Person == ghost {
			found++
			if i.Alias != (uuid.UUID{1}) && i.Alias != (uuid.UUID{8, 8}) {
				t.Errorf("%v is forgotten, too", i)
			}
		}
	}
	if p := names[ghost]; found != 2 || p.Name != warehouse.Forgotten || !p.Bot || p.BotReason == "" {
		t.Errorf("%d aliases of %+v", found, p)
	}
	if len(e.Links) != 0 {
		t.Errorf("links lead to somebody who is forgotten: %+v", e.Links)
	}
}
