package report

import "testing"

func TestArchive(t *testing.T) {
	const path, query = "https://lists.example.org/dev/{message_id}/", "https://lists.example.org/?m={message_id}&x=1#top"
	for _, c := range []struct{ pattern, id, want string }{
		{path, "<a.b-c_d@example.org>", "https://lists.example.org/dev/a.b-c_d@example.org/"},
		{path, "a/b?c#d%41 e@example.org", "https://lists.example.org/dev/a%2Fb%3Fc%23d%2541%20e@example.org/"},
		{path, "CAF+x=y@mail.example.org", "https://lists.example.org/dev/CAF%2Bx%3Dy@mail.example.org/"},
		{path, `"><script>@example.org`, "https://lists.example.org/dev/%22%3E%3Cscript%3E@example.org/"},
		{path, "../../evil@example.org", "https://lists.example.org/dev/..%2F..%2Fevil@example.org/"},
		{query, "a&x=2#b@example.org", "https://lists.example.org/?m=a%26x%3D2%23b@example.org&x=1#top"},
		{"http://lists.example.org/{message_id}", "a@b", "http://lists.example.org/a@b"},
		{path, "..", ""}, {path, ".", ""}, {path, "<>", ""}, {path, "", ""},
		{"https://lists.example.org/dev/", "a@b", ""},
		{"javascript:alert(1)//{message_id}", "a@b", ""},
		{"data:text/html,{message_id}", "a@b", ""},
		{"//lists.example.org/{message_id}", "a@b", ""},
		{"https://{message_id}/x", "evil.example", ""},
		{"https://{message_id}.example.org/x", "a", ""},
		{"https://user@{message_id}", "evil.example", ""},
		{"", "a@b", ""},
	} {
		if got := archive(c.pattern, c.id); got != c.want {
			t.Errorf("archive(%q, %q) = %q, want %q", c.pattern, c.id, got, c.want)
		}
	}
}

func TestHeaded(t *testing.T) {
	for subject, want := range map[string]string{
		"Re: [PATCH v2 1/5] frob: wait":         "frob: wait",
		"[dev] RE: [PATCH V4 0/5] vDPA support": "vDPA support",
		"[RESEND PATCH v2 0/9] iomap: constify": "iomap: constify",
		"[PULL] vhost: fixes":                   "[PULL] vhost: fixes",
		"[RFC 0/3] memory":                      "[RFC 0/3] memory",
		"Re: [PATCH]":                           "(no subject)",
		"  a \n b\x1b[31m ":                     "a b\ufffd[31m",
		"[dev]":                                 "[dev]",
	} {
		if got := headed(subject, "dev"); got != want {
			t.Errorf("headed(%q) = %q, want %q", subject, got, want)
		}
	}
}

func TestCalled(t *testing.T) {
	for name, want := range map[string]string{
		"Ada Example": "Ada Example", "Wang, Wei W": "Wei W Wang", "Example, Jr.": "Example, Jr.", "A, B, C": "A, B, C",
		"  ": "somebody", "Ada \x1b[1m\u202e Example": "Ada \ufffd[1m\ufffd Example",
	} {
		if got := called(name); got != want {
			t.Errorf("called(%q) = %q, want %q", name, got, want)
		}
	}
}
