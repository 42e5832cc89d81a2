package github

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// A script answers one request after the other.
type script struct {
	answers []answer
	at      []time.Time // of the requests
	tokens  []string
	now     func() time.Time
}

type answer struct {
	code   int
	header string // "Name: value", one a line
	body   string
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	a := s.answers[min(len(s.at), len(s.answers)-1)]
	s.at, s.tokens = append(s.at, s.now()), append(s.tokens, strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer "))
	h := http.Header{}
	for line := range strings.Lines(a.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		h.Set(name, value)
	}
	return &http.Response{StatusCode: a.code, Header: h, Body: io.NopCloser(strings.NewReader(a.body)), Request: req}, nil
}

// spend asks so often, with such tokens, and returns when the requests went out,
// in seconds after the first, and what was told of waiting.
func spend(t *testing.T, times int, tokens string, answers ...answer) (s *script, seconds []int, told []string) {
	t.Helper()
	l := &local{start: morning(), now: morning()}
	s = &script{answers: answers, now: func() time.Time { return l.now }}
	base, err := Options{}.base()
	if err != nil {
		t.Fatal(err)
	}
	var keys []key
	for _, token := range strings.Fields(tokens) {
		keys = append(keys, fixed(token))
	}
	p := newPurse(s, base, keys)
	p.now, p.sleep, p.told, p.limit, p.pause = s.now, l.sleep, func(_ time.Time, why string) { told = append(told, why) }, time.Hour, time.Second
	for range times {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.github.com/x", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := p.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		if resp.Header.Get("X-Ratelimit-Remaining") != "" {
			t.Error("go-github is told of the limit")
		}
		resp.Body.Close()
	}
	for _, at := range s.at {
		seconds = append(seconds, int(at.Sub(s.at[0])/time.Second))
	}
	return s, seconds, told
}

// left is an answer that says what is left until some seconds after the morning.
func left(code, n, reset int) answer {
	return answer{code: code, header: fmt.Sprintf("X-RateLimit-Remaining: %d\nX-RateLimit-Reset: %d", n, morning().Unix()+int64(reset))}
}

func TestLimits(t *testing.T) {
	fine := answer{code: 200}
	for name, c := range map[string]struct {
		answers []answer
		want    string
		told    int
	}{
		"none is told":             {[]answer{fine}, "[0 1 2]", 0},
		"the last one was spent":   {[]answer{left(200, 1, 600), left(200, 0, 600), fine}, "[0 1 601]", 1},
		"refused":                  {[]answer{left(403, 0, 600), fine}, "[0 601 602 603]", 1},
		"refused by 429":           {[]answer{left(429, 0, 600), fine}, "[0 601 602 603]", 1},
		"another clock":            {[]answer{left(403, 0, -500), fine}, "[0 60 61 62]", 1},
		"a reset in another age":   {[]answer{left(403, 0, 1_000_000_000), fine}, "[0 3601 3602 3603]", 1},
		"Retry-After":              {[]answer{{403, "Retry-After: 30", ""}, fine}, "[0 31 32 33]", 1},
		"429 without a time":       {[]answer{{429, "", ""}, fine}, "[0 60 61 62]", 1},
		"in words":                 {[]answer{{403, "", "You have exceeded a secondary rate limit."}, fine}, "[0 60 61 62]", 1},
		"forbidden for good":       {[]answer{{403, "X-RateLimit-Remaining: 9\nX-RateLimit-Reset: 1", "Must have admin rights"}, fine}, "[0 1 2]", 0},
		"both limits, later holds": {[]answer{{403, "Retry-After: 700\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1583049900", ""}, fine}, "[0 701 702 703]", 1},
	} {
		t.Run(name, func(t *testing.T) {
			_, got, told := spend(t, 3, "one", c.answers...)
			if fmt.Sprint(got) != c.want || len(told) != c.told {
				t.Errorf("asked after %v seconds, want %s; told %q", got, c.want, told)
			}
			if c.told > 0 && !strings.HasSuffix(told[0], "the limit of api.github.com is used up") {
				t.Errorf("told %q", told)
			}
		})
	}
}

// The token of which most is left is used, and while one has to wait the other
// goes on.
func TestTokensAreSpread(t *testing.T) {
	s, seconds, told := spend(t, 6, "one two", left(200, 5, 600), left(200, 9, 600), left(200, 4, 600), left(200, 0, 600), answer{code: 200})
	if got := strings.Join(s.tokens, " "); got != "one two two one two two" || len(told) != 0 {
		t.Errorf("spent %s at %v, told %q", got, seconds, told)
	}
}

// No other server is ever asked.
func TestPurseStaysHome(t *testing.T) {
	api, _ := url.Parse("https://api.github.com/")
	p := newPurse(&script{}, api, []key{fixed("secret")})
	for _, elsewhere := range []string{"https://example.org/", "http://api.github.com/", "https://api.github.com:8443/"} {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, elsewhere, http.NoBody)
		if _, err := p.RoundTrip(req); err == nil {
			t.Errorf("%s was asked", elsewhere)
		}
	}
}
