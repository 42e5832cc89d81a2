package guide

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"goldenratio/internal/warehouse/engine"
)

// TestFollowed does what CONTRIBUTING.md says, step by step, and then looks
// whether all that it promises is there.
func TestFollowed(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	if _, _, err := engine.Find(t.Context(), engine.Options{}); errors.Is(err, engine.ErrNoLibrary) {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	w := copied(t)
	document := filepath.Join(w.dir, "CONTRIBUTING.md")
	w.follow(t, section(t, document, "Add a collector"))
	w.run(t, "go test ./internal/boundary ./internal/config/schema")

	w.follow(t, section(t, document, "Add a KPI"))
	for name, want := range map[string]string{
		"docs/kpis.md":                    `mail_weekend`,
		"dashboards/json/*.json":          `mail_weekend`,
		"metrics/catalogue/versions.lock": `(?m)^mail_weekend 1 `,
	} {
		if !regexp.MustCompile(want).MatchString(w.all(t, name)) {
			t.Errorf("%s does not have %s", name, want)
		}
	}
	if want := "# HELP goldenratio_mail_weekend_messages Weekend mails: How much is written at weekends?"; !strings.Contains(w.metrics(t), want) {
		t.Errorf("/metrics does not have %s", want)
	}
}

// all is the text of every file that a pattern fits.
func (w tree) all(t *testing.T, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(inside(t, w.dir, pattern))
	if err != nil || names == nil {
		t.Fatalf("no file %s (%v)", pattern, err)
	}
	var all strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// metrics asks the program that the steps built for /metrics, as Prometheus
// would.
func (w tree) metrics(t *testing.T) string {
	t.Helper()
	served := w.command(t, "bin/goldenratio --config demo/lines.yaml serve --listen 127.0.0.1:0")
	stderr, err := served.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := served.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = served.Process.Signal(os.Interrupt) // Wait says whether it ended
		_, _ = io.Copy(io.Discard, stderr)
		if err := served.Wait(); err != nil {
			t.Error(err)
		}
	}()
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		_, url, found := strings.Cut(lines.Text(), "metrics ")
		if !found {
			continue
		}
		return fetch(t, strings.TrimSpace(url))
	}
	t.Fatal("it does not say where /metrics is")
	return ""
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
