countIf(success) AS successes, count() AS trials
