package github

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// TestQuestionsAreUnderstood holds the questions about discussions against
// GitHub's own schema, which deploy/test-needs.sh fetches.
func TestQuestionsAreUnderstood(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(cache, "goldenratio", "github", "schema.graphql"))
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatalf("GitHub's schema is not here: %v", err)
		}
		t.Skipf("GitHub's schema is not here: %v", err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gqlparser.LoadQueryWithRules(schema, discussionsQuery, rules.NewDefaultRules()); err != nil {
		t.Error(err)
	}
	if _, err := gqlparser.LoadQueryWithRules(schema, "{ repository { discussions { nodes { colour } } } }", rules.NewDefaultRules()); err == nil {
		t.Error("the schema takes any question")
	}
}
