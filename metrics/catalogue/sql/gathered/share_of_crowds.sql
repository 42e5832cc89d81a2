sum(bitmapAndCardinality(crowd, succeeded)) AS successes, sum(bitmapCardinality(crowd)) AS trials
