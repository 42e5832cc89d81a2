package maps

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// account is one of cncf/gitdm's github_users.json.
type account struct {
	Login       string `json:"login"`
	Email       string `json:"email"` // user!example.org
	Affiliation string `json:"affiliation"`
}

// Accounts reads the accounts of cncf/gitdm: a JSON array with the login, the
// address and what somebody did one after another, `Independent < 2016-05-01,
// Example Inc.`. Each entry stands for the address and for the login.
func Accounts(r io.Reader) (entries []Entry, err error) {
	decoder := json.NewDecoder(r)
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('[') {
		return nil, fmt.Errorf("want a JSON array of accounts")
	}
	for n := 1; decoder.More(); n++ {
		var a account
		if err := decoder.Decode(&a); err != nil {
			return nil, fmt.Errorf("read account %d: %w", n, err)
		}
		jobs, err := a.entries()
		if err != nil {
			return nil, fmt.Errorf("account %d: %w", n, err)
		}
		entries = append(entries, jobs...)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	return successive(entries), nil
}

// entries are the jobs of an account; none where the file has none.
func (a account) entries() (entries []Entry, err error) {
	if text := strings.TrimSpace(a.Affiliation); text == "" || text == "?" || text == "-" {
		return nil, nil
	}
	address := strings.ToLower(strings.Replace(a.Email, "!", "@", 1))
	for _, text := range strings.Split(a.Affiliation, ",") {
		entry, err := job(text)
		if err != nil {
			return nil, err
		}
		if strings.Contains(address, "@") {
			entry.Address = address
			entries = append(entries, entry)
		}
		if a.Login != "" {
			entry.Address, entry.Login = "", "github.com/"+strings.ToLower(a.Login)
			entries = append(entries, entry)
		}
	}
	return entries, nil
}
