package message

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// alike is the share of bytes that two sketches have in common.
func alike(a, b string) float64 {
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			n++
		}
	}
	return float64(n) / sketchSize
}

// Sketches are as alike as the sets of words: of words 0…n and some of them.
func TestSketch(t *testing.T) {
	text := func(from, to int) []byte {
		var b strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintf(&b, "word%d ", i)
		}
		return []byte(b.String())
	}
	for _, c := range []struct {
		name   string
		topic  string
		a, b   []byte
		shared float64
	}{
		{"equal", "topic", text(0, 20), text(0, 20), 1},
		{"nothing", "", text(0, 20), text(20, 40), 0},
		{"half", "", text(0, 15), text(5, 20), 0.5},
		{"a third", "", text(0, 20), text(10, 30), 1.0 / 3},
		{"a subject counts three times", "start stop", text(0, 12), text(12, 24), 6.0 / 30},
		{"order and repetition", "", text(0, 20), append(text(10, 20), text(0, 20)...), 1},
		{"common words", "", text(0, 20), append([]byte("what would have been there is that "), text(0, 20)...), 1},
	} {
		const deviations = 3
		margin := deviations * math.Sqrt(c.shared*(1-c.shared)/sketchSize)
		if got := alike(sketch(c.topic, c.a), sketch(c.topic, c.b)); math.Abs(got-c.shared) > margin+0.02 {
			t.Errorf("%s: %.3f alike, want %.3f", c.name, got, c.shared)
		}
	}
	if s := sketch("", []byte("how do you do?")); s != "" {
		t.Errorf("no words give %d bytes", len(s))
	}
}

// Only what starts something has a sketch.
func TestSketched(t *testing.T) {
	for header, want := range map[string]bool{
		"Subject: gateway crashes\n":                                 true,
		"Subject: Re: gateway crashes\n":                             false,
		"Subject: gateway crashes\nIn-Reply-To: <a@example.org>\n":   false,
		"Subject: gateway crashes\nReferences: <a@example.org>\n":    false,
		"Subject: [PATCH] gateway crashes\n":                         false,
		"Subject: gateway crashes\nAuto-Submitted: auto-generated\n": false,
	} {
		m, r := Parse([]byte(header+"\nWhy?\n"), Options{})
		if r != nil || (m.Sketch != "") != want || m.Sketch != "" && len(m.Sketch) != sketchSize {
			t.Errorf("%q: %d bytes", header, len(m.Sketch))
		}
	}
}
