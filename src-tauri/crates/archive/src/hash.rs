/// BLAKE3 of bytes in hexadecimal.
pub(crate) fn of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Whether bytes are those of a BLAKE3 in hexadecimal.
pub(crate) fn is_of(bytes: &[u8], hash: &str) -> bool {
    of(bytes) == hash
}
