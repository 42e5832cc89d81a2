package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"github.com/google/uuid"
)

// A hasher makes ids that cannot be guessed back without the key.
type hasher struct {
	mac hash.Hash
	buf []byte
}

func newHasher(key []byte) *hasher { return &hasher{mac: hmac.New(sha256.New, key)} }

// of is the id of a person who is known by what is equal.
func (h *hasher) of(kind, what string) (id uuid.UUID) {
	h.buf = append(append(append(append(h.buf[:0], "person "...), kind...), ' '), what...)
	h.mac.Reset()
	h.mac.Write(h.buf)
	copy(id[:], h.mac.Sum(h.buf[:0]))
	return id
}
