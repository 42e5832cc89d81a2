package fetch

import (
	"net/http"
	"strings"
	"time"
)

// A Version is by what a server recognises a state of a file.
type Version struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"` // Last-Modified
}

// versionOf reads the headers of an answer. A Last-Modified of the very second
// in which the server answers says little: the file may change once more in it.
func versionOf(h http.Header) Version {
	v := Version{ETag: h.Get("Etag"), Modified: h.Get("Last-Modified")}
	modified, err := http.ParseTime(v.Modified)
	now, unknown := http.ParseTime(h.Get("Date"))
	if err != nil || unknown == nil && now.Sub(modified) < 2*time.Second {
		v.Modified = ""
	}
	return v
}

// conditions ask for what is no longer this version.
func (v Version) conditions() http.Header {
	h := http.Header{}
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.Modified != "" {
		h.Set("If-Modified-Since", v.Modified)
	}
	return h
}

// exact is what stands for the version byte by byte, as If-Range wants it;
// empty where nothing does.
func (v Version) exact() string {
	if v.ETag != "" && !strings.HasPrefix(v.ETag, "W/") {
		return v.ETag
	}
	return v.Modified
}
