package pipermail

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const page = "http://lists.example.org/pipermail/demo/"

func found(t *testing.T, text, from string) (urls []string, err error) {
	t.Helper()
	u, err := url.Parse(from)
	if err != nil {
		t.Fatal(err)
	}
	volumes, err := links([]byte(text), u)
	for _, v := range volumes {
		urls = append(urls, v.URL)
	}
	return urls, err
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ text, from, want string }{
		{`<a href="2013-October.txt.gz">`, page, page + "2013-October.txt.gz"},
		{`<A class=x HREF='2013-October.txt'>`, page, page + "2013-October.txt"},
		{`<a href="./2013-10.mbox">`, page + "index.html", page + "2013-10.mbox"},
		{`<a href="/pipermail/demo/2013q4.txt">`, page, page + "2013q4.txt"},
		{`<a href="http://lists.example.org/pipermail/demo/2013.txt.gz">`, page, page + "2013.txt.gz"},
		{`<a href="Week-of-Mon-20131007.txt">`, page, page + "Week-of-Mon-20131007.txt"},
		{`<a href="20131007.txt">`, page, page + "20131007.txt"},
		{`<a href="2013-October.txt.gz"><a href="2013-October.txt">`, page, page + "2013-October.txt"},
		{`<a href="2013-October.txt.gz"><a href="2013-October.txt.gz">`, page, page + "2013-October.txt.gz"},
		{`<a href="2013-October.txt">`, "http://lists.example.org/", "http://lists.example.org/2013-October.txt"},
		// What lies is left out.
		{`<a href="../../etc/passwd">`, page, ""},
		{`<a href="../../../etc/2013-October.txt">`, page, ""},
		{`<a href="..%2f..%2f2013-October.txt">`, page, ""},
		{`<a href="sub/2013-October.txt">`, page, ""},
		{`<a href="x/../2013-October.txt/">`, page, ""},
		{`<a href="//evil.example.org/pipermail/demo/2013-October.txt">`, page, ""},
		{`<a href="https://lists.example.org/pipermail/demo/2013-October.txt">`, page, ""},
		{`<a href="http://lists.example.org:8080/pipermail/demo/2013-October.txt">`, page, ""},
		{`<a href="http://u:p@lists.example.org/pipermail/demo/2013-October.txt">`, page, ""},
		{`<a href="2013-October.txt?x=1">`, page, ""},
		{`<a href="file:///pipermail/demo/2013-October.txt">`, page, ""},
		{`<a href="javascript:2013-October.txt">`, page, ""},
		{`<a href="2013-Octember.txt">`, page, ""},
		{`<a href="0013-October.txt">`, page, ""},
		{`<a href="20131399.txt">`, page, ""},
		{`<a href="2013q5.txt">`, page, ""},
		{`<a href="2013-October.exe">`, page, ""},
		{`<a href="2013-October/thread.html">`, page, ""},
		{`<img src="2013-October.txt"><link href="2013-October.txt">`, page, ""},
		{`<!-- <a href="2013-October.txt"> -->`, page, ""},
		{`<script>"<a href='2013-October.txt'>"</script>`, page, ""},
		{"\x00<a href=\"2013-\xff.txt\"", page, ""},
	} {
		urls, err := found(t, c.text, c.from)
		if got := strings.Join(urls, " "); err != nil || got != c.want {
			t.Errorf("%s: got %q, want %q; %v", c.text, got, c.want, err)
		}
	}
}

func TestThousandsOfLinks(t *testing.T) {
	var text strings.Builder
	for i := range 7000 {
		fmt.Fprintf(&text, `<a href="%s.txt">`, time.Date(1990, 1, 1+i, 0, 0, 0, 0, time.UTC).Format("20060102"))
	}
	if urls, err := found(t, text.String(), page); err == nil {
		t.Errorf("%d volumes", len(urls))
	}
}

func TestOldestFirst(t *testing.T) {
	got, err := found(t, `<a href="2013-October.txt"><a href="2012-March.txt"><a href="2013-April.txt">`, page)
	want := []string{page + "2012-March.txt", page + "2013-April.txt", page + "2013-October.txt"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v:\n%s", err, diff)
	}
}

func FuzzLinks(f *testing.F) {
	f.Add([]byte(`<a href="2013-October.txt.gz">[ Text ]</a> <a href=../../x>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		from, _ := url.Parse(page)
		volumes, err := links(text, from)
		if err != nil {
			return
		}
		for _, v := range volumes {
			u, err := url.Parse(v.URL)
			if err != nil || !strings.HasPrefix(v.URL, page) || strings.Count(u.Path, "/") != 3 || strings.ContainsAny(v.Name, "/\\.%") {
				t.Errorf("%q at %q", v.Name, v.URL)
			}
		}
	})
}
