SELECT toUInt64(getSetting('max_threads')) AS threads
