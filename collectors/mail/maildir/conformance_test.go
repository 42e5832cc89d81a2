package maildir

import (
	"fmt"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
)

func TestConformance(t *testing.T) {
	box := func(_ *testing.T, dir string) collectors.Collector {
		c := collector(dir, Options{})
		c.limits.ChunkItems, c.limits.BatchItems = 2, 3
		return c
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			make3(t, dir, ".", ".lists", ".lists.xen")
			for i := range 7 {
				put(t, dir, name("new", i), mail(i))
				put(t, dir, name(".lists.xen/cur", i)+":2,S", mail(10+i))
			}
			put(t, dir, name("cur", 9)+":2,", "no header\n")
			return box(t, dir)
		},
		Reopen:  box,
		Empty:   func(t *testing.T, dir string) collectors.Collector { make3(t, dir, "."); return box(t, dir) },
		Broken:  box, // there is neither cur nor new
		Grow:    func(t *testing.T, dir string) { put(t, dir, name(".lists/new", 30), mail(30)) },
		Rejects: 1,
	})
}

// name is the path of the i-th mail of January 2020 in a folder.
func name(folder string, i int) string {
	return fmt.Sprintf("%s/%d.M%dP1.host", folder, 1_577_880_000+i*86_400, i)
}

func mail(i int) string {
	return fmt.Sprintf("From: Ann <ann@example.org>\nDate: %d Jan 2020 10:00:00 +0100\nMessage-ID: <%d@example.org>\nSubject: number %d\n\nhello\n", i+1, i, i)
}
