package imap

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/emersion/go-sasl"
)

// A refusal is an answer of the server that asking again would not change.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

// login logs in by the method that the options name.
func (s *session) login(o Options, password string) error {
	method := o.Auth
	if method == "" {
		method = "login"
		if offered, err := s.client.SupportAuth(sasl.Plain); err != nil {
			return err
		} else if offered {
			method = "plain"
		}
	}
	var err error
	switch method {
	case "plain":
		err = s.client.Authenticate(sasl.NewPlainClient("", o.User, password))
	case "xoauth2":
		err = s.client.Authenticate(&xoauth2{user: o.User, token: password})
	default:
		err = s.client.Login(o.User, password)
	}
	if err != nil && !s.lost(err) {
		return refusal{fmt.Errorf("log in by %s: the server says %s", method, s.words.quote(err.Error()))}
	}
	return err
}

// Words are what was sent and must not be repeated: servers were seen to put
// the command that they refuse into their answer.
type words []string

// sent are the forms in which a password is sent.
func sent(user, password string) words {
	all := words{password}
	for _, c := range []sasl.Client{sasl.NewPlainClient("", user, password), &xoauth2{user: user, token: password}} {
		if _, first, err := c.Start(); err == nil {
			all = append(all, base64.StdEncoding.EncodeToString(first))
		}
	}
	return all
}

// quote is what a server says, without them and fit for a terminal.
func (w words) quote(text string) string {
	const longest = 200
	for _, word := range w {
		if word != "" {
			text = strings.ReplaceAll(text, word, "…")
		}
	}
	return fmt.Sprintf("%q", text[:min(len(text), longest)])
}

// xoauth2 is the mechanism by which large providers take access tokens. It was
// never standardised; RFC 7628 is what became of it.
type xoauth2 struct{ user, token string }

// Start implements sasl.Client.
func (x *xoauth2) Start() (mechanism string, first []byte, err error) {
	return "XOAUTH2", []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next implements sasl.Client. A challenge is the reason of a refusal, which
// follows once it was acknowledged.
func (*xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }
