// Package questions says which questions of a survey's waves are the same.
//
// People reword questions, add options and change scales between waves. Whether
// answers can still be compared is decided by a person and kept in a YAML file,
// the registry. Match proposes what to decide, by the words and the options.
package questions
