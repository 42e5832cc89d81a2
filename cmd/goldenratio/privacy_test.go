package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// hostile is a community that writes addresses wherever it can. All of them are
// at people.example, however spelt; what else has an @ in it is elsewhere.
const hostile = `
scopes: [{id: hostile, title: Hostile, releases: '*'}]
lists: [{id: devel, scope: hostile}]
sources:
  - {id: mail, type: mbox, list: devel, paths: ['mail/*/*']}
  - {id: code, type: git, scope: hostile, path: code.git}
`

// spelt are the addresses that are planted.
var spelt = []string{
	"ada@people.example", "<bob@people.example>", "cyd at people.example", "<dan at people.example>", "eva (at) people.example",
	"fay [at] people dot example", "gus＠people.example", "ｈａｌ＠ｐｅｏｐｌｅ．ｅｘａｍｐｌｅ", "ida&#64;people.example", "jon&commat;people.example",
	"kim&#x40;people&#46;example", "lena%40people.example", "mia%40people%2Eexample", "mailto:ned@people.example", "oda @ people.example",
	`"pat o"@people.example`, "quin(o)@people.example", "rob@gate@people.example", "=?utf-8?q?sue=40people.example?=", "(tom at people.example)",
}

// needles are what is left of them where they are not replaced.
var needles = []string{"people.example", "ｐｅｏｐｌｅ", "people dot example", "people&#46;example", "people%2Eexample"}

// control is a word that is public. The search must find it.
const control = "zebrafish"

// TestPrivacy collects and computes a hostile community and searches every text
// of every database that analysts read for the addresses planted in it.
func TestPrivacy(t *testing.T) {
	bin, dir := build(t), t.TempDir()
	config := filepath.Join(dir, "goldenratio.yaml")
	plant(t, config, hostile)
	writeKey(t, dir)
	plantMail(t, filepath.Join(dir, "mail"))
	repo := plantCode(t, dir)
	run := func(args ...string) {
		goldenratio(t, bin, append([]string{"--config", config, "--now=2020-07-20T00:00:00Z"}, args...)...)
	}
	run("collect")
	gitAt(t, repo, "", "update-ref", "-d", "refs/tags/ada@people.example")
	run("collect")
	run("compute")
	plant(t, config, hostile+"  - {id: broken, type: mbox, list: devel, paths: ['broken/*', 'none/ada@people.example']}\n")
	plant(t, filepath.Join(dir, "broken", "ada@people.example.mbox.gz"), "\x1f\x8b\x08 no gzip")
	broken := exec.CommandContext(t.Context(), filepath.Join(bin, "goldenratio"), "--config", config, "collect")
	if output, err := broken.CombinedOutput(); err == nil {
		t.Errorf("a broken source was collected:\n%s", output)
	}

	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	columns := texts(t, store)
	for _, c := range columns {
		for _, needle := range needles {
			if found := c.find(t, store, needle); found != "" && c.Database != "golden_private" {
				t.Errorf("%s holds %q: %s", c, needle, found)
			}
		}
	}
	for _, name := range []string{
		"golden.message_copies.subject", "golden.messages.subject", "golden.messages.message_id", "golden.threads.subject",
		"golden.git_commits.subject", "golden.git_files.path", "golden.git_refs.name", "golden.git_tags.name", "golden.people.name",
		"golden.message_trailers.value", "golden.git_trailers.value", "golden.items.origin", "golden.message_copies.refs",
	} {
		i := slices.IndexFunc(columns, func(c text) bool { return c.String() == name })
		if i < 0 || columns[i].find(t, store, control) == "" {
			t.Errorf("%s: the search does not find what is there", name)
		}
	}
	addresses := text{Database: "golden_private", Table: "aliases", Column: "address"}
	if addresses.find(t, store, needles[0]) == "" {
		t.Error("nothing planted came in")
	}
	nothingLost(t, store)
}

// nothingLost checks that names that differ only in an address stay apart, and
// that the deleted tag is gone.
func nothingLost(t *testing.T, store *warehouse.Store) {
	t.Helper()
	for from, want := range map[string]uint64{
		"golden.git_files FINAL WHERE deleted = 0":                                          uint64(len(spelt)) + 2,
		"golden.git_tags FINAL WHERE deleted = 0":                                           2,
		"golden.git_tags FINAL":                                                             3,
		"golden.items FINAL WHERE deleted = 0 AND startsWith(origin, 'refs/tags/')":         2,
		"golden.git_refs FINAL WHERE deleted = 0 AND startsWith(name, 'refs/heads/')":       4,
		"golden.items FINAL WHERE deleted = 0 AND source = 'mail' AND outcome = 'accepted'": 2*uint64(len(spelt)) + 1,
	} {
		type count struct {
			N uint64 `ch:"n"`
		}
		found, err := warehouse.Rows[count](t.Context(), store.Conn, "SELECT count() AS n FROM "+from, nil)
		if err != nil {
			t.Fatal(err)
		}
		if found[0].N != want {
			t.Errorf("%d rows of %s, want %d", found[0].N, from, want)
		}
	}
}

// A text is a column that can hold text.
type text struct {
	Database string `ch:"database"`
	Table    string `ch:"table"`
	Column   string `ch:"name"`
	Final    uint8  `ch:"final"`
}

func (c text) String() string { return c.Database + "." + c.Table + "." + c.Column }

// texts are all columns of text, of whatever type, in all databases.
func texts(t *testing.T, store *warehouse.Store) []text {
	t.Helper()
	found, err := warehouse.Rows[text](t.Context(), store.Conn, `
		SELECT c.database AS database, c.table AS table, c.name AS name, t.engine LIKE '%Replacing%' AS final
		FROM system.columns AS c INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
		WHERE match(c.type, 'String|JSON|Dynamic|Variant|Enum') AND lower(c.database) NOT IN ('system', 'information_schema')
		ORDER BY database, table, c.position`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 80 {
		t.Errorf("only %d columns of text", len(found))
	}
	return found
}

// find returns a value that holds what is sought, or nothing. Rows that a later
// version replaced count: they are there to be read.
func (c text) find(t *testing.T, store *warehouse.Store, needle string) string {
	t.Helper()
	type value struct {
		Text string `ch:"text"`
	}
	for _, final := range []string{"", " FINAL"}[:1+c.Final] {
		found, err := warehouse.Rows[value](t.Context(), store.Conn, fmt.Sprintf(
			"SELECT toString(`%s`) AS text FROM `%s`.`%s`%s WHERE positionCaseInsensitiveUTF8(text, {needle:String}) > 0 LIMIT 1",
			c.Column, c.Database, c.Table, final), warehouse.Params{"needle": needle})
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		if len(found) > 0 {
			return found[0].Text
		}
	}
	return ""
}

// plantMail writes a mail, and an answer from another, for each address.
func plantMail(t *testing.T, dir string) {
	t.Helper()
	for i, a := range spelt {
		var b strings.Builder
		fmt.Fprintf(&b, "From x Mon May  4 10:00:00 2020\nFrom: %s <mail%d@people.example>\nDate: Mon, %d May 2020 10:00:00 +0000\n", a, i, 4+i)
		fmt.Fprintf(&b, "Message-ID: <%d.%s@ids.test>\nSubject: %s asks %s, please\nList-Id: %s\n\n", i, control, control, a, a)
		fmt.Fprintf(&b, "%s wrote\n\nSee-also: %s\nFixes: %s of %s\nReviewed-by: %s\n\n", a, a, control, a, a)
		fmt.Fprintf(&b, "From x Mon May  4 11:00:00 2020\nFrom: %s\nDate: Mon, %d May 2020 11:00:00 +0000 %s\n", a, 4+i, a)
		fmt.Fprintf(&b, "Message-ID: <re%d@ids.test>\nSubject: Re: %s asks %s, please\n", i, control, a)
		fmt.Fprintf(&b, "References: <mailto:x@people.example> <%d.%s@ids.test>\nIn-Reply-To: MAILTO:y@people.example\n\nAnswer\n", i, control)
		plant(t, filepath.Join(dir, fmt.Sprint(i, " ", a), a+".mbox"), b.String())
	}
	plant(t, filepath.Join(dir, control, "last"), "From x Sun Jun 28 11:00:00 2020\nFrom: "+control+" <z@people.example>\n"+
		"Message-ID: <mailto:z@people.example>\nSubject: "+control+"\nDate: Sun, 28 Jun 2020 11:00:00 +0000\n\nEnd\n")
}

// plantCode makes a repository with the addresses in it.
func plantCode(t *testing.T, dir string) string {
	t.Helper()
	repo := filepath.Join(dir, "code.git")
	gitAt(t, dir, "", "init", "-q", "--bare", "--initial-branch=main", repo)
	var s strings.Builder
	for i, a := range spelt {
		message := fmt.Sprintf("%s asks %s\n\n%s\n\nFixes: %s of %s\nX-Note: one\n  of %s\nAcked-by: %s", control, a, a, control, a, a, a)
		name := strings.NewReplacer("<", "", ">", "").Replace(a)
		fmt.Fprintf(&s, "commit refs/heads/main\nauthor %s <a%d@people.example> %d +0000\n", name, i, 1585735200+i*86400)
		fmt.Fprintf(&s, "committer %s <c%d@people.example> %d +0000\ndata %d\n%s\n", name, i, 1585735200+i*86400, len(message), message)
		path := strings.ReplaceAll(control+"/"+a+"/"+a+".c", `"`, `\"`)
		fmt.Fprintf(&s, "M 100644 inline \"%s\"\ndata 2\nx\n\n", path)
	}
	message := "rename"
	fmt.Fprintf(&s, "commit refs/heads/main\ncommitter Z <z@people.example> 1593345600 +0000\ndata %d\n%s\n", len(message), message)
	fmt.Fprintf(&s, "R \"%s/%s\" \"old-%s\"\n", control, spelt[0], spelt[0])
	fmt.Fprintf(&s, "M 100644 inline plain.c\ndata 2\nx\n\n")
	for _, name := range []string{"ada@people.example", "bob@people.example", control} {
		fmt.Fprintf(&s, "tag %s\nfrom refs/heads/main\ntagger %s <t@people.example> 1593345600 +0000\ndata 3\nend\n", name, name)
		fmt.Fprintf(&s, "reset refs/heads/%s\nfrom refs/heads/main\n\n", name)
	}
	gitAt(t, repo, s.String(), "fast-import", "--quiet")
	return repo
}

func plant(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// gitAt runs git in a folder.
func gitAt(t *testing.T, dir, stdin string, args ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", args...)
	command.Dir, command.Stdin = dir, strings.NewReader(stdin)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %q: %v\n%s", args, err, output)
	}
}
