// Package slack collects exports of Slack workspaces: a folder, or the .zip file as
// Slack makes it, with channels.json, users.json and a file for each channel and day.
//
// An item is a message, or the number of a channel's members. Its origin is the file
// and its place in it, its key the workspace, the channel's id and the message's
// time, which no other message of the channel has. Of two exports the later one is
// believed. The source speaks from the first to the last day of which there is a
// message: what Slack no longer showed when the export was made, it does not know.
package slack
