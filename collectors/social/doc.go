// Package social is what the collectors of networks, forums and chats share: which
// accounts are the community's own, which posts are about the project, what is kept
// of a text, and how far each stream of a source was read.
package social
