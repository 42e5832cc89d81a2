package limesurvey

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// A server is a LimeSurvey as its documentation describes RemoteControl 2: one address, JSON-RPC,
// sessions, tables in base64, and refusals in the place of results.
type server struct {
	*httptest.Server

	mu       sync.Mutex
	surveys  map[int]*questionnaire
	sessions map[string]bool
	opened   int
	calls    []string
	failing  int // so many of the next calls are answered by 503
}

type questionnaire struct {
	headers   []string
	responses map[int][]string // by id: they have gaps
	hidden    int              // so many are counted and not exported
	bare      bool             // a page without responses is its headers, and no refusal
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{surveys: map[int]*questionnaire{}, sessions: map[string]bool{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

type call struct {
	Method string `json:"method"`
	Params []any  `json:"params"`
	ID     any    `json:"id"`
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var c call
	if r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&c) != nil {
		http.Error(w, "<html>no JSON-RPC</html>", http.StatusOK)
		return
	}
	s.calls = append(s.calls, c.Method)
	if s.failing > 0 {
		s.failing--
		w.Header().Set("Retry-After", "0")
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"id": c.ID, "result": s.result(c), "error": nil})
}

func refused(status string) map[string]any { return map[string]any{"status": status} }

func (s *server) result(c call) any {
	if c.Method == "get_session_key" {
		if c.Params[0] != "stats" || c.Params[1] != "tea and milk" {
			return refused("Invalid user name or password")
		}
		s.opened++
		key := strings.Repeat("k", s.opened)
		s.sessions[key] = true
		return key
	}
	key, _ := c.Params[0].(string)
	if !s.sessions[key] {
		return refused("Invalid session key")
	}
	if c.Method == "release_session_key" {
		delete(s.sessions, key)
		return "OK"
	}
	number, _ := c.Params[1].(float64)
	q := s.surveys[int(number)]
	if q == nil {
		return refused("Error: Invalid survey ID")
	}
	switch c.Method {
	case "list_questions":
		return []any{map[string]any{"qid": 1, "title": "drink", "question": "Drink", "type": "L"}}
	case "get_summary":
		return len(q.responses) + q.hidden
	case "export_responses":
		return q.export(int(c.Params[7].(float64)), int(c.Params[8].(float64)))
	}
	return refused("Unknown method")
}

// export is the table of the ids from first to last.
func (q *questionnaire) export(first, last int) any {
	var text strings.Builder
	text.WriteString("\ufeff")
	out := csv.NewWriter(&text)
	_ = out.Write(q.headers)
	rows := 0
	for id := first; id <= last; id++ {
		if row := q.responses[id]; row != nil {
			_ = out.Write(row)
			rows++
		}
	}
	out.Flush()
	if rows == 0 && !q.bare {
		return refused("No Data, could not get max id.")
	}
	return base64.StdEncoding.EncodeToString([]byte(text.String()))
}
