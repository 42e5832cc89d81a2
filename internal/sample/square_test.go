package sample

import (
	"encoding/csv"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What was said elsewhere, counted anew in the files: line by line, with no more
// than their formats.
func TestSquare(t *testing.T) {
	dir, truth := write(t, options(7))
	quarter := truth.Quarters[1] // 2019-Q1
	in := func(day string) bool { return day >= "2019-01-01" && day < "2019-04-01" }
	if quarter != "2019-Q1" {
		t.Fatal(quarter)
	}
	items, posts, passed, authors := map[string]int{}, 0, 0, map[string]bool{}
	for i, row := range table(t, filepath.Join(dir, "social", "network", "posts.csv")) {
		if i == 0 {
			continue
		}
		if items[sourceNetwork]++; !in(row[1]) {
			continue
		}
		if row[5] == "reshare" || row[5] == "quote" {
			passed++
		}
		if row[5] != "reshare" && strings.Contains(strings.ToLower(row[6]), "example hypervisor") {
			posts++
			authors["net "+row[2]] = true
		}
	}
	items[sourceNetwork] += len(table(t, filepath.Join(dir, "social", "network", "followers.csv"))) - 1
	for _, name := range []string{"Posts.xml", "Comments.xml"} {
		for _, row := range entries(t, filepath.Join(dir, "social", "forum", name)) {
			if items[sourceForum]++; in(row["CreationDate"]) {
				posts++
				authors["forum "+row["OwnerUserId"]+row["UserId"]] = true
			}
		}
	}
	said := regexp.MustCompile(`^(\S+)  (?:<|\* )([^ >]+)`)
	messages := 0
	for _, line := range logged(t, filepath.Join(dir, "social", "chat")) {
		items[sourceChat]++
		if m := said.FindStringSubmatch(line); m != nil && m[2] != "ci-robot" && in(m[1]) {
			messages++
			authors["chat "+m[2]] = true
		}
	}
	for source, n := range items {
		if want := truth.Sources[source].Received; uint64(n) != want || n < 50 {
			t.Errorf("%s holds %d items, the truth has %d", source, n, want)
		}
	}
	for kpi, n := range map[string]int{"social_posts": posts, "social_reshares": passed, "social_messages": messages, "social_authors": len(authors)} {
		if want, ok := truth.Find(quarter, scopeRoot, kpi, "value"); !ok || want.Value == nil || *want.Value != float64(n) || n == 0 {
			t.Errorf("%s: %d, the truth has %s", kpi, n, show(want.Value))
		}
	}
}

func table(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// entries are the rows of a file of the forum's dump.
func entries(t *testing.T, path string) (all []map[string]string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Rows []struct {
			Attributes []xml.Attr `xml:",any,attr"`
		} `xml:"row"`
	}
	if err := xml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, row := range file.Rows {
		one := map[string]string{}
		for _, a := range row.Attributes {
			one[a.Name.Local] = a.Value
		}
		all = append(all, one)
	}
	return all
}

// logged are the lines of all logs.
func logged(t *testing.T, dir string) (all []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.Split(strings.TrimSpace(string(text)), "\n")...)
	}
	return all
}
