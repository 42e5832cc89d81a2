package proxy

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"

	"goldenratio/internal/warehouse"
)

// Limits of one proxy.
const (
	maxQuery = 1 << 20 // bytes of a question; the engine's own limit too
	atOnce   = 16      // questions; the pages are readers too and must get their turn
)

// Store is where questions go. It is asked before each of them, since the
// engine's address changes when it is started again; warehouse.Store is one.
type Store interface {
	ReaderHTTP(ctx context.Context) (warehouse.Reader, error)
}

// A ClickHouse is the handler. Whatever the path, questions go to the one
// resource that answers them; requests are made anew of what is allowed in them,
// so that nothing else of a client's reaches the engine.
type ClickHouse struct {
	store     Store
	log       *slog.Logger
	transport *http.Transport
	turns     chan struct{}
}

// New makes a proxy. Close it once nothing is served any more.
func New(store Store, log *slog.Logger) *ClickHouse {
	return &ClickHouse{
		store: store, log: log, turns: make(chan struct{}, atOnce),
		// No proxy of the environment, and answers as they come, packed or not.
		transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: atOnce},
	}
}

// Beside is a site with the proxy at /clickhouse/.
func (c *ClickHouse) Beside(pages http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	mux.Handle("/clickhouse", c) // as it stands in Grafana's configuration
	mux.Handle("/clickhouse/", c)
	return mux
}

// Close lets go of idle connections.
func (c *ClickHouse) Close() { c.transport.CloseIdleConnections() }

// ServeHTTP answers one question. It waits for its turn where many are asked.
func (c *ClickHouse) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parameters, err := check(r)
	if err != nil {
		if refused := (refusal{}); errors.As(err, &refused) {
			refuse(w, refused.status, refused.text)
		}
		return
	}
	select {
	case c.turns <- struct{}{}:
		defer func() { <-c.turns }()
	case <-r.Context().Done():
		return
	}
	reader, err := c.store.ReaderHTTP(r.Context())
	if err != nil {
		c.unreachable(w, r, err)
		return
	}
	at, err := url.Parse(reader.Address)
	if err != nil {
		c.unreachable(w, r, fmt.Errorf("read the store's address: %w", err))
		return
	}
	at.Path, at.RawQuery = "/", parameters.Encode()
	r.Body = http.MaxBytesReader(w, r.Body, maxQuery)
	pass := httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.Out.URL, p.Out.Host = at, at.Host
			p.Out.Header = only(p.In.Header, "Accept-Encoding", "Content-Encoding", "User-Agent")
			p.Out.SetBasicAuth(reader.User, reader.Password)
		},
		ModifyResponse: func(response *http.Response) error {
			response.Header = harmless(response.Header)
			return nil
		},
		Transport:     c.transport,
		FlushInterval: -1, // rows as they come
		ErrorHandler:  c.unreachable,
		ErrorLog:      slog.NewLogLogger(c.log.Handler(), slog.LevelDebug),
	}
	pass.ServeHTTP(w, r)
}

// unreachable says that a question was not answered, and what to do.
func (c *ClickHouse) unreachable(w http.ResponseWriter, r *http.Request, err error) {
	var long *http.MaxBytesError
	switch {
	case r.Context().Err() != nil: // nobody is there to be told
	case errors.As(err, &long):
		refuse(w, http.StatusRequestEntityTooLarge, "the question is longer than 1 MiB")
	case errors.Is(err, warehouse.ErrNoReader):
		refuse(w, http.StatusNotImplemented, err.Error()+"; or let Grafana ask the server itself")
	default:
		c.log.Error("question is not passed on", "error", err)
		refuse(w, http.StatusBadGateway, "the store does not answer; `goldenratio doctor` says more")
	}
}

// only are the named headers of a request.
func only(all http.Header, names ...string) http.Header {
	some := http.Header{}
	for _, name := range names {
		if values := all.Values(name); len(values) > 0 {
			some[name] = values
		}
	}
	return some
}

// harmless are an answer's headers that tell of it, and those that keep a browser
// from taking it for one of our pages: a question can choose its answer's text
// and type.
func harmless(all http.Header) http.Header {
	some := only(all, "Content-Type", "Content-Encoding", "Content-Length", "Date", "Retry-After",
		"X-Clickhouse-Query-Id", "X-Clickhouse-Format", "X-Clickhouse-Summary", "X-Clickhouse-Progress",
		"X-Clickhouse-Timezone", "X-Clickhouse-Exception-Code", "X-Clickhouse-Exception-Tag")
	shield(some)
	return some
}

func shield(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
}

func refuse(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	shield(h)
	h.Set("Content-Type", "text/plain; charset=utf-8")
	if status == http.StatusMethodNotAllowed {
		h.Set("Allow", "GET, POST")
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n")) // the client may have gone
}
