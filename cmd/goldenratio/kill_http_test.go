package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/mailtest"
)

// An overHTTP serves a community's lists as the archives of Mailman 2 and 3, and
// cuts connections.
type overHTTP struct {
	pipermail, hyperkitty *fetchtest.Server
	mails                 *mailtest.HyperKitty
	cuts                  atomic.Int64
}

// serveLists starts the servers, and adds them to the community's configuration.
func serveLists(t *testing.T, community string) *overHTTP {
	t.Helper()
	s := &overHTTP{mails: &mailtest.HyperKitty{}}
	s.pipermail = fetchtest.Start(t, mailtest.Pipermail(filepath.Join(community, "lists")), nil)
	s.hyperkitty = fetchtest.Start(t, s.mails, nil)
	path := filepath.Join(community, "goldenratio.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text = fmt.Appendf(text, `  - {id: devel-pipermail, type: pipermail, synthetic: true, list: example-devel, url: '%s/example-devel/', requests_per_second: 1000}
  - {id: devel-hyperkitty, type: hyperkitty, synthetic: true, list: example-devel, url: '%s/archives/list/devel@lists.example.org/', begins: 2020-04, requests_per_second: 1000}
`, s.pipermail.URL, s.hyperkitty.URL)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// rewrite gives the archive of Mailman 3 other mails.
func (s *overHTTP) rewrite(chapter string) {
	var mails []mailtest.Stored
	for i := range 90 {
		at := time.Date(2020, 4, 1+i, 9, 0, 0, 0, time.UTC)
		mails = append(mails, mailtest.Stored{
			ID: fmt.Sprintf("%d.%s@example.org", i, chapter), From: "Ann Example <ann@example.org>",
			Subject: fmt.Sprintf("%s letter %d", chapter, i), Text: strings.Repeat("hello\n", i), Date: at, Archived: at,
		})
	}
	s.mails.Keep(mails)
}

// cut has every second file cut somewhere, or none.
func (s *overHTTP) cut(on bool) {
	for i, server := range []*fetchtest.Server{s.pipermail, s.hyperkitty} {
		if !on {
			server.Spoil(nil)
			continue
		}
		random := rand.New(rand.NewPCG(3, uint64(i))) // used by one request at a time
		server.Spoil(func(req *http.Request) (f fetchtest.Fault) {
			if random.IntN(2) == 0 && !strings.HasSuffix(req.URL.Path, "/") {
				f.Cut = 1 + random.IntN(20_000)
				s.cuts.Add(1)
			}
			return f
		})
	}
}
