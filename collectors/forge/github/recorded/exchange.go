package recorded

import (
	"bytes"
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"goldenratio/internal/realdata"
)

// An Exchange is a request and what GitHub answered.
type Exchange struct {
	From   string // the file that it is from
	Method string
	Host   string
	Path   string // with its query
	Status int
	Header http.Header
	Body   []byte
}

// All are the exchanges of the first two packs.
func All(tb testing.TB) []Exchange {
	tb.Helper()
	return append(PyGithub(tb), Octokit(tb)...)
}

// PyGithub are those that PyGithub's tests replay: ten lines each, and an empty
// one. Some that are files follow on further lines, which are left out.
func PyGithub(tb testing.TB) (all []Exchange) {
	tb.Helper()
	realdata.Each(tb, "github-pygithub-replay-dev", "/ReplayData/", func(name string, body []byte) {
		lines := strings.Split(string(body), "\n")
		for len(lines) >= 10 {
			status, err := strconv.Atoi(lines[7])
			if err != nil || !strings.HasPrefix(lines[0], "http") {
				lines = lines[1:]
				continue
			}
			all = append(all, Exchange{
				From: path.Base(name), Method: lines[1], Host: lines[2], Path: strings.TrimPrefix(lines[4], "https://"+lines[2]),
				Status: status, Header: tuples(lines[8]), Body: []byte(lines[9]),
			})
			lines = lines[10:]
		}
	})
	return all
}

// pair is a header as Python prints it.
var pair = regexp.MustCompile(`\('((?:[^'\\]|\\.)*)', (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\)`)

func tuples(text string) http.Header {
	h := http.Header{}
	for _, m := range pair.FindAllStringSubmatch(text, -1) {
		h.Add(m[1], strings.ReplaceAll(m[2]+m[3], `\'`, `'`))
	}
	return h
}

// Octokit are those of octokit's fixtures.
func Octokit(tb testing.TB) (all []Exchange) {
	tb.Helper()
	realdata.Each(tb, "github-octokit-fixtures-dev", "normalized-fixture.json", func(name string, body []byte) {
		var list []struct {
			Scope, Method, Path string
			Status              int
			Response            json.RawMessage
			Headers             map[string]any
		}
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.UseNumber()
		if err := decoder.Decode(&list); err != nil {
			tb.Errorf("%s: %v", name, err)
			return
		}
		for _, e := range list {
			host := strings.TrimSuffix(strings.TrimPrefix(e.Scope, "https://"), ":443")
			all = append(all, Exchange{
				From: path.Base(path.Dir(name)), Method: strings.ToUpper(e.Method), Host: host, Path: e.Path, Status: e.Status, Header: headers(e.Headers), Body: e.Response,
			})
		}
	})
	return all
}

func headers(all map[string]any) http.Header {
	h := http.Header{}
	for name, value := range all {
		switch v := value.(type) {
		case string:
			h.Add(name, v)
		case json.Number:
			h.Add(name, v.String())
		}
	}
	return h
}

// Perceval are the bodies that Perceval's tests serve, by the names of their
// files.
func Perceval(tb testing.TB) map[string][]byte {
	tb.Helper()
	all := map[string][]byte{}
	realdata.Each(tb, "github-perceval-github-dev", "/data/github/", func(name string, body []byte) { all[path.Base(name)] = body })
	return all
}
