package github

import (
	"bytes"
	"context"
	"net/http"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// A local is a GitHub of the test, with a clock that moves only where somebody
// waits.
type local struct {
	server *githubtest.Server
	start  time.Time
	now    time.Time
}

const token = "a-token"

// serve starts a GitHub at some time.
func serve(h *hub.Hub, at time.Time, o githubtest.Options) *local {
	l := &local{start: at, now: at}
	o.Tokens, o.Now, o.Sleep = []string{token}, func() time.Time { return l.now }, l.sleep
	l.server = githubtest.New(h, o)
	return l
}

func (l *local) sleep(ctx context.Context, d time.Duration) error {
	l.now = l.now.Add(max(d, 0))
	return ctx.Err()
}

// collector is one that begins at the local's starting time, in another process
// than those before it.
func (l *local) collector(repositories ...string) *Collector {
	l.now = l.start
	l.server.Newcomer()
	now := func() time.Time { return l.now }
	c := New(collectors.Place{Now: now}, Options{Repositories: repositories, Token: token})
	c.wire, c.now, c.sleep = l.server, now, l.sleep
	c.limits.page, c.limits.batch = 5, 6
	return c
}

func TestConformance(t *testing.T) {
	locals := map[string]*local{}
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			t.Helper()
			locals[dir] = serve(village(), morning(), githubtest.Options{})
			locals[dir].server.Rewrite(func(_ *http.Request, body []byte) []byte {
				return bytes.ReplaceAll(body, []byte(`"created_at":"2020-01-11T12:00:00Z"`), []byte(`"created_at":"never"`))
			})
			return locals[dir].collector("example/*")
		},
		Reopen: func(t *testing.T, dir string) collectors.Collector {
			t.Helper()
			return locals[dir].collector("example/*")
		},
		Empty: func(t *testing.T, _ string) collectors.Collector {
			t.Helper()
			h := village()
			h.Repositories = h.Repositories[1:2]
			return serve(h, morning(), githubtest.Options{}).collector("example/*")
		},
		Broken: func(t *testing.T, _ string) collectors.Collector {
			t.Helper()
			l := serve(village(), morning(), githubtest.Options{})
			l.server.Spoil(func(int, *http.Request) githubtest.Fault { return githubtest.Fault{Code: http.StatusBadGateway} })
			return l.collector("example/*")
		},
		Grow: func(t *testing.T, dir string) {
			t.Helper()
			locals[dir].server.Change(grow)
		},
		Rejects: 1,
	})
}
