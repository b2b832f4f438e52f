//! What the reports of one story say together: lineage, then alignment, then differences and origins.
