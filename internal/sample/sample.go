package sample

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"
)

// Options say how large a community is and which one. Zero values stand for
// the defaults.
type Options struct {
	Seed uint64
	// End is when the sample ends, cut to a UTC day. It must be given: nothing
	// here reads a clock. Quarters whole quarters lie before it, and what has
	// passed of the running one.
	End      time.Time
	Quarters int     // 16
	Messages int     // about how many a quarter, on both lists; 375
	Commits  int     // about how many a quarter, in both repositories; 94
	Size     float64 // multiplies Messages and Commits; 1
	Growth   float64 // a year: 0.05 is 5 %
	Forge    bool    // a third repository, with issues and pull requests on a forge
}

// ErrNotEmpty says that a sample would mix with something else.
var ErrNotEmpty = errors.New("folder is not empty")

func (o Options) filled() (Options, error) {
	orElse(&o.Quarters, 16)
	orElse(&o.Messages, 375)
	orElse(&o.Commits, 94)
	orElse(&o.Size, 1)
	if o.End.IsZero() {
		return o, errors.New("sample: no end given")
	}
	if o.Quarters < 1 || o.Messages < 1 || o.Commits < 1 || o.Size < 0 || o.Growth <= -1 {
		return o, errors.New("sample: quarters, messages, commits and size must be positive")
	}
	o.Messages = max(1, int(float64(o.Messages)*o.Size))
	o.Commits = max(1, int(float64(o.Commits)*o.Size))
	return o, nil
}

func orElse[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

// Write writes a synthetic community into dir, which must be empty or not
// exist: hypervisor.git and tools.git, lists/…, surveys/…, social/…, goldenratio.yaml with the
// files that it names, and truth.json; with a forge console.git as well. What the forge itself holds is
// in the truth alone, for a server to serve. Equal options give equal bytes. It
// needs git.
func Write(ctx context.Context, dir string, o Options) (*Truth, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	if err := prepare(dir); err != nil {
		return nil, fmt.Errorf("write sample %s: %w", dir, err)
	}
	truth, more, err := simulate(ctx, dir, o)
	if err != nil {
		return nil, fmt.Errorf("write sample %s: %w", dir, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "goldenratio.yaml"), []byte(configuration(o, more)), 0o644); err != nil {
		return nil, fmt.Errorf("write sample %s: %w", dir, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "domains.map"), []byte(firmsMap), 0o644); err != nil {
		return nil, fmt.Errorf("write sample %s: %w", dir, err)
	}
	return truth, truth.write(filepath.Join(dir, "truth.json"))
}

func prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = ErrNotEmpty
	}
	return err
}

// simulate runs the community and closes what it wrote to, however it ended. It
// returns the entries of the survey and of what was said elsewhere in the
// configuration, too.
func simulate(ctx context.Context, dir string, o Options) (_ *Truth, entries string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := newTown(o)
	if err := t.build(ctx, dir); err != nil {
		cancel()
		return nil, "", errors.Join(err, t.close())
	}
	if err := t.run(ctx); err != nil {
		cancel() // ends git at once
		_ = t.close()
		return nil, "", err
	}
	if err := t.close(); err != nil {
		return nil, "", err
	}
	t.tally.truth.Sources = t.ledgers()
	t.tally.truth.Changes = t.tally.history()
	t.tally.truth.People = t.crowd.humans()
	if t.yard != nil {
		t.tally.truth.Forge = t.yard.hub
	}
	survey, err := t.surveys(dir)
	if err != nil {
		return nil, "", err
	}
	social, err := t.social(dir)
	if err != nil {
		return nil, "", err
	}
	t.tally.truth.sort()
	return t.tally.truth, survey + social, t.writeDates(dir)
}

func newTown(o Options) *town {
	cal := newCalendar(o.End, o.Quarters)
	t := &town{o: o, cal: cal, now: cal.start(), lex: readLexicon(o.Seed), archives: map[string]*archive{}}
	t.talk, t.hack, t.odd = newDice(o.Seed, 1), newDice(o.Seed, 2), newDice(o.Seed, 3)
	t.crowd = &crowd{d: newDice(o.Seed, 4), kin: newDice(o.Seed, 8), lex: t.lex, taken: map[string]bool{}, users: map[string]bool{}, hosts: map[int]string{}}
	t.crowd.open()
	t.robot = sender{&person{names: []string{"Example CI robot"}}, "Example CI robot", address{t.crowd.newID(), "ci-robot@example.org"}}
	t.keepers = max(3, int(8*math.Pow(float64(o.Commits)/94, 0.4)))
	noise := newDice(o.Seed, 5)
	for range cal.quarters() + 1 {
		t.noise = append(t.noise, noise.spread(1, 0.08))
	}
	truth := &Truth{Synthetic: true, Seed: o.Seed, Start: time.Unix(cal.start(), 0).UTC(), AsOf: time.Unix(cal.end, 0).UTC()}
	for q := range cal.quarters() {
		truth.Quarters = append(truth.Quarters, cal.label(q))
	}
	t.tally = newTally(cal, truth, t.crowd.hosts)
	t.tally.problems = problems(cal, newDice(o.Seed, 7))
	return t
}

// build creates the archives and repositories.
func (t *town) build(ctx context.Context, dir string) (err error) {
	packed := time.Unix(t.cal.end, 0).UTC().AddDate(-1, 0, 0).Unix()
	for _, list := range []string{listDevel, listUsers} {
		if t.archives[list], err = newArchive(filepath.Join(dir, "lists", list), packed); err != nil {
			return err
		}
	}
	t.hyper = &shop{scope: scopeHyper, dirs: "dir"}
	t.tools = &shop{scope: scopeTools, dirs: "tooldir"}
	if t.hyper.repo, err = newRepo(ctx, filepath.Join(dir, "hypervisor.git")); err != nil {
		return err
	}
	if t.tools.repo, err = newRepo(ctx, filepath.Join(dir, "tools.git")); err != nil {
		return err
	}
	if t.o.Forge {
		t.yard, err = newYard(ctx, t, dir)
	}
	return err
}

func (t *town) close() error {
	var errs []error
	for _, list := range []string{listDevel, listUsers} {
		if a := t.archives[list]; a != nil {
			errs = append(errs, a.close())
		}
	}
	for _, s := range []*shop{t.hyper, t.tools} {
		if s != nil && s.repo != nil {
			errs = append(errs, s.repo.close())
		}
	}
	if t.yard != nil {
		errs = append(errs, t.yard.close())
	}
	return errors.Join(errs...)
}

func (t *town) ledgers() map[string]Ledger {
	all := map[string]Ledger{
		listDevel:    t.archives[listDevel].ledger,
		listUsers:    t.archives[listUsers].ledger,
		"hypervisor": {Received: t.hyper.repo.items},
		"tools":      {Received: t.tools.repo.items},
	}
	if t.yard != nil {
		all["console"] = Ledger{Received: t.yard.repo.items}
	}
	return all
}
