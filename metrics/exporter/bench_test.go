package exporter

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// BenchmarkScrape fetches a page of 5,000 series as 50 scrapers at once, from
// memory and, as the reference of the same run, from promhttp's handler.
func BenchmarkScrape(b *testing.B) {
	all := many(5000)
	e, err := New(Options{Version: "bench", Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	if err := e.publish(all); err != nil {
		b.Fatal(err)
	}
	registry := prometheus.NewRegistry()
	if err := registry.Register(all); err != nil {
		b.Fatal(err)
	}
	reference := promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	var ours, theirs time.Duration
	for b.Loop() {
		ours, theirs = p99(b, e), p99(b, reference)
	}
	b.ReportMetric(float64(ours.Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(theirs.Microseconds())/1000, "promhttp-p99-ms")
	b.ReportMetric(float64(ours)/float64(theirs), "p99-ratio")
	b.ReportMetric(0, "ns/op")
}

func many(n int) *samples {
	s := newSamples()
	for i := range n {
		k := kind{name: fmt.Sprintf("goldenratio_bench_%d", i%50), help: "A family.", labels: []string{"scope", "window", "stat", "dimension", "member"}}
		s.add(k, float64(i)*1.37, "demo", "quarter", "value", "list", fmt.Sprint("list-", i))
	}
	return s
}

// p99 is the slow end of ten scrapes by each of 50 scrapers at once.
func p99(b *testing.B, h http.Handler) time.Duration {
	server := httptest.NewServer(h)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 50, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var took []time.Duration
	var scrapers sync.WaitGroup
	for range 50 {
		scrapers.Go(func() {
			for range 10 {
				start := time.Now()
				if err := fetch(client, server.URL); err != nil {
					b.Error(err)
					return
				}
				mu.Lock()
				took = append(took, time.Since(start))
				mu.Unlock()
			}
		})
	}
	scrapers.Wait()
	slices.Sort(took)
	return took[len(took)*99/100]
}

func fetch(client *http.Client, address string) error {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
