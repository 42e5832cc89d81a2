package exporter

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

// An exposition has two parts: a frozen one, rendered once per refresh, and a
// live one of a few kilobytes about this process. Either part is kept as bytes
// and as deflate data; a gzip answer is one stream made of both parts' data.
type frozen struct {
	text   []byte
	packed []byte // gzip header and deflate blocks up to a byte boundary, not final
	sum    uint32 // CRC-32 of text
}

type live struct {
	text   []byte
	packed []byte // deflate blocks, the last one final
}

// gzipHeader is that of a stream without name and time.
var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}

func freeze(text []byte) (frozen, error) {
	out := bytes.NewBuffer(append([]byte(nil), gzipHeader...))
	w, err := flate.NewWriter(out, flate.DefaultCompression)
	if err != nil {
		return frozen{}, err
	}
	if _, err := w.Write(text); err != nil {
		return frozen{}, err
	}
	if err := w.Flush(); err != nil {
		return frozen{}, err
	}
	return frozen{text: text, packed: out.Bytes(), sum: crc32.ChecksumIEEE(text)}, nil
}

func enliven(text []byte) (live, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return live{}, err
	}
	if _, err := w.Write(text); err != nil {
		return live{}, err
	}
	if err := w.Close(); err != nil {
		return live{}, err
	}
	return live{text: text, packed: out.Bytes()}, nil
}

// trailer ends a gzip stream of both parts: checksum and length of the text.
func trailer(f frozen, l live) []byte {
	sum := crc32.Update(f.sum, crc32.IEEETable, l.text)
	end := binary.LittleEndian.AppendUint32(nil, sum)
	return binary.LittleEndian.AppendUint32(end, uint32(len(f.text)+len(l.text)))
}

// format is one of the two that are served.
type format int

const (
	plainText format = iota
	openMetrics
	formats // how many there are
)

func (f format) contentType() string {
	if f == openMetrics {
		return "application/openmetrics-text; version=1.0.0; charset=utf-8"
	}
	return "text/plain; version=0.0.4; charset=utf-8"
}

// encode writes families without the end mark of OpenMetrics.
func (f format) encode(families []*dto.MetricFamily) ([]byte, error) {
	var out bytes.Buffer
	for _, family := range families {
		write := func() (int, error) { return expfmt.MetricFamilyToText(&out, family) }
		if f == openMetrics {
			write = func() (int, error) { return expfmt.MetricFamilyToOpenMetrics(&out, family) }
		}
		if _, err := write(); err != nil {
			return nil, fmt.Errorf("encode %s: %w", family.GetName(), err)
		}
	}
	return out.Bytes(), nil
}

// gather checks and sorts what collectors hold.
func gather(collectors ...prometheus.Collector) ([]*dto.MetricFamily, error) {
	registry := prometheus.NewPedanticRegistry()
	for _, c := range collectors {
		if err := registry.Register(c); err != nil {
			return nil, fmt.Errorf("register collector: %w", err)
		}
	}
	families, err := registry.Gather()
	if err != nil {
		return nil, fmt.Errorf("gather metrics: %w", err)
	}
	return families, nil
}
