package gitlab

import (
	"context"
	_ "embed"
	"errors"
	"strconv"

	"goldenratio/collectors"
)

// sized asks, by GraphQL, how large a merge request is: lists do not tell.
//
//go:embed size.graphql
var sized string

// measure finds out the size of a merge request. A GitLab that does not tell it,
// as those before 13.1, leaves it at nothing.
func (r *run) measure(ctx context.Context, t *thread) (collectors.Diffstat, error) {
	var answer struct {
		Project *struct {
			MergeRequest *struct {
				DiffStatsSummary *struct{ Additions, Deletions, FileCount int64 }
			}
		}
	}
	err := r.api.graph(ctx, sized, map[string]any{"project": t.project.name, "number": strconv.FormatInt(t.number, 10)}, &answer)
	if err != nil && (absent(err) || refused(err) || unauthorized(err) || errors.Is(err, errRefusedField)) {
		return collectors.Diffstat{}, nil
	}
	if err != nil || answer.Project == nil || answer.Project.MergeRequest == nil || answer.Project.MergeRequest.DiffStatsSummary == nil {
		return collectors.Diffstat{}, err
	}
	s := answer.Project.MergeRequest.DiffStatsSummary
	return collectors.Diffstat{Files: count(s.FileCount), Added: count(s.Additions), Removed: count(s.Deletions)}, nil
}
