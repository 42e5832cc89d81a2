package mailtest

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"

	"goldenratio/collectors/unpack"
)

// Pipermail serves the folders below dir as a web server does that Mailman 2 has
// written them for: a page that lists what is in the folder, its files, and for
// each month a page that tells how many mails it has.
func Pipermail(dir string) http.Handler {
	files := http.FileServerFS(os.DirFS(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if month, ok := strings.CutSuffix(req.URL.Path, "/thread.html"); ok {
			threads(w, req, path.Join(dir, path.Clean(month)))
			return
		}
		if !strings.HasSuffix(req.URL.Path, "/") {
			files.ServeHTTP(w, req)
			return
		}
		folder := strings.Trim(path.Clean(req.URL.Path), "/")
		entries, err := os.ReadDir(path.Join(dir, folder))
		if err != nil {
			http.NotFound(w, req)
			return
		}
		fmt.Fprint(w, "<!DOCTYPE html>\n<title>Archives</title>\n<a href=\"http://lists.example.org/\">More</a>\n<table>\n")
		for _, e := range entries {
			month, _, _ := strings.Cut(e.Name(), ".")
			fmt.Fprintf(w, "<tr><td><A href=\"%s/thread.html\">[ Thread ]</a> <A href=\"%s\">[ Text ]</a>\n", html.EscapeString(month), html.EscapeString(e.Name()))
		}
		fmt.Fprint(w, "</table>\n")
	})
}

// threads is the page of a month: how many lines of its file begin a mail.
func threads(w http.ResponseWriter, req *http.Request, month string) {
	for _, ending := range []string{".txt", ".txt.gz"} {
		file, err := os.Open(month + ending)
		if err != nil {
			continue
		}
		defer file.Close() //nolint:errcheck // it was only read
		text, err := unpack.New(req.Context(), file)
		if err != nil {
			break
		}
		all, _ := io.ReadAll(text)
		mails := len(separator.FindAll(all, -1))
		fmt.Fprintf(w, "<html><body><p><b>Starting:</b> <i>once</i><br>\n <b>Ending:</b> <i>later</i><br>\n <b>Messages:</b> %d<p>\n", mails)
		return
	}
	http.NotFound(w, req)
}

var separator = regexp.MustCompile(`(?m)^From .* [0-9]{4}$`)

// A Stored mail is one as HyperKitty keeps it.
type Stored struct {
	ID, From, Subject, Text string // From is `Name <address>`
	InReplyTo               string
	Date, Archived          time.Time
}

// HyperKitty serves the mails of a list at /archives/list/<list>/export/, as
// the archive of Mailman 3 does: made anew each time, with other boundaries. Its
// API tells how many mails the list demo@lists.example.org has.
type HyperKitty struct {
	mu      sync.Mutex
	mails   []Stored
	exports int
}

// Keep replaces the mails.
func (h *HyperKitty) Keep(mails []Stored) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.mails = slices.SortedStableFunc(slices.Values(mails), func(a, b Stored) int { return a.Archived.Compare(b.Archived) })
}

// ServeHTTP implements http.Handler.
func (h *HyperKitty) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.URL.Path == "/archives/api/list/demo@lists.example.org/emails/" {
		h.mu.Lock()
		defer h.mu.Unlock()
		fmt.Fprintf(w, `{"count": %d, "next": null, "previous": null, "results": []}`, len(h.mails))
		return
	}
	start, end := day(req, "start"), day(req, "end")
	if !strings.HasSuffix(req.URL.Path, ".mbox.gz") || !strings.HasPrefix(req.URL.Path, "/archives/list/") || !strings.Contains(req.URL.Path, "/export/") {
		http.NotFound(w, req)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	packed.ModTime = time.Now()
	for _, m := range h.mails {
		if m.Date.Before(start) || !end.IsZero() && !m.Date.Before(end) {
			continue
		}
		h.exports++
		fmt.Fprint(packed, m.export(fmt.Sprintf("===============%019d==", 7_000_000_000+h.exports)))
	}
	_ = packed.Close()
	w.Header().Set("Content-Type", "application/gzip")
	_, _ = w.Write(out.Bytes())
}

func day(req *http.Request, name string) time.Time {
	t, _ := time.Parse(time.DateOnly, req.URL.Query().Get(name))
	return t
}

// export writes a mail with its addresses hidden from robots.
func (m Stored) export(boundary string) string {
	from := strings.ReplaceAll(m.From, "@", " at ")
	_, address, _ := strings.Cut(strings.TrimSuffix(from, ">"), "<")
	var b strings.Builder
	fmt.Fprintf(&b, "From %s %s\n", address, m.Archived.UTC().Format("Mon Jan _2 15:04:05 2006"))
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"%s\"\nMIME-Version: 1.0\nFrom: %s\nTo: demo at example.org\n", boundary, from)
	fmt.Fprintf(&b, "Subject: %s\nDate: %s\nMessage-ID: <%s>\n", m.Subject, m.Date.Format(time.RFC1123Z), m.ID)
	if m.InReplyTo != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\n", m.InReplyTo)
	}
	fmt.Fprintf(&b, "\n--%s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=\"utf-8\"\n\n%s\n--%s--\n\n\n", boundary, m.Text, boundary)
	return b.String()
}
