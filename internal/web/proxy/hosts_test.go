package proxy_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"goldenratio/internal/web/proxy"
)

func TestHosts(t *testing.T) {
	for _, test := range []struct {
		listen, host string
		names        []string
		let          bool
	}{
		{"127.0.0.1:8750", "127.0.0.1:8750", nil, true},
		{"127.0.0.1:8750", "localhost:8750", nil, true},
		{"127.0.0.1:8750", "LOCALHOST.", nil, true},
		{"127.0.0.1:8750", "demo.localhost", nil, true},
		{"127.0.0.1:8750", "[::1]:8750", nil, true},
		{"127.0.0.1:8750", "127.8.8.8", nil, true},
		{"127.0.0.1:8750", "evil.example.org:8750", nil, false},
		{"127.0.0.1:8750", "127.0.0.1.example.org", nil, false},
		{"127.0.0.1:8750", "localhost.example.org", nil, false},
		{"127.0.0.1:8750", "192.0.2.7:8750", nil, false},
		{"127.0.0.1:8750", "", nil, false},
		{"192.0.2.7:8750", "192.0.2.7:8750", nil, true},
		{"192.0.2.7:8750", "192.0.2.8:8750", nil, false},
		{"0.0.0.0:8750", "192.0.2.7:8750", nil, true},
		{":8750", "[2001:db8::1]:8750", nil, true},
		{"0.0.0.0:8750", "evil.example.org", nil, false},
		{"0.0.0.0:8750", "Golden.example.org:8750", []string{"golden.example.org"}, true},
		{"0.0.0.0:8750", "golden.example.org.evil.example.org", []string{"golden.example.org"}, false},
		{"golden.example.org:8750", "golden.example.org", nil, true},
	} {
		let := false
		handler := proxy.Hosts(test.listen, test.names, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { let = true }))
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.Host = test.host
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if let != test.let {
			t.Errorf("listening at %s, with names %q: asked for %q, let in: %t", test.listen, test.names, test.host, let)
		}
		if !let && (answer.Code != http.StatusMisdirectedRequest || !strings.Contains(answer.Body.String(), "--host")) {
			t.Errorf("%q is refused with %d %s", test.host, answer.Code, answer.Body)
		}
	}
}
