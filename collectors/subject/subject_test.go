package subject

import "testing"

func TestCutReply(t *testing.T) {
	for subject, want := range map[string]string{
		"Re: hello": "hello", "RE : hello": "hello", "Re[2]: hello": "hello", "re^3: hello": "hello", "Re2: hello": "hello",
		"AW: hello": "hello", "Antw:hello": "hello", "回复：hello": "hello", "SV: Re: hello": "Re: hello",
	} {
		if rest, ok := CutReply(subject); !ok || rest != want {
			t.Errorf("%q: %q, %v; want %q", subject, rest, ok, want)
		}
	}
	for _, subject := range []string{"", "hello", ": hello", "Fwd: hello", "regarding: hello", "Re[x]: hello", "a long word that is none: hello"} {
		if rest, ok := CutReply(subject); ok || rest != subject {
			t.Errorf("%q is taken for a reply to %q", subject, rest)
		}
	}
}

func TestCutForward(t *testing.T) {
	for _, subject := range []string{"Fwd: hello", "FW: hello", "WG: hello"} {
		if rest, ok := CutForward(subject); !ok || rest != "hello" {
			t.Errorf("%q: %q, %v", subject, rest, ok)
		}
	}
	if _, ok := CutForward("Re: hello"); ok {
		t.Error("an answer is taken for forwarded")
	}
}

func TestCutTag(t *testing.T) {
	for subject, want := range map[string][2]string{
		"[PATCH 1/2] fix": {"PATCH 1/2", "fix"}, "[a [b] c]: d": {"a [b] c", ": d"}, "[]x": {"", "x"},
	} {
		if tag, rest, ok := CutTag(subject); !ok || tag != want[0] || rest != want[1] {
			t.Errorf("%q: %q, %q, %v; want %q", subject, tag, rest, ok, want)
		}
	}
	for _, subject := range []string{"", "x [y]", "[never closed"} {
		if _, rest, ok := CutTag(subject); ok || rest != subject {
			t.Errorf("%q has a tag, and the rest %q", subject, rest)
		}
	}
}
