package engine

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// The supervisor's own questions go over HTTP, so that it needs no ClickHouse
// client.

const answerPatience = 5 * time.Second

// ping fails unless an engine answers. A connection alone proves nothing: the
// kernel accepts some for a process that is being killed.
func ping(ctx context.Context, at Endpoint) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+at.HTTP+"/ping", nil)
	if err != nil {
		return fmt.Errorf("ping engine: %w", err)
	}
	answer, err := send(ctx, request)
	if err != nil {
		return fmt.Errorf("ping engine: %w", err)
	}
	if answer != "Ok." {
		return fmt.Errorf("ping engine: something else listens at %s", at.HTTP)
	}
	return nil
}

// ask returns a query's answer as text.
func ask(ctx context.Context, at Endpoint, query string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+at.HTTP+"/", strings.NewReader(query))
	if err != nil {
		return "", fmt.Errorf("ask engine: %w", err)
	}
	request.SetBasicAuth(at.User, at.Password)
	answer, err := send(ctx, request)
	if err != nil {
		return "", fmt.Errorf("ask engine: %w", err)
	}
	return answer, nil
}

func send(ctx context.Context, request *http.Request) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, answerPatience)
	defer cancel()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // no proxy
	response, err := client.Do(request.WithContext(ctx))
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(answer))
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %s", response.Status, text)
	}
	return text, nil
}
