//! Has the crate built again when the paper changes: files that are new are seen by nothing else.

fn main() {
    println!("cargo::rerun-if-changed=paper");
}
