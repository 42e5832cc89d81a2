package thread_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/message"
	"goldenratio/internal/realdata"
	"goldenratio/metrics/resolve/thread"
)

// TestThreadsAgreeWithNotmuch threads the real archives, and the corpora that
// notmuch's own tests use, by headers alone, and counts the mails whose
// thread-mates notmuch sees otherwise.
func TestThreadsAgreeWithNotmuch(t *testing.T) {
	if _, err := exec.LookPath("notmuch"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	const corpora = "mail/nasty-dev/notmuch/test/corpora/"
	for _, c := range []struct {
		name, pack, path string
		mails, differ    int
	}{
		{"virtualization", "mail-virtualization-2020h1-dev", "mail/*/*.gz", 3359, 0},
		{"xen threads", "mail-virtualization-xen-threads-dev", "mail/*/*.gz", 721, 0},
		{"xdp-newbies", "mail-xdp-newbies-public-inbox-dev", "mail/*/0.git", 1940, 0},
		// One mail's Message-ID lacks its closing bracket. So does its only
		// answer's reference, which counts as none here.
		{"twisted-web", "mail-twisted-web-pipermail-dev", "mail/*/*.gz", 5371, 2},
		// Two mails name a missing one, which a mail names as above one that
		// says itself that it answers nothing: that starts a thread here, of the
		// mail below it alone.
		{"threading", "mail-nasty-dev", corpora + "threading", 12, 3},
		{"default", "mail-nasty-dev", corpora + "default", 52, 0},
		{"broken", "mail-nasty-dev", corpora + "broken", 4, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			mails := readMails(t, filepath.Join(realdata.Unpack(t, c.pack), filepath.FromSlash(c.path)), dir)
			ours, theirs := threadsOf(mails), notmuch(t, dir)
			differ, both := 0, 0
			for id := range ours {
				if theirs[id] == nil {
					t.Errorf("notmuch has no %s", id)
					continue
				}
				both++
				if !slices.Equal(ours[id], theirs[id]) {
					differ++
					t.Logf("%s: here with %q, there with %q", id, ours[id], theirs[id])
				}
			}
			t.Logf("%d of %d mails have the same thread-mates", both-differ, both)
			if both != c.mails || differ != c.differ {
				t.Errorf("%d mails, %d differ, want %d and %d", both, differ, c.mails, c.differ)
			}
		})
	}
}

// readMails parses the mails of an archive, the first under each Message-ID,
// and puts each into a file of a folder cur.
func readMails(t *testing.T, pattern, dir string) map[string]*collectors.Message {
	t.Helper()
	cur := filepath.Join(dir, "cur")
	if err := os.Mkdir(cur, 0o755); err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatal("nothing is", pattern, err)
	}
	mails := make(map[string]*collectors.Message)
	for _, path := range paths {
		for _, raw := range split(t, path) {
			if m, _ := message.Parse(raw, message.Options{}); m != nil && mails[m.ID] == nil {
				name := filepath.Join(cur, fmt.Sprintf("%06d", len(mails)))
				mails[m.ID] = m
				// without bodies, which notmuch would index
				header, _, _ := bytes.Cut(raw, []byte("\n\n"))
				if err := os.WriteFile(name, append(header, "\n\n"...), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return mails
}

// framed is a From_ line with a time of day: what begins a mail in an archive.
var framed = regexp.MustCompile(`(?m)^From [^\n]*\d\d:\d\d:\d\d [^\n]*\n`)

// split gives the mails of an mbox, of a public-inbox repository, or of a
// folder with one in each file.
func split(t *testing.T, path string) (mails [][]byte) {
	t.Helper()
	switch {
	case strings.HasSuffix(path, ".gz"):
		for _, raw := range framed.Split(output(t, "gzip", "-dc", path), -1)[1:] {
			mails = append(mails, []byte(raw))
		}
	case strings.HasSuffix(path, ".git"):
		if err := os.MkdirAll(filepath.Join(path, "refs"), 0o755); err != nil { // empty: it was not unpacked
			t.Fatal(err)
		}
		all := output(t, "sh", "-c", `git -C "$0" log --format=%H:m | git -C "$0" cat-file --batch='%(objectsize)'`, path)
		for all != "" {
			size, rest, _ := strings.Cut(all, "\n")
			n, err := strconv.Atoi(size)
			if err != nil {
				t.Fatal(err)
			}
			mails, all = append(mails, []byte(rest[:n])), rest[n+1:]
		}
	default:
		err := filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(file)
			mails = append(mails, raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return mails
}

// threadsOf gives each mail's thread: the Message-IDs in it.
func threadsOf(mails map[string]*collectors.Message) map[string][]string {
	hash := func(id string) uint64 {
		h := fnv.New64a()
		_, _ = h.Write([]byte(id))
		return h.Sum64()
	}
	var messages []thread.Message
	ids := make(map[uint64]string)
	for id, m := range mails {
		messages = append(messages, thread.Message{ID: hash(id), Mail: hash(id), Date: uint32(m.Date.At.Unix())})
		ids[hash(id)] = id
	}
	forest := thread.New(messages)
	for id, m := range mails {
		var named []uint64
		for _, ref := range slices.Backward(m.References) {
			named = append(named, hash(ref))
		}
		for _, ref := range m.InReplyTo {
			named = append(named, hash(ref))
		}
		if len(named) > 0 || m.Reply {
			forest.Answer(hash(id), named, nil)
		}
	}
	found := make(map[string]uint64)
	for l := range forest.Links {
		found[ids[l.ID]] = l.Thread
	}
	return mates(found)
}

// notmuch gives each mail's thread as notmuch has it.
func notmuch(t *testing.T, dir string) map[string][]string {
	t.Helper()
	config := filepath.Join(t.TempDir(), "config")
	text := "[database]\npath=" + dir + "\n[user]\nprimary_email=nobody@example.org\n[new]\ntags=new\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "notmuch", "--config="+config, "new", "--quiet")
	var threads []struct {
		Thread string
		Query  []*string // "id:a id:b" of those that match and of those that do not
	}
	answer := output(t, "notmuch", "--config="+config, "search", "--format=json", "--exclude=false", "*")
	if err := json.Unmarshal([]byte(answer), &threads); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, one := range threads {
		for _, query := range one.Query {
			if query == nil {
				continue
			}
			for _, id := range strings.Fields(*query) {
				found[strings.Trim(strings.TrimPrefix(id, "id:"), `"`)] = one.Thread
			}
		}
	}
	return mates(found)
}

// mates gives each mail all that are in its thread.
func mates[T comparable](threads map[string]T) map[string][]string {
	members := make(map[T][]string)
	for id, thread := range threads {
		members[thread] = append(members[thread], id)
	}
	all := make(map[string][]string, len(threads))
	for _, ids := range members {
		slices.Sort(ids)
		for _, id := range ids {
			all[id] = ids
		}
	}
	return all
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	return string(out)
}
