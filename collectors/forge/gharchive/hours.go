package gharchive

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
)

// An hour is one of UTC, counted from 1970 on.
type hour int64

func hourOf(t time.Time) hour { return hour(t.Unix() / 3600) }

func (h hour) time() time.Time { return time.Unix(int64(h)*3600, 0).UTC() }

// name is as the archive calls it, without a leading zero: 2015-01-01-5.
func (h hour) name() string {
	t := h.time()
	return t.Format(time.DateOnly) + "-" + strconv.Itoa(t.Hour())
}

// A stretch is some hours without a gap, both ends included.
type stretch struct {
	From hour `json:"from"`
	To   hour `json:"to"`
}

// Done are the hours that were read, in order: the cursor, as JSON.
type done []stretch

func read(from collectors.Cursor) (done, error) {
	var d done
	if from == nil {
		return d, nil
	}
	if err := json.Unmarshal(from, &d); err != nil {
		return nil, fmt.Errorf("read cursor: %w", err)
	}
	return d, nil
}

func (d done) has(h hour) bool {
	_, found := d.find(h)
	return found
}

// find returns the stretch with an hour, or the place where it would be.
func (d done) find(h hour) (int, bool) {
	return slices.BinarySearchFunc(d, h, func(s stretch, h hour) int {
		switch {
		case s.To < h:
			return -1
		case s.From > h:
			return 1
		}
		return 0
	})
}

// with is d and one hour more.
func (d done) with(h hour) done {
	i, found := d.find(h)
	if found {
		return d
	}
	d = slices.Insert(slices.Clone(d), i, stretch{h, h})
	if i+1 < len(d) && d[i+1].From == h+1 {
		d[i].To = d[i+1].To
		d = slices.Delete(d, i+1, i+2)
	}
	if i > 0 && d[i-1].To == h-1 {
		d[i-1].To = d[i].To
		d = slices.Delete(d, i, i+1)
	}
	return d
}

// span is the time between the first file and the last one; nothing is said of
// what lies between.
func (d done) span() *collectors.Span {
	if len(d) == 0 {
		return nil
	}
	return &collectors.Span{From: d[0].From.time(), Until: (d[len(d)-1].To + 1).time(), Lossy: true}
}

// fileName is how the archive calls its files.
var fileName = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})-(\d{1,2})\.json(\.[a-z0-9]+)?$`)

// hourNamed reads the hour of a file's name.
func hourNamed(name string) (hour, error) {
	found := fileName.FindStringSubmatch(name)
	if found == nil {
		return 0, fmt.Errorf("file %s: its name is no hour such as 2015-01-01-15.json.gz", name)
	}
	day, err := time.Parse(time.DateOnly, found[1])
	n, _ := strconv.Atoi(found[2])
	if err != nil || n > 23 {
		return 0, fmt.Errorf("file %s: there is no such hour", name)
	}
	return hourOf(day) + hour(n), nil
}

// local are the files that patterns mean, by their hours. A pattern without a
// file is an error, and so are two files of one hour.
func local(dir string, patterns []string) (map[hour]string, error) {
	files := map[hour]string{}
	for _, pattern := range patterns {
		full := pattern
		if !filepath.IsAbs(full) {
			full = filepath.Join(dir, full)
		}
		paths, err := filepath.Glob(full)
		if err != nil {
			return nil, fmt.Errorf("pattern %s: %w", pattern, err)
		}
		if len(paths) == 0 {
			return nil, fmt.Errorf("no file matches %s: %w", pattern, os.ErrNotExist)
		}
		for _, path := range paths {
			h, err := hourNamed(filepath.Base(path))
			if err != nil {
				return nil, err
			}
			if other := files[h]; other != "" && other != path {
				return nil, fmt.Errorf("files %s and %s are of one hour", other, path)
			}
			files[h] = path
		}
	}
	return files, nil
}
