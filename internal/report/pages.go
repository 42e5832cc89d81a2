package report

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

//go:embed sql/pages.sql
var pagesSQL string

// pages are a scope's repositories on forges. What a forge says of itself may
// lead anywhere, so that links lead below the pages of these and nowhere else.
type pages []repository

type repository struct {
	Name string `ch:"name"`
	Page string `ch:"page"`
}

func readPages(ctx context.Context, conn driver.Conn, scope string) (pages, error) {
	all, err := warehouse.Rows[repository](ctx, conn, pagesSQL, warehouse.Params{"scope": scope})
	if err != nil {
		return nil, fmt.Errorf("read pages of repositories: %w", err)
	}
	return all, nil
}

// names are those of the repositories.
func (p pages) names() []string {
	names := make([]string, len(p))
	for i, r := range p {
		names[i] = called(r.Name)
	}
	return sortedUnique(names)
}

// link is the page of an issue or a request, if it is one of a repository's.
func (p pages) link(ref string) string {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || strings.Contains(u.Path, "/../") {
		return ""
	}
	below := func(r repository) bool { return strings.HasPrefix(ref, strings.TrimSuffix(r.Page, "/")+"/") }
	if !slices.ContainsFunc(p, below) {
		return ""
	}
	return u.String()
}
