package gitlab

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	gitlab "gitlab.com/gitlab-org/api/client-go"
)

// graph asks by GraphQL, for what REST does not have. The client's own way takes
// every GitLab for one at the root of its server.
func (a *api) graph(ctx context.Context, query string, variables map[string]any, into any) error {
	asked := gitlab.GraphQLQuery{Query: query, Variables: variables}
	req, err := a.client.NewRequest(http.MethodPost, "", asked, []gitlab.RequestOptionFunc{gitlab.WithContext(ctx)})
	if err != nil {
		return fmt.Errorf("ask by GraphQL: %w", err)
	}
	req.URL.Path, req.URL.RawPath = strings.TrimSuffix(a.path, "/")+gitlab.GraphQLAPIEndpoint, ""
	var answer struct {
		Data   any
		Errors []struct{ Message string }
	}
	answer.Data = into
	if _, err := a.client.Do(req, &answer); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("ask by GraphQL: %w", err)
	}
	if len(answer.Errors) > 0 {
		return fmt.Errorf("ask by GraphQL: %w: %.200q", errRefusedField, answer.Errors[0].Message)
	}
	return nil
}

// errRefusedField is what a GitLab says that does not know a field, or does not
// show it to us.
var errRefusedField = errors.New("the server does not answer that")
