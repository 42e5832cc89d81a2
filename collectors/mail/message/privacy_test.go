package message

import (
	"fmt"
	"strings"
	"testing"
)

// TestNoAddressLeaves plants addresses in the headers that are stored outside
// the private database.
func TestNoAddressLeaves(t *testing.T) {
	for _, header := range []string{
		"Subject: ask eve at people.test", "Subject: kim\uFF20people.test", "Subject: kim&#64;people.test", "Subject: lena%40people.test",
		"Subject: =?utf-8?q?kim=40people.test?=", "Subject: kim@\n people.test",
		"References: <mailto:gina@people.test> <1@example.net>", "In-Reply-To: <MAILTO:gina@people.test>",
		"In-Reply-To: mailto:gina@people.test", "Message-ID: <mailto:gina@people.test>", "Message-ID: mailto:gina@people.test",
		"List-Id: Eve <eve@people.test>", "List-Id: eve at people.test", "Date: Wed, 1 Jan 2020 ask eve at people.test",
	} {
		m, reject := Parse([]byte("From: Ann <ann@example.org>\n"+header+"\n\ntext\n"), Options{})
		if reject != nil {
			t.Fatalf("%s: %+v", header, reject)
		}
		text := fmt.Sprint(m.ID, m.Subject, m.Topic, m.References, m.InReplyTo, m.ListID, m.Date.Raw, m.Flags)
		if strings.Contains(text, "people.test") {
			t.Errorf("%s: %s", header, text)
		}
	}
}

func TestHiddenSigns(t *testing.T) {
	for from, name := range map[string]string{
		"eva (at) people.test <eva@people.test>": "eva (at) people.test",
		"eva (AT) people (dot) test":             "", // it is the address
		"eva (AT) people (dot) test (Eva)":       "Eva",
		"eva (at) home, people (dot) test":       "eva (at) home, people (dot) test",
		"eva@people.test (Eva)":                  "Eva",
	} {
		if a := parseAlias(from, new(flags)); a.Name != name {
			t.Errorf("%s: %+v", from, a)
		}
	}
}
