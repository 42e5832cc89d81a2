groupArrayState(toUnixTimestamp(at)) AS starts,
-- twice as long, and 1 more where it goes on: as golden_cut has it
groupArrayState(2 * toInt64(seconds) + 1 - toUInt8(event)) AS waits
