package warehouse

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"github.com/google/uuid"

	"goldenratio/collectors"
)

// aliasIDs makes the ids that stand for aliases outside golden_private: a
// keyed hash, so that nobody without the key can try addresses against it.
type aliasIDs struct {
	mac hash.Hash
	buf []byte
}

func newAliasIDs(key []byte) *aliasIDs { return &aliasIDs{mac: hmac.New(sha256.New, key)} }

// of is the alias's id; nobody has the zero id.
func (a *aliasIDs) of(alias collectors.Alias) uuid.UUID {
	if alias.Empty() {
		return uuid.Nil
	}
	a.buf = a.buf[:0]
	for _, part := range [...]string{alias.Name, alias.Address, alias.Login} {
		a.buf = append(a.buf, part...)
		a.buf = append(a.buf, 0)
	}
	return a.sum()
}

func (a *aliasIDs) sum() (id uuid.UUID) {
	a.mac.Reset()
	a.mac.Write(a.buf)
	copy(id[:], a.mac.Sum(a.buf[:0]))
	return id
}
