package pipermail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"

	"golang.org/x/net/html"

	"goldenratio/collectors/fetch"
	"goldenratio/collectors/mail/archive"
)

// A page of a list that wrote every week for a century is smaller than this.
const (
	maxPage    = 16 << 20
	maxVolumes = 6000
)

// list reads the page that lists the volumes.
func list(ctx context.Context, client *fetch.Client, address string) ([]archive.Volume, error) {
	text, from, err := client.Page(ctx, address, maxPage)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	volumes, err := links(text, from)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	return volumes, nil
}

// links finds the volumes that a page links to. What leads to another host or
// folder, or has another name, is not looked at, whatever it claims.
func links(page []byte, from *url.URL) ([]archive.Volume, error) {
	folder := *from
	folder.RawQuery, folder.Fragment, folder.RawPath = "", "", ""
	folder.Path = path.Dir(from.Path + "x") // a path that ends in / is its own folder
	found := choice{}
	for tokens := html.NewTokenizer(bytes.NewReader(page)); tokens.Next() != html.ErrorToken; {
		href, ok := anchor(tokens)
		if !ok {
			continue
		}
		if target, err := from.Parse(href); err == nil && inside(target, &folder) {
			found.add(path.Base(target.Path))
		}
		if len(found) > maxVolumes {
			return nil, errors.New("the page lists too many volumes to be an archive's")
		}
	}
	return found.volumes(folder.String()), nil
}

// anchor is where an <a> leads to.
func anchor(tokens *html.Tokenizer) (href string, ok bool) {
	name, more := tokens.TagName()
	if string(name) != "a" {
		return "", false
	}
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		if string(key) == "href" {
			return string(value), true
		}
	}
	return "", false
}

// inside reports whether an address is that of a file in a folder, written
// without detours.
func inside(target, folder *url.URL) bool {
	return target.Scheme == folder.Scheme && target.Host == folder.Host && target.User == nil &&
		target.RawQuery == "" && target.Fragment == "" && path.Dir(target.Path) == folder.Path && path.Clean(target.Path) == target.Path
}
