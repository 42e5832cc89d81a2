package warehouse

import (
	"context"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed sql
var statements embed.FS

// statement is the text of a file in sql.
func statement(name string) string {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the name is a constant of this package
	}
	return string(text)
}

// withdrawnAtOnce is how many prefixes one statement looks for.
const withdrawnAtOnce = 200

// withdraw marks as deleted what a source no longer holds, named by what its
// origins begin with: the ledger's lines first, then the records that no line is
// left of.
func (r *Run) withdraw(ctx context.Context, gone []string) error {
	for prefixes := range slices.Chunk(gone, withdrawnAtOnce) {
		if err := r.withdrawSome(ctx, prefixes); err != nil {
			return fmt.Errorf("withdraw %q and others: %w", prefixes[0], err)
		}
	}
	return nil
}

func (r *Run) withdrawSome(ctx context.Context, prefixes []string) error {
	params := Params{
		"source": r.meta.source, "prefixes": strings.Join(prefixes, "\x00"),
		"fetched": r.meta.fetched.UTC().Format("2006-01-02 15:04:05"), "run": r.meta.run.String(),
	}
	if err := Exec(ctx, r.store.Conn, statement("withdraw_items"), params); err != nil {
		return fmt.Errorf("items: %w", err)
	}
	for _, w := range withdrawals() {
		if err := r.withdrawRows(ctx, w, params); err != nil {
			return fmt.Errorf("%s: %w", w.table, err)
		}
	}
	if err := Exec(ctx, r.store.Conn, statement("withdraw_rejects"), params); err != nil {
		return fmt.Errorf("golden_private.rejects: %w", err)
	}
	return r.withdrawWaves(ctx, params)
}

// A withdrawal marks a table's rows by a statement that knows their keys.
type withdrawal struct{ table, statement string }

func withdrawals() []withdrawal {
	return []withdrawal{
		{"golden.message_copies", "withdraw_messages"}, {"golden.message_trailers", "withdraw_messages"},
		{"golden.message_patches", "withdraw_messages"}, {"golden_private.message_text", "withdraw_messages"},
		{"golden.posts", "withdraw_posts"}, {"golden_private.post_text", "withdraw_posts"},
		{"golden.audience", "withdraw_audience"},
	}
}

func (r *Run) withdrawRows(ctx context.Context, w withdrawal, params Params) error {
	with := maps.Clone(params)
	with["database"], with["table"], _ = strings.Cut(w.table, ".")
	return Exec(ctx, r.store.Conn, statement(w.statement), with)
}

// withdrawWaves deletes what is stored of waves of a survey. It is no mark: a form
// may have been corrected because something was stored that must not be.
func (r *Run) withdrawWaves(ctx context.Context, params Params) error {
	for _, table := range surveyTableNames() {
		with := maps.Clone(params)
		with["database"], with["table"], _ = strings.Cut(table, ".")
		found, err := Rows[struct {
			Rows uint64 `ch:"rows"`
		}](ctx, r.store.Conn, statement("stored_waves"), with)
		if err == nil && found[0].Rows > 0 {
			err = Exec(ctx, r.store.Conn, statement("withdraw_waves"), with)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return nil
}
