package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"goldenratio/metrics/resolve/link"
)

// BenchmarkFind links n patches to n commits, of which every second one was
// mailed. Words, files and people are as uneven as in real histories.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			patches, commits := many(n)
			links := 0
			for b.Loop() {
				links = len(link.Find(slices.Clone(patches), nil, slices.Clone(commits)))
			}
			b.ReportMetric(float64(links), "links")
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "commits/s")
		})
	}
}

func many(n int) ([]link.Patch, []link.Commit) {
	rnd := rand.New(rand.NewPCG(1, 2))
	words, files, people := rand.NewZipf(rnd, 1.1, 8, 20_000), rand.NewZipf(rnd, 1.1, 8, 50_000), rand.NewZipf(rnd, 1.2, 10, 3_000)
	subject := func() string {
		var all []string
		for range 4 + rnd.IntN(6) {
			all = append(all, fmt.Sprintf("word%x", words.Uint64()))
		}
		return fmt.Sprintf("area%d: %s", rnd.IntN(200), strings.Join(all, " "))
	}
	paths := func() (all []string) {
		for range 1 + rnd.IntN(4) {
			file := files.Uint64()
			all = append(all, fmt.Sprintf("dir%d/file%d.c", file%300, file))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	person := func() (p link.Person) {
		id := people.Uint64() + 1
		p[0], p[1] = byte(id), byte(id>>8)
		return p
	}
	var patches []link.Patch
	var commits []link.Commit
	for i := range n {
		sent := uint32(1_400_000_000 + i*1000)
		p := link.Patch{
			Message: uint64(i) + 1, Ref: fmt.Sprint(i), Change: uint64(i/3) + 1, Version: 1, Number: uint16(i%3) + 1, Date: sent,
			Author: person(), Subject: subject(), PatchID: fmt.Sprint("p", i), Paths: paths(), Lines: uint32(1 + rnd.IntN(300)),
		}
		patches = append(patches, p)
		c := link.Commit{
			Source: "x", SHA: fmt.Sprint(i), Date: sent + uint32(rnd.IntN(5_000_000)), Author: person(), Subject: subject(),
			PatchID: fmt.Sprint("c", i), Paths: paths(), Lines: uint32(1 + rnd.IntN(300)),
		}
		if i%2 == 0 {
			c.Author, c.Subject, c.Paths, c.Lines = p.Author, "new: "+p.Subject[strings.Index(p.Subject, " ")+1:], p.Paths, p.Lines
		}
		commits = append(commits, c)
	}
	return patches, commits
}
