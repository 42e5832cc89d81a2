package exporter

import (
	"strings"
	"unicode"

	"github.com/prometheus/client_golang/prometheus"
)

// A sink takes series: those of now for the page, or a family's past for a file.
type sink interface {
	// at says which window the series to come belong to, and reports whether
	// they are wanted; where they are not, nothing is added.
	at(window) bool
	// add appends one series; values stand in the order of the kind's labels.
	add(k kind, value float64, values ...string)
}

// kind is a family without values for its labels.
type kind struct {
	name, help string
	labels     []string
	counter    bool
}

// samples are the series of now. They collect const metrics and hand them to a
// registry, which checks that they are consistent.
type samples struct {
	descs   map[string]*prometheus.Desc
	metrics []prometheus.Metric
	err     error
}

func newSamples() *samples { return &samples{descs: map[string]*prometheus.Desc{}} }

func (s *samples) at(w window) bool { return w.now() }

func (s *samples) add(k kind, value float64, values ...string) {
	desc := s.descs[k.name]
	if desc == nil {
		desc = prometheus.NewDesc(k.name, k.help, k.labels, nil)
		s.descs[k.name] = desc
	}
	for i := range values {
		values[i] = label(values[i])
	}
	valueType := prometheus.GaugeValue
	if k.counter {
		valueType = prometheus.CounterValue
	}
	metric, err := prometheus.NewConstMetric(desc, valueType, value, values...)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.metrics = append(s.metrics, metric)
}

// label makes foreign text fit for a label: valid UTF-8, no control characters.
func label(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// Describe sends nothing: the set of families is known only from the data.
func (s *samples) Describe(chan<- *prometheus.Desc) {}

// Collect sends the series.
func (s *samples) Collect(out chan<- prometheus.Metric) {
	for _, m := range s.metrics {
		out <- m
	}
}
