package imap

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"time"

	imap "github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"

	"goldenratio/collectors/secret"
)

// A dialer makes sessions.
type dialer struct {
	dir      string
	options  Options
	patience time.Duration // with a server that is silent
}

// dial connects and logs in. The session ends with ctx.
func (d dialer) dial(ctx context.Context) (*session, error) {
	password, err := secret.Reveal(d.options.Password, d.dir, d.options.PasswordFile)
	if err != nil {
		return nil, refusal{err}
	}
	s, err := d.open(ctx, password)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", d.options.Address, err)
	}
	return s, nil
}

func (d dialer) resolve(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(d.dir, path)
}

func (d dialer) open(ctx context.Context, password string) (_ *session, err error) {
	host, port, err := d.options.hostPort()
	if err != nil {
		return nil, refusal{err}
	}
	trust, err := d.trust(host)
	if err != nil {
		return nil, refusal{err}
	}
	begin, cancel := context.WithTimeout(ctx, d.patience)
	defer cancel()
	raw, err := new(net.Dialer).DialContext(begin, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, err
	}
	end := func() { _ = raw.Close() } // what was written last is not waited for
	stop := context.AfterFunc(ctx, end)
	slow := context.AfterFunc(begin, end) // the greeting has no deadline of its own
	s, err := d.start(begin, raw, trust)
	if err == nil {
		s.stop, s.words = stop, sent(d.options.User, password)
		if err = d.authenticate(s, trust, password); err == nil && slow() {
			return s, nil
		}
		err = errors.Join(s.why(err), begin.Err())
		s.close()
	}
	stop()
	slow()
	end()
	return nil, err
}

// start makes a client of a connection, with TLS unless that comes later.
func (d dialer) start(ctx context.Context, raw net.Conn, trust *tls.Config) (*session, error) {
	conn := raw
	if d.options.Security != securitySTARTTLS && d.options.Security != securityPlain {
		protected := tls.Client(raw, trust)
		if err := protected.HandshakeContext(ctx); err != nil {
			return nil, untrusted(err)
		}
		conn = protected
	}
	m := newMeter(conn, d.patience)
	c, err := client.New(m)
	if err != nil {
		return nil, err
	}
	s := &session{stop: func() bool { return true }, client: c, conn: m, updates: make(chan client.Update, 64), listened: make(chan struct{})}
	c.ErrorLog = log.New(io.Discard, "", 0) // it would write what the server sends to stderr
	c.Timeout = d.patience
	c.Updates = s.updates
	go s.listen()
	close(m.ready)
	if c.State() == imap.LogoutState {
		s.bye = "in its greeting"
	}
	return s, nil
}

// authenticate protects the connection where it is not yet, and logs in.
func (d dialer) authenticate(s *session, trust *tls.Config, password string) error {
	if d.options.Security == securitySTARTTLS {
		// Who is logged in before the protection begins may be somebody else's.
		if s.client.State() != imap.NotAuthenticatedState {
			return refusal{errors.New("the server logs in before STARTTLS")}
		}
		offered, err := s.client.SupportStartTLS()
		if err != nil {
			return err
		}
		if !offered {
			return refusal{errors.New("the server does not offer STARTTLS")}
		}
		if err := s.client.StartTLS(trust); err != nil {
			return untrusted(err)
		}
	}
	if s.client.State() != imap.NotAuthenticatedState {
		return nil
	}
	return s.login(d.options, password)
}

// trust is whom to believe that they are the server.
func (d dialer) trust(host string) (*tls.Config, error) {
	trust := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if d.options.CAFile == "" {
		return trust, nil
	}
	text, err := os.ReadFile(d.resolve(d.options.CAFile))
	if err != nil {
		return nil, fmt.Errorf("read ca_file: %w", err)
	}
	trust.RootCAs = x509.NewCertPool()
	if !trust.RootCAs.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("read ca_file: %s holds no certificate in PEM", d.options.CAFile)
	}
	return trust, nil
}

// untrusted is a failed handshake. Nothing is gained by asking a server again
// whose certificate is not good.
func untrusted(err error) error {
	if bad := (*tls.CertificateVerificationError)(nil); errors.As(err, &bad) {
		return refusal{fmt.Errorf("%w; ca_file names the certificate of a server that has one of its own", err)}
	}
	return err
}
