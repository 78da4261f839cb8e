-- Stories that their paper's own front page showed, in its order.

CREATE TABLE front (
    story INTEGER PRIMARY KEY REFERENCES story (row),
    place INTEGER NOT NULL,                        -- among the stories of its day, from 0
    read  TEXT NOT NULL                            -- the day on which the page was read
) STRICT;
