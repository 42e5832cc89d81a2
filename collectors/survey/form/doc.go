// Package form says what the columns of a survey's export are: which of them
// are one question, what its answers can be, and what must never be stored.
//
// Guess proposes a Form from the answers themselves; a person corrects it; from
// then on the file is read strictly by it.
package form
