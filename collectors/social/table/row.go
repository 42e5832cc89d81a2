package table

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/social/table/rows"
)

// What is wrong with a row.
var (
	errNetwork = errors.New("network: want a name such as linkedin")
	errAccount = errors.New("account: want a page's or a group's name, without an address")
	errNothing = errors.New("none of the numbers is given")
	errWords   = errors.New("a post has neither text, title, url nor id")
)

var name = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,49}$`)

// network is the network of a row.
func network(row rows.Row) (string, error) {
	n := strings.ToLower(row.Get("network"))
	if !name.MatchString(n) {
		return "", errNetwork
	}
	return n, nil
}

// instant reads a date: a day, or an instant, in UTC where it does not say otherwise.
func instant(text string) (time.Time, error) {
	for _, layout := range [...]string{time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		at, err := time.Parse(layout, text)
		if err == nil && at.Year() >= 1990 && at.Year() <= 2100 {
			return at.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("date: %.50q is none such as 2024-06-30 or 2024-06-30T12:00:00Z", text)
}

// amount reads a number; none is told where the cell is empty.
func amount(row rows.Row, column string) (n uint64, told bool, err error) {
	text := row.Get(column)
	if text == "" {
		return 0, false, nil
	}
	if n, err = strconv.ParseUint(text, 10, 63); err != nil {
		return 0, false, fmt.Errorf("%s: %.50q is no number without signs", column, text)
	}
	return n, true, nil
}

// crowds are the sizes that a row of a table of accounts tells, an item each.
func (m mapper) crowds(row rows.Row) (all []placed, err error) {
	if row.Err != nil {
		return nil, row.Err
	}
	network, err := network(row)
	if err != nil {
		return nil, err
	}
	account := row.Get("account")
	if account == "" || redact.Label(account) != account {
		return nil, errAccount
	}
	at, err := instant(row.Get("date"))
	if err != nil {
		return nil, err
	}
	for _, measure := range measures() {
		n, told, err := amount(row, measure)
		if err != nil {
			return nil, err
		}
		if told {
			a := &collectors.Audience{Network: network, Account: account, Measure: measure, Day: collectors.Day(at), Value: n, Version: collectors.Version}
			all = append(all, placed{"/" + measure, collectors.Item{Day: a.Day, Record: a}})
		}
	}
	if len(all) == 0 {
		return nil, errNothing
	}
	return all, nil
}

// post is the post that a row of a table of posts tells.
func (m mapper) post(row rows.Row) ([]placed, error) {
	if row.Err != nil {
		return nil, row.Err
	}
	network, err := network(row)
	if err != nil {
		return nil, err
	}
	at, err := instant(row.Get("date"))
	if err != nil {
		return nil, err
	}
	p := &collectors.Post{
		Network: network, Kind: collectors.PostKind(cmp.Or(strings.ToLower(row.Get("kind")), string(collectors.PostProper))), URL: redact.Name(row.Get("url")),
		Author: person(network, row.Get("author"), row.Get("name")), Date: collectors.Clocked(at, collectors.DateNetwork),
		Title: row.Get("title"), Tags: strings.Fields(row.Get("tags")), ReplyTo: redact.Label(row.Get("reply_to")), ReshareOf: redact.Label(row.Get("reshare_of")),
		Original: person(network, row.Get("original"), ""), Own: m.settings.IsOwn(row.Get("author")), Version: collectors.Version,
	}
	if !slices.Contains([]collectors.PostKind{
		collectors.PostProper, collectors.PostComment, collectors.PostQuestion, collectors.PostAnswer, collectors.PostReshare, collectors.PostQuote,
	}, p.Kind) {
		return nil, fmt.Errorf("kind: %.50q is none of post, comment, question, answer, reshare, quote", p.Kind)
	}
	if p.ID, err = identity(row); err != nil {
		return nil, err
	}
	if p.Kind != collectors.PostComment && p.Kind != collectors.PostAnswer && p.ReplyTo == "" {
		p.Thread = p.ID
	}
	m.settings.Fill(p, row.Get("text"))
	if p.Kind == collectors.PostReshare { // it has no words of its own
		p.Words, p.Text = 0, ""
	}
	if p.Engagement, err = m.engagement(row); err != nil {
		return nil, err
	}
	return []placed{{"", collectors.Item{Day: collectors.Day(at), Record: p}}}, nil
}

// identity is by what a post is known: its id, else its address, else what it says.
func identity(row rows.Row) (string, error) {
	id := cmp.Or(row.Get("id"), row.Get("url"))
	if id == "" && row.Get("text")+row.Get("title") == "" {
		return "", errWords
	}
	if id == "" {
		id = outbox.Digest([]byte(strings.Join([]string{row.Get("date"), row.Get("author"), row.Get("name"), row.Get("title"), row.Get("text")}, "\x00")))
	}
	return redact.Label(id), nil
}

// engagement is what others did with a post; nil where the row tells nothing of it.
func (m mapper) engagement(row rows.Row) (*collectors.Engagement, error) {
	e := &collectors.Engagement{Read: m.read}
	some := false
	for _, n := range []struct {
		column string
		into   *uint64
	}{{"likes", &e.Likes}, {"reshares", &e.Reshares}, {"replies", &e.Replies}, {"views", &e.Views}} {
		value, told, err := amount(row, n.column)
		if err != nil {
			return nil, err
		}
		*n.into, some = value, some || told
	}
	if !some {
		return nil, nil //nolint:nilnil // none is told
	}
	return e, nil
}

// person is an account, or somebody of whom only the name is known: display. An account
// that is written as an address becomes what stands before the @.
func person(network, account, display string) collectors.Alias {
	const most = 200
	login := strings.TrimPrefix(account, "@")
	if redact.Addresses(login) != login {
		login = redact.Person(login)
	}
	login = strings.ReplaceAll(redact.Clip(login, most), "/", "-") // as in pages' addresses: in/ada
	return collectors.Alias{Login: collectors.Login(host(network), login), Name: redact.Person(redact.Clip(display, most))}
}

// host is what knows a network's accounts: its site, as other sources of the same
// network call it.
func host(network string) string {
	sites := map[string]string{"bluesky": "bsky.app", "hackernews": "news.ycombinator.com", "threads": "threads.net"}
	switch {
	case sites[network] != "":
		return sites[network]
	case strings.Contains(network, "."):
		return network
	}
	return network + ".com"
}
