// Package forge is what the collectors of forges share: how a forge's instants
// become dates and versions, its texts fit for public columns, and what cannot be
// read a reject; and how batches are sent.
package forge

import (
	"strings"
	"time"

	"goldenratio/collectors"
)

// Dated is an instant that a forge's own clock gave; the zero time is none, and
// so is one before there were forges.
func Dated(at time.Time) collectors.Dated {
	if at.IsZero() {
		return collectors.Dated{Source: collectors.DateNone}
	}
	at = at.UTC()
	raw := at.Format(time.RFC3339)
	if at.Year() < 1990 || at.Year() > 2100 {
		return collectors.Dated{Raw: raw, Source: collectors.DateNone}
	}
	return collectors.Dated{At: at, Raw: raw, Source: collectors.DateForge}
}

// Version is an instant as the version of a record.
func Version(at time.Time) uint64 {
	if at.IsZero() {
		return 0
	}
	return uint64(max(0, at.UnixMilli()))
}

// Day is the UTC day of an instant; the zero time has none.
func Day(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC().Truncate(24 * time.Hour)
}

// Login is an account's name with the host that knows it: github.com/ada. Forges
// tell no upper from lower case in it.
func Login(host, name string) string {
	if name == "" {
		return ""
	}
	return host + "/" + strings.ToLower(name)
}
