package imap

import (
	"errors"
	"fmt"
	"net"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/secret"
)

// Options are the settings of a source of type imap.
type Options struct {
	// Address is the server, `imap.example.org`, where it needs be with its
	// port: `imap.example.org:993`.
	Address string `yaml:"address" schema:"required"`

	// Security is how the connection is protected: `tls` from the first byte,
	// usually on port 993; `starttls` on port 143; or `plain`, not at all, for a
	// server on this machine.
	Security string `yaml:"security,omitempty" schema:"default=tls,oneof=tls|starttls|plain"`

	// Cleartext allows `plain` to another machine: whoever is on the way reads
	// password and mail.
	Cleartext bool `yaml:"cleartext,omitempty"`

	// CAFile holds the certificates, in PEM, that the server's is checked
	// against, where those of the system do not know it.
	CAFile string `yaml:"ca_file,omitempty"`

	// User is the account.
	User string `yaml:"user" schema:"required"`

	// Auth is how it logs in. Left out, it is `plain` where the server offers
	// that, else `login`. With `xoauth2` the password is an access token.
	Auth string `yaml:"auth,omitempty" schema:"oneof=plain|login|xoauth2"`

	// Password is `${NAME}` of an environment variable.
	Password secret.Value `yaml:"password,omitempty" schema:"either"`

	// PasswordFile is a file that holds the password instead. It is read at each
	// connection, so another program may keep a token fresh in it.
	PasswordFile string `yaml:"password_file,omitempty" schema:"either"`

	// Mailboxes are names or patterns: `*` stands for anything, `%` for anything
	// up to the next `/`: `lists/xen-devel*`. The `/` is written here whatever
	// the server separates folders with.
	Mailboxes []string `yaml:"mailboxes" schema:"required"`

	// HeadersOnly leaves the text of mails on the server. What needs it (lines,
	// diffs, tags such as Reviewed-by) is then not known.
	HeadersOnly bool `yaml:"headers_only,omitempty"`

	// Connections is how many there may be at the same time.
	Connections int `yaml:"connections,omitempty" schema:"default=1,min=1,max=10"`

	flow.Settings `yaml:",inline"`
}

// What Security may be.
const (
	securityTLS      = "tls"
	securitySTARTTLS = "starttls"
	securityPlain    = "plain"
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	host, _, err := o.hostPort()
	if err != nil {
		return err
	}
	if o.Security == securityPlain && !o.Cleartext && !fetch.Loopback(host) {
		return fmt.Errorf("security plain would show the password to everybody on the way to %s: use tls or starttls, or say cleartext: true", host)
	}
	for _, pattern := range o.Mailboxes {
		if pattern == "" {
			return errors.New("a mailbox is named by an empty text")
		}
	}
	return nil
}

// hostPort splits the address; without a port it is the usual one.
func (o Options) hostPort() (host, port string, err error) {
	port = "993"
	if o.Security == securitySTARTTLS || o.Security == securityPlain {
		port = "143"
	}
	host = o.Address
	if h, p, err := net.SplitHostPort(o.Address); err == nil {
		host, port = h, p
	} else if ip := net.ParseIP(o.Address); ip == nil && (host == "" || net.JoinHostPort(host, port) != host+":"+port) {
		return "", "", fmt.Errorf("address %q: want a host, or a host and a port such as imap.example.org:993", o.Address)
	}
	return host, port, nil
}
