// Package identity says which aliases are one person. At present two aliases
// are one person when their addresses are equal but for case; an alias without
// an address, or with that of a mailing list, is a person of its own.
package identity
