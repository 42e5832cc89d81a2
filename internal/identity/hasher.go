package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"strings"

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

// words are the ids of words, in their order.
func (h *hasher) words(of string) string {
	var ids []string
	for word := range strings.FieldsSeq(of) {
		ids = append(ids, h.of("word", word).String())
	}
	return strings.Join(ids, " ")
}

// all are the ids of texts.
func (h *hasher) all(texts map[string]bool) map[string]bool {
	ids := make(map[string]bool, len(texts))
	for text := range texts {
		ids[h.of("number", text).String()] = true
	}
	return ids
}
