groupArrayState((toInt64(toUnixTimestamp(at)), toInt64(seconds), toUInt8(event))) AS waits
