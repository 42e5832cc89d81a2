package mbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
)

func TestConformance(t *testing.T) {
	archive := func(_ *testing.T, dir string) collectors.Collector {
		c := New(dir, Options{Paths: []string{"*.mbox"}}, time.Now)
		c.limits.ChunkItems, c.limits.BatchItems = 2, 3
		return c
	}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			write(t, dir, "2020-01.mbox", mails(1, 9)+"From x@example.org Thu Jan  9 10:00:00 2020\n\nno header\n\n"+mails(10, 12))
			write(t, dir, "2020-02.mbox", mails(13, 16))
			return archive(t, dir)
		},
		Reopen: archive,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			write(t, dir, "2020-01.mbox", "")
			return archive(t, dir)
		},
		Broken:  archive, // no file matches
		Grow:    func(t *testing.T, dir string) { write(t, dir, "2020-02.mbox", mails(13, 18)) },
		Rejects: 1,
	})
}

// mails are some mails of January 2020, one a day.
func mails(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		fmt.Fprintf(&b, "From a@example.org Thu Jan %2d 10:00:00 2020\nFrom: A Person <a@example.org>\n", i)
		fmt.Fprintf(&b, "Date: %d Jan 2020 10:00:00 +0100\nMessage-ID: <%d@example.org>\nSubject: number %d\n\nhello\n\n", i, i, i)
	}
	return b.String()
}
