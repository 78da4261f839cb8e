use std::{env, fs, path::Path, time::Instant};
use darkroom::{Likeness, Photo};
use image::{DynamicImage, codecs::jpeg::JpegEncoder};

fn jpeg(p: &DynamicImage, q: u8) -> Vec<u8> {
    let mut v = std::io::Cursor::new(Vec::new());
    p.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut v, q)).unwrap();
    v.into_inner()
}
fn like(b: &[u8]) -> Likeness { Photo::open(b).unwrap().likeness().unwrap() }
fn walk(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    let Ok(rd) = fs::read_dir(dir) else { return };
    for e in rd.flatten() { let p = e.path(); if p.is_dir() { walk(&p, out) } else { out.push(p) } }
}
fn shared(a: &[u32], b: &[u32]) -> usize { a.iter().filter(|w| b.binary_search(w).is_ok()).count() }
fn main() {
    let mut files = Vec::new();
    for d in env::args().skip(1) { walk(Path::new(&d), &mut files); }
    files.sort();
    let mut pics: Vec<DynamicImage> = Vec::new();
    let mut names = Vec::new();
    for f in &files {
        let Ok(b) = fs::read(f) else { continue };
        let Ok(p) = image::load_from_memory(&b) else { continue };
        if p.width() < 300 { continue }
        pics.push(p.thumbnail(1600, 1600)); names.push(f.display().to_string());
    }
    println!("{} pictures", pics.len());
    let t = Instant::now();
    let base: Vec<Likeness> = pics.iter().map(|p| like(&jpeg(p, 90))).collect();
    println!("{} ms each (1600 px)", t.elapsed().as_millis() as f64 / pics.len() as f64);
    let words: Vec<Vec<u32>> = base.iter().map(Likeness::words).collect();
    let mut others: Vec<f32> = Vec::new(); let (mut c2, mut c3, mut c4) = (0, 0, 0);
    for i in 0..base.len() { for j in i + 1..base.len() {
        let n = shared(&words[i], &words[j]); c2 += usize::from(n >= 2); c3 += usize::from(n >= 3); c4 += usize::from(n >= 4);
        let (w, m) = base[i].score(&base[j]);
        let v = w.unwrap_or(-1.0).max(m.unwrap_or(-1.0));
        if v > 0.7 { println!("  {v:.2} {} {}", names[i], names[j]); }
        others.push(v);
    }}
    others.sort_by(f32::total_cmp);
    println!("others: candidates {c2} {c3} {c4} of {}; highest {:?}", others.len(), &others[others.len() - 12..]);
    let mut test = |name: &str, make: &dyn Fn(&DynamicImage, usize) -> Vec<u8>| {
        let (mut hit, mut cand, mut alarms, mut rank1) = (0, 0, 0, 0);
        let mut scores = Vec::new();
        for (i, p) in pics.iter().enumerate() {
            let l = like(&make(p, i)); let w = l.words();
            let (a, m) = l.score(&base[i]);
            scores.push(a.unwrap_or(-1.0).max(m.unwrap_or(-1.0)));
            let same = l.is_of_same(&base[i]); let n = shared(&w, &words[i]);
            hit += usize::from(same && n >= 2); cand += usize::from(same);
            rank1 += usize::from((0..base.len()).all(|j| j == i || shared(&w, &words[j]) < n));
            alarms += (0..base.len()).filter(|j| *j != i && base[*j].is_of_same(&l)).count();
        }
        scores.sort_by(f32::total_cmp);
        let none = scores.iter().filter(|s| **s < 0.0).count();
        println!("{name:24} found {hit}/{} without lookup {cand} first {rank1} alarms {alarms} unaligned {none} scores {:.2?}", pics.len(), scores[none..].iter().take(8).collect::<Vec<_>>());
    };
    for (w, q) in [(640, 60), (320, 60), (150, 60), (800, 30)] {
        test(&format!("size {w} q{q}"), &|p, _| jpeg(&p.thumbnail(w, w), q));
    }
    for cut in [5, 10, 20, 30, 40] {
        test(&format!("crop {cut} % of sides"), &|p, i| {
            let (w, h) = (p.width(), p.height());
            let (cw, ch) = (w * (100 - cut) / 100, h * (100 - cut) / 100);
            let (x, y) = ((w - cw) * (i as u32 * 37 % 101) / 100, (h - ch) * (i as u32 * 61 % 101) / 100);
            jpeg(&p.crop_imm(x, y, cw, ch).thumbnail(800, 800), 75)
        });
    }
    for cut in [20, 30] {
        test(&format!("crop {cut} % of one side"), &|p, i| {
            let (w, h) = (p.width(), p.height());
            let (cw, ch) = if i % 2 == 0 { (w * (100 - cut) / 100, h) } else { (w, h * (100 - cut) / 100) };
            let (x, y) = ((w - cw) * (i as u32 * 37 % 101) / 100, (h - ch) * (i as u32 * 61 % 101) / 100);
            jpeg(&p.crop_imm(x, y, cw, ch).thumbnail(800, 800), 75)
        });
    }
    test("square", &|p, _| { let s = p.width().min(p.height()); jpeg(&p.crop_imm((p.width() - s) / 2, (p.height() - s) / 2, s, s).thumbnail(640, 640), 75) });
    test("brighter, contrast", &|p, _| jpeg(&p.brighten(15).adjust_contrast(15.0).thumbnail(800, 800), 75));
    test("grey", &|p, _| jpeg(&p.grayscale().thumbnail(800, 800), 75));
}
