package identity

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

func shown(n byte, name, address string) *warehouse.Alias {
	return &warehouse.Alias{ID: uuid.UUID{n}, Name: name, Address: address}
}

func resolve(aliases ...*warehouse.Alias) warehouse.Everybody {
	r := NewResolver([]byte("a key"), Rules{
		Bots:  []Bot{{Address: "ci@example.org", Reason: "test results"}, {Login: "forge.example.org/gate", Reason: "a gate"}},
		Lists: []string{"Dev@lists.example.org"},
	})
	for _, a := range aliases {
		r.Add(a)
	}
	return r.Resolve()
}

func TestEqualAddressesAreOnePerson(t *testing.T) {
	aliases := []*warehouse.Alias{
		shown(1, "ada", "Ada@Example.org"), shown(2, "Ada Lovelace", "ada@example.org"),
		shown(3, "Ada Lovelace via Devel", "ada@example.org"), shown(4, "Bob", "bob@example.org"),
		shown(5, "root", ""), shown(6, "root", ""), shown(7, "eve@example.org", "eve@example.org"),
	}
	m := resolve(aliases...)
	slices.Reverse(aliases)
	if diff := cmp.Diff(m, resolve(aliases...)); diff != "" {
		t.Errorf("the order of aliases matters:\n%s", diff)
	}
	var names []string
	for _, p := range m.People {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	if want := []string{"Ada Lovelace", "Bob", "eve", "root", "root"}; !cmp.Equal(names, want) {
		t.Errorf("people %q, want %q", names, want)
	}
}

// An account is one person whatever name its page shows; the same login on
// another host is another's. A host is no name.
func TestEqualLoginsAreOnePerson(t *testing.T) {
	m := resolve(
		&warehouse.Alias{ID: uuid.UUID{1}, Login: "forge.example.org/ada"},
		&warehouse.Alias{ID: uuid.UUID{2}, Login: "forge.example.org/Ada", Name: "Ada Lovelace"},
		&warehouse.Alias{ID: uuid.UUID{3}, Login: "other.example.org/ada"},
	)
	if m.Identities[0].Person != m.Identities[1].Person || m.Identities[0].Person == m.Identities[2].Person {
		t.Errorf("accounts are people like this: %v", m.Identities)
	}
	var names []string
	for _, p := range m.People {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	if want := []string{"Ada Lovelace", "ada"}; !cmp.Equal(names, want) {
		t.Errorf("people %q, want %q", names, want)
	}
}

// Commits on a forge show which addresses an account has: what was written from
// them, anywhere, is the same person's, whatever the order. An address that two
// accounts of one host have is neither's.
func TestAccountsOwnAddresses(t *testing.T) {
	aliases := []*warehouse.Alias{
		shown(1, "Ada Lovelace", "ada@example.org"), shown(2, "ada", "ada@home.example.net"), shown(3, "web", "noreply@forge.example.org"),
		{ID: uuid.UUID{4}, Login: "forge.example.org/ada"},
		{ID: uuid.UUID{5}, Login: "forge.example.org/Ada", Name: "Ada", Address: "ADA@example.org"},
		{ID: uuid.UUID{6}, Login: "forge.example.org/ada", Name: "Ada", Address: "ada@home.example.net"},
		{ID: uuid.UUID{7}, Login: "other.example.org/countess", Name: "Ada", Address: "ada@home.example.net"},
		{ID: uuid.UUID{8}, Login: "forge.example.org/ada", Name: "web", Address: "noreply@forge.example.org"},
		{ID: uuid.UUID{9}, Login: "forge.example.org/bob", Name: "web", Address: "noreply@forge.example.org"},
	}
	m := resolve(aliases...)
	slices.Reverse(aliases)
	if diff := cmp.Diff(m, resolve(aliases...)); diff != "" {
		t.Errorf("the order of aliases matters:\n%s", diff)
	}
	of := map[byte]uuid.UUID{}
	for _, i := range m.Identities {
		of[i.Alias[0]] = i.Person
	}
	for _, n := range []byte{2, 4, 5, 6, 7, 8} {
		if of[n] != of[1] {
			t.Errorf("alias %d is somebody else than 1", n)
		}
	}
	if of[3] == of[1] || of[3] == of[9] || of[9] == of[1] {
		t.Error("who shares an address is taken for one")
	}
	var names []string
	for _, p := range m.People {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	if want := []string{"Ada Lovelace", "web", "web"}; !cmp.Equal(names, want) {
		t.Errorf("people %q, want %q", names, want)
	}
}

// A list's address belongs to nobody: those for whom it wrote are told apart by
// their names.
func TestListsAreNobody(t *testing.T) {
	m := resolve(
		shown(1, "Ada Lovelace", "dev@Lists.example.org"), shown(2, "Bob", "dev@lists.example.org"),
		shown(3, "", "dev@lists.example.org"), shown(4, "dev@lists.example.org", "dev@lists.example.org"),
		shown(5, "dev", "dev@lists.example.org"),
	)
	var names []string
	for _, p := range m.People {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	if want := []string{"Ada Lovelace", "Bob"}; !cmp.Equal(names, want) || len(m.Identities) != 2 {
		t.Errorf("people %q of %d aliases, want %q", names, len(m.Identities), want)
	}
}

func TestNoAddressIsShown(t *testing.T) {
	for name, want := range map[string]string{
		"eva at people.test": "eva", "kim\uFF20people.test": "kim", "kim&#64;people.test": "kim", "lena%40people.test": "lena",
		"Kim <kim&commat;people.test>": "Kim", "Eva (eva at people.test)": "Eva", "Eva Example": "Eva Example",
	} {
		for _, a := range []*warehouse.Alias{shown(1, name, "x@people.test"), {ID: uuid.UUID{1}, Login: name}} {
			if p := resolve(a).People[0]; p.Name != want {
				t.Errorf("%q is shown as %q, want %q", name, p.Name, want)
			}
		}
	}
}

func TestBots(t *testing.T) {
	for name, tc := range map[string]struct {
		alias *warehouse.Alias
		bot   bool
	}{
		"configured":  {shown(1, "CI", "CI@example.org"), true},
		"suffix":      {shown(1, "dependabot[bot]", "x@users.noreply.example.org"), true},
		"robot":       {shown(1, "kernel test robot", "k@example.org"), true},
		"local part":  {shown(1, "", "noreply@example.org"), true},
		"local bot":   {shown(1, "", "results-bot@example.org"), true},
		"Talbot":      {shown(1, "", "jan.talbot@example.org"), false},
		"Abbott":      {shown(1, "Ann Abbott", "abbott@example.org"), false},
		"noreply man": {shown(1, "Ann", "12345+ann@users.noreply.github.com"), false},
		"login":       {&warehouse.Alias{ID: uuid.UUID{1}, Login: "github.com/dependabot[bot]"}, true},
		"human login": {&warehouse.Alias{ID: uuid.UUID{1}, Login: "github.com/talbot"}, false},
		"gate":        {&warehouse.Alias{ID: uuid.UUID{1}, Login: "forge.example.org/Gate", Name: "Gate Keeper"}, true},
		"Robota":      {shown(1, "Jan Robota", "jan@example.org"), false},
	} {
		t.Run(name, func(t *testing.T) {
			if p := resolve(tc.alias).People[0]; p.Bot != tc.bot || p.Bot != (p.BotReason != "") {
				t.Errorf("%+v", p)
			}
		})
	}
}
