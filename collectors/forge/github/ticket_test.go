package github

import (
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge"
)

// Lists of issues leave out who closed one: the event of that time tells, not one
// of an earlier closing.
func TestCloser(t *testing.T) {
	act := func(at time.Time, kind collectors.ActKind, who string) collectors.Item {
		return collectors.Item{Record: &collectors.Act{Kind: kind, Date: forge.Dated(at), Author: collectors.Alias{Login: who}}}
	}
	for want, issue := range map[string]*collectors.Issue{
		"bob":  {Closed: on(5)},
		"ada":  {Closed: on(3).Add(time.Second)},
		"":     {Closed: on(4)},
		"eve":  {Closed: on(4), ClosedBy: collectors.Alias{Login: "eve"}},
		"none": {ClosedBy: collectors.Alias{Login: "none"}},
	} {
		closer([]collectors.Item{{Record: issue}, act(on(3), collectors.ActClosed, "ada"), act(on(4), collectors.ActReopened, "eve"), act(on(5), collectors.ActClosed, "bob")})
		if issue.ClosedBy.Login != want {
			t.Errorf("closed %s: by %q, want %q", issue.Closed, issue.ClosedBy.Login, want)
		}
	}
	closer([]collectors.Item{act(on(3), collectors.ActClosed, "ada")})
}
