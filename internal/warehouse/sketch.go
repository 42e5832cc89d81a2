package warehouse

import (
	"crypto/hmac"
	"crypto/sha256"
	"math/rand/v2"
)

// sketches replaces the bytes of sketches (collectors.Message.Sketch) by others,
// at each place in its own way, which the store's key decides. What was equal
// stays equal and hardly anything else becomes so: sketches of one store compare
// as before, but nobody without the key can try words against them.
type sketches struct {
	instead [128][256]byte
}

func newSketches(key []byte) *sketches {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("sketches"))
	random := rand.NewChaCha8([sha256.Size]byte(mac.Sum(nil)))
	var s sketches
	for place := range s.instead {
		_, _ = random.Read(s.instead[place][:]) // never fails
	}
	return &s
}

func (s *sketches) hide(sketch string) string {
	hidden := make([]byte, min(len(sketch), len(s.instead)))
	for i := range hidden {
		hidden[i] = s.instead[i][sketch[i]]
	}
	return string(hidden)
}
