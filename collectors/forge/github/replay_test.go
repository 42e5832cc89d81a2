package github

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/recorded"
)

// A recording answers one request with a recorded answer, and what follows it, a
// redirect or another try, with nothing.
type recording struct {
	recorded.Exchange
	asked []*http.Request
}

func (r *recording) RoundTrip(req *http.Request) (*http.Response, error) {
	r.asked = append(r.asked, req)
	resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("[]")), Request: req}
	if len(r.asked) == 1 {
		resp.StatusCode, resp.Header, resp.Body = r.Status, r.Header.Clone(), io.NopCloser(bytes.NewReader(r.Body))
	}
	return resp, nil
}

// replay asks for what a recording answers, by the client that the collector
// uses. Time stands where the recording was made.
func replay(t *testing.T, e recorded.Exchange, etag string) (*recording, *page, time.Duration, error) {
	t.Helper()
	at, err := http.ParseTime(e.Header.Get("Date"))
	if err != nil {
		at = morning()
	}
	l := &local{start: at, now: at}
	r := &recording{Exchange: e}
	c := New(collectors.Place{}, Options{URL: "https://" + e.Host, Token: token})
	c.wire, c.now, c.sleep, c.limits.tries = r, func() time.Time { return l.now }, l.sleep, 2
	client, err := c.open()
	if err != nil {
		t.Fatal(err)
	}
	p, err := client.ask(t.Context(), question{path: strings.TrimPrefix(e.Path, "/"), etag: etag})
	return r, p, l.now.Sub(at), err
}

// Every recorded answer to a question goes through the transport: what is a
// success there is one here, with its next page, and what is not is an error that
// names the status.
func TestRecordedTraffic(t *testing.T) {
	all := recorded.All(t)
	if len(all) < 2000 {
		t.Errorf("%d exchanges", len(all))
	}
	counts := map[string]int{}
	for _, e := range all {
		if e.Method != http.MethodGet || e.Host == "" || strings.Contains(e.Host, "s3") {
			counts["no question to the API"]++
			continue
		}
		r, p, waited, err := replay(t, e, e.Header.Get("Etag"))
		for _, req := range r.asked {
			if req.URL.Hostname() == e.Host != (req.Header.Get("Authorization") == "Bearer "+token) {
				t.Errorf("%s: the token went to %s, or did not: %q", e.From, req.URL.Host, req.Header.Get("Authorization"))
			}
		}
		switch {
		case e.Status == http.StatusNotModified:
			counts["unchanged"]++
			if err != nil || !p.unchanged {
				t.Errorf("%s: %v", e.From, err)
			}
		case e.Status/100 == 3:
			counts["moved"]++
			moved(t, e, r, err)
		case e.Status/100 == 2 && e.Status != http.StatusAccepted:
			counts["found"]++
			if err != nil || !bytes.Equal(p.body, e.Body) || (p.next != "") != strings.Contains(e.Header.Get("Link"), `rel="next"`) {
				t.Errorf("%s: %s: next %q: %v", e.From, e.Path, p.next, err)
			}
		default:
			refused(t, e, counts, waited, err)
		}
	}
	t.Log(counts)
	for _, what := range []string{"found", "unchanged", "moved", "refused", "limited", "troubled"} {
		if counts[what] == 0 {
			t.Errorf("nothing recorded was %s", what)
		}
	}
}

// moved checks that a redirect is followed to the same server only.
func moved(t *testing.T, e recorded.Exchange, r *recording, err error) {
	t.Helper()
	to, _ := url.Parse(e.Header.Get("Location"))
	if same := to != nil && (to.Host == "" || to.Host == e.Host); same && (err != nil || len(r.asked) != 2) || !same && (err == nil || len(r.asked) != 1) {
		t.Errorf("%s: %d to %s: asked %d times: %v", e.From, e.Status, to, len(r.asked), err)
	}
}

// refused checks an answer that is an error: those that may go better, and those
// for a limit once its time is over, are asked for again.
func refused(t *testing.T, e recorded.Exchange, counts map[string]int, waited time.Duration, err error) {
	t.Helper()
	limited := e.Header.Get("X-Ratelimit-Remaining") == "0" || e.Header.Get("Retry-After") != "" || bytes.Contains(bytes.ToLower(e.Body), []byte("rate limit"))
	switch {
	case (e.Status == http.StatusForbidden || e.Status == http.StatusTooManyRequests) && limited:
		counts["limited"]++
		if err != nil || waited < 2*time.Second {
			t.Errorf("%s: waited %s: %v", e.From, waited, err)
		}
	case e.Status >= http.StatusInternalServerError || e.Status == http.StatusAccepted:
		counts["troubled"]++
		if err != nil || waited < time.Second {
			t.Errorf("%s: %d: waited %s: %v", e.From, e.Status, waited, err)
		}
	default:
		counts["refused"]++
		var answer *answerError
		if !errors.As(err, &answer) || answer.code != e.Status || waited != 0 {
			t.Errorf("%s: %d: waited %s: %v", e.From, e.Status, waited, err)
		}
	}
}

// Perceval has the words of limits, without headers.
func TestWordsOfLimits(t *testing.T) {
	body := recorded.Perceval(t)["abuse_rate_limit"]
	_, _, waited, err := replay(t, recorded.Exchange{Method: http.MethodGet, Host: "api.github.com", Path: "/", Status: http.StatusForbidden, Header: http.Header{}, Body: body}, "")
	if err != nil || waited < time.Minute {
		t.Errorf("waited %s: %v", waited, err)
	}
}
