package stackexchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
	"goldenratio/collectors/social"
	"goldenratio/collectors/social/socialtest"
)

// unloads returns a collector of the dump in a folder.
func unloads(dir string, more ...func(*Options)) *Collector {
	o := Options{Site: "unix.stackexchange.com", Tags: []string{"Xen", "networking; virtualization"}, Dump: "dump", Settings: social.Settings{Own: []string{"3"}}}
	for _, change := range more {
		change(&o)
	}
	c := New(collectors.Place{Dir: dir, Now: func() time.Time { return noon }}, o)
	c.batch = 3
	return c
}

// put writes a file of a dump: rows in a frame.
func put(t testing.TB, dir, name string, rows ...string) {
	t.Helper()
	kind := strings.ToLower(strings.TrimSuffix(name, ".xml"))
	text := "\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<" + kind + ">\r\n"
	for _, r := range rows {
		text += "  " + r + "\r\n"
	}
	socialtest.Write(t, dir, filepath.Join("dump", name), text+"</"+kind+">")
}

// attributes are a row: names and values in turn.
func attributes(pairs ...any) string {
	text := "<row"
	for i := 0; i < len(pairs); i += 2 {
		text += fmt.Sprintf(` %s="%s"`, pairs[i], html.EscapeString(fmt.Sprint(pairs[i+1])))
	}
	return text + " />"
}

func on(day int) string { return fmt.Sprintf("2016-01-%02dT10:11:12.345", day) }

// sample is a small site: two questions that are wanted, one whose answer stands before
// it, one of something else, and a page about a tag.
func sample(t testing.TB, dir string, more ...string) {
	t.Helper()
	put(t, dir, "Posts.xml", append([]string{
		attributes("Id", 1, "PostTypeId", 1, "AcceptedAnswerId", 3, "CreationDate", on(1), "LastActivityDate", on(20), "Score", -2, "ViewCount", 80, "Body",
			"<p>Which <i>way</i>?</p>", "OwnerUserId", 4, "Title", "Xen & <div>", "Tags", "<xen><linux>", "AnswerCount", 2, "CommentCount", 1),
		attributes("Id", 2, "PostTypeId", 1, "CreationDate", on(2), "LastActivityDate", on(2), "Score", 1, "ViewCount", 5, "Body", "?", "Title", "Emacs", "Tags", "<emacs>"),
		attributes("Id", 3, "PostTypeId", 2, "ParentId", 1, "CreationDate", on(3), "Score", 7, "Body", "<p>This way, see &amp;lt;b&amp;gt;</p>", "OwnerUserId", 3, "CommentCount", 2),
		attributes("Id", 4, "PostTypeId", 2, "ParentId", 2, "CreationDate", on(4), "Score", 7, "Body", "No", "OwnerUserId", 4),
		attributes("Id", 5, "PostTypeId", 2, "ParentId", 7, "CreationDate", on(5), "Score", 0, "Body", "Before", "OwnerUserId", 4),
		attributes("Id", 6, "PostTypeId", 2, "ParentId", 1, "CreationDate", on(6), "Score", 0, "Body", "Me too", "OwnerDisplayName", "user77"),
		attributes("Id", 7, "PostTypeId", 1, "CreationDate", on(7), "LastActivityDate", on(19), "Score", 0, "ViewCount", 3, "Body", "x", "Title", "Bridge", "Tags", "|virtualization|networking|"),
		attributes("Id", 8, "PostTypeId", 5, "CreationDate", on(8), "Body", "about a tag"),
		attributes("Id", 9, "PostTypeId", 1, "CreationDate", "yesterday", "Score", 0, "Title", "When", "Tags", "<xen>"),
		attributes("Id", 10, "PostTypeId", 1, "CreationDate", on(9), "Score", 0, "Title", "Network", "Tags", "<networking>"),
		attributes("Id", 11, "PostTypeId", 2, "ParentId", 12, "CreationDate", on(9), "Score", 0, "Body", "of nothing"),
	}, more...)...)
	put(t, dir, "Comments.xml",
		attributes("Id", 1, "PostId", 1, "Score", 4, "Text", "1 < 2, ada@example.org", "CreationDate", on(10), "UserId", 5),
		attributes("Id", 2, "PostId", 3, "Score", 0, "Text", "Thanks", "CreationDate", on(11), "UserId", 4),
		attributes("Id", 3, "PostId", 2, "Score", 0, "Text", "Vi", "CreationDate", on(12), "UserId", 4),
		attributes("Id", 4, "PostId", 3, "Score", 0, "Text", "Gone", "CreationDate", on(13), "UserDisplayName", "user8"),
		attributes("Id", 5, "PostId", 7, "Score", 0, "Text", "Hm", "CreationDate", on(14), "UserId", -1),
		attributes("Id", 6, "PostId", 99, "Score", 0, "Text", "elsewhere", "CreationDate", on(14), "UserId", 5),
	)
	put(t, dir, "Users.xml",
		attributes("Id", -1, "DisplayName", "Community"), attributes("Id", 3, "DisplayName", "Ada & Co"),
		attributes("Id", 4, "DisplayName", "bob@example.org"), attributes("Id", 5, "DisplayName", "Eve"), attributes("Id", 6, "DisplayName", "Nobody"),
	)
}

func TestDumpConformance(t *testing.T) {
	open := func(_ *testing.T, dir string) collectors.Collector { return unloads(dir) }
	collectortest.Run(t, collectortest.Subject{
		Make: func(t *testing.T, dir string) collectors.Collector {
			var more []string
			for n := range 4 {
				more = append(more, attributes("Id", 20+n, "PostTypeId", 2, "ParentId", 7, "CreationDate", on(15+n), "Body", "y"))
			}
			sample(t, dir, more...)
			return unloads(dir)
		},
		Reopen: open,
		Empty: func(t *testing.T, dir string) collectors.Collector {
			put(t, dir, "Posts.xml")
			return unloads(dir)
		},
		Broken:  open,
		Rejects: 1,
	})
}

// Of a dump that is what the tags find, with all that stands below it.
func TestDump(t *testing.T) {
	dir := t.TempDir()
	sample(t, dir)
	k := harvest().Must(t, unloads(dir))
	read := time.Date(2016, 1, 20, 10, 11, 12, 345e6, time.UTC)
	want := map[string]string{
		"q/1": `question bob 4 "Xen & <div>" [linux xen] words=2 reply= likes=0 replies=3 views=80`,
		"a/3": `answer Ada & Co 3 "" [linux xen] words=4 reply=q/1 likes=7 replies=2 views=0 own accepted`,
		"a/5": `answer bob 4 "" [networking virtualization] words=1 reply=q/7 likes=0 replies=0 views=0`,
		"a/6": `answer   "" [linux xen] words=2 reply=q/1 likes=0 replies=0 views=0`,
		"q/7": `question   "Bridge" [networking virtualization] words=1 reply= likes=0 replies=0 views=3`,
		"c/1": `comment Eve 5 "" [] words=4 reply=q/1 likes=4 replies=0 views=0`,
		"c/2": `comment bob 4 "" [] words=1 reply=a/3 likes=0 replies=0 views=0`,
		"c/4": `comment   "" [] words=1 reply=a/3 likes=0 replies=0 views=0`,
		"c/5": `comment Community -1 "" [] words=1 reply=q/7 likes=0 replies=0 views=0 auto`,
	}
	got := map[string]string{}
	for id, p := range k.Posts {
		id, short := strings.TrimPrefix(id, "unix.stackexchange.com/"), func(s string) string { return strings.TrimPrefix(s, "unix.stackexchange.com/") }
		got[id] = fmt.Sprintf("%s %s %s %q %v words=%d reply=%s likes=%d replies=%d views=%d", p.Kind, p.Author.Name, short(p.Author.Login), p.Title, p.Tags,
			p.Words, short(p.ReplyTo), p.Engagement.Likes, p.Engagement.Replies, p.Engagement.Views)
		for word, is := range map[string]bool{"own": p.Own, "accepted": p.Accepted, "auto": p.Auto} {
			if is {
				got[id] += " " + word
			}
		}
		if !p.Engagement.Read.Equal(read) || p.Version != collectors.Version || p.Place != "unix.stackexchange.com" {
			t.Errorf("%s: read %s, version %d", id, p.Engagement.Read, p.Version)
		}
	}
	for id, text := range want {
		// the order of the three words is that of a map
		if fields, wanted := strings.Fields(got[id]), strings.Fields(text); !sameWords(fields, wanted) {
			t.Errorf("%s:\n got %s\nwant %s", id, got[id], text)
		}
	}
	if len(got) != len(want) || len(k.Rejects) != 1 || k.Span == nil || !k.Span.From.IsZero() || !k.Span.Until.Equal(read) {
		t.Errorf("%d posts, rejects %v, span %v", len(got), k.Rejects, k.Span)
	}
}

func sameWords(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// Posts.xml alone, packed, has no comments and no names; who knows when it was made
// can say so.
func TestDumpOfPosts(t *testing.T) {
	dir := t.TempDir()
	sample(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, "dump", "Posts.xml"))
	if err != nil {
		t.Fatal(err)
	}
	socialtest.Write(t, dir, "Posts.xml.gz", socialtest.Gzip(t, string(text)))
	alone := func(o *Options) { o.Dump, o.Exported = "Posts.xml.gz", "2016-03-01" }
	k := harvest().Must(t, unloads(dir, alone))
	if len(k.Posts) != 5 || k.Posts["unix.stackexchange.com/a/3"].Author != (collectors.Alias{Login: "unix.stackexchange.com/3"}) {
		t.Errorf("%d posts", len(k.Posts))
	}
	if march := time.Date(2016, 3, 1, 0, 0, 0, 0, time.UTC); !k.Span.Until.Equal(march) || !k.Posts["unix.stackexchange.com/a/3"].Engagement.Read.Equal(march) {
		t.Errorf("span %v", k.Span)
	}
}

// A new dump takes the place of the old one.
func TestDumpReplaced(t *testing.T) {
	dir := t.TempDir()
	sample(t, dir)
	k := harvest().Must(t, unloads(dir))
	put(t, dir, "Posts.xml", attributes("Id", 1, "PostTypeId", 1, "CreationDate", on(1), "LastActivityDate", on(30), "Title", "Xen", "Tags", "<xen>"))
	var gone []string
	err := unloads(dir).Collect(t.Context(), k.Cursor, func(b collectors.Batch) error {
		gone = append(gone, b.Gone...)
		for _, item := range b.Items {
			for _, prefix := range b.Gone {
				if strings.HasPrefix(item.Origin, prefix) {
					t.Errorf("%s is new and gone", item.Origin)
				}
			}
		}
		return nil
	})
	if err != nil || len(gone) != 1 {
		t.Errorf("%q is gone: %v", gone, err)
	}
}

func TestRows(t *testing.T) {
	long := `<row Id="1" Body="` + strings.Repeat("x", maxRow) + `" />`
	for text, want := range map[string]string{
		`<row Id="1" Title="a &quot;b&quot; &#xA;" />`: "1 \"a \\\"b\\\" \\n\" <nil>",
		"<posts>\n\n</posts>":                          "",
		`<row Id="1" Title="a`:                         "0 \"\" " + errNoRow.Error(),
		`<row Id="1"`:                                  "0 \"\" " + errNoRow.Error(),
		`<row Id='1' />`:                               "0 \"\" " + errNoRow.Error(),
		`<post Id="1" />`:                              "0 \"\" " + errNoRow.Error(),
		"<posts>\nwhat":                                "0 \"\" " + errNoRow.Error(),
		`<row Id="one" />`:                             "0 \"\" Id: \"one\" is no number",
		`<row Id="-1" />`:                              "0 \"\" Id: -1 is less than 0",
		long:                                           "0 \"\" " + errLong.Error(),
	} {
		got := ""
		err := rows(t.Context(), strings.NewReader(text), func(r row) error {
			id := r.count("Id")
			if r.err != nil {
				id = 0
			}
			title := r.value("Title")
			if r.err != nil {
				title = ""
			}
			got += fmt.Sprintf("%d %q %v", id, title, r.err)
			return nil
		})
		if err != nil || got != want {
			t.Errorf("%.60s:\n got %s\nwant %s (%v)", text, got, want, err)
		}
	}
}

// An archive that cannot be read is an error, not ten thousand rows in quarantine.
func TestNoDump(t *testing.T) {
	dir := t.TempDir()
	socialtest.Write(t, dir, "dump/Posts.xml", "7z\xbc\xaf'\x1c\n\n\x00\n")
	if err := harvest().Take(t, unloads(dir)); !errors.Is(err, errNoXML) {
		t.Errorf("got %v", err)
	}
}

// FuzzDump reads whatever file: each row becomes one item at most, and no address gets
// through.
func FuzzDump(f *testing.F) {
	f.Add([]byte(attributes("Id", 1, "PostTypeId", 1, "CreationDate", on(1), "Title", "ask ada@example.org", "Tags", "<xen>", "Body", "<p>x", "OwnerUserId", 4)))
	f.Add([]byte("<posts>\r\n  <row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" CreationDate=\"x\" />\n<row \n<row />\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		socialtest.Write(t, dir, "dump", string(text))
		items := 0
		err := unloads(dir).Collect(context.Background(), nil, func(b collectors.Batch) error {
			items += len(b.Items)
			for _, item := range b.Items {
				if (item.Record == nil) == (item.Reject == nil) {
					t.Errorf("%s is neither a record nor a reject", item.Origin)
				}
				if all, err := json.Marshal(item.Record); err != nil || strings.Contains(string(all), "ada@example.org") {
					t.Errorf("an address gets through, or %v: %s", err, all)
				}
			}
			return nil
		})
		if lines := bytes.Count(text, []byte("\n")) + 1; err == nil && items > lines {
			t.Errorf("%d items in %d lines", items, lines)
		}
	})
}
