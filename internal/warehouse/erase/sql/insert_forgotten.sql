-- Who was forgotten, when, and what was said of it.
INSERT INTO golden_private.forgotten (person_id, at, reason)
SELECT {person:UUID}, {at:DateTime('UTC')}, {reason:String}
