//! Articles that know each other: what stage 4 makes of small documents.
