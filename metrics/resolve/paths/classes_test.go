package paths

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/go-enry/go-enry/v2"
	"github.com/go-enry/go-enry/v2/data"

	"goldenratio/internal/realdata"
)

func TestClass(t *testing.T) {
	c := NewClassifier()
	for file, want := range map[string]File{
		"xen/arch/arm/traps.c":        {Source, "C"},
		"include/x.h":                 {Source, "C"},
		"ocaml/xapi/db.ml":            {Source, "OCaml"},
		"Makefile":                    {Source, "Makefile"},
		"boot/head.S":                 {Source, "Assembly"},
		"tools/tests/x86/run.c":       {Test, "C"},
		"ocaml/xapi/pool_test.ml":     {Test, "OCaml"},
		"test_vdi.py":                 {Test, "Python"},
		"pkg/a_test.go":               {Test, "Go"},
		"src/FooTest.java":            {Test, "Java"},
		"web/a.spec.ts":               {Test, "TypeScript"},
		"pkg/testdata/in.json":        {Test, "JSON"},
		"tests/README.md":             {Test, "Markdown"},
		"src/contest.c":               {Source, "C"},
		"latest/a.c":                  {Source, "C"},
		"attest.go":                   {Source, "Go"},
		"docs/testing.md":             {Documentation, "Markdown"},
		"docs/Makefile":               {Documentation, "Makefile"},
		"README":                      {Documentation, ""},
		"LICENSE.txt":                 {Documentation, "Text"},
		"src/license.ml":              {Source, "OCaml"},
		"examples/hello.c":            {Documentation, "C"},
		"dev_requirements.txt":        {Configuration, "Pip Requirements"},
		"src/CMakeLists.txt":          {Source, "CMake"},
		"tools/README.rst":            {Documentation, "reStructuredText"},
		"MAINTAINERS":                 {Documentation, ""},
		"man/xl.1":                    {Documentation, "Roff"},
		"vendor/polly/lib/polly.ml":   {Vendored, "OCaml"},
		"tests/vendor/a.c":            {Vendored, "C"},
		"docs/third_party/a.md":       {Vendored, "Markdown"},
		"external_libs/z.c":           {Vendored, "C"},
		"web/jquery-1.3.2.js":         {Vendored, "JavaScript"},
		"configure":                   {Vendored, ""},
		"src/vendored.c":              {Source, "C"},
		"go.sum":                      {Generated, "Go Checksums"},
		"api/a.pb.go":                 {Generated, "Go"},
		"ui/package-lock.json":        {Generated, "JSON"},
		"Cargo.lock":                  {Generated, "TOML"},
		"xapi.opam.locked":            {Generated, ""},
		".github/workflows/build.yml": {Configuration, "YAML"},
		"a/config.toml":               {Configuration, "TOML"},
		".gitignore":                  {Configuration, "Ignore List"},
		"debian/rules":                {Other, ""},
		"logo.png":                    {Other, ""},
		"":                            {Other, ""},
		"///":                         {Other, ""},
	} {
		if got := c.Class(file); got != want {
			t.Errorf("%s: %+v, want %+v", file, got, want)
		}
	}
}

// TestSameAsLinguist: looking for a text first changes nothing of what linguist's
// rules say of real paths, and of made ones that end and begin like them.
func TestSameAsLinguist(t *testing.T) {
	c := NewClassifier()
	all := newRules(data.VendorMatchers, nil)
	vendored, written := 0, 0
	for _, file := range append(realPaths(t), madePaths()...) {
		if got, want := all.fit(file), enry.IsVendor(file); got != want {
			t.Errorf("%s is vendored: %v, linguist says %v", file, got, want)
		} else if want {
			vendored++
		}
		if got, want := c.documentation.fit(file), enry.IsDocumentation(file); got != want {
			t.Errorf("%s is documentation: %v, linguist says %v", file, got, want)
		}
		if got, want := generated(file), enry.IsGenerated(file, nil); got != want {
			t.Errorf("%s is generated: %v, linguist says %v", file, got, want)
		} else if want {
			written++
		}
	}
	if vendored < 100 || written < 100 {
		t.Errorf("only %d vendored and %d generated paths were looked at", vendored, written)
	}
}

// madePaths combine folders and names that rules are about.
func madePaths() (all []string) {
	folders := []string{"", "docs/", "Godeps/_workspace/", "a/node_modules/", "Pods/", "x/.idea/", "src/__generated__/", "vendor/github.com/", "htmlcov/",
		"extjs/src/", "select2/", "tiny_mce/langs/", "deps/", "a/deps/", "packages/a.1/", "Carthage/Build/", ".sqlx/", "3rdparty/", "man/", "a/man/"}
	for _, folder := range folders {
		for _, base := range []string{"a.c", "a.zep.c", "A.Designer.cs", "b.feature.cs", "x_TLB.pas", "poetry.lock", "uv.lock", "esy.lock", "flake.lock",
			"npm-shrinkwrap.json", "pnpm-lock.yaml", ".pnp.cjs", "Cargo.toml.orig", "a.nib", "a.xcworkspacedata", "A.xcuserstate", "query-1.json",
			".terraform.lock.hcl", "MODULE.bazel.lock", "bootstrap.min.css", "a.d.ts", "jquery.js", "rebar", "x.css", "LICENSE.txt", "CHANGES",
			"license.ml", "a.js.map"} {
			all = append(all, folder+base)
		}
	}
	return all
}

// realPaths are those of a real history.
func realPaths(t *testing.T) []string {
	bundle := realdata.Path(t, "xapi-xenopsd-dev.bundle")
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "git", "clone", "--quiet", "--bare", bundle, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), "git", "-C", dir, "ls-tree", "-r", "--name-only", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
