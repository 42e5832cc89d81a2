package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/config"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/web"
	"goldenratio/internal/web/proxy"
	"goldenratio/metrics/catalogue"
	"goldenratio/metrics/exporter"
)

type serveCommand struct {
	Listen string   `default:"127.0.0.1:8750" help:"Address to listen on; beyond loopback only when asked." placeholder:"HOST:PORT"`
	Host   []string `name:"host" sep:"none" help:"Another name that visitors reach this machine by; may be repeated." placeholder:"NAME"`
	Once   bool     `help:"Fetch the board page and /metrics once, say how large they are, and end."`
}

// refresh is how often the exporter looks for newer numbers.
const refresh = 15 * time.Second

// Run serves the pages and the metrics until Ctrl-C.
func (c *serveCommand) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
		if err != nil {
			return fmt.Errorf("serve: %w; --listen names another address", err)
		}
		at := "http://" + listener.Addr().String()
		reader, err := store.Reader()
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer reader.Close()
		metrics, pages, err := a.pages(store, reader, at)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		questions := proxy.New(store, a.log)
		defer questions.Close()
		handler := proxy.Hosts(c.Listen, c.Host, questions.Beside(pages))
		if err := metrics.Refresh(ctx); err != nil {
			return errors.Join(err, listener.Close())
		}
		fmt.Fprintf(a.stderr, "board pages  %s/\nmetrics      %s/metrics\nSQL          %s/clickhouse/\n", at, at, at)
		if c.Once {
			return a.once(ctx, listener, handler, at)
		}
		fmt.Fprintln(a.stderr, "Ctrl-C ends")
		return a.serve(ctx, listener, handler, metrics)
	})
}

// pages are the handlers over a store. Pages are read with a reader's rights;
// the metrics count what is in quarantine, which is private.
func (a *app) pages(store *warehouse.Store, reader driver.Conn, at string) (*exporter.Exporter, http.Handler, error) {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return nil, nil, err
	}
	metrics, err := exporter.New(exporter.Options{Conn: store.Conn, Catalogue: kpis, Version: version(), Now: a.now, Log: a.log})
	if err != nil {
		return nil, nil, err
	}
	handler, err := web.Handler(web.Options{
		Store: report.Store{Conn: reader, Catalogue: kpis, Status: store.Status}, Catalogue: kpis, Explain: evidence(reader),
		Metrics: metrics, Log: a.log, URL: at,
	})
	return metrics, handler, err
}

// serve answers until ctx ends, and then finishes what it is answering.
func (a *app) serve(ctx context.Context, listener net.Listener, handler http.Handler, metrics *exporter.Exporter) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	var background sync.WaitGroup
	background.Go(func() { metrics.Run(ctx, refresh) })
	background.Go(func() {
		<-ctx.Done()
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		_ = server.Shutdown(last) // whoever is still reading then is cut off
	})
	err := server.Serve(listener)
	cancel()
	background.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve: %w", err)
}

// once serves, looks at its own pages as a visitor, and ends.
func (a *app) once(ctx context.Context, listener net.Listener, handler http.Handler, at string) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	var errs []error
	for _, path := range []string{"/", "/metrics"} {
		size, err := visit(ctx, at+path)
		if err != nil {
			errs = append(errs, fmt.Errorf("fetch %s: %w", path, err))
			continue
		}
		fmt.Fprintf(a.stdout, "fetched %-9s %s bytes\n", path, thousands(uint64(size)))
	}
	errs = append(errs, server.Close())
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// visit fetches a page, following redirects.
func visit(ctx context.Context, url string) (int64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	if response.StatusCode != http.StatusOK {
		return 0, errors.New(response.Status)
	}
	return io.Copy(io.Discard, response.Body)
}
