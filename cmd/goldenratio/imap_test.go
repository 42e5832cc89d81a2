package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors/mail/mailtest"
)

// TestCollectFromDovecot collects twice from a real server, and after a mail was
// removed and another one came. Every mail is accounted for, and the password is
// nowhere.
func TestCollectFromDovecot(t *testing.T) {
	bin, dir := build(t), t.TempDir()
	d := mailtest.StartDovecot(t, "")
	deliver := func(n int, text string) {
		at := time.Date(2020, 1, n, 10, 0, 0, 0, time.UTC)
		d.Deliver(t, "lists/demo", mailtest.Letter{At: at, Text: text})
	}
	for n := range 9 {
		deliver(1+n, fmt.Sprintf("From: a@example.org\nDate: Thu, %02d Jan 2020 10:00:00 +0000\nMessage-ID: <%d@example.org>\nSubject: number %d\n\nhello\n", 1+n, n, n))
	}
	deliver(11, "From: a@example.org\nMessage-ID: <8@example.org>\nSubject: number 8\nDate: Thu, 09 Jan 2020 10:00:00 +0000\n\na copy\n")
	deliver(12, "\nno header\n")
	writeKey(t, dir)
	t.Setenv("DEMO_IMAP_PASSWORD", mailtest.Password)
	config := filepath.Join(dir, "goldenratio.yaml")
	text := fmt.Sprintf(`scopes: [{id: demo}]
lists: [{id: demo-devel, scope: demo}]
sources: [{id: demo-imap, type: imap, list: demo-devel, address: '%s', ca_file: '%s', user: %s, password: '${DEMO_IMAP_PASSWORD}', mailboxes: ['lists/*']}]
`, d.TLS, filepath.Join(d.Dir, "server.crt"), mailtest.Account)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	status := func(want string) {
		t.Helper()
		goldenratio(t, bin, "--config", config, "collect")
		got := goldenratio(t, bin, "--config", config, "status")
		if !regexp.MustCompile(`demo-imap +complete .* ` + want).MatchString(got) {
			t.Errorf("want %s:\n%s", want, got)
		}
	}
	// Received, stored, duplicates, quarantined, coverage.
	status(`11 +9 +1 +1 +90\.9 %`)
	status(`11 +9 +1 +1 +90\.9 %`)
	removed, err := filepath.Glob(filepath.Join(d.Mailbox(t, "lists/demo"), "*", "*M000000001*"))
	if err != nil || len(removed) != 1 {
		t.Fatal(removed, err)
	}
	if err := os.Remove(removed[0]); err != nil {
		t.Fatal(err)
	}
	deliver(13, "From: b@example.org\nMessage-ID: <13@example.org>\nSubject: new\n\nhello\n")
	status(`11 +9 +1 +1 +90\.9 %`)
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), mailtest.Password) {
			t.Errorf("%s holds the password", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
