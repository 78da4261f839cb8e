use flate2::{Compress, Compression, Crc, FlushCompress};

use crate::newspaper::http::Answer;

const MIB: usize = 1 << 20;
/// The last block of a deflated stream, with nothing in it.
const LAST: [u8; 2] = [3, 0];
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3];
const ZLIB_HEAD: [u8; 2] = [0x78, 0xda];
/// Largest prime below 2¹⁶, by which Adler's sum is taken.
const ADLER: usize = 65521;

/// 256 MiB of zeros as brotli has them.
const BROTLI: &[u8] = include_bytes!("bomb.br");

/// A small answer that unpacks to so many MiB of zeros.
pub(super) fn packed(kind: &str, mib: usize) -> Answer {
    let body = match kind {
        "br" => BROTLI.to_vec(),
        "deflate" => zlib(mib),
        "zstd" => zstd(mib),
        _ => gzip(mib),
    };
    Answer::new(200, "text/html; charset=UTF-8", body).with("Content-Encoding", kind)
}

fn gzip(mib: usize) -> Vec<u8> {
    let mut one = Crc::new();
    one.update(&vec![0; MIB]);
    let mut sum = Crc::new();
    for _ in 0..mib {
        sum.combine(&one);
    }
    let mut packed = GZIP_HEAD.to_vec();
    packed.extend(deflated(mib));
    packed.extend(sum.sum().to_le_bytes());
    packed.extend(sum.amount().to_le_bytes());
    packed
}

fn zlib(mib: usize) -> Vec<u8> {
    // Of zeros the first half of the sum stays 1, and the second counts them.
    let sum = u32::try_from(mib * MIB % ADLER).unwrap_or_default() << 16 | 1;
    let mut packed = ZLIB_HEAD.to_vec();
    packed.extend(deflated(mib));
    packed.extend(sum.to_be_bytes());
    packed
}

/// Blocks that each say “128 KiB of this byte” in four bytes.
fn zstd(mib: usize) -> Vec<u8> {
    const HEAD: [u8; 6] = [0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3];
    const BLOCK: u32 = 128 << 10;
    const REPEATED: u32 = 1 << 1;
    let block = |last: u32| {
        let [one, two, three, _] = (BLOCK << 3 | REPEATED | last).to_le_bytes();
        [one, two, three, 0]
    };
    let mut packed = HEAD.to_vec();
    packed.extend(block(0).repeat((mib * 8).saturating_sub(1)));
    packed.extend(block(1));
    packed
}

/// One packed MiB, again and again: after a full flush the same bytes unpack to the same.
fn deflated(mib: usize) -> Vec<u8> {
    let mut one = Vec::with_capacity(4096);
    let mut packer = Compress::new(Compression::best(), false);
    drop(packer.compress_vec(&vec![0; MIB], &mut one, FlushCompress::Full));
    let mut packed = one.repeat(mib);
    packed.extend(LAST);
    packed
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use flate2::read::{GzDecoder, ZlibDecoder};

    use super::*;

    fn length(mut unpacked: impl Read) -> u64 {
        io::copy(&mut unpacked, &mut io::sink()).unwrap()
    }

    #[test]
    fn a_bomb_unpacks_to_what_it_says_and_is_small() {
        for mib in [1, 3] {
            let (gzip, zlib, zstd) = (gzip(mib), zlib(mib), zstd(mib));
            assert!(gzip.len() < mib * 2000 && zlib.len() < mib * 2000, "{}", gzip.len());
            assert_eq!(::zstd::decode_all(&zstd[..]).unwrap().len(), mib * MIB);
            assert_eq!(length(GzDecoder::new(&gzip[..])), (mib * MIB) as u64);
            assert_eq!(length(ZlibDecoder::new(&zlib[..])), (mib * MIB) as u64);
        }
    }
}
