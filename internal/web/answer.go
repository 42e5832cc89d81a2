package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"goldenratio/internal/report"
)

// answer is a finished page.
type answer struct {
	status   int
	kind     string // content type
	body     []byte
	location string // of a redirect
	policy   string // for the browser: what the page may load
	etag     string
	file     string // name to save it under; empty: it is shown
	fresh    bool   // made anew each time
}

// maker makes the page that a request asks for, from one compute.
type maker func(ctx context.Context, r *http.Request, compute report.Compute) (answer, error)

// page turns a maker into a handler: it answers from the cache where the
// compute is still the same, and has a page for every error.
func (s *server) page(do maker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			plain(w, http.StatusMethodNotAllowed, "only GET and HEAD are answered\n")
			return
		}
		ctx, stop := bounded(r.Context())
		defer stop()
		s.send(w, r, s.answer(ctx, r, do))
	}
}

func (s *server) answer(ctx context.Context, r *http.Request, do maker) answer {
	compute, err := s.Store.Compute(ctx, "")
	if err != nil {
		return s.failed(err, nil)
	}
	edition, key := edition(compute), r.URL.RequestURI()
	if a, found := s.cache.get(edition, key); found {
		return a
	}
	a, err := do(ctx, r, compute)
	if err != nil {
		scopes, _ := s.Store.Scopes(ctx, compute) // only helps the error page
		return s.failed(err, scopes)
	}
	if a.status == http.StatusOK {
		a.etag = etag(compute, a.body)
		if !a.fresh {
			s.cache.put(edition, key, a)
		}
	}
	return a
}

// edition names what pages are made of: closing a quarter changes what live
// pages and older revisions say of it.
func edition(c report.Compute) string { return fmt.Sprint(c.ID, " ", c.Closings) }

// etag changes with the compute, and with the program that made the page.
func etag(compute report.Compute, body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + compute.ID + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
}

func (s *server) send(w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	h.Set("Content-Security-Policy", cmp.Or(a.policy, "default-src 'none'"))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	if a.location != "" {
		http.Redirect(w, r, a.location, http.StatusFound)
		return
	}
	h.Set("Content-Type", a.kind)
	if a.file != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.file+`"`)
	}
	if a.etag != "" {
		h.Set("ETag", a.etag)
		if matches(r.Header.Get("If-None-Match"), a.etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body) // the reader may have gone
	}
}

func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(part), "W/") == etag {
			return true
		}
	}
	return strings.TrimSpace(header) == "*"
}

func jsonAnswer(v any) (answer, error) {
	body, err := json.MarshalIndent(v, "", "  ")
	return answer{status: http.StatusOK, kind: "application/json", body: append(body, '\n')}, err
}

// failed is the page for an error. What the reader can do nothing about is
// logged; what he asked wrongly is not.
func (s *server) failed(err error, scopes []report.ScopeState) answer {
	m := message{Scopes: scopes}
	status := http.StatusNotFound
	switch {
	case errors.Is(err, report.ErrNoCompute):
		status = http.StatusServiceUnavailable
		m.Title, m.Text = "Nothing is computed yet", "The store holds no numbers."
		m.Steps = []step{{"Collect the sources", "goldenratio collect"}, {"Compute the KPIs", "goldenratio compute"}}
	case errors.Is(err, report.ErrUnknownScope):
		m.Title, m.Text = "This scope is not configured", "Scopes are named in goldenratio.yaml. These are known:"
	case errors.Is(err, report.ErrUnknownPeriod):
		m.Title, m.Text = "There is no such quarter here", sentence(err.Error())
	case errors.Is(err, report.ErrUnknownWeek):
		m.Title, m.Text = "There is no digest of this week", sentence(err.Error())
	case errors.Is(err, report.ErrUnknownSurvey), errors.Is(err, report.ErrUnknownWave):
		m.Title, m.Text = "There is no such wave of a survey", sentence(err.Error())
		m.Steps = []step{{"List the surveys that are collected", "goldenratio status"}}
	case errors.Is(err, report.ErrUnknownKPI):
		m.Title, m.Text = "There is no such KPI", "It may have been renamed."
		m.Steps = []step{{"List all KPIs", "goldenratio kpi list"}}
	case errors.Is(err, report.ErrUnknownSnapshot):
		m.Title, m.Text = "No quarter was closed under this name", "/snapshot/ lists all that were."
		m.Steps = []step{{"Close one", "goldenratio snapshot close 2014-Q2 --by NAME"}}
	case errors.Is(err, errNotFound):
		m.Title, m.Text = "There is no such page", "Boards live under /board/, definitions under /kpi/."
	default:
		s.Log.Error("page failed", "error", err)
		status = http.StatusServiceUnavailable
		m.Title, m.Text = "The page could not be made", "The store did not answer as expected. The program's log says more."
		m.Steps = []step{{"Look at the state of the program", "goldenratio doctor"}}
	}
	a, err := s.render.html(status, "message", m.Title, "", m)
	if err != nil {
		s.Log.Error("error page failed", "error", err)
		return answer{status: http.StatusInternalServerError, kind: "text/plain; charset=utf-8", body: []byte(m.Title + "\n")}
	}
	return a
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// errNotFound is a path that leads nowhere.
var errNotFound = errors.New("no such page")

// cache keeps finished pages of one edition.
type cache struct {
	mu      sync.Mutex
	edition string
	pages   map[string]answer
}

// mostPages bounds the cache; a full one starts anew.
const mostPages = 512

func (c *cache) get(edition, key string) (answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.edition != edition {
		return answer{}, false
	}
	a, found := c.pages[key]
	return a, found
}

func (c *cache) put(edition, key string, a answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.edition != edition || len(c.pages) >= mostPages {
		c.edition, c.pages = edition, map[string]answer{}
	}
	c.pages[key] = a
}
