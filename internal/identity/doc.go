// Package identity says which aliases are one person, why it believes so, and
// what spoke against what it does not believe.
//
// Aliases are gathered into nodes by equality (an address, an account), nodes
// into people by bonds: decisions first, then evidence by its weight. The same
// aliases, uses and decisions give the same people in whatever order they come.
// docs/adr/0012-people.md has the rules, their weights and how good they are.
package identity
