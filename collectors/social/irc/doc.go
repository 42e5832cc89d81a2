// Package irc collects the logs of IRC channels, as bots and clients write them:
// Limnoria and Supybot, BotBot, irssi and WeeChat.
//
// Every line is an item: what was said, or what else happened in the channel, by its
// kind, or a reject with its reason. No items are lines in which nothing stands, and
// the lone quotes with which those logs end that were kept as Python wrote them
// (b'…'). Of a person the nick is kept, never the host or the user behind it.
//
// A log has no ids: a line is known by its channel, its second, who and what, and by
// how often that was the case within the second, so that two logs of one channel
// whose clocks agree give it once. The source speaks from its first to its last
// day, or to now where the log is live; busy months between that have no line are
// stated as missing.
package irc
