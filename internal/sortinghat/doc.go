// Package sortinghat reads and writes people as SortingHat has them: its exports
// up to 0.7, and from 0.8 on the answers of its GraphQL interface to
// `individuals`.
package sortinghat
