package identity

import (
	"slices"
	"strings"

	"github.com/google/uuid"
)

// owners are the accounts that have an address, by the ids that stand for both.
type owners map[uuid.UUID][]account

// An account is somebody's on one host.
type account struct {
	id   uuid.UUID
	host string
}

// add says that an account has an address.
func (o owners) add(id uuid.UUID, login string, address uuid.UUID) {
	host, _, _ := strings.Cut(login, "/")
	if one := (account{id, host}); !slices.Contains(o[address], one) {
		o[address] = append(o[address], one)
	}
}

// shared reports whether two accounts of one host have an address, as those have
// whose commits a service makes. Such an address is nobody's.
func shared(accounts []account) bool {
	for i, a := range accounts {
		for _, b := range accounts[:i] {
			if a.host == b.host {
				return true
			}
		}
	}
	return false
}

// people joins accounts and addresses: for each of those that are somebody
// else's, the id of that person, which is the least of their addresses' ids.
func (o owners) people() map[uuid.UUID]uuid.UUID {
	above := map[uuid.UUID]uuid.UUID{}
	root := func(id uuid.UUID) uuid.UUID {
		for above[id] != uuid.Nil {
			id = above[id]
		}
		return id
	}
	least := map[uuid.UUID]uuid.UUID{} // of the addresses below a root
	for address, accounts := range o {
		if shared(accounts) {
			continue
		}
		least[address] = address
		for _, a := range accounts {
			one, two := root(address), root(a.id)
			if one == two {
				continue
			}
			above[two] = one
			if mine, other := least[one], least[two]; other != uuid.Nil && slices.Compare(other[:], mine[:]) < 0 {
				least[one] = other
			}
		}
	}
	of := map[uuid.UUID]uuid.UUID{}
	for id := range above {
		of[id] = least[root(id)]
	}
	for id := range least {
		of[id] = least[root(id)]
	}
	for id, person := range of {
		if id == person {
			delete(of, id)
		}
	}
	return of
}
