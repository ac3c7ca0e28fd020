//! `newproc`.

use expect_test::expect;

use super::check;

#[test]
fn the_new_one_is_next_and_who_was_next_goes_to_the_tail() {
    check(
        1,
        "main: go:a go:b go:c\na:\nb:\nc:",
        &["GoCreate", "RunqKick", "RunqPut"],
        expect![[r#"
            0         M0  P0  G-   GoCreate g=G1 entry=@0
            0         M0  P0  G-   RunqPut g=G1 place=Local
            60        M0  P0  G1   GoCreate g=G7 entry=@1000
            60        M0  P0  G1   RunqPut g=G7 place=Next
            265       M0  P0  G1   GoCreate g=G8 entry=@2000
            265       M0  P0  G1   RunqKick overflow=false
            265       M0  P0  G1   RunqPut g=G8 place=Next
            470       M0  P0  G1   GoCreate g=G9 entry=@3000
            470       M0  P0  G1   RunqKick overflow=false
            470       M0  P0  G1   RunqPut g=G9 place=Next
        "#]],
    );
}

#[test]
fn a_full_queue_sends_its_older_half_and_the_kicked_one_away() {
    // Each kicks the one before it: 256 fill the queue, and the next one does not fit. 129 leave, so it takes as many more.
    check(
        1,
        "main: go:a*515\na:",
        &["RunqOverflow"],
        expect![[r#"
            52745     M0  P0  G1   RunqOverflow g=G263 n=128
            79190     M0  P0  G1   RunqOverflow g=G392 n=128
        "#]],
    );
}

#[test]
fn one_thread_is_woken_and_wakes_the_next_when_it_has_found_something() {
    let text = "main: go:a go:a go:a work:90000 recv:c\na: work:90000";
    check(
        8,
        text,
        &["MStart", "RunqSteal", "RunqStealNext"],
        expect![[r#"
            0         M0  P-  G-   MStart
            0         M1  P-  G-   MStart
            60        M2  P-  G-   MStart
            21391     M2  P7  G-   RunqSteal victim=P0 n=1
            21391     M3  P-  G-   MStart
            40278     M3  P6  G-   RunqSteal victim=P0 n=1
            40278     M4  P-  G-   MStart
            71024     M4  P5  G-   RunqStealNext victim=P0
            71024     M5  P-  G-   MStart
        "#]],
    );
}

#[test]
fn ids_come_in_batches_of_16_for_each_processor() {
    let text = "main: go:a work:50000 go:c recv:k\na: go:b work:50000\nb:\nc:";
    check(
        2,
        text,
        &["GoCreate"],
        expect![[r#"
            0         M0  P0  G-   GoCreate g=G1 entry=@0
            60        M0  P0  G1   GoCreate g=G7 entry=@1000
            24771     M2  P1  G7   GoCreate g=G17 entry=@2000
            50270     M0  P0  G1   GoCreate g=G8 entry=@3000
        "#]],
    );
}
