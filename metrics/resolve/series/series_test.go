package series_test

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goldenratio/metrics/resolve/series"
)

const (
	hour = 60 * 60
	day  = 24 * hour
)

// A mail is one with all that series ask of it.
type mail struct {
	id, parent uint64
	date       uint32
	p          series.Proposal // without its ID
}

// find hands over mails in the order in which they are given.
func find(mails []mail) map[uint64]series.Row {
	all := make([]series.Mail, 0, len(mails))
	for _, m := range mails {
		all = append(all, series.Mail{ID: m.id, Parent: m.parent, Date: m.date})
	}
	set := series.New(all)
	for _, m := range mails {
		if m.p.Subject != "" {
			m.p.ID = m.id
			set.Propose(m.p)
		}
	}
	rows := make(map[uint64]series.Row)
	for row := range set.Rows {
		rows[row.ID] = row
	}
	return rows
}

// check checks what is so of any rows.
func check(t interface{ Errorf(string, ...any) }, rows iter.Seq[series.Row]) {
	all := make(map[uint64]series.Row)
	versions := make(map[uint64]map[uint16]bool)
	for row := range rows {
		all[row.ID] = row
		if versions[row.Change] == nil {
			versions[row.Change] = make(map[uint16]bool)
		}
		versions[row.Change][row.Version] = true
	}
	for id, row := range all {
		opened := all[row.Change]
		if opened.Change != row.Change || opened.Version != 1 || opened.Role == series.Response {
			t.Errorf("%d is of change %d, opened by %+v", id, row.Change, opened)
		}
		if row.Role == series.Response {
			of := all[row.Answers]
			if of.Role != series.Patch && of.Role != series.Cover || of.Change != row.Change || of.Version != row.Version || of.Number != row.Number {
				t.Errorf("%+v answers %+v", row, of)
			}
		} else if row.Answers != 0 || (row.Role == series.Cover) != (row.Number == 0) {
			t.Errorf("%+v is no patch or cover", row)
		}
	}
	for change, numbers := range versions {
		for n := range len(numbers) {
			if !numbers[uint16(n+1)] {
				t.Errorf("change %d has versions %v", change, slices.Sorted(maps.Keys(numbers)))
			}
		}
	}
}

// archives draws mails of two people who send and answer series in every way.
func archives(t *rapid.T) []mail {
	mails := make([]mail, rapid.IntRange(0, 14).Draw(t, "n"))
	names := []string{"", "a talk", "Re: [PATCH] cure", "Re: [PATCH 1/2] cure"}
	for _, tag := range []string{"PATCH", "PATCH v2", "RFC PATCH", "PATCH v2.1", "PATCH RESEND", "PATCH 4.4", "GIT PULL"} {
		for _, count := range []string{"", " 0/2", " 1/2", " 2/2", " 0/3"} {
			names = append(names, fmt.Sprintf("[%s%s] cure", tag, count), fmt.Sprintf("[%s%s] better cure for it", tag, count))
		}
	}
	for i := range mails {
		mails[i] = mail{
			id:     uint64(i) + 1,
			parent: rapid.Uint64Range(0, uint64(i)).Draw(t, "parent"),
			date:   rapid.SampledFrom([]uint32{0, 1, 60, hour, 2 * hour, day, 3 * day, 100 * day, 300 * day}).Draw(t, "date"),
			p: series.Proposal{
				Subject: rapid.SampledFrom(names).Draw(t, "subject"),
				Sender:  rapid.Uint64Range(1, 2).Draw(t, "sender"),
				Author:  rapid.Uint64Range(0, 2).Draw(t, "author"),
				Patch:   rapid.Uint64Range(0, 2).Draw(t, "patch"),
				Change:  rapid.SampledFrom([]uint64{0, 0, 0, 1}).Draw(t, "change"),
				Top:     rapid.Uint64Range(0, 2).Draw(t, "top"),
				Paths:   rapid.SliceOfN(rapid.Uint64Range(1, 3), 0, 2).Draw(t, "paths"),
				Diff:    rapid.Bool().Draw(t, "diff"),
				Quotes:  rapid.Bool().Draw(t, "quotes"),
			},
		}
	}
	return mails
}

func TestAnyOrderGivesTheSameSeries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mails := archives(t)
		want := find(mails)
		got := find(rapid.Permutation(mails).Draw(t, "order"))
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestSeriesHoldTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mails := archives(t)
		rows := find(mails)
		check(t, maps.Values(rows))
		for _, m := range mails {
			if _, ok := rows[m.parent]; ok && rows[m.id].ID == 0 {
				t.Errorf("%d answers %d and has no row", m.id, m.parent)
			}
		}
	})
}

// TestCircle makes sure that mails that answer each other do no harm; threads
// have none.
func TestCircle(t *testing.T) {
	rows := find([]mail{
		{id: 1, parent: 2, p: series.Proposal{Subject: "[PATCH 1/2] a", Sender: 1, Diff: true}},
		{id: 2, parent: 1, p: series.Proposal{Subject: "[PATCH 2/2] b", Sender: 1, Diff: true}},
		{id: 3, parent: 3},
	})
	if len(rows) != 2 || rows[1].Change != rows[2].Change {
		t.Errorf("%+v", rows)
	}
}

// BenchmarkSet finds the series of a million mails: 50,000 changes of 2,000
// people, each of two versions, with a cover, two patches and answers.
func BenchmarkSet(b *testing.B) {
	const n = 1_000_000
	mails := make([]mail, 0, n)
	for i := uint64(0); len(mails) < n; i++ {
		who := i % 2000
		for v := range uint64(2) {
			date := uint32(i*600 + v*7*day)
			cover := uint64(len(mails)) + 1
			add := func(parent uint64, subject string) {
				mails = append(mails, mail{
					id: uint64(len(mails)) + 1, parent: parent, date: date + uint32(len(mails)%7),
					p: series.Proposal{Subject: subject, Sender: who, Top: cover, Paths: []uint64{i % 5000, i % 7000}, Patch: uint64(len(mails)), Diff: parent != 0},
				})
			}
			add(0, fmt.Sprintf("[PATCH v%d 0/2] area %d: make thing %d of all things better", v+1, i%50, i))
			add(cover, fmt.Sprintf("[PATCH v%d 1/2] area %d: prepare thing %d", v+1, i%50, i))
			add(cover, fmt.Sprintf("[PATCH v%d 2/2] area %d: improve thing %d", v+1, i%50, i))
			for range 7 {
				mails = append(mails, mail{id: uint64(len(mails)) + 1, parent: uint64(len(mails)), date: date + hour})
			}
		}
	}
	b.ResetTimer()
	for b.Loop() {
		if rows := find(mails); len(rows) != len(mails) {
			b.Fatal(len(rows))
		}
	}
	b.ReportMetric(float64(len(mails))*float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}
