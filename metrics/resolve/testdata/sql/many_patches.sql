-- Half of the mails that start a thread are patches, of a few files each.
INSERT INTO golden.message_patches (source, message_id, fingerprint, patch_id, paths, date, date_source)
SELECT
    source, message_id, fingerprint, lower(hex(sipHash128(fingerprint))),
    arraySort(arrayDistinct(arrayMap(i -> 'src/part' || toString(intHash64(fingerprint + i) % 50) || '/file' || toString(intHash32(fingerprint + i) % 5000) || '.c', range(1 + fingerprint % 4)))),
    date, date_source
FROM golden.message_copies
WHERE patch AND NOT reply
