/// Whether bytes are those of a BLAKE3 in hexadecimal.
pub(crate) fn is_of(bytes: &[u8], hash: &str) -> bool {
    blake3::hash(bytes).to_hex().as_str() == hash
}
