package pipermail

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/mail/archive"
)

var _ collectors.Counter = (*Collector)(nil)

// announced is how Pipermail's page of a month says how many mails it has.
var announced = regexp.MustCompile(`(?i)<b>\s*Messages:\s*</b>\s*([0-9]{1,9})\b`)

// Count implements collectors.Counter: what the pages of the months announce. A
// month without a page that does is left out, as is a folder, which has none.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	if c.options.URL == "" {
		return nil, nil
	}
	client := c.client()
	defer client.Close()
	listed, err := list(ctx, client, c.options.URL)
	if err != nil {
		return nil, err
	}
	var counts []collectors.Count
	for _, v := range listed {
		n, known, err := announcement(ctx, client, v)
		if err != nil {
			return nil, err
		}
		if known {
			counts = append(counts, collectors.Count{What: collectors.CountMessages, Part: v.Name, Items: n, Prefix: v.Name})
		}
	}
	return counts, nil
}

// announcement reads the page of threads that lies beside a volume.
func announcement(ctx context.Context, client *fetch.Client, v archive.Volume) (n uint64, known bool, err error) {
	address := strings.TrimSuffix(strings.TrimSuffix(v.URL, ".gz"), ".txt") + "/thread.html"
	page, _, err := client.Page(ctx, address, maxPage)
	if fetch.Gone(err) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read %s: %w", address, err)
	}
	found := announced.FindSubmatch(page)
	if found == nil {
		return 0, false, nil
	}
	n, err = strconv.ParseUint(string(found[1]), 10, 64)
	return n, err == nil, err
}
