package report

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse"
)

//go:embed sql/archives.sql
var archivesSQL string

// archives are the patterns of the addresses of mails, by list.
type archives map[string]string

func readArchives(ctx context.Context, conn driver.Conn) (archives, error) {
	type row struct {
		List    string `ch:"list"`
		Address string `ch:"archive_url"`
	}
	rows, err := warehouse.Rows[row](ctx, conn, archivesSQL, nil)
	if err != nil {
		return nil, fmt.Errorf("read archives: %w", err)
	}
	all := make(archives, len(rows))
	for _, r := range rows {
		all[r.List] = r.Address
	}
	return all, nil
}

// link is where a mail can be read: in the archive of the first of its lists
// that has one.
func (a archives) link(lists []string, ref string) string {
	for _, list := range lists {
		if address := archive(a[list], ref); address != "" {
			return address
		}
	}
	return ""
}

// place of a Message-ID in the address of an archive.
const idPlace = "{message_id}"

// archive is the address of a message in an archive, by the pattern of its
// list: https://lists.example.org/dev/{message_id}. Empty: the pattern is none,
// or would lead elsewhere than into the archive.
func archive(pattern, id string) string {
	before, _, found := strings.Cut(pattern, idPlace)
	id = strings.Trim(strings.TrimSpace(id), "<>")
	if !found || id == "" || id == "." || id == ".." {
		return ""
	}
	u, err := url.Parse(strings.ReplaceAll(pattern, idPlace, encoded(id)))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	// the id must not have a say in where the archive is
	if _, rest, _ := strings.Cut(before, "://"); !strings.Contains(rest, "/") {
		return ""
	}
	return u.String()
}

// encoded is an id as a part of a path or of a query: percent signs for all that
// could end either, the @ as people know it.
func encoded(id string) string {
	return strings.NewReplacer("+", "%20", "%40", "@").Replace(url.QueryEscape(id))
}

// array is a parameter of type Array(String).
func array(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value) + "'"
	}
	return "[" + strings.Join(quoted, ",") + "]"
}
