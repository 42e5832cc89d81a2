package exporter

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/expfmt"
)

// liveTime is how long the part about this process may be shown again, so that
// many scrapes at once cost one.
const liveTime = time.Second

// ServeHTTP answers a scrape from memory.
func (e *Exporter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s := e.snapshot.Load()
	if s == nil {
		http.Error(w, "the metrics are not read yet", http.StatusServiceUnavailable)
		return
	}
	f := negotiate(r.Header)
	lit, err := e.live(f)
	if err != nil {
		e.o.Log.Error("process metrics are not rendered", "error", err)
		http.Error(w, "the metrics could not be rendered", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.contentType())
	h.Set("Vary", "Accept, Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	parts := [][]byte{s[f].text, lit.text}
	if acceptsGzip(r.Header) {
		h.Set("Content-Encoding", "gzip")
		parts = [][]byte{s[f].packed, lit.packed, trailer(s[f], lit)}
	}
	send(w, r, parts)
}

func send(w http.ResponseWriter, r *http.Request, parts [][]byte) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	w.Header().Set("Content-Length", strconv.Itoa(length))
	if r.Method == http.MethodHead {
		return
	}
	for _, part := range parts {
		if _, err := w.Write(part); err != nil {
			return // the scraper has gone
		}
	}
}

// live is the part about this process, at most liveTime old.
func (e *Exporter) live(f format) (live, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.o.Now()
	if !e.from.IsZero() && now.Sub(e.from) < liveTime {
		return e.lit[f], nil
	}
	families, err := e.process.Gather()
	if err != nil {
		return live{}, fmt.Errorf("gather process metrics: %w", err)
	}
	for each := range formats {
		text, err := each.encode(families)
		if err != nil {
			return live{}, err
		}
		if each == openMetrics {
			text = append(text, "# EOF\n"...)
		}
		if e.lit[each], err = enliven(text); err != nil {
			return live{}, fmt.Errorf("compress process metrics: %w", err)
		}
	}
	e.from = now
	return e.lit[f], nil
}

// negotiate finds the format that a scraper likes best among those served.
func negotiate(h http.Header) format {
	best := expfmt.NegotiateAccept(h, expfmt.NewFormat(expfmt.TypeOpenMetrics), expfmt.NewFormat(expfmt.TypeTextPlain))
	if best.FormatType() == expfmt.TypeOpenMetrics && strings.Contains(string(best), "version=1.0.0") {
		return openMetrics
	}
	return plainText
}

// acceptsGzip reads Accept-Encoding: gzip or *, unless with a quality of 0.
func acceptsGzip(h http.Header) bool {
	others := false
	for part := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		quality := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(parameters), "q="))
		wanted := strings.Trim(quality, "0.") != "" || quality == ""
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip":
			return wanted
		case "*":
			others = wanted
		}
	}
	return others
}
