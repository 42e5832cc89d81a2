package link_test

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/code/git"
)

// A scene turns a real history into one in which patches are mailed, reviewed
// and committed. What is drawn is drawn with a seed that nobody could choose:
// the bundle's own SHA-256.
type scene struct {
	*repo
	name    string
	rnd     *rand.Rand
	head    []commit
	at      map[string]int                // index in head, by SHA
	known   map[string]*collectors.Commit // what the collector reads, by SHA
	lags    []int64                       // real times between writing and committing
	habits  []string                      // prefixes that subjects begin with, as often as they do
	gone    map[string]bool               // commits of head that were mailed: others stand for them
	mails   []mail
	letters []mail
	made    []string // commits that the maintainers made
	truth   []pair
	units   int
}

// A mail is a patch that was sent.
type mail struct {
	unit, version, number int
	id                    string
	raw                   string
}

// A pair is a true link.
type pair struct {
	id, sha string
	how     string // what was done to the patch
}

// open reads a bundle.
func open(t *testing.T, name string) *scene {
	t.Helper()
	bundle := name + "-dev.bundle"
	r := clone(t, bundle)
	s := &scene{
		repo: r, name: name, rnd: rand.New(seed(t, bundle)), head: r.history("HEAD"),
		at: map[string]int{}, known: map[string]*collectors.Commit{}, gone: map[string]bool{},
	}
	for i, c := range s.head {
		s.at[c.sha] = i
	}
	s.unhide()
	s.learn()
	s.collect()
	return s
}

// stage reads a bundle and plays its scene.
func stage(t *testing.T, name string) *scene {
	t.Helper()
	s := open(t, name)
	replayed := s.replays()
	for _, run := range s.runs(replayed) {
		s.play(run)
	}
	for i, sha := range s.made {
		s.git("", nil, "update-ref", "refs/heads/made/"+name+"/"+hex.EncodeToString([]byte{byte(i >> 8), byte(i)}), sha)
	}
	s.collect()
	return s
}

// unhide makes branches of pull requests' heads, so that the collector reads
// what people proposed before it was rebased and merged.
func (s *scene) unhide() {
	var commands strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(s.git("", nil, "for-each-ref", "--format=%(objectname) %(refname)", "refs/pull")), "\n") {
		if sha, ref, ok := strings.Cut(line, " "); ok {
			fmt.Fprintf(&commands, "create refs/heads/hidden/%s %s\n", strings.TrimPrefix(ref, "refs/"), sha)
		}
	}
	s.git(commands.String(), nil, "update-ref", "--stdin")
}

// seed is the first 16 bytes of the bundle's hash in SHA256SUMS.
func seed(t *testing.T, bundle string) rand.Source {
	t.Helper()
	file, err := os.Open(filepath.Join(shared, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if sum, name, _ := strings.Cut(lines.Text(), "  "); name == bundle {
			var half [2]uint64
			for i := range half {
				b, err := hex.DecodeString(sum[16*i : 16*i+16])
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range b {
					half[i] = half[i]<<8 | uint64(c)
				}
			}
			return rand.NewPCG(half[0], half[1])
		}
	}
	t.Fatalf("no %s in SHA256SUMS", bundle)
	return nil
}

// collect reads all commits with the program's own collector.
func (s *scene) collect() {
	s.t.Helper()
	c := git.New(s.dir, s.t.TempDir(), git.Options{Path: s.dir}, time.Now)
	err := c.Collect(context.Background(), nil, func(b collectors.Batch) error {
		for _, item := range b.Items {
			if c, ok := item.Record.(*collectors.Commit); ok {
				s.known[c.SHA] = c
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

var prefix = regexp.MustCompile(`^[A-Za-z][\w/.-]*( [\w/.-]+)?: `)

// learn takes from the history how its people work.
func (s *scene) learn() {
	for _, c := range s.head {
		if lag := c.committed - c.authored; lag > 3600 {
			s.lags = append(s.lags, lag)
		}
		if p := prefix.FindString(c.subject()); p != "" {
			s.habits = append(s.habits, p)
		}
	}
}

func (s *scene) chance(p float64) bool { return s.rnd.Float64() < p }

func draw[E any](s *scene, from []E) E { return from[s.rnd.IntN(len(from))] }

// lag is a real one of this history.
func (s *scene) lag() int64 { return draw(s, s.lags) }

// pause is the time between a commit and mailing it.
func (s *scene) pause() int64 { return 60 + int64(s.rnd.IntN(7200)) }

// another is some other person of this history.
func (s *scene) another(than who) who {
	for range 100 {
		if w := draw(s, s.head).author; w != than && w.name != "" && w.mail != "" {
			return w
		}
	}
	return who{"Maintainer", "maintainer@example.org"}
}

type birth struct {
	author   who
	authored int64
}

// runs are commits one after the other of one author, as they would be sent as
// one series. Only changes that stand once in the history are taken: of others
// nobody could say which commit is meant.
func (s *scene) runs(taken map[string]bool) [][]commit {
	ids, births := map[string]int{}, map[birth]int{}
	for _, c := range s.head {
		ids[s.known[c.sha].PatchID]++
		births[birth{c.author, c.authored}]++
	}
	var runs [][]commit
	var run []commit
	flush := func() {
		for len(run) > 0 {
			n := min(len(run), 1+int(s.rnd.ExpFloat64()*3), 6)
			runs = append(runs, run[:n])
			run = run[n:]
		}
	}
	for _, c := range s.head {
		k := s.known[c.sha]
		good := c.parent != "" && k.PatchID != "" && len(k.Changes) <= 30 && c.author.name != "" && c.author.mail != "" &&
			c.subject() != "" && ids[k.PatchID] == 1 && births[birth{c.author, c.authored}] == 1 && !taken[c.sha]
		if n := len(run); !good || n > 0 && (c.parent != run[n-1].sha || c.author != run[n-1].author) {
			flush()
		}
		if good {
			run = append(run, c)
		}
	}
	flush()
	s.rnd.Shuffle(len(runs), func(i, j int) { runs[i], runs[j] = runs[j], runs[i] })
	return runs[:min(len(runs), len(s.head)/8, 120)]
}

// replays mails commits that were really rebased, reworded or fixed up: what
// stands on another branch with the same author and author date, which git
// keeps, is the mail; what stands on the default branch is the commit. It
// returns the latter.
func (s *scene) replays() map[string]bool {
	drafts, finals := map[birth][]commit{}, map[birth][]commit{}
	for _, c := range s.history("--branches") {
		b := birth{c.author, c.authored}
		if _, ok := s.at[c.sha]; ok {
			finals[b] = append(finals[b], c)
		} else if c.parent != "" && c.author.name != "" && c.author.mail != "" {
			drafts[b] = append(drafts[b], c)
		}
	}
	taken := map[string]bool{}
	for _, i := range s.rnd.Perm(len(s.head)) {
		c := s.head[i]
		b := birth{c.author, c.authored}
		from := drafts[b]
		if len(finals[b]) != 1 || len(from) == 0 || len(taken) == 100 {
			continue
		}
		one := func(d commit) bool { return d.subject() == from[0].subject() }
		draft := slices.MaxFunc(from, func(a, b commit) int { return int(a.committed - b.committed) })
		before, after := s.known[draft.sha], s.known[c.sha]
		same := before.PatchID == after.PatchID && before.Subject == after.Subject
		if !slices.ContainsFunc(from, func(d commit) bool { return !one(d) }) && !same && before.PatchID != "" && after.PatchID != "" {
			taken[c.sha] = true
			s.replay(draft, c)
		}
	}
	return taken
}

func (s *scene) replay(draft, final commit) {
	s.units++
	sent := min(draft.committed, final.committed-s.lag()) + s.pause()
	id := s.send(1, 1, []commit{draft}, s.base(draft), sent)[0]
	s.truth = append(s.truth, pair{id, final.sha, "replay"})
}

// base is the commit before.
func (s *scene) base(c commit) commit {
	return commit{sha: c.parent, tree: strings.TrimSpace(s.git("", nil, "rev-parse", c.parent+"^{tree}"))}
}
