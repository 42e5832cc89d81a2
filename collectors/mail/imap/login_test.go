package imap

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldenratio/collectors/mail/mailtest"
)

func TestWaysIn(t *testing.T) {
	// Whoever shows the right token is its user.
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer a-token" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"email": %q, "active": true}`, mailtest.Account)
	}))
	defer tokens.Close()
	dir := t.TempDir()
	oauth := filepath.Join(os.TempDir(), "gr-oauth-"+filepath.Base(dir)+".conf")
	text := fmt.Sprintf("introspection_mode = auth\nintrospection_url = %s/\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n", tokens.URL)
	if err := os.WriteFile(oauth, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(oauth) })
	d := mailtest.StartDovecot(t, fmt.Sprintf("auth_mechanisms = plain login xoauth2\npassdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = %s\n}\n", oauth))
	d.Deliver(t, "INBOX", numbers(1, 3)...)
	mailtest.Certify(t, dir, "other", "127.0.0.1")
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte(mailtest.Password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*Options)
		want   string // part of the error; empty: it works
	}{
		"tls":                     {func(*Options) {}, ""},
		"starttls":                {func(o *Options) { o.Address, o.Security = d.Plain, securitySTARTTLS }, ""},
		"plain":                   {func(o *Options) { o.Address, o.Security = d.Plain, securityPlain }, ""},
		"login":                   {func(o *Options) { o.Auth = "login" }, ""},
		"a password in a file":    {func(o *Options) { o.Password, o.PasswordFile = "", password }, ""},
		"xoauth2":                 {func(o *Options) { o.Auth, o.Password = "xoauth2", "a-token" }, ""},
		"a wrong token":           {func(o *Options) { o.Auth, o.Password = "xoauth2", "stolen-token" }, "log in by xoauth2"},
		"a wrong password":        {func(o *Options) { o.Password = "stolen-horse" }, "log in by plain: the server says"},
		"no such file":            {func(o *Options) { o.Password, o.PasswordFile = "", password+"2" }, "read secret"},
		"an unknown authority":    {func(o *Options) { o.CAFile = "" }, "certificate"},
		"another's certificate":   {func(o *Options) { o.CAFile = filepath.Join(dir, "other.crt") }, "certificate"},
		"another name":            {func(o *Options) { o.Address = strings.Replace(o.Address, "127.0.0.1", "localhost", 1) }, "localhost"},
		"starttls, distrusted":    {func(o *Options) { o.Address, o.Security, o.CAFile = d.Plain, securitySTARTTLS, "" }, "certificate"},
		"tls where there is none": {func(o *Options) { o.Address = d.Plain }, "TLS"},
		"no certificate":          {func(o *Options) { o.CAFile = password }, "holds no certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(d, "INBOX")
			c.change(&o)
			got := newCollected()
			err := got.run(t.Context(), small(o))
			switch {
			case c.want == "" && (err != nil || len(got.items) != 3):
				t.Errorf("%d items, %v", len(got.items), err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %s", err, c.want)
			case err != nil && strings.Contains(err.Error(), "stolen"):
				t.Errorf("the secret shows: %v", err)
			}
		})
	}
}

// A password is tried once: servers lock accounts.
func TestAWrongPasswordIsTriedOnce(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	p := startProxy(t, d.TLS, func() int64 { return 1 << 30 })
	o := options(d, "INBOX")
	o.Address, o.Password = p.address, "wrong"
	if err := newCollected().run(t.Context(), small(o)); err == nil || p.connections() != 1 {
		t.Errorf("%d connections, %v", p.connections(), err)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Address: "imap.example.org"}, ""},
		{Options{Address: "imap.example.org:1993"}, ""},
		{Options{Address: "::1", Security: securityPlain}, ""},
		{Options{Address: "[::1]:143", Security: securityPlain}, ""},
		{Options{Address: "localhost", Security: securityPlain}, ""},
		{Options{Address: "imap.example.org", Security: securityPlain}, "everybody on the way"},
		{Options{Address: "imap.example.org", Security: securityPlain, Cleartext: true}, ""},
		{Options{Address: "a:b:c"}, "want a host"},
		{Options{Address: ""}, "want a host"},
		{Options{Address: "imap.example.org", Mailboxes: []string{""}}, "empty text"},
	} {
		if err := c.o.Check(); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %q", c.o, err, c.want)
		}
	}
}

// Who answers before STARTTLS is not believed.
func TestNoWayAroundSTARTTLS(t *testing.T) {
	for name, c := range map[string]struct{ greeting, want string }{
		"not offered":   {greeting, "does not offer STARTTLS"},
		"logged in yet": {"* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome\r\n", "logs in before STARTTLS"},
	} {
		o := plain(serve(t, script(c.greeting, nil)))
		o.Security = securitySTARTTLS
		if err := newCollected().run(t.Context(), small(o)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A server's answer cannot show what it was sent.
func TestWordsAreHidden(t *testing.T) {
	w := sent("ann", "hunter2")
	for _, word := range w {
		if got := w.quote("you said " + word + "!"); got != `"you said …!"` {
			t.Errorf("%s", got)
		}
	}
	if got := w.quote(strings.Repeat("x", 1000)); len(got) > 210 {
		t.Errorf("%d bytes", len(got))
	}
	if strings.Contains(w.quote("a\nb"), "\n") {
		t.Error("a line's end stays")
	}
}
