package series_test

import (
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"goldenratio/metrics/resolve/series"
)

// TestRules has an example of each rule. A mail is sent by 1 on day 0 and is a
// patch of a file 1 unless it says otherwise; wanted are change.version.number of
// patches and covers, > before the one that a response answers, and - for a mail
// without a row.
func TestRules(t *testing.T) {
	type m = mail
	say := func(subject string) series.Proposal { return series.Proposal{Subject: subject, Sender: 1} }
	patch := func(subject string) series.Proposal {
		return series.Proposal{Subject: subject, Sender: 1, Diff: true, Paths: []uint64{1}}
	}
	with := func(p series.Proposal, change func(*series.Proposal)) series.Proposal {
		change(&p)
		return p
	}
	for _, c := range []struct {
		name  string
		mails []m
		want  string
	}{
		{"a patch and its answers", []m{{p: patch("[PATCH] cure")}, {parent: 1}, {parent: 2}, {}}, "1.1.1 >1 >1 -"},
		{"cover, patches, and answers to the nearest", []m{
			{p: say("[PATCH 0/2] cures")}, {parent: 1, p: patch("[PATCH 1/2] one")}, {parent: 1, p: patch("[PATCH 2/2] two")},
			{parent: 1}, {parent: 3}, {parent: 5},
		}, "1.1.0 1.1.1 1.1.2 >1 >3 >3"},
		{"a cover without tag or number", []m{
			{p: say("cure everything v2")}, {parent: 1, p: patch("[PATCH 1/2] one")}, {parent: 1, p: patch("[PATCH 2/2] two")},
		}, "1.1.0 1.1.1 1.1.2"},
		{"Re: begins the thread by mistake", []m{
			{p: say("Re: [PATCH 0/2] cures")}, {parent: 1, p: patch("[PATCH 1/2] one")}, {p: patch("Re: [PATCH] alone")},
		}, "1.1.0 1.1.1 3.1.1"},
		{"an answer to a mail that is missing", []m{{p: with(patch("Re: [PATCH] cure"), func(p *series.Proposal) { p.Quotes = true })}, {p: say("Re: [PATCH 0/2] cures")}}, "- -"},
		{"a pull request", []m{{p: say("[GIT PULL] cures")}, {p: patch("[PULL 1/2] cure")}}, "- -"},
		{"told that a patch was taken", []m{{p: patch(`Patch "cure" has been added to the 5.4-stable tree`)}}, "-"},
		{"the cover is missing", []m{
			{p: with(patch("[PATCH 1/3] one"), func(p *series.Proposal) { p.Top = 9 })},
			{date: hour * 2, p: with(patch("[PATCH 2/3] two"), func(p *series.Proposal) { p.Top = 9 })},
			{date: hour * 2, p: with(patch("[PATCH 2/3] another"), func(p *series.Proposal) { p.Top = 8 })},
		}, "1.1.1 1.1.2 3.1.2"},
		{"no thread at all", []m{
			{p: patch("[PATCH 1/3] one")}, {date: 60, p: patch("[PATCH 2/3] two")}, {date: 2 * hour, p: patch("[PATCH 3/3] three")},
		}, "1.1.1 1.1.2 3.1.3"},
		{"a version in a new thread, renamed", []m{
			{p: patch("[PATCH] net: cure the driver")}, {date: 9 * day, p: patch("[PATCH v2] net: cure the whole driver")},
			{date: 12 * day, p: patch("[PATCH v2] disk: cure it")},
		}, "1.1.1 1.2.1 3.1.1"},
		{"too late", []m{{p: patch("[PATCH] net: cure it")}, {date: 200 * day, p: patch("[PATCH v2] net: cure it")}}, "1.1.1 2.1.1"},
		{"a version as an answer, with another title", []m{
			{p: patch("[PATCH] cure")}, {parent: 1, date: day}, {parent: 2, date: 2 * day, p: patch("[PATCH v2] something better")}, {parent: 3},
		}, "1.1.1 >1 1.2.1 >3"},
		{"another patch as an answer, and another's", []m{
			{p: patch("[PATCH] cure")}, {parent: 1, p: patch("[PATCH] and this")},
			{parent: 1, p: with(patch("[PATCH v2] cure"), func(p *series.Proposal) { p.Sender = 2 })},
		}, "1.1.1 2.1.1 3.1.1"},
		{"sent on by another for its author", []m{
			{p: patch("[PATCH] net: cure it")},
			{date: day, p: with(patch("[PATCH v2] net: cure it"), func(p *series.Proposal) { p.Sender, p.Author = 2, 1 })},
		}, "1.1.1 1.2.1"},
		{"change-id", []m{
			{p: with(patch("[PATCH] cure"), func(p *series.Proposal) { p.Change = 7 })},
			{date: 300 * day, p: with(patch("[PATCH] quite another"), func(p *series.Proposal) { p.Change = 7 })},
			{date: 301 * day, p: with(patch("[PATCH v2] cure"), func(p *series.Proposal) { p.Change = 8 })},
		}, "1.1.1 1.2.1 3.1.1"},
		{"resent, and resent with changes", []m{
			{p: with(patch("[PATCH] cure it"), func(p *series.Proposal) { p.Patch = 1 })},
			{date: day, p: with(patch("[PATCH RESEND] cure it"), func(p *series.Proposal) { p.Patch = 1 })},
			{date: 2 * day, p: with(patch("[PATCH] cure it"), func(p *series.Proposal) { p.Patch = 2 })},
			{date: 3 * day, p: with(patch("[PATCH] cure it"), func(p *series.Proposal) { p.Paths = []uint64{2} })},
		}, "1.1.1 1.1.1 1.2.1 4.1.1"},
		{"an opinion asked for, then a patch", []m{{p: patch("[RFC PATCH] cure it")}, {date: day, p: patch("[PATCH] cure it soon")}}, "1.1.1 1.2.1"},
		{"one patch of a series again", []m{
			{p: say("[PATCH 0/3] cures")}, {parent: 1, p: patch("[PATCH 1/3] one")}, {parent: 1, p: patch("[PATCH 2/3] two")}, {parent: 1, p: patch("[PATCH 3/3] three")},
			{parent: 3, date: day, p: patch("[PATCH v2 2/3] two")}, {parent: 4, date: day, p: patch("[PATCH v2] three")}, {parent: 6, date: day},
		}, "1.1.0 1.1.1 1.1.2 1.1.3 1.1.2 1.1.3 >6"},
		{"its author sends it again as an answer", []m{
			{p: patch("[PATCH] cure")}, {parent: 1, date: day, p: patch("Re: [PATCH] cure")},
			{parent: 1, date: day, p: with(patch("Re: [PATCH] cure"), func(p *series.Proposal) { p.Quotes = true })},
			{parent: 1, date: day, p: with(patch("Re: [PATCH] cure"), func(p *series.Proposal) { p.Sender = 2 })},
		}, "1.1.1 1.1.1 >1 >1"},
		{"split", []m{
			{p: patch("[PATCH 1/2] net: cure it")}, {parent: 1, p: patch("[PATCH 2/2] disk: cure it")},
			{date: day, p: patch("[PATCH v2] disk: cure it")}, {date: 2 * day, p: patch("[PATCH v2] net: cure it")},
		}, "1.1.1 1.1.2 1.2.1 1.3.1"},
		{"merged", []m{
			{p: patch("[PATCH] net: cure it")}, {date: 1, p: patch("[PATCH] disk: heal that")},
			{date: day, p: say("[PATCH v2 0/2] all cures")}, {parent: 3, date: day, p: patch("[PATCH v2 1/2] net: cure it")}, {parent: 3, date: day, p: patch("[PATCH v2 2/2] disk: heal that")},
		}, "1.1.1 1.2.1 1.3.0 1.3.1 1.3.2"},
		{"a backport is another change, for each branch", []m{
			{p: patch("[PATCH] net: cure it")},
			{date: day, p: patch("[PATCH 4.4 1/9] net: cure it")}, {date: day, p: patch("[PATCH 4.9 1/9] net: cure it")},
		}, "1.1.1 2.1.1 3.1.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.mails {
				c.mails[i].id = uint64(i) + 1
			}
			rows := find(c.mails)
			var got []string
			for _, m := range c.mails {
				row, ok := rows[m.id]
				switch {
				case !ok:
					got = append(got, "-")
				case row.Role == series.Response:
					got = append(got, fmt.Sprintf(">%d", row.Answers))
				default:
					got = append(got, fmt.Sprintf("%d.%d.%d", row.Change, row.Version, row.Number))
				}
			}
			if diff := gocmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRow has what the other tests leave out.
func TestRow(t *testing.T) {
	p := func(subject string) series.Proposal {
		return series.Proposal{Subject: subject, Sender: 1, Diff: true, Others: []string{"qemu"}}
	}
	rows := find([]mail{
		{id: 10, p: p("[PATCH RFC v3 1/3] cure it")},
		{id: 20, p: p("[PATCH qemu] heal that")},
		{id: 30, date: day, p: p("[PATCH v4 1/2] cure it")},
		{id: 40, parent: 30, date: day},
	})
	want := map[uint64]series.Row{
		10: {ID: 10, Change: 10, Version: 1, Label: 3, Number: 1, Total: 3, Kind: series.Change, Role: series.Patch},
		20: {ID: 20, Change: 20, Version: 1, Label: 1, Number: 1, Total: 1, Kind: series.Foreign, Role: series.Patch},
		30: {ID: 30, Change: 10, Version: 2, Label: 4, Number: 1, Total: 2, Kind: series.Change, Role: series.Patch},
		40: {ID: 40, Change: 10, Version: 2, Label: 4, Number: 1, Total: 2, Kind: series.Change, Role: series.Response, Answers: 30},
	}
	if diff := gocmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}
