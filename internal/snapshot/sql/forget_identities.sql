ALTER TABLE golden.identity_maps DROP PARTITION {map:String}
