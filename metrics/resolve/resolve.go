package resolve

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"golang.org/x/sync/errgroup"

	"goldenratio/internal/warehouse"
)

//go:embed sql
var statements embed.FS

// How long an answer to a mail may take, and to a change, in business days
// (kpis.md).
const (
	answerDays = 5
	reviewDays = 2
)

// Options say what to resolve.
type Options struct {
	// AsOf is the time at which the community is looked at: what is dated later
	// does not exist yet.
	AsOf time.Time
	// Identities is the map of golden.identity_maps that says who is who; empty
	// for what is known now.
	Identities string
	// People stand for all that is known of people, Identities included, where
	// they are given: what would be if they were so.
	People *People
}

// Build fills the resolved tables from the facts in the database golden.
//
// The current database of conn's connections must hold the empty resolved
// tables and the table business_days, which reaches from before the first
// message to two weeks after AsOf (the deadline of a thread outside it is
// 1970-01-01, not known). Tables that are needed only in between are named
// resolve_…; they are dropped at the end, and at the beginning where an earlier
// Build was interrupted. Nothing else may use that database meanwhile.
func Build(ctx context.Context, conn driver.Conn, o Options) error {
	return newBuilder(conn, o).build(ctx, o.People)
}

// build runs what does not need one another at once, two steps at a time: the
// engine waits for Go in some of them, and for the disk in others.
func (b builder) build(ctx context.Context, people *People) error {
	if err := b.drop(ctx); err != nil {
		return err
	}
	if err := b.people(ctx, people); err != nil {
		return err
	}
	if err := b.run(ctx, "create_deadlines", "create_series", "members"); err != nil {
		return err
	}
	for _, pair := range [][2]step{{b.mail, b.code}, {b.given, b.sent}, {b.answered, b.linked}} {
		if err := both(ctx, pair[0], pair[1]); err != nil {
			return err
		}
	}
	if err := both(ctx, b.changes, b.social); err != nil {
		return err
	}
	if err := b.surveys(ctx); err != nil {
		return fmt.Errorf("resolve surveys: %w", err)
	}
	return b.drop(ctx)
}

// A step makes some of the tables.
type step func(context.Context) error

// both runs two steps at once.
func both(ctx context.Context, one, other step) error {
	group, inner := errgroup.WithContext(ctx)
	group.Go(func() error { return one(inner) })
	group.Go(func() error { return other(inner) })
	return group.Wait()
}

// mail makes messages.
func (b builder) mail(ctx context.Context) error {
	if err := b.run(ctx, "create_heads", "heads", "create_places", "create_links"); err != nil {
		return err
	}
	if err := b.thread(ctx); err != nil {
		return fmt.Errorf("resolve threads: %w", err)
	}
	return b.run(ctx, "messages")
}

// code makes what forges hold beside changes, and commits: a review on a forge
// may cover them. Then what patches and approvals in mails are, one by one, of
// which the messages need nothing.
func (b builder) code(ctx context.Context) error {
	if err := b.run(ctx, forge()...); err != nil {
		return err
	}
	if err := b.run(ctx, "issue_responses", "issue_closings", "issues", "issue_states", "tests"); err != nil {
		return err
	}
	if err := b.paths(ctx); err != nil {
		return fmt.Errorf("resolve paths: %w", err)
	}
	err := b.run(ctx, "create_areas", "maintainers", "create_objects", "create_lines", "create_named", "create_pushed", "create_landed", "create_covered", "commits", "releases")
	if err != nil {
		return err
	}
	if err := b.firsts(ctx); err != nil {
		return fmt.Errorf("resolve releases: %w", err)
	}
	return b.run(ctx, "release_commits", "planned_releases", "advisories", "create_patches", "create_acks")
}

// forge lists the statements that make what is known of changes and issues of
// forges, each once, of what sources show.
func forge() []string {
	return []string{
		"create_repositories", "create_items", "create_acts", "create_closings",
		"create_offers", "create_decisions", "create_approved", "create_rounds",
	}
}

// given makes what people gave: tags and all contributions, and which questions
// they asked. Messages and what code makes stand.
func (b builder) given(ctx context.Context) error {
	if err := b.run(ctx, "create_tags", "tags_given", "activity"); err != nil {
		return err
	}
	if err := b.questions(ctx); err != nil {
		return fmt.Errorf("resolve questions: %w", err)
	}
	return nil
}

// sent makes the patches of changes by mail. Messages stand.
func (b builder) sent(ctx context.Context) error {
	if err := b.series(ctx); err != nil {
		return fmt.Errorf("resolve series: %w", err)
	}
	return b.run(ctx, "create_sent", "change_patches")
}

// answered makes threads, and the answers to changes by mail. Tags, questions and
// patches stand.
func (b builder) answered(ctx context.Context) error {
	return b.run(ctx, "threads", "change_responses", "change_versions", "create_latest")
}

// linked makes which patch became which commit. Patches and commits stand.
func (b builder) linked(ctx context.Context) error {
	if err := b.link(ctx); err != nil {
		return fmt.Errorf("resolve commit links: %w", err)
	}
	return nil
}

// changes makes changes and what became of them: all else stands. Those by mail
// come first: what is found out about them reads all that the tables hold.
func (b builder) changes(ctx context.Context) error {
	return b.run(ctx, "changes", "forge_patches", "forge_links", "forge_responses", "forge_versions", "forge_changes", "change_states")
}

// social makes what was written on networks, in forums and in chats, and who
// follows there. It reads nothing that other steps make.
func (b builder) social(ctx context.Context) error {
	return b.run(ctx, "create_posts", "network_posts", "forum_questions", "network_audience")
}

// A builder runs the statements of sql/ by their names.
type builder struct {
	conn   driver.Conn
	params warehouse.Params
	atOnce int // commits that are linked at a time
}

func newBuilder(conn driver.Conn, o Options) builder {
	params := warehouse.Params{
		"as_of":       o.AsOf.UTC().Format(time.DateTime),
		"answer_days": strconv.Itoa(answerDays),
		"review_days": strconv.Itoa(reviewDays),
		"identities":  o.Identities,
	}
	return builder{conn: conn, params: params, atOnce: linkedAtOnce}
}

func (b builder) run(ctx context.Context, names ...string) error {
	for _, name := range names {
		if err := warehouse.Exec(ctx, b.conn, statement(name), b.params); err != nil {
			return fmt.Errorf("resolve %s: %w", strings.TrimPrefix(name, "create_"), err)
		}
	}
	return nil
}

// drop removes the tables in between: those that a create_ statement makes.
func (b builder) drop(ctx context.Context) error {
	names, err := fs.Glob(statements, "sql/create_*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		table := "resolve_" + strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "create_"), ".sql")
		if err := warehouse.Exec(ctx, b.conn, statement("drop"), warehouse.Params{"table": table}); err != nil {
			return fmt.Errorf("drop %s: %w", table, err)
		}
	}
	return nil
}

// statement is an embedded file's text; a name that is none is a slip that
// every test finds.
func statement(name string) string {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err)
	}
	return string(text)
}
