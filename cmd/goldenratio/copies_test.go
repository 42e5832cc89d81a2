package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/mailtest"
)

// letters are the mails of a list: a question, an answer whose first line is
// one that mboxes quote, and a patch. Two of them went to a second list too.
var letters = []mailtest.Stored{
	{ID: "ask@example.org", From: "Ann Example <ann@example.org>", Subject: "How do I start?", Text: "It does not start.", Date: day(6), Archived: day(6)},
	{ID: "answer@example.org", From: "Bob Example <bob@example.org>", Subject: "Re: How do I start?", InReplyTo: "ask@example.org", Text: "With the key.\n\nFrom here on it runs.", Date: day(7), Archived: day(7)},
	{ID: "patch@example.org", From: "Ann Example <ann@example.org>", Subject: "[PATCH] start: say how", Text: "Say how.", Date: day(8), Archived: day(8)},
}

func day(n int) time.Time { return time.Date(2020, 1, n, 10, 0, 0, 0, time.UTC) }

// letter is a mail as its author sent it, with a tag before its subject and a
// text below it as lists add them.
func letter(m mailtest.Stored, tag, footer string) string {
	subject := strings.TrimSpace(tag + " " + m.Subject)
	return fmt.Sprintf("From: %s\nTo: devel@lists.example.org\nSubject: %s\nDate: %s\nMessage-ID: <%s>\n%s\n%s\n%s",
		m.From, subject, m.Date.Format(time.RFC1123Z), m.ID, answers(m), m.Text, footer)
}

func answers(m mailtest.Stored) string {
	if m.InReplyTo == "" {
		return ""
	}
	return fmt.Sprintf("In-Reply-To: <%s>\n", m.InReplyTo)
}

// framed is a letter as it stands in an mbox.
func framed(m mailtest.Stored, text string) string {
	_, address, _ := strings.Cut(strings.TrimSuffix(m.From, ">"), "<")
	return fmt.Sprintf("From %s %s\n%s\n", address, m.Date.Format(time.ANSIC), strings.ReplaceAll(text, "\nFrom ", "\n>From "))
}

// hidden is a letter as Pipermail shows it: without most of its header, with its
// addresses hidden from robots and the list's tag in its subject.
func hidden(m mailtest.Stored) string {
	name, address, _ := strings.Cut(strings.TrimSuffix(m.From, ">"), " <")
	address = strings.ReplaceAll(address, "@", " at ")
	return fmt.Sprintf("From %s  %s\nFrom: %s (%s)\nDate: %s\nSubject: [devel] %s\n%sMessage-ID: <%s>\n\n%s\n\n",
		address, m.Date.Format(time.ANSIC), address, name, m.Date.Format(time.RFC1123Z), m.Subject, answers(m), m.ID, strings.ReplaceAll(m.Text, "\nFrom ", "\n>From "))
}

// TestOneMessageManyCopies collects the same mails of a list out of every kind of
// source there is, and those of them that went to a second list out of that one's
// archive. Each mail is one message, with all its copies and places.
func TestOneMessageManyCopies(t *testing.T) {
	bin := build(t)
	for name, imap := range map[string]bool{"files and HTTP": false, "and IMAP": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			config := archives(t, dir)
			sources := []string{"a-mbox", "b-maildir", "c-inbox", "d-pipermail", "e-hyperkitty"}
			if imap {
				config += mailboxSource(t)
				sources = append(sources, "f-imap")
			}
			path := filepath.Join(dir, "goldenratio.yaml")
			if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
				t.Fatal(err)
			}
			writeKey(t, dir)
			goldenratio(t, bin, "--config", path, "--now", "2020-02-01T00:00:00Z", "collect")
			goldenratio(t, bin, "--config", path, "--now", "2020-02-01T00:00:00Z", "compute")
			one := quoted(sources...)
			two := quoted(append(sources, "g-users")...)
			want := "ask@example.org\t1\t" + two + "\t['demo ','demo devel','demo users']\n" +
				"answer@example.org\t1\t" + one + "\t['demo ','demo devel']\n" +
				"patch@example.org\t1\t" + two + "\t['demo ','demo devel','demo users']\n"
			got := goldenratio(t, bin, "--config", path, "sql", "--format", "TSVRaw", `
				SELECT message_id, uniqExact(person_id), any(sources), any(arrayMap(p -> p.scope || ' ' || p.member, places))
				FROM messages GROUP BY message_id, date ORDER BY date`)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("messages (-want +got):\n%s", diff)
			}
			got = goldenratio(t, bin, "--config", path, "sql", "--format", "TSVRaw",
				"SELECT count(), uniqExact(message_id, fingerprint), uniqExact(alias_id) FROM message_copies FINAL WHERE NOT deleted")
			if want := fmt.Sprintf("%d\t3\t2\n", 3*len(sources)+2); got != want {
				t.Errorf("copies, messages and senders: %q, want %q", got, want)
			}
		})
	}
}

func quoted(names ...string) string { return "['" + strings.Join(names, "','") + "']" }

// archives writes the mails in all forms that are files, starts the servers of
// the others, and returns the configuration of them all.
func archives(t *testing.T, dir string) string {
	t.Helper()
	var box, shown, users strings.Builder
	gitAt(t, dir, "", "init", "--quiet", "--bare", "--initial-branch=master", "inbox/git/0.git")
	history := ""
	for i, m := range letters {
		text := letter(m, "", "")
		box.WriteString(framed(m, text))
		shown.WriteString(hidden(m))
		if i != 1 {
			users.WriteString(framed(m, letter(m, "[users]", "_____\nThe users' list\n")))
		}
		plant(t, filepath.Join(dir, "Maildir", "cur", fmt.Sprintf("%d.M%d.host:2,S", m.Date.Unix(), i)), text)
		history += fmt.Sprintf("commit refs/heads/master\ncommitter a <a@example.org> %d +0000\ndata 1\nx\nM 100644 inline m\ndata %d\n%s\n", m.Date.Unix(), len(text), text)
	}
	gitAt(t, filepath.Join(dir, "inbox/git/0.git"), history, "fast-import", "--quiet")
	plant(t, filepath.Join(dir, "Maildir", "new", ".keep"), "")
	plant(t, filepath.Join(dir, "devel.mbox"), box.String())
	plant(t, filepath.Join(dir, "users.mbox"), users.String())
	plant(t, filepath.Join(dir, "pipermail", "devel", "2020-January.txt"), shown.String())

	pipermail := fetchtest.Start(t, mailtest.Pipermail(filepath.Join(dir, "pipermail")), nil)
	exporter := &mailtest.HyperKitty{}
	exporter.Keep(letters)
	hyperkitty := fetchtest.Start(t, exporter, nil)
	return fmt.Sprintf(`scopes: [{id: demo}]
lists: [{id: devel, scope: demo}, {id: users, scope: demo}]
sources:
  - {id: a-mbox, type: mbox, list: devel, paths: [devel.mbox]}
  - {id: b-maildir, type: maildir, list: devel, path: Maildir}
  - {id: c-inbox, type: publicinbox, list: devel, path: inbox}
  - {id: d-pipermail, type: pipermail, list: devel, url: '%s/devel/'}
  - {id: e-hyperkitty, type: hyperkitty, list: devel, url: '%s/archives/list/devel@lists.example.org/', begins: 2020-01, requests_per_second: 1000}
  - {id: g-users, type: mbox, list: users, paths: [users.mbox]}
`, pipermail.URL, hyperkitty.URL)
}

// mailboxSource serves the mails from a Dovecot and returns its source.
func mailboxSource(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	d := mailtest.StartDovecot(t, "")
	for _, m := range letters {
		d.Deliver(t, "lists/devel", mailtest.Letter{At: m.Date, Text: letter(m, "", "")})
	}
	t.Setenv("COPIES_PASSWORD", mailtest.Password)
	return fmt.Sprintf("  - {id: f-imap, type: imap, list: devel, address: '%s', ca_file: '%s', user: %s, password: '${COPIES_PASSWORD}', mailboxes: ['lists/*']}\n",
		d.TLS, filepath.Join(d.Dir, "server.crt"), mailtest.Account)
}
