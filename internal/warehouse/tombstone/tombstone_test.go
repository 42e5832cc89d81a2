package tombstone

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

var (
	key = []byte("a key for tests, of 32 bytes ...")
	ada = uuid.UUID{1}
)

// list forgets one person.
func list() *List {
	hash := NewHash(key)
	var marks []Mark
	mark := func(kind Kind, text string) { marks = append(marks, Mark{hash.Of(kind, text), string(kind), ada}) }
	mark(Address, "Ada@Example.org")
	mark(Login, "forge.example.org/ada")
	mark(Login, "example.org/git/ada")
	mark(Handle, "ada")
	for _, spelling := range Spellings("Ada K. Lovelace-Byron") {
		mark(Name, spelling)
		mark(Word, strings.Fields(spelling)[0])
	}
	return NewList(key, marks)
}

func TestReword(t *testing.T) {
	name, _ := list().has(Name, "ada k lovelace byron")
	turned, _ := list().has(Name, "byron ada k lovelace")
	login, _ := list().has(Login, "forge.example.org/ada")
	below, _ := list().has(Login, "example.org/git/ada")
	handle, _ := list().has(Handle, "ada")
	for text, want := range map[string]string{
		"":                                   "",
		"Ada K. Lovelace-Byron":              name,
		"thank ADA K LOVELACE  BYRON, all":   "thank " + name + ", all",
		"credits: Byron, Ada K. Lovelace.":   "credits: " + turned + ".",
		"people/ada_k_lovelace-byron.md":     "people/" + name + ".md",
		"Ada Ada K. Lovelace-Byron":          "Ada " + name,
		"Ada K. Lovelace":                    "Ada K. Lovelace",
		"Ada Kay Lovelace-Byron":             "Ada Kay Lovelace-Byron",
		"ask ada@example.org (or not)":       "ask <address> (or not)",
		"ask <ADA@example.org>.":             "ask <<address>>.",
		"ask ada at example.org":             "ask <address>",
		"mail --to=ada@example.org":          "mail --to=<address>",
		"wada@example.org":                   "wada@example.org",
		"https://forge.example.org/ada/tool": "https://forge.example.org/" + login + "/tool",
		"forge.example.org/ada.":             "forge.example.org/" + login + ".",
		"https://Example.org/git/Ada/tool":   "https://Example.org/git/" + below + "/tool",
		"https://example.org/git/adam":       "https://example.org/git/adam",
		"https://forge.example.org/adam":     "https://forge.example.org/adam",
		"other.example.org/ada":              "other.example.org/ada",
		"ada/tool":                           handle + "/tool",
		"drivers/ada/tool.c":                 "drivers/ada/tool.c",
		"cc @ada, @adam and a@ada":           "cc @" + handle + ", @adam and a@ada",
		"/users/Ada/events":                  "/users/" + handle + "/events",
		"(-.ada@example.org)":                "(-.<address>)",
		"look at ada.c":                      "look at ada.c",
	} {
		if got := list().Reword(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// What was reworded is left as it is when it comes again.
func TestRewordTwice(t *testing.T) {
	l := list()
	once := l.Reword("Ada K. Lovelace-Byron, forge.example.org/ada, ada@example.org, @ada")
	if again := l.Reword(once); again != once || strings.Contains(strings.ToLower(once), "lovelace") {
		t.Errorf("%q becomes %q", once, again)
	}
}

func TestPerson(t *testing.T) {
	for _, tc := range []struct {
		address, login, name string
		want                 bool
	}{
		{"ada@example.ORG", "", "", true},
		{"new@example.org", "forge.example.org/Ada", "Someone", true},
		{"new@example.org", "", "Ada K Lovelace Byron", true},
		{"new@example.org", "", "Ada", false},
		{"", "other.example.org/ada", "", false},
		{"", "", "", false},
	} {
		if person, ok := list().Person(tc.address, tc.login, tc.name); ok != tc.want || ok && person != ada {
			t.Errorf("%+v is forgotten: %t", tc, ok)
		}
	}
}

// Another key finds nobody: a copied list tells nothing.
func TestAnotherKey(t *testing.T) {
	l := list()
	l.hash = NewHash([]byte("another key"))
	if text := "Ada K. Lovelace-Byron <ada@example.org>"; l.Reword(text) != text {
		t.Error("a list is read with another key")
	}
}

func BenchmarkReword(b *testing.B) {
	l := list()
	const text = "[PATCH v3 12/21] x86/mm: look at the page tables of a domain that dies, says the hypervisor of host 7"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l.Reword(text)
	}
}

// A reworded text has nothing left to reword, and no form of the name in it.
func FuzzReword(f *testing.F) {
	for _, text := range []string{
		"Ada K. Lovelace-Byron", "ada@example.org, ada at example.org", "/users/ada/forge.example.org/ada", "@ada @@ada a@ada",
		"Ada K. Ada K. Lovelace-Byron", "\xff ada_k-lovelace\u0301 byron", "byron ada k lovelace byron",
	} {
		f.Add(text)
	}
	l := list()
	f.Fuzz(func(t *testing.T, text string) {
		once := l.Reword(text)
		if again := l.Reword(once); again != once {
			t.Errorf("%q becomes %q, then %q", text, once, again)
		}
		if strings.Contains(strings.ToLower(" "+once+" "), " ada k lovelace byron ") {
			t.Errorf("%q becomes %q", text, once)
		}
	})
}
