package twitter

import (
	"errors"
	"fmt"
	"io"

	"goldenratio/collectors/social/table/rows"
)

// columns are the headers that a table of tweets may have, and those of the tweets.csv
// that accounts' archives held until 2019. What is "" is not used.
func columns() map[string]string {
	return map[string]string{
		"id": "id", "date": "date", "author": "author", "name": "name", "text": "text", "source": "source",
		"likes": "likes", "reshares": "reshares", "replies": "replies", "views": "views",
		"reply_to": "reply_to", "reshare_of": "reshare_of", "original": "original", "quote_of": "quote_of",

		"tweet_id": "id", "timestamp": "date", "in_reply_to_status_id": "reply_to", "retweeted_status_id": "reshare_of",
		"in_reply_to_user_id": "", "retweeted_status_user_id": "", "retweeted_status_timestamp": "", "expanded_urls": "",
	}
}

// table reads a table.
func table(from io.Reader, take func(entry) error) error {
	sheet, err := rows.Open(from)
	if err != nil {
		return err
	}
	names, err := headers(sheet.Columns)
	if err != nil {
		return err
	}
	for {
		row, err := sheet.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e := entry{place: fmt.Sprintf("line %d", row.Line), raw: row.Raw, reason: "row that cannot be read", err: row.Err}
		if e.err == nil {
			e.tweet, e.err = cells(func(column string) string { return row.Get(names[column]) })
		}
		if e.err != nil {
			e.tweet = nil
		}
		if err := take(e); err != nil {
			return err
		}
	}
}

// headers says which of a table's columns holds what.
func headers(found []string) (map[string]string, error) {
	known, names := columns(), map[string]string{}
	for _, header := range found {
		what, ok := known[header]
		switch {
		case !ok:
			return nil, fmt.Errorf("column %.50q is unknown: docs/social.md lists those that there are", header)
		case what != "" && names[what] != "":
			return nil, fmt.Errorf("columns %q and %q hold the same", names[what], header)
		case what != "":
			names[what] = header
		}
	}
	for _, needed := range []string{"id", "date", "text"} {
		if names[needed] == "" {
			return nil, fmt.Errorf("there is no column %q", needed)
		}
	}
	return names, nil
}

// cells make a tweet of a row.
func cells(get func(string) string) (*tweet, error) {
	t := &tweet{Created: get("date"), Text: get("text"), Source: get("source"), From: get("author"), Display: get("name")}
	passed := &whole{tweet: tweet{From: get("original")}}
	var err error
	for _, c := range []struct {
		column string
		into   *id
	}{{"id", &t.ID}, {"reply_to", &t.Answer}, {"quote_of", &t.QuoteID}, {"reshare_of", &passed.ID}} {
		err = errors.Join(err, in(c.column, c.into.take(get(c.column))))
	}
	for _, c := range []struct {
		column string
		into   **number
	}{{"likes", &t.Likes}, {"reshares", &t.Shares}, {"replies", &t.Replies}, {"views", &t.Views}} {
		if text := get(c.column); text != "" {
			*c.into = new(number)
			err = errors.Join(err, in(c.column, (*c.into).take(text)))
		}
	}
	if passed.ID != "" || passed.From != "" {
		t.Passed = passed
	}
	return t, err
}

// in says in which column something is wrong.
func in(column string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", column, err)
}
