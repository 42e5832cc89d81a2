package shape

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
)

// A Repo is the repository that an object belongs to.
type Repo struct {
	Host   string // github.com, or that of an Enterprise server
	ID     int64
	Branch string // its default branch
}

// Key is the repository as records name it.
func (r Repo) Key() string { return r.Host + "/" + strconv.FormatInt(r.ID, 10) }

// Origin is where a thing stands in the API, by the repository's number, so that
// renames do not change it.
func (r Repo) Origin(parts ...any) string {
	var b strings.Builder
	fmt.Fprintf(&b, "repositories/%d", r.ID)
	for _, part := range parts {
		fmt.Fprintf(&b, "/%v", part)
	}
	return b.String()
}

// errNoID is that of an object that cannot be told from others.
var errNoID = errors.New("it has no id")

// item makes an item of a record.
func item(origin string, at time.Time, rec collectors.Record) collectors.Item {
	return collectors.Item{Origin: origin, Day: collectors.Day(at), Record: rec}
}

// decode reads an object. What GitHub sends is JSON in UTF-8; anything else is
// an error of this one object.
func decode(raw []byte, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read object: %w", err)
	}
	return nil
}

// alias is a user as an object shows one; of a deleted account nothing is left.
func (r Repo) alias(u *github.User) collectors.Alias {
	return collectors.Alias{Login: collectors.Login(r.Host, u.GetLogin())}
}

// count is a number that cannot be negative.
func count(n int) uint32 { return uint32(min(max(0, n), 1<<31)) }
