package warehouse

import (
	"context"
	"time"
)

// A ReleasePlan is one date that was planned for a release.
type ReleasePlan struct {
	Scope    string
	Scopes   []string // Scope and all above it
	Release  string
	Position uint32    // in the order in which the dates of a release were decided
	Planned  time.Time // the day
	Decided  time.Time // the day; zero where nobody knows
}

// A SecurityAdvisory is one security problem; days that are not known are zero.
type SecurityAdvisory struct {
	Scope                    string
	Scopes                   []string // Scope and all above it
	ID                       string
	Reported, Embargo, Fixed time.Time
}

// Plan replaces what the operator's files say of releases and security.
func (s *Store) Plan(ctx context.Context, plans []ReleasePlan, advisories []SecurityAdvisory) error {
	releases := dimension("release_plans",
		col("scope", func(x *ReleasePlan) string { return x.Scope }),
		col("scopes", func(x *ReleasePlan) []string { return x.Scopes }),
		col("release", func(x *ReleasePlan) string { return x.Release }),
		col("position", func(x *ReleasePlan) uint32 { return x.Position }),
		col("planned", func(x *ReleasePlan) time.Time { return day(x.Planned) }),
		col("decided_on", func(x *ReleasePlan) time.Time { return day(x.Decided) }),
	)
	security := dimension("security_advisories",
		col("scope", func(x *SecurityAdvisory) string { return x.Scope }),
		col("scopes", func(x *SecurityAdvisory) []string { return x.Scopes }),
		col("advisory", func(x *SecurityAdvisory) string { return x.ID }),
		col("reported", func(x *SecurityAdvisory) time.Time { return day(x.Reported) }),
		col("embargo_set", func(x *SecurityAdvisory) time.Time { return day(x.Embargo) }),
		col("fixed", func(x *SecurityAdvisory) time.Time { return day(x.Fixed) }),
	)
	if err := replace(ctx, s, releases, plans); err != nil {
		return err
	}
	return replace(ctx, s, security, advisories)
}

// day is what stands for a day in a column: 1970-01-01 where it is not known.
func day(at time.Time) time.Time {
	if at.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return at
}
