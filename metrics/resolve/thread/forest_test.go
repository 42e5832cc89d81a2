package thread_test

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"goldenratio/metrics/resolve/thread"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const day = 24 * 60 * 60

// mail is a message with all that threading asks of it.
type mail struct {
	id     uint64 // also its Message-ID, where mid is 0
	mid    uint64
	date   uint32
	reply  bool
	refs   []uint64
	topics []uint64
}

// build threads mails in the order in which they are given.
func build(mails []mail) map[uint64]thread.Link {
	messages := make([]thread.Message, len(mails))
	for i, m := range mails {
		messages[i] = thread.Message{ID: m.id, Mail: cmp.Or(m.mid, m.id), Date: m.date}
	}
	f := thread.New(messages)
	for _, m := range mails {
		if m.reply || len(m.refs) > 0 {
			f.Answer(m.id, m.refs, m.topics)
		}
	}
	wanted := f.Wanted()
	for _, m := range mails {
		for _, hash := range m.topics {
			if _, ok := wanted[hash]; ok {
				f.Topic(m.id, hash)
			}
		}
	}
	links := make(map[uint64]thread.Link)
	for l := range f.Links {
		links[l.ID] = l
	}
	return links
}

func TestLinks(t *testing.T) {
	root := thread.Link{ID: 1, Thread: 1, Starts: true}
	for _, c := range []struct {
		name  string
		mails []mail
		want  []thread.Link
	}{
		{"nothing", nil, nil},
		{"one", []mail{{id: 1}}, []thread.Link{root}},
		{"reply", []mail{{id: 1}, {id: 2, date: 9, refs: []uint64{1}}}, []thread.Link{root, {ID: 2, Parent: 1, Thread: 1}}},
		{"late parent", []mail{{id: 2, date: 9, refs: []uint64{1}}, {id: 1}}, []thread.Link{root, {ID: 2, Parent: 1, Thread: 1}}},
		{
			"clock behind: the parent is dated after its answer",
			[]mail{{id: 1, date: 9}, {id: 2, date: 1, refs: []uint64{1}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}},
		},
		{
			"missing parent, known ancestor",
			[]mail{{id: 1}, {id: 3, date: 9, refs: []uint64{2, 1}}},
			[]thread.Link{root, {ID: 3, Parent: 1, Thread: 1}},
		},
		{"itself", []mail{{id: 1, refs: []uint64{1}}}, []thread.Link{{ID: 1, Thread: 1}}},
		{
			"itself, then its parent",
			[]mail{{id: 1}, {id: 2, date: 9, refs: []uint64{2, 1}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}},
		},
		{
			"loop: the earliest is the root, and an orphan",
			[]mail{{id: 1, date: 1, refs: []uint64{3}}, {id: 2, date: 2, refs: []uint64{1}}, {id: 3, date: 3, refs: []uint64{2}}},
			[]thread.Link{{ID: 1, Thread: 1}, {ID: 2, Parent: 1, Thread: 1}, {ID: 3, Parent: 2, Thread: 1}},
		},
		{
			"orphan and its answer: nothing started it",
			[]mail{{id: 2, reply: true}, {id: 3, date: 1, refs: []uint64{2}}},
			[]thread.Link{{ID: 2, Thread: 2}, {ID: 3, Parent: 2, Thread: 2}},
		},
		{
			"one Message-ID used twice: the earlier mail is meant",
			[]mail{{id: 1}, {id: 5, mid: 1, date: 5}, {id: 2, date: 9, refs: []uint64{1}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}, {ID: 5, Thread: 5, Starts: true}},
		},
		{
			"one missing mail named by two: they share its thread, which nobody started",
			[]mail{{id: 2, refs: []uint64{77}}, {id: 3, date: 5, refs: []uint64{77}}, {id: 4, date: 9, refs: []uint64{3}}},
			[]thread.Link{{ID: 2, Thread: 77}, {ID: 3, Thread: 77}, {ID: 4, Parent: 3, Thread: 77}},
		},
		{
			"two missing mails, one above the other",
			[]mail{{id: 2, refs: []uint64{78, 77}}, {id: 3, date: 5, refs: []uint64{77}}},
			[]thread.Link{{ID: 2, Thread: 77}, {ID: 3, Thread: 77}},
		},
		{
			"a missing mail that another knows to be an answer",
			[]mail{{id: 1}, {id: 2, date: 5, refs: []uint64{77, 1}}, {id: 3, date: 9, refs: []uint64{77}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}, {ID: 3, Parent: 1, Thread: 1}},
		},
		{
			"missing mails in a circle",
			[]mail{{id: 2, refs: []uint64{78, 77}}, {id: 3, date: 5, refs: []uint64{77, 78}}},
			[]thread.Link{{ID: 2, Thread: 77}, {ID: 3, Thread: 77}},
		},
		{
			"topic before a missing mail that others name",
			[]mail{{id: 1, topics: []uint64{7}}, {id: 2, date: 5, refs: []uint64{77}, topics: []uint64{7}}, {id: 3, date: 6, refs: []uint64{77}, topics: []uint64{8}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}, {ID: 3, Thread: 77}},
		},
		{
			"topic: the newest before it",
			[]mail{{id: 1, topics: []uint64{7}}, {id: 2, date: 5, refs: []uint64{1}, topics: []uint64{7}}, {id: 3, date: 9, reply: true, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 2, Parent: 1, Thread: 1}, {ID: 3, Parent: 2, Thread: 1}},
		},
		{
			"topic: on any of its lists",
			[]mail{{id: 1, topics: []uint64{8}}, {id: 3, date: 9, refs: []uint64{99}, topics: []uint64{7, 8}}},
			[]thread.Link{root, {ID: 3, Parent: 1, Thread: 1}},
		},
		{
			"topic: 30 days before",
			[]mail{{id: 1, topics: []uint64{7}}, {id: 3, date: 30 * day, reply: true, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 3, Parent: 1, Thread: 1}},
		},
		{
			"topic: a second too old",
			[]mail{{id: 1, topics: []uint64{7}}, {id: 3, date: 30*day + 1, reply: true, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 3, Thread: 3}},
		},
		{
			"topic: not at the same second, nor after",
			[]mail{{id: 1, date: 9, topics: []uint64{7}}, {id: 3, date: 9, reply: true, topics: []uint64{7}}, {id: 4, date: 10, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 3, Thread: 3}, {ID: 4, Thread: 4, Starts: true}},
		},
		{
			"topic: never its own answer",
			[]mail{{id: 1, topics: []uint64{7}}, {id: 2, date: 5, refs: []uint64{3}, topics: []uint64{7}}, {id: 3, date: 9, reply: true, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 2, Parent: 3, Thread: 1}, {ID: 3, Parent: 1, Thread: 1}},
		},
		{
			"topic: never where the parent is known",
			[]mail{{id: 1}, {id: 2, date: 5, topics: []uint64{7}}, {id: 3, date: 9, refs: []uint64{1}, topics: []uint64{7}}},
			[]thread.Link{root, {ID: 2, Thread: 2, Starts: true}, {ID: 3, Parent: 1, Thread: 1}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := slices.SortedFunc(maps.Values(build(c.mails)), func(a, b thread.Link) int { return cmp.Compare(a.ID, b.ID) })
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// archives draws small archives in which everything that can go wrong does:
// references to later mails, to oneself, in circles and to nothing, equal
// dates and Message-IDs used twice.
func archives(t *rapid.T) []mail {
	n := rapid.IntRange(0, 12).Draw(t, "n")
	name := rapid.Uint64Range(1, uint64(n)+2)
	mails := make([]mail, n)
	for i := range mails {
		mails[i] = mail{
			id:     uint64(i) + 1,
			mid:    rapid.OneOf(rapid.Just(uint64(0)), name).Draw(t, "mid"),
			date:   rapid.Uint32Range(0, 40).Draw(t, "day") * day,
			reply:  rapid.Bool().Draw(t, "reply"),
			refs:   rapid.SliceOfN(name, 0, 3).Draw(t, "refs"),
			topics: rapid.SliceOfNDistinct(rapid.Uint64Range(1, 3), 0, 2, rapid.ID).Draw(t, "topics"),
		}
	}
	return mails
}

func TestAnyOrderGivesTheSameThreads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mails := archives(t)
		want := build(mails)
		got := build(rapid.Permutation(mails).Draw(t, "order"))
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestThreadsAreTrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mails := archives(t)
		links := build(mails)
		if len(links) != len(mails) {
			t.Fatalf("%d links of %d mails", len(links), len(mails))
		}
		for id, l := range links {
			for steps := 0; links[id].Parent != 0; steps++ {
				if id = links[id].Parent; steps > len(links) {
					t.Fatalf("loop above %d", l.ID)
				}
			}
			if root := links[id]; root.Starts && l.Thread != id || root.Thread != l.Thread {
				t.Fatalf("%+v hangs below %+v", l, root)
			}
		}
	})
}

func BenchmarkForest(b *testing.B) {
	const n = 1_000_000
	mails := make([]mail, n)
	for i := range mails {
		id := uint64(i+1) * 0x9e3779b97f4a7c15
		mails[i] = mail{id: id, date: uint32(i) * 60, topics: []uint64{id % 1000}}
		if i%4 != 0 {
			mails[i].refs = []uint64{mails[i-1].id, mails[i-i%4].id}
		}
		if i%50 == 1 {
			mails[i].refs = []uint64{1}
		}
	}
	for b.Loop() {
		messages := make([]thread.Message, n)
		for i, m := range mails {
			messages[i] = thread.Message{ID: m.id, Mail: m.id, Date: m.date}
		}
		f := thread.New(messages)
		for _, m := range mails {
			if len(m.refs) > 0 {
				f.Answer(m.id, m.refs, m.topics)
			}
		}
		wanted := f.Wanted()
		for _, m := range mails {
			if _, ok := wanted[m.topics[0]]; ok {
				f.Topic(m.id, m.topics[0])
			}
		}
		threads := 0
		for l := range f.Links {
			if l.Starts {
				threads++
			}
		}
		b.ReportMetric(float64(threads), "threads")
	}
}
