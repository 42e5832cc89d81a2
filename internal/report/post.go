package report

import (
	"context"
	"embed"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"goldenratio/internal/warehouse"
)

//go:embed sql/social
var socialSQL embed.FS

// What the page has room for.
const (
	mostOpen      = 20
	mostDiscussed = 10
	mostTags      = 15
	questionDays  = 90 // who asked earlier does not wait any more
)

// postRow is where something was written.
type postRow struct {
	Title   string    `ch:"title"`
	URL     string    `ch:"url"`
	Network string    `ch:"network"`
	Place   string    `ch:"place"`
	Date    time.Time `ch:"date"`
}

func (r postRow) post() Post {
	p := Post{Network: network(r.Network), Place: Plain(r.Place), Date: r.Date.UTC()}
	p.Title = cut(strings.Join(strings.Fields(Plain(r.Title)), " "), longestTitle)
	p.URL, p.Host = outside(r.URL)
	return p
}

// outside is an address that a network gave, and the host that it leads to. Posts of
// federated networks lie anywhere, so that readers are told where a link goes; what is
// no plain name of a host, or would hide it, is none.
func outside(ref string) (address, host string) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" {
		return "", ""
	}
	host, address = strings.ToLower(u.Hostname()), u.String()
	if !plainHost.MatchString(host) || !plainAddress.MatchString(address) {
		return "", ""
	}
	return address, host
}

// What hosts are called, and addresses may hold, to be shown as they are.
var (
	plainHost    = regexp.MustCompile(`^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$`)
	plainAddress = regexp.MustCompile(`^[!#-;=?-\[\]_a-z~]+$`)
)

// ofPosts asks one of the questions of sql/social about posts in [from, until).
func ofPosts[T any](ctx context.Context, r reader, name string, from, until time.Time, more warehouse.Params) ([]T, error) {
	sql, err := socialSQL.ReadFile(path.Join("sql/social", name+".sql"))
	if err != nil {
		return nil, err
	}
	params := warehouse.Params{"scope": r.scope, "from": seconds(from), "until": seconds(until)}
	for name, value := range more {
		params[name] = value
	}
	rows, err := warehouse.Rows[T](ctx, r.conn, string(sql), params)
	if err != nil {
		return nil, fmt.Errorf("read %s of %q: %w", name, r.scope, err)
	}
	return rows, nil
}

// posts reads what is told of posts and audiences, up to the quarter's end or to now.
func (r reader) posts(ctx context.Context, p *Social, q quarter) (err error) {
	until := q.end
	if r.compute.AsOf.Before(until) {
		until = r.compute.AsOf
	}
	if p.Forums() {
		if p.Questions, err = r.questions(ctx, until); err != nil {
			return err
		}
	}
	if p.Discussed, err = r.discussed(ctx, q.start, until); err != nil {
		return err
	}
	if p.Tags, err = r.tags(ctx, q.start, until); err != nil {
		return err
	}
	p.Audiences, err = r.audiences(ctx, q, until)
	return err
}

// questions are those without an answer at a time.
func (r reader) questions(ctx context.Context, until time.Time) (*Questions, error) {
	type row struct {
		postRow

		Late    bool   `ch:"late"`
		All     uint64 `ch:"all"`
		AllLate uint64 `ch:"all_late"`
	}
	from := until.AddDate(0, 0, -questionDays)
	rows, err := ofPosts[row](ctx, r, "questions", from, until, warehouse.Params{"limit": fmt.Sprint(mostOpen)})
	if err != nil {
		return nil, err
	}
	q := &Questions{Until: until, Open: []Question{}}
	for _, one := range rows {
		q.All, q.Late = one.All, one.AllLate
		q.Open = append(q.Open, Question{one.post(), uint64(until.Sub(one.Date) / (24 * time.Hour)), one.Late})
	}
	type count struct {
		Older uint64 `ch:"older"`
	}
	older, err := ofPosts[count](ctx, r, "older", from, until, nil)
	for _, one := range older {
		q.Older = one.Older
	}
	return q, err
}

func (r reader) discussed(ctx context.Context, from, until time.Time) ([]Discussed, error) {
	type row struct {
		postRow

		Answers  uint64 `ch:"answers"`
		Likes    uint64 `ch:"likes"`
		Reshares uint64 `ch:"reshares"`
	}
	rows, err := ofPosts[row](ctx, r, "discussed", from, until, warehouse.Params{"limit": fmt.Sprint(mostDiscussed)})
	all := make([]Discussed, len(rows))
	for i, one := range rows {
		all[i] = Discussed{one.post(), one.Answers, one.Likes, one.Reshares}
	}
	return all, err
}

func (r reader) tags(ctx context.Context, from, until time.Time) ([]Tag, error) {
	type row struct {
		Tag    string `ch:"tag"`
		Posts  uint64 `ch:"posts"`
		People uint64 `ch:"people"`
		Before uint64 `ch:"before"`
	}
	rows, err := ofPosts[row](ctx, r, "tags", from, until,
		warehouse.Params{"before": seconds(from.AddDate(0, -3, 0)), "limit": fmt.Sprint(mostTags)})
	all := make([]Tag, len(rows))
	for i, one := range rows {
		all[i] = Tag{cut(Plain(one.Tag), longestName), one.Posts, one.People, one.Before}
	}
	return all, err
}
