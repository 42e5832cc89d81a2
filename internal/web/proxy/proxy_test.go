package proxy_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/internal/web/proxy"
)

// planted is what nobody may get to see.
const planted = "planted-secret-value"

// site is a server as serve makes it, over a store with a secret.
func site(t *testing.T) (*warehouse.Store, *httptest.Server) {
	t.Helper()
	store := warehousetest.Open(t)
	for _, statement := range []string{
		"INSERT INTO golden.meta VALUES ('public', 'seen')",
		"INSERT INTO golden_private.rejects SELECT 'a', 'b', 'c', '" + planted + "', '" + planted + "', 1, 0, toDateTime(0), generateUUIDv4()",
	} {
		if err := store.Conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	questions := proxy.New(store, slog.New(slog.DiscardHandler))
	pages := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "a page") })
	server := httptest.NewServer(proxy.Hosts("127.0.0.1:0", nil, questions.Beside(pages)))
	t.Cleanup(func() {
		server.Close()
		questions.Close()
	})
	return store, server
}

// send sends a request made of a method, a path with parameters, a body, and
// headers as name, value pairs.
func send(t *testing.T, server *httptest.Server, method, path, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

func TestQuestions(t *testing.T) {
	_, server := site(t)
	const question = "SELECT value FROM meta WHERE name = 'public'"
	for _, test := range []struct{ method, path, body string }{
		{"POST", "/clickhouse/", question},
		{"POST", "/clickhouse", question},
		{"GET", "/clickhouse/?query=" + url.QueryEscape(question), ""},
		{"POST", "/clickhouse/?param_name=public&database=default&user=default&password=x", "SELECT value FROM golden.meta WHERE name = {name:String}"},
	} {
		response, text := send(t, server, test.method, test.path, test.body)
		if response.StatusCode != http.StatusOK || text != "seen\n" {
			t.Errorf("%s %s: %s %s", test.method, test.path, response.Status, text)
		}
		if response.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(response.Header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("an answer could be taken for a page: %v", response.Header)
		}
	}
	response, text := send(t, server, "POST", "/clickhouse/", "SELEC 1")
	if response.StatusCode != http.StatusBadRequest || !strings.Contains(text, "SYNTAX_ERROR") {
		t.Errorf("a mistake is answered with %s %s", response.Status, text)
	}
	if _, text := send(t, server, "GET", "/", ""); text != "a page" {
		t.Errorf("the pages beside it: %q", text)
	}
}

// TestGrafana asks as Grafana's plug-in does: clickhouse-go over HTTP with a
// path, a deadline and parameters.
func TestGrafana(t *testing.T) {
	_, server := site(t)
	conn, err := clickhouse.Open(&clickhouse.Options{
		Addr: []string{strings.TrimPrefix(server.URL, "http://")}, Protocol: clickhouse.HTTP, HttpUrlPath: "/clickhouse",
		Auth:        clickhouse.Auth{Database: "golden", Username: "whoever", Password: "whatever"},
		Compression: &clickhouse.Compression{Method: clickhouse.CompressionLZ4},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close() //nolint:errcheck // of a test
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	var value, user string
	query := "SELECT value, currentUser() FROM meta WHERE name = {name:String}"
	if err := conn.QueryRow(warehouse.With(ctx, warehouse.Params{"name": "public"}), query).Scan(&value, &user); err != nil {
		t.Fatal(err)
	}
	if value != "seen" || user != "reader" {
		t.Errorf("%s sees %q", user, value)
	}
	if err := conn.Exec(ctx, "INSERT INTO golden.meta VALUES ('x', 'y')"); err == nil {
		t.Error("clickhouse-go may insert")
	}
}

// attack is a request that must not succeed.
type attack struct {
	method, path, body string
	headers            []string
}

// statements are questions that a reader may not ask.
func statements() []string {
	return []string{
		"SELECT * FROM golden_private.rejects",
		"SELECT * FROM merge('golden_private', '.*')",
		"INSERT INTO golden.meta VALUES ('hacked', '1')",
		"CREATE TABLE golden.hacked (n UInt8) ENGINE = Memory",
		"CREATE TEMPORARY TABLE hacked ENGINE = File('TSV') AS SELECT 1",
		"DROP TABLE golden.meta", "TRUNCATE TABLE golden.meta", "ALTER TABLE golden.meta DELETE WHERE 1",
		"SELECT 1; DROP TABLE golden.meta", "SELECT 1; SELECT * FROM golden_private.rejects",
		"SELECT 1 SETTINGS readonly = 0", "SET readonly = 0", "SELECT 1 SETTINGS allow_ddl = 1", "SELECT 1 SETTINGS profile = 'golden'",
		"SELECT * FROM file('/etc/passwd', 'LineAsString')", "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
		"SELECT * FROM remote('127.0.0.1', 'golden_private', 'rejects', 'default', '')",
		"SELECT file('/etc/passwd')",
		"SELECT 1 INTO OUTFILE '/tmp/goldenratio-hacked'",
		"SELECT 1 FORMAT Template SETTINGS format_template_row = '/etc/passwd'",
		"SELECT * FROM system.users", "SHOW ACCESS", "EXECUTE AS golden SELECT 1", "KILL QUERY WHERE 1", "SYSTEM SHUTDOWN",
	}
}

// requests go round what is checked: other users, other settings, other paths.
func requests() []attack {
	const secret = "SELECT * FROM golden_private.rejects"
	escaped := url.QueryEscape(secret)
	all := []attack{
		{path: "/clickhouse/?user=golden", body: secret},
		{path: "/clickhouse/?user=default&password=&database=golden_private", body: "SELECT * FROM rejects"},
		{path: "/clickhouse/", body: secret, headers: []string{"Authorization", "Basic Z29sZGVuOg=="}},
		{path: "/clickhouse/", body: secret, headers: []string{"X-ClickHouse-User", "golden", "X-ClickHouse-Key", ""}},
		{path: "/clickhouse/", body: secret, headers: []string{"x-clickhouse-user", "default", "X-ClickHouse-SSL-Certificate-Auth", "on"}},
		{path: "/clickhouse/", body: "SELECT * FROM rejects", headers: []string{"X-ClickHouse-Database", "golden_private"}},
		{path: "/clickhouse/?readonly=0", body: "INSERT INTO golden.meta VALUES ('hacked', '1')"},
		{path: "/clickhouse/?profile=golden", body: secret},
		{path: "/clickhouse/?role=golden", body: secret},
		{path: "/clickhouse/?quota_key=x", body: "SELECT 1"},
		{path: "/clickhouse/?session_id=x", body: "SET readonly = 0"},
		{path: "/clickhouse/?query=SELECT+1&query=" + escaped},
		{path: "/clickhouse/?allow_introspection_functions=1", body: "SELECT 1"},
		{path: "/clickhouse/?max_result_rows=100000000", body: "SELECT number FROM numbers(2000000)"},
		{path: "/clickhouse/?http_response_headers=" + url.QueryEscape("{'Access-Control-Allow-Origin':'*'}"), body: "SELECT 1"},
		{path: "/clickhouse/?add_http_cors_header=1", body: "SELECT 1", headers: []string{"Origin", "https://evil.example.org"}},
		{path: "/clickhouse/?format_schema=/etc/passwd", body: "SELECT 1"},
		{path: "/clickhouse/?output_format_schema=/tmp/x", body: "SELECT 1"},
		{path: "/clickhouse/?decompress=1", body: "SELECT 1"},
		{path: "/clickhouse/?stacktrace=1", body: "SELECT 1"},
		{path: "/clickhouse/?a=%zz", body: "SELECT 1"},
		{path: "/clickhouse/?query=SELECT+*+FROM+x", body: "--x\r\nn\r\n1\r\n--x--\r\n", headers: []string{"Content-Type", "multipart/form-data; boundary=x"}},
		{path: "/clickhouse/", body: "SELECT 1", headers: []string{"Host", "evil.example.org"}},
		{path: "/clickhouse/", body: "SELECT 1", headers: []string{"Sec-Fetch-Site", "cross-site"}},
		{path: "/clickhouse/", body: strings.Repeat(" ", 1<<20) + "SELECT 1"},
		{path: "/clickhouse/play"}, {path: "/clickhouse/ping"}, {path: "/clickhouse/dashboard"}, {path: "/clickhouse/replicas_status"},
		{path: "/clickhouse//?query=" + escaped}, {path: "/clickhouse/../?query=" + escaped}, {path: "/clickhouse/%2e%2e/?query=" + escaped},
		{path: "/clickhouse/..%2f..%2fetc/passwd"},
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"} {
		all = append(all, attack{method: method, path: "/clickhouse/?query=SELECT+1"})
	}
	return all
}

// TestAttacks tries each known way round. An attack may be answered with a
// page, a redirection or a refusal, but not by the engine.
func TestAttacks(t *testing.T) {
	store, server := site(t)
	attacks := requests()
	for _, statement := range statements() {
		attacks = append(attacks, attack{path: "/clickhouse/", body: statement},
			attack{method: http.MethodGet, path: "/clickhouse/?query=" + url.QueryEscape(statement)})
	}
	for _, a := range attacks {
		if a.method == "" {
			a.method = http.MethodPost
		}
		response, text := send(t, server, a.method, a.path, a.body, a.headers...)
		if response.StatusCode == http.StatusOK && text != "a page" && !unconfined(a) {
			t.Errorf("%s %s %q %q: %s", a.method, a.path, a.headers, a.body, text)
		}
		if strings.Contains(text, planted) || strings.Contains(text, "root:") {
			t.Errorf("%s %s %q shows what is private", a.method, a.path, a.body)
		}
		if response.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s lets other sites read", a.method, a.path)
		}
	}
	if _, err := os.Stat("/tmp/goldenratio-hacked"); err == nil {
		t.Error("INTO OUTFILE wrote a file")
	}
	var rows, hacked uint64
	if err := store.Conn.QueryRow(t.Context(), "SELECT count(), countIf(name = 'hacked') FROM golden.meta").Scan(&rows, &hacked); err != nil {
		t.Fatal(err)
	}
	if rows == 0 || hacked > 0 {
		t.Errorf("%d rows are left, %d were put there", rows, hacked)
	}
}

// unconfined says that a kernel without Landlock lets file() read what is not
// private; no grant forbids it.
func unconfined(a attack) bool {
	_, err := os.Stat("/sys/kernel/security/landlock")
	return err != nil && strings.Contains(a.body+a.path, "file(") && os.Getenv("REQUIRE_SERVERS") != "1"
}

// TestAnswersCannotPose checks that a question cannot choose an answer's headers,
// and that an answer does not name the machine.
func TestAnswersCannotPose(t *testing.T) {
	_, server := site(t)
	response, _ := send(t, server, "POST", "/clickhouse/",
		"SELECT '<script>' FORMAT TSV SETTINGS http_response_headers = map('Access-Control-Allow-Origin', '*', 'Set-Cookie', 'a=b', 'Location', 'https://evil.example.org/')")
	for _, name := range []string{"Access-Control-Allow-Origin", "Set-Cookie", "Location", "X-Clickhouse-Server-Display-Name"} {
		if value := response.Header.Get(name); value != "" {
			t.Errorf("%s: %s", name, value)
		}
	}
}

// TestStream checks that rows come while the question still runs, and that it
// ends when its client goes.
func TestStream(t *testing.T) {
	store, server := site(t)
	id := uuid.NewString()
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/clickhouse/?max_block_size=10&query_id="+id,
		strings.NewReader("SELECT number, sleepEachRow(0.05), repeat('x', 200000) FROM numbers(2000) SETTINGS max_threads = 1, output_format_parallel_formatting = 0"))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // given up
	if line, err := bufio.NewReader(response.Body).ReadString('\t'); err != nil || line != "0\t" {
		t.Fatalf("the first row is %q, %v", line, err)
	}
	running := func() uint64 {
		var n uint64
		if err := store.Conn.QueryRow(t.Context(), "SELECT count() FROM system.processes WHERE query_id = '"+id+"'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if running() != 1 {
		t.Error("the rows did not come before the question had ended")
	}
	leave()
	for deadline := time.Now().Add(20 * time.Second); running() > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the question runs on although its client has gone")
		}
	}
}

// none is a store without an address for readers.
type none struct{}

func (none) ReaderHTTP(context.Context) (warehouse.Reader, error) {
	return warehouse.Reader{}, fmt.Errorf("%w: give an address", warehouse.ErrNoReader)
}

// away is a store that is not there.
type away struct{ address string }

func (a away) ReaderHTTP(context.Context) (warehouse.Reader, error) {
	return warehouse.Reader{Address: "http://" + a.address, User: "reader"}, nil
}

func TestNoStore(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		store  proxy.Store
		status int
		says   string
	}{
		{none{}, http.StatusNotImplemented, "give an address; or let Grafana ask the server itself"},
		{away{address}, http.StatusBadGateway, "goldenratio doctor"},
	} {
		answer := httptest.NewRecorder()
		proxy.New(test.store, slog.New(slog.DiscardHandler)).ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/clickhouse/", strings.NewReader("SELECT 1")))
		if answer.Code != test.status || !strings.Contains(answer.Body.String(), test.says) || strings.Contains(answer.Body.String(), address) {
			t.Errorf("%T: %d %s", test.store, answer.Code, answer.Body)
		}
	}
}
