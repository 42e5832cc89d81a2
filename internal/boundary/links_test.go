package boundary

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	linkPattern   = regexp.MustCompile(`\]\(([^)#:]+)\)`)
	targetPattern = regexp.MustCompile("(?m)(?:^\\$ |`)make ([a-z]+)")
)

// TestDocsLeadSomewhere follows every relative link of the documents, and looks
// for every make target that they name.
func TestDocsLeadSomewhere(t *testing.T) {
	root := filepath.Join("..", "..")
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	var documents []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/adr/*.md", "deploy/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, found...)
	}
	if len(documents) < 8 {
		t.Fatalf("only %d documents found", len(documents))
	}
	for _, document := range documents {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range linkPattern.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(document), link[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", document, link[1])
			}
		}
		for _, target := range targetPattern.FindAllStringSubmatch(string(text), -1) {
			if !strings.Contains(string(makefile), "\n"+target[1]+":") {
				t.Errorf("%s speaks of `make %s`, which the Makefile does not have", document, target[1])
			}
		}
	}
}
