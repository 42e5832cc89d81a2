package identity

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/google/uuid"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/internal/warehouse"
)

// Rules are what is known beside the aliases.
type Rules struct {
	Bots       []Bot                 // as the configuration and the forges name them
	Lists      []string              // the addresses of mailing lists
	Decisions  []Decision            // in their order
	Tombstones []warehouse.Tombstone // of people who are no longer to be known
	Clockworks []warehouse.Clockwork // aliases that write by the clock
}

// A Resolver gathers aliases into people. First it takes every alias, then their
// uses; the order within each of the two does not matter.
type Resolver struct {
	ids     *hasher
	tombs   []warehouse.Tombstone
	clocks  []warehouse.Clockwork
	hosts   *hosts
	letters letters
	bots    bots
	told    *told
	stones  map[uuid.UUID]bool

	aliases []alias // sorted by id once sealed
	sealed  bool
	busy    []month

	nodes      []node
	nodeOf     *index[uuid.UUID]
	names      []name
	nameOf     *index[string]
	keys       []fullName
	keyOf      *index[string]
	forges     map[string]int32
	forgeNames []string
	owners     []owner
	numbers    []accountID
}

// An owner says that an account shows an address; both are nodes.
type owner struct{ address, account int32 }

// An accountID says which number a forge knows an account by.
type accountID struct {
	forge, account int32
	number         uint64
}

// An alias belongs to a node.
type alias struct {
	id         uuid.UUID
	node, name int32
	first      int32 // day of the first use; never for none
	days       int32
	claimed    bool // the name is what an account on a network shows, which proves nothing
}

// never is the day of what was not used.
const never = 1 << 30

// A node is what is one person or none by equality alone: an address, an account,
// or one name at an address that many share.
type node struct {
	id    uuid.UUID
	sort  sort
	host  int32  // of an address
	forge int32  // of an account
	local string // of an address; of an account the login without its host
	bot   string // why it is a program's; empty for a human's
}

// A month in which an alias was used on several days.
type month struct{ alias, month int32 }

// NewResolver makes a resolver. The key turns addresses into ids that cannot be
// guessed back.
func NewResolver(key []byte, rules Rules) *Resolver {
	r := &Resolver{
		ids: newHasher(key), tombs: rules.Tombstones, clocks: rules.Clockworks, bots: newBots(rules.Bots), hosts: newHosts(rules.Lists), letters: readLetters(), told: newTold(rules.Decisions),
		stones: make(map[uuid.UUID]bool, len(rules.Tombstones)), forges: map[string]int32{},
	}
	seed := maphash.MakeSeed() // no order depends on it
	text := func(s string) uint64 { return maphash.String(seed, s) }
	r.nodeOf = newIndex(func(id uuid.UUID) uint64 { return binary.LittleEndian.Uint64(id[:]) }, func(n int32) uuid.UUID { return r.nodes[n].id })
	r.nameOf = newIndex(text, func(n int32) string { return r.names[n].text })
	r.keyOf = newIndex(text, func(n int32) string { return r.keys[n].words })
	for i := range rules.Tombstones {
		r.stones[rules.Tombstones[i].Alias] = true
	}
	return r
}

// Add takes one alias; each once. A list that writes under no other name than
// its own is nobody.
func (r *Resolver) Add(a *warehouse.Alias) {
	if r.stones[a.ID] {
		return
	}
	box := r.hosts.read(a.Address)
	login := strings.ToLower(a.Login)
	if login == "" && box.sort == account {
		login = box.login
	}
	text := Display(a)
	if login == "" && box.sort == listed && nameless(text, &box) {
		return
	}
	n := r.name(text)
	at := r.place(a, &box, login, n)
	sort := r.nodes[at].sort
	r.aliases = append(r.aliases, alias{id: a.ID, node: at, name: n, first: never, claimed: a.Claimed && (sort == account || sort == absent)})
	r.told.take(a, login)
}

// nameless reports whether a name says no more than its address.
func nameless(text string, box *mailbox) bool {
	return text == "" || strings.EqualFold(text, box.local) || listLocal.MatchString(strings.ToLower(text))
}

// name gives a name its number.
func (r *Resolver) name(text string) int32 {
	if n, ok := r.nameOf.find(text); ok {
		return n
	}
	one, other, initial := r.letters.fullNames(text)
	n := int32(len(r.names))
	r.names = append(r.names, name{text: text, key: r.key(one), alt: r.key(other), initial: initial})
	r.nameOf.add(text, n)
	return n
}

// key gives a full name its number. Of several orders of its words the first in
// order is kept, so that it does not matter who comes first.
func (r *Resolver) key(f fullName) int32 {
	if f.words == "" {
		return none
	}
	if n, ok := r.keyOf.find(f.words); ok {
		r.keys[n].spoken = min(r.keys[n].spoken, f.spoken)
		return n
	}
	n := int32(len(r.keys))
	r.keys = append(r.keys, f)
	r.keyOf.add(f.words, n)
	return n
}

// place is the node of an alias: of the account if it shows one, otherwise of the
// address, together with the name where many share that.
func (r *Resolver) place(a *warehouse.Alias, box *mailbox, login string, n int32) int32 {
	one := node{sort: box.sort, host: none, forge: none, local: box.local, bot: r.bots.why(a)}
	kind, what := "address", box.text
	switch {
	case login != "":
		one.sort = account
		forge, user, _ := collectors.SplitLogin(login)
		one.local, one.forge = user, r.forge(forge)
		kind, what = "login", login
	case box.sort == absent:
		kind, what = "alias", a.ID.String()
	case box.sort.shared():
		one.host = box.host
		kind, what = "shared", box.text+"\x00"+r.sharing(n, box)
	default:
		one.host = box.host
	}
	if one.bot != "" {
		kind = "program " + kind
	}
	at := r.node(r.ids.of(kind, what), one)
	r.own(at, box, login)
	return at
}

// sharing is how somebody is told from others at an address that many share.
func (r *Resolver) sharing(n int32, box *mailbox) string {
	name := &r.names[n]
	switch {
	case name.key != none:
		return r.keys[name.key].words
	case nameless(name.text, box):
		return ""
	}
	return strings.ToLower(name.text)
}

// node finds or makes a node. Of several reasons to call it a program's the
// first in order is kept.
func (r *Resolver) node(id uuid.UUID, one node) int32 {
	if n, ok := r.nodeOf.find(id); ok {
		if old := &r.nodes[n]; one.bot != "" && one.bot < old.bot {
			old.bot = one.bot
		}
		return n
	}
	n := int32(len(r.nodes))
	one.id, one.local = id, strings.Clone(one.local) // the rest of the address can go
	r.nodes = append(r.nodes, one)
	r.nodeOf.add(id, n)
	return n
}

func (r *Resolver) forge(name string) int32 {
	n, ok := r.forges[name]
	if !ok {
		n = int32(len(r.forges))
		r.forges[name] = n
		r.forgeNames = append(r.forgeNames, name)
	}
	return n
}

// own notes which address an account shows, and which number.
func (r *Resolver) own(at int32, box *mailbox, login string) {
	if login == "" || r.nodes[at].bot != "" {
		return
	}
	if box.number != 0 {
		r.numbers = append(r.numbers, accountID{r.nodes[at].forge, at, box.number})
	}
	if box.sort != personal {
		return
	}
	address := r.node(r.ids.of("address", box.text), node{sort: personal, host: box.host, forge: none, local: box.local})
	r.owners = append(r.owners, owner{address, at})
}

// Use takes a month in which an alias was used, after all aliases.
func (r *Resolver) Use(u *warehouse.Use) {
	r.seal()
	i, ok := r.find(u.Alias)
	if !ok {
		return
	}
	const day, many = 86400, 5
	a := &r.aliases[i]
	a.first = min(a.first, int32(u.First.Unix()/day))
	a.days += int32(min(u.Days, 31))
	if at := r.nodes[a.node].host; u.Days >= many && at != none && r.hosts.all[at].firm != "" {
		r.busy = append(r.busy, month{i, int32(u.First.Year())*12 + int32(u.First.Month())})
	}
}

// seal ends the taking of aliases.
func (r *Resolver) seal() {
	if r.sealed {
		return
	}
	r.sealed = true
	slices.SortFunc(r.aliases, func(a, b alias) int { return compare(a.id, b.id) })
}

func (r *Resolver) find(id uuid.UUID) (int32, bool) {
	i, ok := slices.BinarySearchFunc(r.aliases, id, func(a alias, id uuid.UUID) int { return compare(a.id, id) })
	return int32(i), ok
}

func compare(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }

// Display is an alias's name as pages may show it: never an address.
func Display(a *warehouse.Alias) string {
	if innocent(a.Name) {
		return cleaned(a.Name)
	}
	_, user, _ := collectors.SplitLogin(a.Login)
	return cmp.Or(cleaned(redact.Person(a.Name)), cleaned(redact.Person(user)))
}

// innocent reports whether a name is one of letters alone, as nearly all are, so
// that no address can hide in it.
func innocent(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b|0x20 >= 'a' && b|0x20 <= 'z', b == ' ', b == '-', b == '\'':
		case b == '.' && (i+1 == len(s) || s[i+1] == ' '):
		default:
			return false
		}
	}
	return s != "" && !strings.Contains(strings.ToLower(s), " at ")
}
