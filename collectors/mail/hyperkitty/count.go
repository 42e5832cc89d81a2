package hyperkitty

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
)

var _ collectors.Counter = (*Collector)(nil)

// maxAnswer is far more than one mail's entry takes.
const maxAnswer = 4 << 20

// Count implements collectors.Counter: the number of mails that HyperKitty's API
// tells beside the first of them. Nothing where the archive has no API at the
// usual place.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	base, list, found := strings.Cut(strings.TrimSuffix(c.options.URL, "/"), "/list/")
	if !found {
		return nil, nil
	}
	client := c.client()
	defer client.Close()
	address := base + "/api/list/" + list + "/emails/?format=json&limit=1"
	text, _, err := client.Page(ctx, address, maxAnswer)
	if fetch.Gone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	var answer struct {
		Count *uint64 `json:"count"`
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	if answer.Count == nil {
		return nil, fmt.Errorf("read %s: %w", address, errors.New("the answer has no count"))
	}
	return []collectors.Count{{What: collectors.CountMessages, Items: *answer.Count}}, nil
}
