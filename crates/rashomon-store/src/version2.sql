-- Which reports share words, and by how much.
CREATE TABLE copy (
    arrival INTEGER NOT NULL,
    other INTEGER NOT NULL,         -- arrival of the earlier one
    of_new REAL NOT NULL,           -- share of the later one's words that stand in the earlier
    of_old REAL NOT NULL,
    PRIMARY KEY (arrival, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_other ON copy (other);
