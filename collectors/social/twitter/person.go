package twitter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Network is the network's name in posts: the one that its archives and its ids have
// had all along.
const Network = "twitter"

// handle is an account's name. Some of the first accounts are longer than the 15
// characters that are allowed today.
var handle = regexp.MustCompile(`^[A-Za-z0-9_]{1,30}$`)

// Person is the account with a name. display is what it calls itself.
func Person(name, display string) (collectors.Alias, error) {
	const most = 200
	switch {
	case name == "" && display == "":
		return collectors.Alias{}, nil
	case !handle.MatchString(name):
		return collectors.Alias{}, fmt.Errorf("%.50q is no account's name", name)
	}
	return collectors.Alias{Login: collectors.Login("twitter.com", name), Name: redact.Person(redact.Clip(display, most))}, nil
}

// Link is a tweet's address; it is also known without its author's name.
func Link(name, id string) string {
	if name == "" {
		name = "i/web"
	}
	return "https://twitter.com/" + name + "/status/" + id
}

// client is the name in a tweet's source: <a href="…">Twitter Web Client</a>.
var client = regexp.MustCompile(`>([^<]*)<`)

// Automatic reports whether a tweet's source is a service that writes by itself what
// a feed or a rule tells it to. Tweetbot and its like are people's clients.
func Automatic(source string) bool {
	if found := client.FindStringSubmatch(source); found != nil {
		source = found[1]
	}
	services := []string{"twitterfeed", "dlvr.it", "ifttt", "zapier", "zapier.com", "rss graffiti", "rss2twitter"}
	return slices.Contains(services, strings.ToLower(strings.TrimSpace(source)))
}
