package proxy

import (
	"net/http"
	"net/url"
	"strings"
)

// A refusal is an answer instead of the engine's.
type refusal struct {
	status int
	text   string
}

func (r refusal) Error() string { return r.text }

// check refuses what no question needs, and returns the parameters that go on.
func check(r *http.Request) (url.Values, error) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		return nil, refusal{http.StatusMethodNotAllowed, "questions are asked with GET or POST"}
	case r.URL.Path != "/clickhouse" && r.URL.Path != "/clickhouse/":
		return nil, refusal{http.StatusNotFound, "questions are asked at /clickhouse/"}
	case r.ContentLength > maxQuery || len(r.URL.RawQuery) > maxQuery:
		return nil, refusal{http.StatusRequestEntityTooLarge, "the question is longer than 1 MiB"}
	case strange(r.Header):
		return nil, refusal{http.StatusForbidden, "pages of other sites may not ask"}
	}
	given, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, refusal{http.StatusBadRequest, "the parameters cannot be read"}
	}
	return allowed(given)
}

// strange reports whether a browser asks on behalf of a page of another site.
func strange(h http.Header) bool {
	from := h.Get("Sec-Fetch-Site")
	return from == "cross-site" || from == "same-site"
}

// allowed takes the parameters that a question may have. Who asks and what is
// asked is ours to say: a client's user, password and database are dropped, as
// its headers are. Any other name is a setting of the engine; those that tools
// send are bounded by the reader's profile, and the rest is refused by name, so
// that what a new release of the engine understands is refused too.
func allowed(given url.Values) (url.Values, error) {
	taken := url.Values{
		"database": {"golden"},
		// The engine ends a question whose client has gone.
		"cancel_http_readonly_queries_on_client_close": {"1"},
	}
	for name, values := range given {
		switch {
		case len(values) != 1:
			return nil, refusal{http.StatusBadRequest, "parameter " + quoted(name) + " is given more than once"}
		case name == "user" || name == "password" || name == "database":
		case harmlessName(name):
			taken[name] = values
		default:
			return nil, refusal{http.StatusForbidden, "parameter " + quoted(name) + " may not be given here"}
		}
	}
	return taken, nil
}

// harmlessName reports whether a parameter is one of a question's own, or a
// setting that clickhouse-go and Grafana's plug-in send.
func harmlessName(name string) bool {
	switch name {
	case "query", "query_id", "default_format", "client_protocol_version",
		"compress", "network_compression_method", "network_zstd_compression_level", "enable_http_compression", "http_zlib_compression_level",
		"max_execution_time", "max_result_rows", "max_block_size", "session_timezone", "date_time_output_format",
		"send_progress_in_http_headers", "wait_end_of_query":
		return true
	}
	return strings.HasPrefix(name, "param_") ||
		strings.HasPrefix(name, "output_format_") && !strings.Contains(name, "schema")
}

// quoted shows a foreign name, not all of it if it is long.
func quoted(name string) string {
	if len(name) > 60 {
		name = name[:60] + "…"
	}
	return "“" + strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '·'
		}
		return r
	}, strings.ToValidUTF8(name, "·")) + "”"
}
