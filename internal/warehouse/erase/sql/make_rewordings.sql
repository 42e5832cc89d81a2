-- What texts become; in memory only.
CREATE TABLE golden_forget.rewordings (old String, new String) ENGINE = Join(ANY, LEFT, old) SETTINGS persistent = 0
