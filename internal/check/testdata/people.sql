-- What people.py counts again, and what was published, as one JSON object.
SELECT toJSONString(CAST((
    (SELECT toUInt32(max(as_of)) FROM golden.computes),
    (SELECT groupArray((toString(person_id), source, toUInt32(date), concat(kind, ' ', ref, ' ', toString(date)), scopes)) FROM golden.activity WHERE NOT bot),
    (SELECT groupArray((source, toUInt32(covers_from), toUInt32(covers_until))) FROM golden.source_spans),
    (SELECT groupArray((kpi, scope, label, value, sources)) FROM golden.kpi_current WHERE grain = 'quarter' AND dimension = '' AND stat = 'value' AND kpi IN ('people_active', 'people_new', 'people_stayed', 'people_lost', 'people_regained', 'people_core', 'people_regular', 'people_occasional', 'people_casual', 'people_drifting', 'people_away')),
    (SELECT groupArray((scope, row)) FROM golden.kpi_rows WHERE kpi = 'people_cohort_retention' AND compute_id = (SELECT argMax(compute_id, published) FROM golden.computes))
), 'Tuple(as_of UInt32, activity Array(Tuple(String, String, UInt32, String, Array(String))), sources Array(Tuple(source String, from UInt32, until UInt32)), values Array(Tuple(String, String, String, Nullable(Float64), Array(String))), cohorts Array(Tuple(String, String)))')) AS text
SETTINGS output_format_json_named_tuples_as_objects = 1
