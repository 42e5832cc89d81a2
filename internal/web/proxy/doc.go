// Package proxy passes questions in SQL on to ClickHouse's HTTP interface, as the
// user that may only read, for Grafana and other tools on other machines; and
// it keeps strangers' names away from everything that is served.
package proxy
