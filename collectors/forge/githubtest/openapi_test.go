package githubtest

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// description is GitHub's of its own API, which deploy/test-needs.sh fetches.
func description(t *testing.T) routers.Router {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(cache, "goldenratio", "github", "api.github.com.json"))
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatalf("GitHub's description of its API is not here: %v", err)
		}
		t.Skipf("GitHub's description of its API is not here: %v", err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return router
}

// TestDescription holds what the server answers against GitHub's description of
// it.
func TestDescription(t *testing.T) {
	router := description(t)
	t.Run("is kept", func(t *testing.T) { kept(t, router) })
	t.Run("refuses", func(t *testing.T) { refuses(t, router) })
}

// kept asks for everything that the server has.
func kept(t *testing.T, router routers.Router) {
	t.Helper()
	server := New(small(), Options{Tokens: []string{"secret"}, Now: clock})
	server.Block("example/blocked")
	server.Rename("example/before", "example/after")
	for _, c := range []struct {
		path string
		code int
	}{
		{"/users/ada", 200}, {"/users/example-robot", 200}, {"/users/nobody", 404},
		{"/orgs/example/repos?type=all&per_page=2", 200}, {"/users/example/repos", 200},
		{"/repos/example/engine", 200}, {"/repos/example/fork", 200}, {"/repos/example/nothing", 404}, {"/repos/example/blocked", 451}, {"/repos/example/before", 301},
		{"/repos/example/engine/issues?state=all&sort=updated&direction=asc&per_page=3", 200}, {"/repos/example/engine/issues?page=100&per_page=100", 422},
		{"/repos/example/engine/issues/99/timeline", 404},
		{"/repos/example/engine/issues/1", 200}, {"/repos/example/engine/issues/2", 200}, {"/repos/example/engine/issues/99", 404},

		{"/repos/example/engine/issues/1/timeline", 200}, {"/repos/example/engine/issues/2/timeline", 200},
		{"/repos/example/engine/pulls/2", 200}, {"/repos/example/engine/pulls/1", 404},
		{"/repos/example/engine/pulls/2/comments", 200},
		{"/repos/example/engine/pulls/2/commits", 200},
		{"/repos/example/engine/releases", 200}, {"/repos/example/engine/stargazers", 200}, {"/repos/example/engine/stargazers?page=401", 422},
		{"/repos/example/engine/traffic/views", 200}, {"/repos/example/engine/traffic/clones", 200},
		{"/repos/example/engine/traffic/popular/referrers", 200}, {"/repos/example/engine/traffic/popular/paths", 200},
		{"/repos/example/engine/actions/runs?created=2020-01-01..2020-02-01", 200}, {"/repos/example/engine/actions/runs/1", 200},
		{"/search/issues?q=repo:example/engine+is:issue", 200},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.github.com"+c.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer secret")
		request.Header.Set("Accept", "application/vnd.github.star+json")
		response, err := server.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != c.code {
			t.Errorf("%s: %d, want %d", c.path, response.StatusCode, c.code)
			continue
		}
		if err := valid(t, router, request, response); err != nil {
			t.Errorf("%s: %.1500s", c.path, err)
		}
	}
}

// valid holds an answer against the description.
func valid(t *testing.T, router routers.Router, request *http.Request, response *http.Response) error {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	route, params, err := router.FindRoute(request)
	if err != nil {
		return err
	}
	return openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route},
		Status:                 response.StatusCode,
		Header:                 response.Header,
		Body:                   io.NopCloser(bytes.NewReader(body)),
	})
}

// refuses shows that an answer that is not as described is found.
func refuses(t *testing.T, router routers.Router) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.github.com/repos/example/engine/pulls/2", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []object{{"number": "1"}, {"state": nil}, {"user": object{"login": "ada"}}, {"created_at": "yesterday"}} {
		server := New(small(), Options{Now: clock})
		response, err := server.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		var o object
		if err := json.NewDecoder(response.Body).Decode(&o); err != nil {
			t.Fatal(err)
		}
		maps.Copy(o, wrong)
		response.Body = io.NopCloser(bytes.NewReader(found(o).body))
		if valid(t, router, request, response) == nil {
			t.Errorf("a pull request with %v is taken for one as described", wrong)
		}
	}
}
