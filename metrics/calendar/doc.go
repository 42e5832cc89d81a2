// Package calendar cuts time into the periods that numbers are about.
//
// All of it is UTC, and periods are half-open: an item belongs to the period
// that begins at or before it and ends after it. Weeks are those of ISO 8601
// and nest in nothing; months, quarters and years nest, and follow the fiscal
// year where the configuration sets one. Business days are Monday to Friday
// less configured holidays.
package calendar
