use std::io::{Read as _, Write as _};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::fs::read_to_string(format!("{dir}/manifest.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(
            std::fs::File::open(format!("{dir}/{}", row["file"].as_str().unwrap())).unwrap(),
        )
        .read_to_end(&mut bytes)
        .unwrap();
        let passages = extract::page::dump(&bytes, None);
        writeln!(
            out,
            "{}",
            serde_json::json!({"id": row["id"], "site": row["site"], "passages": passages})
        )
        .unwrap();
    }
}
