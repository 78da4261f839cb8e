use super::spearman;

#[test]
fn correlation_is_a_hundred_in_order_and_its_opposite_against_it() {
    assert_eq!(spearman(&[4, 3, 2, 1], &[40, 30, 20, 10]), 100);
    assert_eq!(spearman(&[4, 3, 2, 1], &[1, 2, 3, 4]), -100);
    assert_eq!(spearman(&[4, 3, 2, 1], &[7, 7, 7, 7]), 0);
    assert_eq!(spearman(&[3, 2, 1], &[30, 10, 20]), 50);
}
