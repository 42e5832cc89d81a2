package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"goldenratio/collectors/unpack"
)

// Page gets a text of at most so many bytes, and the address from which it came
// after all redirects.
func (c *Client) Page(ctx context.Context, address string, most int64) (text []byte, from *url.URL, err error) {
	err = c.try(ctx, func() error {
		return c.get(ctx, address, nil, func(resp *http.Response) error {
			if resp.StatusCode != http.StatusOK {
				return &StatusError{Code: resp.StatusCode}
			}
			from = resp.Request.URL
			// Some servers compress although nobody asked them to.
			body, err := unpack.New(ctx, io.LimitReader(resp.Body, most+1))
			if err != nil {
				return err
			}
			defer body.Close()
			if text, err = io.ReadAll(io.LimitReader(body, most+1)); err == nil && int64(len(text)) > most {
				return &refusal{fmt.Errorf("the page has more than %d bytes", most)}
			}
			return err
		})
	})
	if err != nil {
		return nil, nil, err
	}
	return text, from, nil
}
