//! Addresses, collisions and links of small sites.
