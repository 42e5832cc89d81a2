package identity

import (
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// BenchmarkResolve gathers aliases into people, four aliases to a person. Beside
// the time it reports how often a plain map could be filled with the same
// addresses meanwhile.
func BenchmarkResolve(b *testing.B) {
	const n = 200_000
	aliases := make([]warehouse.Alias, n)
	for i := range aliases {
		var id uuid.UUID
		binary.BigEndian.PutUint32(id[:], uint32(i))
		aliases[i] = warehouse.Alias{ID: id, Name: fmt.Sprintf("Person %d Example", i/4), Address: fmt.Sprintf("Person.%d@example.org", i/4)}
	}
	begun := time.Now()
	plain := make(map[string]int)
	for i := range aliases {
		plain[aliases[i].Address]++
	}
	reference := time.Since(begun)
	for b.Loop() {
		r := NewResolver([]byte("a key"), nil, nil)
		for i := range aliases {
			r.Add(&aliases[i])
		}
		if m := r.Resolve(); len(m.People) != len(plain) {
			b.Fatalf("%d people", len(m.People))
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "aliases/s")
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(reference), "x-plain-map")
}
