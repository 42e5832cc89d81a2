groupArrayState(2 * cityHash64({{cluster}}) + success) AS trials
