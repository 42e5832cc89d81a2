package discourse

import (
	"context"
	"encoding/json"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// audience notes how many people have an account, where the forum says so.
func (r *run) audience(ctx context.Context) error {
	const path = "/about.json"
	var raw json.RawMessage
	if err := r.api.get(ctx, path, &raw); err != nil {
		if closed(err) {
			return nil
		}
		return err
	}
	var found struct {
		About struct {
			Stats struct {
				Users uint64 `json:"users_count"`
				Old   uint64 `json:"user_count"` // as it was called until 2023
			} `json:"stats"`
		} `json:"about"`
	}
	if err := json.Unmarshal(raw, &found); err != nil {
		return r.Add(outbox.Reject("about", unreadable, err, raw))
	}
	if members := max(found.About.Stats.Users, found.About.Stats.Old); members > 0 {
		r.Batch.State = append(r.Batch.State, &collectors.Audience{
			Network: "discourse", Account: r.api.host, Measure: "members", Day: collectors.Day(r.now), Value: members, Version: collectors.VersionAt(r.now),
		})
	}
	return nil
}
