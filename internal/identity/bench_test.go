package identity

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// town makes the aliases of a community: four to a person, at three hosts, under
// names of two words that come together by chance.
func town(n int) func(i int) warehouse.Alias {
	chance := rand.New(rand.NewPCG(7, 7))
	words := make([]string, n/20+100)
	for i := range words {
		for range 2 + chance.IntN(3) {
			words[i] += string(rune('b'+chance.IntN(20))) + string("aeiou"[chance.IntN(5)])
		}
	}
	full := make([][2]string, n/4+1)
	for i := range full {
		full[i] = [2]string{words[chance.IntN(len(words)/10)], words[chance.IntN(len(words))]}
	}
	return func(i int) warehouse.Alias {
		var id uuid.UUID
		binary.BigEndian.PutUint32(id[:], uint32(i))
		name, number := full[i/4], i/4
		a := warehouse.Alias{ID: id, Name: name[0] + " " + name[1]}
		switch i % 4 {
		case 0:
			a.Address = fmt.Sprintf("%s.%s%d@example.org", name[0], name[1], number)
		case 1:
			a.Address = fmt.Sprintf("%s%d@gmail.com", name[1], number)
		case 2:
			a.Name, a.Address = name[0], fmt.Sprintf("%s.%s%d@example.org", name[0], name[1], number)
		case 3:
			a.Address = fmt.Sprintf("%d+%s%s%d@users.noreply.github.com", number+1, name[0], name[1], number)
		}
		return a
	}
}

// people resolves n aliases, and says how much memory everything takes that is
// needed in the end.
func people(n int, alias func(int) warehouse.Alias) (int, uint64) {
	r := NewResolver([]byte("a key"), Rules{})
	for i := range n {
		a := alias(i)
		r.Add(&a)
	}
	all := r.Resolve()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(r)
	return len(all.People), m.HeapAlloc
}

// BenchmarkResolve gathers aliases into people. Beside the time it reports how
// often a plain map could be filled with the same addresses meanwhile.
func BenchmarkResolve(b *testing.B) {
	for _, n := range []int{200_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			alias := town(n)
			begun := time.Now()
			plain := make(map[string]int)
			for i := range n {
				plain[alias(i).Address]++
			}
			reference := time.Since(begun)
			clear(plain)
			memory := uint64(0)
			for b.Loop() {
				_, memory = people(n, alias)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "aliases/s")
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(reference), "x-plain-map")
			b.ReportMetric(float64(memory)/(1<<20), "MB-heap")
		})
	}
}

// BenchmarkHostile resolves what somebody made to be slow.
func BenchmarkHostile(b *testing.B) {
	const n = 100_000
	for name, alias := range map[string]func(i int) warehouse.Alias{
		"one name": func(i int) warehouse.Alias {
			return warehouse.Alias{Name: "Ann Example", Address: fmt.Sprintf("a%d@example.org", i)}
		},
		"one address": func(i int) warehouse.Alias {
			return warehouse.Alias{Name: fmt.Sprintf("Ann%d Example", i), Address: "a@example.org"}
		},
		"one local part": func(i int) warehouse.Alias {
			return warehouse.Alias{Address: fmt.Sprintf("annexample@h%d.example.org", i)}
		},
		"one account": func(i int) warehouse.Alias {
			return warehouse.Alias{Login: "forge.example.org/ann", Address: fmt.Sprintf("a%d@example.org", i)}
		},
		"accounts of one address": func(i int) warehouse.Alias {
			return warehouse.Alias{Login: fmt.Sprintf("forge.example.org/ann%d", i), Address: "ann@example.org"}
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				people(n, func(i int) warehouse.Alias {
					a := alias(i)
					binary.BigEndian.PutUint32(a.ID[:], uint32(i))
					return a
				})
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "aliases/s")
		})
	}
}
