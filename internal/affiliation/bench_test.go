package affiliation

import (
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// BenchmarkResolve finds out for whom the people behind 200,000 aliases worked,
// half of which say something, each used in two months.
func BenchmarkResolve(b *testing.B) {
	const n = 200_000
	id := func(i int) (id uuid.UUID) {
		binary.BigEndian.PutUint32(id[:], uint32(i))
		return id
	}
	aliases := make([]warehouse.Alias, n)
	var uses []warehouse.Use
	for i := range aliases {
		host := "gmail.com"
		if i%2 == 0 {
			host = fmt.Sprintf("mail.firm-%d.com", i%5000)
		}
		aliases[i] = warehouse.Alias{ID: id(i), Name: fmt.Sprintf("Person %d", i), Address: fmt.Sprintf("person.%d@%s", i, host)}
		for month := range 2 {
			day := time.Date(2010+i%10, time.Month(1+month), 5, 0, 0, 0, 0, time.UTC)
			uses = append(uses, warehouse.Use{Alias: aliases[i].ID, First: day, Last: day, Days: 1})
		}
	}
	begun := time.Now()
	plain := make(map[string]int)
	for i := range aliases {
		plain[aliases[i].Address]++
	}
	reference := time.Since(begun)
	for b.Loop() {
		r := NewResolver(nil, nil, nil)
		for i := range aliases {
			r.Alias(&aliases[i], id(i/3))
		}
		for i := range uses {
			r.Use(&uses[i])
		}
		if m := r.Resolve(); len(m.Organisations) != 2500 {
			b.Fatalf("%d organisations", len(m.Organisations))
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "aliases/s")
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(reference), "x-plain-map")
}
