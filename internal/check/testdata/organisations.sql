-- What organisations.py counts again, and what was published, as one JSON object.
SELECT toJSONString(CAST((
    (SELECT toUInt32(max(as_of)) FROM golden.computes),
    (SELECT groupArray((toString(person_id), toUInt32(from), toUInt32(until), organisation)) FROM golden.employers),
    (SELECT groupArray((toString(person_id), toUInt32(date), arrayDistinct(places.scope))) FROM golden.messages WHERE NOT bot),
    (SELECT groupArray((toString(person_id), toUInt32(date), toUInt32(first_reply), arrayDistinct(places.scope))) FROM golden.threads WHERE class IN ('discussion', 'question')),
    (SELECT groupArray((toString(person_id), toUInt32(opened), toUInt32(merged), toUInt32(first_response), arrayDistinct(places.scope))) FROM golden.changes WHERE NOT bot AND kind = 'change'),
    (SELECT groupArray((kpi, scope, label, member, value, n)) FROM golden.kpi_current WHERE grain = 'quarter' AND dimension IN ('', 'organisation') AND stat = 'value' AND kpi IN ('mail_messages', 'mail_senders', 'mail_first_reply', 'review_opened', 'review_merged', 'review_first_response'))
), 'Tuple(as_of UInt32, employers Array(Tuple(String, UInt32, UInt32, String)), messages Array(Tuple(String, UInt32, Array(String))), threads Array(Tuple(String, UInt32, UInt32, Array(String))), changes Array(Tuple(String, UInt32, UInt32, UInt32, Array(String))), values Array(Tuple(String, String, String, String, Nullable(Float64), UInt64)))')) AS text
SETTINGS output_format_json_named_tuples_as_objects = 1
