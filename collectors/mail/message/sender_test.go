package message

import (
	"testing"

	"goldenratio/collectors"
)

const (
	list     = "List-Id: Development <dev.lists.example.org>\n"
	listPost = "List-Post: <mailto:dev@lists.example.org>\n"
	bounces  = "Sender: \"Dev\" <dev-bounces@lists.example.org>\n"
)

// The person behind a From that a list rewrote.
func TestSender(t *testing.T) {
	ann := collectors.Alias{Name: "Ann Example", Address: "ann@example.org"}
	nameOnly := collectors.Alias{Name: "Ann Example"}
	for name, c := range map[string]struct {
		header string
		want   collectors.Alias
	}{
		"left alone":              {"From: Ann Example <ann@example.org>\n" + list + "Reply-To: bob@example.org\n", ann},
		"a list named in passing": {"From: Ann via Oslo <ann@example.org>\n" + list, collectors.Alias{Name: "Ann via Oslo", Address: "ann@example.org"}},
		"Reply-To": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: Ann Example <ann@example.org>\n", ann},
		"Reply-To, encoded": {
			"From: =?utf-8?q?J=C3=B6rg?= via Dev\n <dev@lists.example.org>\n" + list + "Reply-To: =?iso-8859-1?q?J=F6rg?= <joerg@example.org>\n",
			collectors.Alias{Name: "Jörg", Address: "joerg@example.org"}},
		"Reply-To with the list first": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: dev@lists.example.org, Ann Example <ann@example.org>\n", ann},
		"Reply-To without a name": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: ann@example.org\n", ann},
		"Reply-To to a colleague": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: Bob <bob@example.org>\n", nameOnly},
		"Reply-To to a colleague and oneself": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: Bob <bob@example.org>, \"Ann Example\" <ann@example.org>\n", ann},
		"two without names": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Reply-To: bob@example.org, ann@example.org\n", nameOnly},
		"Google Groups": {
			"From: \"'Ann Example' via Dev\" <dev@groups.example.org>\nList-ID: <dev.groups.example.org>\nX-Original-From: Ann Example <ann@example.org>\n", ann},
		"Mailman's own field": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "X-Mailman-Original-From: Ann Example <ann@example.org>\n", ann},
		"an original From that is the list": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "X-Original-From: Dev <DEV@lists.example.org>\n", nameOnly},
		"Sender": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + "Sender: Ann Example <ann@example.org>\n", ann},
		"Sender of the list's program": {
			"From: Ann Example via Dev <dev@lists.example.org>\n" + list + bounces, nameOnly},
		"told by List-Post":    {"From: Ann Example <dev@lists.example.org>\n" + listPost, nameOnly},
		"told by -bounces":     {"From: Ann Example <dev@lists.example.org>\n" + bounces, nameOnly},
		"told by the name":     {"From: Ann Example via Dev <dev at lists.example.org>\n", nameOnly},
		"nobody":               {"From: dev@lists.example.org\n" + list, collectors.Alias{}},
		"nobody, named as it":  {"From: \"dev@lists.example.org\" <dev@lists.example.org>\n" + list, collectors.Alias{}},
		"no From":              {bounces, collectors.Alias{}},
		"no From but a Sender": {"Sender: Ann Example <ann@example.org>\n", ann},
	} {
		t.Run(name, func(t *testing.T) {
			m, r := Parse([]byte(c.header+"Subject: x\n\nx\n"), Options{})
			if r != nil || m.From != c.want {
				t.Errorf("got %+v, want %+v", m.From, c.want)
			}
		})
	}
}
