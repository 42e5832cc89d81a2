package mastodon

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/rest"
)

// pageSize is the most that Mastodon gives at once.
const pageSize = 40

// An api is an instance to be asked.
type api struct {
	*rest.Client
	base string
	size int
}

// open prepares to ask; nothing is sent yet.
func (c *Collector) open() (*api, error) {
	base, err := c.options.base()
	if err != nil {
		return nil, err
	}
	client := rest.New(rest.Options{
		Home: fetch.Home(base), Sign: c.options.sign(c.place.Dir), PerSecond: c.perSecond,
		Now: c.place.Now, Sleep: c.sleep, Waiting: c.place.Waiting,
	})
	return &api{Client: client, base: base.String(), size: c.size}, nil
}

// domain is what stands behind the @ of the instance's accounts. It may lie
// elsewhere than the instance does.
func (a *api) domain(ctx context.Context) (string, error) {
	var instance struct {
		Domain string `json:"domain"`
		URI    string `json:"uri"` // the same before Mastodon 4.0, or an address
	}
	_, err := a.Get(ctx, a.base+"/api/v2/instance", &instance)
	if rest.Absent(err) {
		_, err = a.Get(ctx, a.base+"/api/v1/instance", &instance)
	}
	if err != nil {
		return "", fmt.Errorf("ask the instance for its name: %w", err)
	}
	name := cmp.Or(instance.Domain, instance.URI)
	if u, err := url.Parse(name); err == nil && u.Host != "" {
		name = u.Host
	}
	if handle("a", name) == "" || accountPattern.FindStringSubmatch("a@"+name) == nil {
		return "", fmt.Errorf("the instance calls itself %.100q", name)
	}
	return strings.ToLower(name), nil
}

// lookup finds an account by its name.
func (a *api) lookup(ctx context.Context, account string) (found account, err error) {
	_, err = a.Get(ctx, a.base+"/api/v1/accounts/lookup?"+url.Values{"acct": {account}}.Encode(), &found)
	return found, err
}

// page asks for the posts of a timeline before the one with an id, the latest first,
// and for the id from which to go on; empty where there are no more.
func (a *api) page(ctx context.Context, path, before string) (posts []json.RawMessage, next string, err error) {
	query := url.Values{"limit": {strconv.Itoa(a.size)}}
	if before != "" {
		query.Set("max_id", before)
	}
	header, err := a.Get(ctx, a.base+path+"?"+query.Encode(), &posts)
	if err != nil {
		return nil, "", err
	}
	return posts, older(header), nil
}

var nextLink = regexp.MustCompile(`<([^<>]*)>\s*;\s*rel="?next"?`)

// older is the id before which the next page begins. Of the address that the
// instance names only that is taken: we ask nobody else.
func older(header http.Header) string {
	found := nextLink.FindStringSubmatch(strings.Join(header.Values("Link"), ","))
	if found == nil {
		return ""
	}
	u, err := url.Parse(found[1])
	if err != nil {
		return ""
	}
	return u.Query().Get("max_id")
}
