package pipermail

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch/fetchtest"
	"goldenratio/collectors/mail/archive"
	"goldenratio/collectors/mail/mailtest"
	"goldenratio/internal/realdata"
)

// The real archive, from its folder and from a server, holds what
// ../shared/data/README.md says: 5,377 lines begin with From, three of them
// prose, and three of the 5,374 mails repeat an id.
func TestRealArchive(t *testing.T) {
	root := realdata.Unpack(t, "mail-twisted-web-pipermail-dev")
	dir := filepath.Join(root, "mail", "twisted-web-pipermail-dev")
	long := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC) // files were not written just now
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Chtimes(f, long, long); err != nil {
			t.Fatal(err)
		}
	}
	s := fetchtest.Start(t, mailtest.Pipermail(dir), nil)
	cache := t.TempDir()
	local, remote := mailtest.NewView(), mailtest.NewView()
	local.Collect(t, New(dir, cache, Options{Path: ".", Live: true}, clock))
	served := New(dir, cache, Options{URL: s.URL + "/", Access: archive.Access{RequestsPerSecond: 1e6}}, clock)
	remote.Collect(t, served)
	for name, v := range map[string]*mailtest.View{"folder": local, "server": remote} {
		if all := ids(v); len(v.Items) != 5374 || len(all) != 5371 {
			t.Errorf("%s: %d items of %d ids", name, len(v.Items), len(all))
		}
		for origin, item := range v.Items {
			if m := item.Record.(*collectors.Message); m.Key() != local.Items[origin].Record.Key() {
				t.Fatalf("%s: %s is another mail than in the folder", name, origin)
			}
		}
	}
	s.Asked()
	remote.Collect(t, served)
	asked := s.Asked()
	for _, req := range asked[1:] {
		if req.Header.Get("If-Modified-Since") != long.Format(http.TimeFormat) {
			t.Errorf("%s is asked for without a condition", req.URL)
		}
	}
	if len(asked) != 164 || remote.Read != 0 {
		t.Errorf("the second time: %d requests, %d items", len(asked), remote.Read)
	}
}

// A real page, of another project's tests: three months.
func TestRealPage(t *testing.T) {
	dir := realdata.Unpack(t, "mail-nasty-dev")
	text, err := os.ReadFile(filepath.Join(dir, "mail/nasty-dev/perceval/tests/data/pipermail/pipermail_index.html"))
	if err != nil {
		t.Fatal(err)
	}
	urls, err := found(t, string(text), page)
	want := []string{page + "2015-November.txt.gz", page + "2016-March.txt", page + "2016-April.txt"}
	if err != nil || !slices.Equal(urls, want) {
		t.Errorf("got %q: %v", urls, err)
	}
}
