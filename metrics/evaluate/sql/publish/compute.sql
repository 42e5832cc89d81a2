INSERT INTO golden.computes (compute_id, as_of, published, year_starts, program, catalogue, snapshot)
SELECT
    {compute:UUID},
    {as_of:DateTime('UTC')},
    {published:DateTime64(3, 'UTC')},
    {year_starts:UInt8},
    {program:String},
    {catalogue:String},
    {snapshot:String}
