package github

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
)

// An app signs with its key, gets a token for its installation, and asks with
// that.
func TestApp(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)})
	if err := os.WriteFile(filepath.Join(dir, "app.pem"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	l := &local{start: time.Now(), now: time.Now()} // the app's library has a clock of its own
	l.server = githubtest.New(village(), githubtest.Options{Now: func() time.Time { return l.now }, Sleep: l.sleep})
	signed := map[string]bool{}
	l.server.Before(func(_ int, r *http.Request) { signed[strings.SplitN(r.Header.Get("Authorization"), "_", 2)[0]] = true })
	c := New(collectors.Place{Dir: dir, Now: time.Now}, Options{Repositories: []string{"example/engine"}, App: &App{ID: 7, Installation: 8, KeyFile: "app.pem"}})
	c.wire, c.now, c.sleep = l.server, func() time.Time { return l.now }, l.sleep
	s := newStore()
	if err := s.collect(t.Context(), c, nil); err != nil || len(s.rows) < 20 {
		t.Errorf("%d rows: %v", len(s.rows), err)
	}
	if !signed["Bearer ghs"] {
		t.Errorf("signed with %v", signed)
	}
	c.options.App.KeyFile = "nothing.pem"
	if err := s.collect(t.Context(), c, nil); err == nil || !strings.Contains(err.Error(), "read secret") {
		t.Errorf("without a key: %v", err)
	}
}

// Tokens show nowhere.
func TestTokensStayHidden(t *testing.T) {
	l := serve(village(), morning(), githubtest.Options{})
	c := l.collector("example/nowhere")
	c.options.Token = "hunter2"
	err := c.Collect(t.Context(), nil, func(collectors.Batch) error { return nil })
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v", err)
	}
}

func TestCheck(t *testing.T) {
	for wrong, o := range map[string]Options{
		"":                    {Repositories: []string{"xen/*", "xen-project/xen"}, Token: "x", URL: "https://github.example.org/api/v3/"},
		"owner/name":          {Repositories: []string{"xen"}},
		"owner/name or":       {Repositories: []string{"*/xen"}},
		"want owner/name":     {Repositories: []string{"xen/[", "xen/xen"}},
		"want https":          {Repositories: []string{"xen/xen"}, URL: "ftp://example.org"},
		"would show the":      {Repositories: []string{"xen/xen"}, URL: "http://example.org"},
		"is enough":           {Repositories: []string{"xen/xen"}, Token: "x", TokenFile: "y"},
		`no "forks" to leave`: {Repositories: []string{"xen/xen"}, Without: []string{"forks"}},
		`repository "xen/y/`:  {Repositories: []string{"xen/xen"}, Exclude: []string{"xen/y/z"}},
	} {
		err := o.Check()
		if wrong == "" && err != nil || wrong != "" && (err == nil || !strings.Contains(err.Error(), wrong)) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
