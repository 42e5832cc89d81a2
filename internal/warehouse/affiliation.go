package warehouse

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// An Organisation is one that people work for.
type Organisation struct {
	ID    string    `ch:"organisation"`
	Name  string    `ch:"name"`
	Owner string    `ch:"owner"`
	Since time.Time `ch:"since"` // first day as a part of Owner; 1970 for always
}

// An Affiliation is some time of one person's work.
type Affiliation struct {
	Person       uuid.UUID `ch:"person_id"`
	From         time.Time `ch:"from"`
	Until        time.Time `ch:"until"` // the first day after
	Organisation string    `ch:"organisation"`
	Unit         string    `ch:"unit"`
	Evidence     string    `ch:"evidence"`
}

// A Membership is some time of an organisation as a member of the community's own.
type Membership struct {
	Organisation, Level string
	From, Until         time.Time
}

// Affiliate replaces what is known of organisations and of who works for them.
func (s *Store) Affiliate(ctx context.Context, organisations []Organisation, affiliations []Affiliation) error {
	firms := dimension("organisations",
		col("organisation", func(x *Organisation) string { return x.ID }),
		col("name", func(x *Organisation) string { return x.Name }),
		col("owner", func(x *Organisation) string { return x.Owner }),
		col("since", func(x *Organisation) time.Time { return x.Since }),
	)
	stretches := dimension("affiliations",
		col("person_id", func(x *Affiliation) uuid.UUID { return x.Person }),
		col("from", func(x *Affiliation) time.Time { return x.From }),
		col("until", func(x *Affiliation) time.Time { return x.Until }),
		col("organisation", func(x *Affiliation) string { return x.Organisation }),
		col("unit", func(x *Affiliation) string { return x.Unit }),
		col("evidence", func(x *Affiliation) string { return x.Evidence }),
	)
	if err := replace(ctx, s, firms, organisations); err != nil {
		return err
	}
	return replace(ctx, s, stretches, affiliations)
}

// Organisations are those known now.
func (s *Store) Organisations(ctx context.Context) ([]Organisation, error) {
	return Rows[Organisation](ctx, s.Conn, statement("organisations"), nil)
}

func memberships() *table[Membership] {
	return dimension("memberships",
		col("organisation", func(x *Membership) string { return x.Organisation }),
		col("level", func(x *Membership) string { return x.Level }),
		col("from", func(x *Membership) time.Time { return x.From }),
		col("until", func(x *Membership) time.Time { return x.Until }),
	)
}

// A Use is a month in which somebody wrote under an alias.
type Use struct {
	Alias uuid.UUID `ch:"alias_id"`
	First time.Time `ch:"first"`
	Last  time.Time `ch:"last"`
	Days  uint64    `ch:"days"`
}

// EachUse reads when aliases were used, in the order of their ids and months.
func (s *Store) EachUse(ctx context.Context, do func(*Use) error) error {
	return Each(ctx, s.Conn, statement("uses"), nil, do)
}

// A Page is what somebody's public page says of work: only affiliation reads it.
type Page struct {
	Alias   uuid.UUID `ch:"alias_id"`
	Company string    `ch:"company"`
	Changed time.Time `ch:"changed"`
}

// EachPage reads what public pages say, in the order of aliases.
func (s *Store) EachPage(ctx context.Context, do func(*Page) error) error {
	return Each(ctx, s.Conn, statement("profiles"), nil, do)
}

// Programs are the logins that forges say are no people.
func (s *Store) Programs(ctx context.Context) (logins []string, err error) {
	type row struct {
		Login string `ch:"login"`
	}
	err = Each(ctx, s.Conn, statement("programs"), nil, func(r *row) error {
		logins = append(logins, r.Login)
		return nil
	})
	return logins, err
}

// A Stranger is somebody of whom it is not known for whom they worked.
type Stranger struct {
	Person        string    `ch:"person_id" json:"person_id"`
	Name          string    `ch:"name" json:"name"`
	Contributions uint64    `ch:"contributions_unknown" json:"contributions"`
	Share         float64   `ch:"share" json:"share"`     // of all contributions
	Unknown       float64   `ch:"unknown" json:"unknown"` // the share of all strangers
	Last          time.Time `ch:"last" json:"last"`
}

// Strangers are those whose affiliation would say most about a scope's last
// quarters, the first ones first. It reads what the last compute resolved.
func (s *Store) Strangers(ctx context.Context, scope string, quarters, limit int) ([]Stranger, error) {
	params := Params{"scope": scope, "quarters": strconv.Itoa(quarters), "limit": strconv.Itoa(limit)}
	return Rows[Stranger](ctx, s.Conn, statement("strangers"), params)
}
