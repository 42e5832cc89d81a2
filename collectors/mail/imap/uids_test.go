package imap

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Sets are those of numbers, whatever ranges they are kept in.
func TestUIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Uint32Range(1, 60), rapid.Uint32Range(4294967280, 4294967295))
		a, b := set(rapid.SliceOf(number).Draw(t, "a")), set(rapid.SliceOf(number).Draw(t, "b"))
		rest := a.uids.without(b.uids)
		want := 0
		for n := range a.numbers {
			if !b.numbers[n] {
				want++
				if !rest.Contains(n) {
					t.Fatalf("%v without %v is %v", a.uids, b.uids, rest)
				}
			}
		}
		if rest.count() != uint64(want) || a.uids.count() != uint64(len(a.numbers)) {
			t.Fatalf("%v without %v is %v, of %d", a.uids, b.uids, rest, want)
		}
		prefixes := rest.prefixes(b.uids)
		for n := range a.numbers {
			if !b.numbers[n] && !begins(n, prefixes) {
				t.Fatalf("%d is not in %v", n, prefixes)
			}
		}
		for n := range b.numbers {
			if begins(n, prefixes) {
				t.Fatalf("%d is in %v", n, prefixes)
			}
		}
		var again uids
		text, err := a.uids.MarshalText()
		if err != nil || again.UnmarshalText(text) != nil || again.String() != a.uids.String() {
			t.Fatalf("%s: %v", text, again)
		}
	})
}

type numbered struct {
	uids    uids
	numbers map[uint32]bool
}

func set(numbers []uint32) numbered {
	s := numbered{numbers: map[uint32]bool{}}
	for _, n := range numbers {
		s.uids.AddNum(n)
		s.numbers[n] = true
	}
	return s
}

func begins(uid uint32, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(uidText(uid), prefix) {
			return true
		}
	}
	return false
}

// Mails of years go by a few prefixes.
func TestFewPrefixes(t *testing.T) {
	var gone, kept uids
	gone.AddRange(1, 99_999)
	kept.AddRange(100_000, 250_000)
	if got := gone.prefixes(kept); len(got) != 1 || got[0] != "00000" {
		t.Errorf("got %v", got)
	}
	gone.AddRange(100_000, 123_456)
	kept = uids{}
	kept.AddRange(123_457, 250_000)
	if got := gone.prefixes(kept); len(got) > 30 {
		t.Errorf("%d prefixes", len(got))
	}
}
