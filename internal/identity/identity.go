package identity

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"goldenratio/collectors/redact"
	"goldenratio/internal/warehouse"
)

// A Bot is a person who is none, as the configuration names it.
type Bot struct{ Address, Name, Login, Reason string }

// A Map is who is who.
type Map struct {
	Identities []warehouse.Identity
	People     []warehouse.Person
}

// A Resolver gathers aliases into people.
type Resolver struct {
	key    []byte
	bots   []Bot
	lists  map[string]bool // their addresses, in lower case
	people map[uuid.UUID]*person
	links  []warehouse.Identity
	owners owners
}

// person gathers what the aliases of one person say.
type person struct {
	name   string
	reason string // why it is a bot; empty for a human
}

// NewResolver makes a resolver. The key turns addresses into ids that cannot be
// guessed back; lists are the addresses of mailing lists.
func NewResolver(key []byte, bots []Bot, lists []string) *Resolver {
	r := &Resolver{key: key, bots: bots, lists: map[string]bool{}, people: map[uuid.UUID]*person{}, owners: owners{}}
	for _, address := range lists {
		r.lists[strings.ToLower(address)] = true
	}
	return r
}

// Add takes one alias; each once, in any order. A list that writes under no
// other name than its own is nobody.
func (r *Resolver) Add(a *warehouse.Alias) {
	if local, _, _ := strings.Cut(a.Address, "@"); r.isList(a) && (display(a) == "" || strings.EqualFold(display(a), local)) {
		return
	}
	id, evidence := r.person(a)
	r.links = append(r.links, warehouse.Identity{Alias: a.ID, Person: id, Evidence: evidence})
	p := r.people[id]
	if p == nil {
		p = &person{}
		r.people[id] = p
	}
	p.take(display(a), r.bot(a))
}

// take adds what an alias, or another of the person's, says.
func (p *person) take(name, reason string) {
	if better(name, p.name) {
		p.name = name
	}
	if reason != "" && (p.reason == "" || reason < p.reason) {
		p.reason = reason
	}
}

// Resolve is the map of everybody added, in the order of ids. It is called once.
func (r *Resolver) Resolve() Map {
	r.own()
	m := Map{Identities: r.links}
	for id, p := range r.people {
		m.People = append(m.People, warehouse.Person{ID: id, Name: p.name, Bot: p.reason != "", BotReason: p.reason})
	}
	slices.SortFunc(m.Identities, func(a, b warehouse.Identity) int { return slices.Compare(a.Alias[:], b.Alias[:]) })
	slices.SortFunc(m.People, func(a, b warehouse.Person) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return m
}

// own gives accounts the addresses that are theirs alone.
func (r *Resolver) own() {
	of := r.owners.people()
	for i := range r.links {
		link := &r.links[i]
		if id, ok := of[link.Person]; ok {
			link.Person, link.Evidence = id, "an account with this address"
		}
	}
	for from, id := range of {
		p, into := r.people[from], r.people[id]
		if p == nil {
			continue
		}
		if into == nil {
			into = &person{}
			r.people[id] = into
		}
		into.take(p.name, p.reason)
		delete(r.people, from)
	}
}

// person is whom an alias belongs to, and why. One that has an account and an
// address shows whose address that is.
func (r *Resolver) person(a *warehouse.Alias) (uuid.UUID, string) {
	address, login := strings.ToLower(strings.TrimSpace(a.Address)), strings.ToLower(a.Login)
	switch {
	case login != "":
		account := r.id("login", login)
		if address != "" && !r.isList(a) {
			r.owners.add(account, login, r.id("address", address))
		}
		return account, "equal login"
	case address == "":
		return r.id("alias", a.ID.String()), "alone: no address"
	case r.isList(a): // all for whom it wrote share it
		return r.id("alias", a.ID.String()), "alone: a list's address"
	}
	return r.id("address", address), "equal address"
}

func (r *Resolver) isList(a *warehouse.Alias) bool {
	return r.lists[strings.ToLower(strings.TrimSpace(a.Address))]
}

func (r *Resolver) id(kind, what string) (id uuid.UUID) {
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte("person " + kind + " " + what))
	copy(id[:], mac.Sum(nil))
	return id
}

// display is an alias's name as pages may show it: never an address.
func display(a *warehouse.Alias) string {
	return cmp.Or(redact.Person(a.Name), redact.Person(a.Login[strings.LastIndexByte(a.Login, '/')+1:]))
}

// better prefers a name of several words, one that no list has rewritten, the
// longer one, and then the first in order, so that the order of adding does not
// matter.
func better(name, than string) bool {
	rank := func(s string) int {
		switch {
		case s == "":
			return 0
		case strings.Contains(s, " via "):
			return 1
		case !strings.Contains(s, " "):
			return 2
		}
		return 3
	}
	return cmp.Or(
		cmp.Compare(rank(name), rank(than)),
		cmp.Compare(utf8.RuneCountInString(name), utf8.RuneCountInString(than)),
		cmp.Compare(than, name),
	) > 0
}

// Names and local parts that programs have. A word such as "bot" counts only as
// a whole word: Abbott is human.
var (
	botName  = regexp.MustCompile(`(?i)\[bot\]$|\b(bot|robot|buildbot|syzbot|patchew|jenkins|hudson|osstest)\b`)
	botLocal = regexp.MustCompile(`(?i)^(no-?reply|do-?not-?reply|mailer-daemon|osstest(-admin)?|lkp|syzbot.*|patchwork-bot.*|buildbot|jenkins|hudson|root\+osstest|.*[-_.]bot)$`)
)

// bot says why an alias is a program's; empty for a human.
func (r *Resolver) bot(a *warehouse.Alias) string {
	for _, b := range r.bots {
		if b.Address != "" && strings.EqualFold(b.Address, a.Address) || b.Name != "" && b.Name == a.Name || b.Login != "" && strings.EqualFold(b.Login, a.Login) {
			return cmp.Or(b.Reason, "named in the configuration")
		}
	}
	local, domain, _ := strings.Cut(a.Address, "@")
	switch {
	case strings.HasSuffix(domain, "users.noreply.github.com") && !strings.Contains(a.Address, "[bot]"):
		return ""
	case botName.MatchString(a.Name):
		return "the name is a program's"
	case strings.Contains(local, "[bot]"), botLocal.MatchString(local):
		return "the address is a program's"
	case strings.HasSuffix(a.Login, "[bot]"):
		return "the login is a program's"
	}
	return ""
}
