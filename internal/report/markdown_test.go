package report

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// FuzzEscaped renders foreign text as a forge does, where it stands in a digest,
// and finds it again as it was, with no tag of its own.
func FuzzEscaped(f *testing.F) {
	for _, text := range []string{
		"virtio_balloon: Fix CONFIG_X=n", "__init__ and _this_ and *that*", "a -> b", "> quoted", "# heading", "- item", "+ plus",
		"[PULL] x", "[a](javascript:alert(1))", "![i](https://evil.example/x.png)", "<script>alert(1)</script>", "<b>", "&lt;b&gt; &amp; R&D; &#60;",
		"https://evil.example/x", "www.evil.example", "`code`", "~~gone~~", `back\slash \* \_`, "a | b", "1. one", "2.", "3) x", "63.2 %", "x_ _y_ _z", "mailto:x@y.example", "0@0.0", "~", "***", "___", "a\\",
	} {
		f.Add(text)
	}
	renderer := goldmark.New(goldmark.WithExtensions(extension.GFM))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Join(strings.Fields(Plain(text)), " ")
		if text == "" {
			return
		}
		for _, form := range []string{"- **%** – words\n", "- words “%”.\n", "- **[%][1]** – words\n\n[1]: <https://lists.example.org/x>\n", "- %\n"} {
			var out bytes.Buffer
			if err := renderer.Convert([]byte(strings.Replace(form, "%", escaped(text), 1)), &out); err != nil {
				t.Fatal(err)
			}
			if read := rendered(t, out.String()); !strings.Contains(read, text) {
				t.Errorf("%q in %q is shown as %q", text, form, read)
			}
		}
	})
}

var tags = regexp.MustCompile(`<[^>]*>`)

// rendered is the text of a page; it may have no tags but those that a digest makes.
func rendered(t *testing.T, page string) string {
	t.Helper()
	for _, tag := range tags.FindAllString(page, -1) {
		switch tag {
		case "<ul>", "</ul>", "<li>", "</li>", "<strong>", "</strong>", `<a href="https://lists.example.org/x">`, "</a>", "<p>", "</p>":
		default:
			t.Errorf("a tag %s in %s", tag, page)
		}
	}
	return html.UnescapeString(tags.ReplaceAllString(page, ""))
}
