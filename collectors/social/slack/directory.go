package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// A user is an account of the workspace.
type user struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Deleted bool   `json:"deleted"`
	Bot     bool   `json:"is_bot"`
	Real    string `json:"real_name"`
	Profile struct {
		Real    string `json:"real_name"`
		Display string `json:"display_name"`
		Email   string `json:"email"`
	} `json:"profile"`
}

// slackbot is no account of anybody.
const slackbot = "USLACKBOT"

func (u user) program() bool { return u.Bot || u.ID == slackbot }

// called is how somebody is called: the real name, or else what there is.
func (u user) called() string {
	for _, name := range []string{u.Real, u.Profile.Real, u.Profile.Display, u.Name} {
		if name = redact.Person(redact.Clip(name, maxName)); name != "" {
			return name
		}
	}
	return ""
}

// A channel is one that is read.
type channel struct {
	ID      string
	Name    string
	Members int
}

// listed is a channel as the export lists it.
type listed struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Members []json.RawMessage `json:"members"`
}

// lists are where an export says what channels it has; those of the first are
// public.
var lists = [...]string{"channels.json", "groups.json", "mpims.json", "dms.json"}

// findRoot finds the folder with channels.json, which some zip files have below
// another.
func (e *export) findRoot(in fs.FS) error {
	for _, pattern := range []string{lists[0], "*/" + lists[0]} {
		found, err := fs.Glob(in, pattern)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			e.root = strings.TrimSuffix(found[0], lists[0])
			return nil
		}
	}
	return errNoExport
}

// readUsers reads who there is. Exports of a whole organisation list all its members.
func (e *export) readUsers(in fs.FS) error {
	e.users = map[string]user{}
	take := func(raw []byte) error {
		var u user
		if err := lenient(raw, &u); err != nil {
			return err
		}
		e.users[u.ID] = u
		return nil
	}
	err := e.list(in, "users.json", take)
	if errors.Is(err, fs.ErrNotExist) {
		err = e.list(in, "org_users.json", take)
	}
	return err
}

// readChannels reads which channels there are, and keeps those that are wanted.
func (e *export) readChannels(in fs.FS) error {
	e.channels = map[string]channel{}
	for i, name := range lists {
		err := e.list(in, name, func(raw []byte) error {
			var l listed
			if err := lenient(raw, &l); err != nil {
				return err
			}
			if !isID(l.ID) {
				return fmt.Errorf("channel %.100q without an id", l.Name)
			}
			if l.Name == "" { // conversations of two have none
				l.Name = l.ID
			}
			if e.wants(l, i == 0) {
				e.channels[l.Name] = channel{ID: l.ID, Name: l.Name, Members: len(l.Members)}
			}
			return nil
		})
		if err != nil && (i == 0 || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

func (e *export) wants(l listed, public bool) bool {
	if len(e.Channels) == 0 {
		return public
	}
	return slices.ContainsFunc(e.Channels, func(name string) bool {
		name = strings.TrimPrefix(name, "#")
		return strings.EqualFold(name, l.Name) || name == l.ID
	})
}

// lenient reads what has the types that it should have, and leaves out the rest.
func lenient(raw []byte, into any) error {
	var other *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, into); err != nil && !errors.As(err, &other) {
		return err
	}
	return nil
}

// list reads a file of the export's own.
func (e *export) list(in fs.FS, name string, each func(raw []byte) error) error {
	file, err := in.Open(e.root + name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	if err := elements(file, each); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// findNewest finds the last day of which there is a file.
func (e *export) findNewest(in fs.FS) error {
	newest := ""
	for folder := range e.channels {
		entries, err := fs.ReadDir(in, path.Clean(e.root+folder))
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			return err
		}
		for _, entry := range entries {
			if m := dayFile.FindStringSubmatch(entry.Name()); m != nil {
				newest = max(newest, m[1])
			}
		}
	}
	if day, err := time.Parse(time.DateOnly, newest); err == nil {
		e.read = day
	}
	return nil
}

// sorted are the channels in the order of their names.
func (e *export) sorted() (all []channel) {
	for _, c := range e.channels {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b channel) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// place is how a channel is called.
func (e *export) place(c channel) string { return e.Workspace + "/#" + redact.Label(c.Name) }

// alias is who an account is. Its address is what the workspace knows it by.
func (e *export) alias(id string) collectors.Alias {
	if id == "" || !isID(id) {
		return collectors.Alias{}
	}
	u := e.users[id]
	return collectors.Alias{Name: u.called(), Address: redact.Clip(strings.TrimSpace(u.Profile.Email), maxName), Login: collectors.Login(e.Workspace, id)}
}
