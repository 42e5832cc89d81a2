package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// starred is how far the stars of a project were read.
type starred struct {
	Count int64     `json:"count"` // as the project said then
	Last  time.Time `json:"last"`  // the latest of them
}

// stars reads who has starred the project where their number is another than
// before. GitLab lists them in no order that is told, so all are read, and those
// that are later than the latest known one are taken.
func (r *run) stars(ctx context.Context, p *project, at *progress) error {
	if p.raw.StarCount == at.Stars.Count || !r.wants(stars) {
		return nil
	}
	path, last := p.path+"/starrers", at.Stars.Last
	days, fresh := map[time.Time]uint64{}, map[time.Time]bool{}
	err := r.api.each(ctx, path, gitlab.ListOptions{PerPage: r.size}, func(raw json.RawMessage) error {
		star, id, err := decodeStar(r.mapper(p), raw, r.now)
		if err != nil {
			return r.Add(outbox.Reject(path+"/?"+outbox.Digest(raw), "object that cannot be read", err, raw))
		}
		day := collectors.Day(star.Date.At)
		days[day]++
		if !star.Date.At.After(at.Stars.Last) {
			return nil
		}
		fresh[day] = true
		if star.Date.At.After(last) {
			last = star.Date.At
		}
		return r.Add(collectors.Item{Origin: fmt.Sprintf("%s/%d", path, id), Day: day, Record: star})
	})
	if err != nil && (one(err) || unauthorized(err)) {
		return nil // older GitLabs have no such list, others show it to members only
	}
	if err != nil {
		return err
	}
	for _, day := range slices.SortedFunc(maps.Keys(fresh), time.Time.Compare) {
		r.Batch.Expected = append(r.Batch.Expected, collectors.Expectation{Part: path, Day: day, Items: days[day]})
	}
	at.Stars = starred{Count: p.raw.StarCount, Last: last}
	return nil
}

// decodeStar reads a star, and whose it is by the forge's number.
func decodeStar(m mapper, raw json.RawMessage, now time.Time) (*collectors.Star, int64, error) {
	var s gitlab.ProjectStarrer
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, 0, err
	}
	who := m.person(s.User.Username, s.User.Name)
	switch {
	case who.Login == "" || s.User.ID <= 0:
		return nil, 0, errNoID
	case s.StarredSince.IsZero():
		return nil, 0, errNoDate
	}
	return &collectors.Star{Repository: m.repository, Author: who, Date: dated(&s.StarredSince), Version: collectors.VersionAt(now)}, s.User.ID, nil
}
