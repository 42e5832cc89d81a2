// Package mailtest gives the tests of mail collectors servers to talk to and
// views of what they emit.
package mailtest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whose mail a Dovecot serves.
const (
	Account  = "reader"
	Password = "correct horse"
)

// A Dovecot is a mail server of the test's own.
type Dovecot struct {
	Dir   string // its mail lies in mail, its certificate in server.crt
	Plain string // its addresses, without TLS (and with STARTTLS)
	TLS   string // and with it

	delivered int
	owner     *syscall.Credential // whom the mails belong to; nil: who runs the test
}

// StartDovecot runs one in a folder until the test ends. Where it is missing the
// test is skipped, or fails if REQUIRE_SERVERS is 1. extra goes into its
// configuration.
func StartDovecot(t testing.TB, extra string) *Dovecot {
	t.Helper()
	binary := "/usr/sbin/dovecot"
	if _, err := os.Stat(binary); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	d := &Dovecot{Dir: shortDir(t)}
	d.adopt(t)
	Certify(t, d.Dir, "server", "127.0.0.1")
	d.Plain, d.TLS = freeAddress(t), freeAddress(t)
	config := filepath.Join(d.Dir, "dovecot.conf")
	d.write(t, "users", fmt.Sprintf("%s:{PLAIN}%s::::::\n", Account, Password))
	d.write(t, "dovecot.conf", d.config(t)+extra)
	if out, err := exec.CommandContext(t.Context(), binary, "-c", config, "-n").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// Its own context ends after the test's, so that clean-ups still find it.
	ctx, cancel := context.WithCancel(context.Background())
	command := exec.CommandContext(ctx, binary, "-F", "-c", config)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: d.owner, Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) } // on SIGTERM it takes a second
	command.WaitDelay = 10 * time.Second
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = command.Wait() })
	for range 200 {
		if conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", d.TLS); err == nil {
			_ = conn.Close()
			return d
		}
		time.Sleep(20 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(d.Dir, "log"))
	t.Fatalf("dovecot does not listen:\n%s", log)
	return nil
}

// shortDir is a folder whose path fits into a socket's name, which others than
// its owner may enter.
func shortDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gr-imap-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// adopt chooses whom the server runs as: it refuses to serve the mail of root.
func (d *Dovecot) adopt(t testing.TB) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	d.owner = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	d.own(t, d.Dir)
}

// own gives a file to the server's user.
func (d *Dovecot) own(t testing.TB, path string) {
	t.Helper()
	if d.owner == nil {
		return
	}
	if err := os.Chown(path, int(d.owner.Uid), int(d.owner.Gid)); err != nil {
		t.Fatal(err)
	}
}

func (d *Dovecot) write(t testing.TB, name, text string) {
	t.Helper()
	path := filepath.Join(d.Dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	d.own(t, path)
}

func (d *Dovecot) config(t testing.TB) string {
	t.Helper()
	id := os.Getuid()
	if d.owner != nil {
		id = int(d.owner.Uid)
	}
	who, err := user.LookupId(strconv.Itoa(id))
	if err != nil {
		t.Fatal(err)
	}
	group, err := user.LookupGroupId(who.Gid)
	if err != nil {
		t.Fatal(err)
	}
	_, plainPort, _ := net.SplitHostPort(d.Plain)
	_, tlsPort, _ := net.SplitHostPort(d.TLS)
	return strings.NewReplacer("$dir", d.Dir, "$user", who.Username, "$group", group.Name, "$plain", plainPort, "$tls", tlsPort).Replace(`
base_dir = $dir/run
state_dir = $dir/state
log_path = $dir/log
listen = 127.0.0.1
protocols = imap
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
first_valid_uid = 1
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 0
mail_max_userip_connections = 50
disable_plaintext_auth = no
ssl = yes
ssl_cert = <$dir/server.crt
ssl_key = <$dir/server.key
ssl_dh =
mail_location = maildir:$dir/mail:LAYOUT=fs
mailbox_list_index = no
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {
    port = $plain
  }
  inet_listener imaps {
    port = $tls
  }
}
service imap {
  service_count = 100
}
namespace inbox {
  inbox = yes
  separator = .
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN $dir/users
}
userdb {
  driver = static
  args = uid=$user gid=$group home=$dir/home
}
`)
}

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return address
}

// Certify writes a certificate that vouches for itself, and its key.
func Certify(t testing.TB, dir, name, host string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{".crt": {Type: "CERTIFICATE", Bytes: certificate}, ".key": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(dir, name+file), pem.EncodeToMemory(block), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A Letter is a mail to be delivered.
type Letter struct {
	Text string
	At   time.Time // INTERNALDATE
}

// Deliver puts mails into a mailbox as the server's own files, which is quick.
func (d *Dovecot) Deliver(t testing.TB, box string, letters ...Letter) {
	t.Helper()
	dir := d.Mailbox(t, box)
	for _, l := range letters {
		d.delivered++
		name := fmt.Sprintf("%d.M%09d.test,S=%d", l.At.Unix(), d.delivered, len(l.Text))
		path := filepath.Join(dir, "tmp", name)
		if err := os.WriteFile(path, []byte(l.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		d.own(t, path)
		if err := os.Chtimes(path, l.At, l.At); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path, filepath.Join(dir, "new", name)); err != nil {
			t.Fatal(err)
		}
	}
}

// Mailbox makes a mailbox where there is none, and returns its folder.
func (d *Dovecot) Mailbox(t testing.TB, box string) string {
	t.Helper()
	dir := filepath.Join(d.Dir, "mail", strings.ReplaceAll(box, "/", string(filepath.Separator)))
	if box == "INBOX" {
		dir = filepath.Join(d.Dir, "mail")
	}
	for _, sub := range []string{"cur", "new", "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
		d.own(t, filepath.Join(dir, sub))
	}
	for path := dir; len(path) > len(d.Dir); path = filepath.Dir(path) {
		d.own(t, path)
	}
	return dir
}
