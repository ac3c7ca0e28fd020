//! The instructions. Eight bytes each; operands named `d` are destinations, `a`, `b` sources, all of them slots of the
//! current window unless said otherwise. "Word" operations work on one slot in register form.
//!
//! An instruction that needs more room is followed by an [`Instr::Arg`], which is never executed by itself.
#![expect(missing_docs, reason = "the sentence over each variant speaks of its operands by name")]

use crate::func::FuncId;
use crate::types::TypeId;

/// An index into the current window.
pub type Slot = u16;

/// How a scalar lies in memory, and so how it is widened when loaded and cut when stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemKind {
    I8,
    I16,
    I32,
    /// Also every 8-byte word: int64, uint64, pointers, float64.
    W64,
    /// Also bool.
    U8,
    U16,
    U32,
    F32,
}

impl MemKind {
    /// Size in bytes.
    pub const fn bytes(self) -> u32 {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::W64 => 8,
        }
    }
}

/// One instruction. Jump distances count from the instruction after the jump (and after its `Arg`).
#[rustfmt::skip] // one line an instruction: the whole machine at a glance
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Instr {
    /// The operand of the instruction before.
    Arg(u32),

    // ---- moves ----
    /// `d = a`
    Mov { d: Slot, a: Slot },
    /// `d..d+n = a..a+n`; the ranges may overlap.
    MovN { d: Slot, a: Slot, n: u16 },
    /// `d = consts[k]`
    Const { d: Slot, k: u32 },
    /// `d = imm`, sign-extended.
    Imm { d: Slot, imm: i32 },
    /// `d..d+n = 0`
    Zero { d: Slot, n: u16 },

    // ---- integers, 64 bits, wrapping; narrower types are followed by `Ext` ----
    Add { d: Slot, a: Slot, b: Slot },
    Sub { d: Slot, a: Slot, b: Slot },
    Mul { d: Slot, a: Slot, b: Slot },
    /// Signed; panics when b = 0; the least number / -1 is itself.
    DivS { d: Slot, a: Slot, b: Slot },
    RemS { d: Slot, a: Slot, b: Slot },
    DivU { d: Slot, a: Slot, b: Slot },
    RemU { d: Slot, a: Slot, b: Slot },
    And { d: Slot, a: Slot, b: Slot },
    Or { d: Slot, a: Slot, b: Slot },
    Xor { d: Slot, a: Slot, b: Slot },
    AndNot { d: Slot, a: Slot, b: Slot },
    /// The count `b` is unsigned and may be anything; 64 or more gives 0 (or the sign, for `ShrS`).
    Shl { d: Slot, a: Slot, b: Slot },
    ShrS { d: Slot, a: Slot, b: Slot },
    ShrU { d: Slot, a: Slot, b: Slot },
    /// Panics "negative shift amount" when a, signed, is below 0.
    ShiftCheck { a: Slot },
    /// `d = a + imm`
    AddImm { d: Slot, a: Slot, imm: i16 },
    Neg { d: Slot, a: Slot },
    /// `d = ^a`
    Not { d: Slot, a: Slot },
    /// `d = a` cut to `kind` and widened again (`F32`: rounded to float32).
    Ext { d: Slot, a: Slot, kind: MemKind },

    // ---- floats ----
    AddF { d: Slot, a: Slot, b: Slot },
    SubF { d: Slot, a: Slot, b: Slot },
    MulF { d: Slot, a: Slot, b: Slot },
    DivF { d: Slot, a: Slot, b: Slot },
    NegF { d: Slot, a: Slot },
    /// Signed integer to float64, and the other conversions. Float to integer truncates as amd64 does.
    IntToF { d: Slot, a: Slot },
    UintToF { d: Slot, a: Slot },
    /// Integer to float32, which is kept as a float64, rounded once.
    IntToF32 { d: Slot, a: Slot },
    UintToF32 { d: Slot, a: Slot },
    FToInt { d: Slot, a: Slot },
    FToUint { d: Slot, a: Slot },

    // ---- complex numbers, two slots each ----
    AddC { d: Slot, a: Slot, b: Slot },
    SubC { d: Slot, a: Slot, b: Slot },
    MulC { d: Slot, a: Slot, b: Slot },
    DivC { d: Slot, a: Slot, b: Slot },
    EqC { d: Slot, a: Slot, b: Slot },

    // ---- comparisons: d = 0 or 1 ----
    Eq { d: Slot, a: Slot, b: Slot },
    Ne { d: Slot, a: Slot, b: Slot },
    LtS { d: Slot, a: Slot, b: Slot },
    LeS { d: Slot, a: Slot, b: Slot },
    LtU { d: Slot, a: Slot, b: Slot },
    LeU { d: Slot, a: Slot, b: Slot },
    EqF { d: Slot, a: Slot, b: Slot },
    LtF { d: Slot, a: Slot, b: Slot },
    LeF { d: Slot, a: Slot, b: Slot },
    EqStr { d: Slot, a: Slot, b: Slot },
    LtStr { d: Slot, a: Slot, b: Slot },
    LeStr { d: Slot, a: Slot, b: Slot },
    /// Interfaces; panics on incomparable dynamic types.
    EqIface { d: Slot, a: Slot, b: Slot },
    /// Any comparable type, named by the following `Arg`, in its usual form.
    EqVal { d: Slot, a: Slot, b: Slot },
    /// `d = !a`
    NotB { d: Slot, a: Slot },

    // ---- jumps ----
    Jmp { to: i32 },
    JmpIf { a: Slot, to: i32 },
    JmpIfNot { a: Slot, to: i32 },
    /// Jump when `a == b`, and so on; words, signed (`S`) or unsigned (`U`).
    JmpEq { a: Slot, b: Slot, to: i16 },
    JmpNe { a: Slot, b: Slot, to: i16 },
    JmpLtS { a: Slot, b: Slot, to: i16 },
    JmpLeS { a: Slot, b: Slot, to: i16 },
    JmpLtU { a: Slot, b: Slot, to: i16 },
    JmpLeU { a: Slot, b: Slot, to: i16 },
    /// The same against a constant.
    JmpEqImm { a: Slot, imm: i16, to: i16 },
    JmpNeImm { a: Slot, imm: i16, to: i16 },
    JmpLtImm { a: Slot, imm: i16, to: i16 },
    JmpLeImm { a: Slot, imm: i16, to: i16 },
    JmpGtImm { a: Slot, imm: i16, to: i16 },
    JmpGeImm { a: Slot, imm: i16, to: i16 },
    /// Jump by the table that follows: `n` `Arg`s, each a distance (as i32) counted from after the table; a value of `a`
    /// outside `0..n` falls through to after the table.
    JmpTable { a: Slot, n: u16 },

    // ---- memory; an address below `MEMORY_BASE` panics as a nil dereference ----
    /// `d = *(kind*)(a + off)`
    Load { kind: MemKind, d: Slot, a: Slot, off: u16 },
    /// `*(kind*)(a + off) = b`
    Store { kind: MemKind, a: Slot, off: u16, b: Slot },
    /// `d..d+n = n words at a + off`
    LoadN { n: u8, d: Slot, a: Slot, off: u16 },
    /// `n words at a + off = b..b+n`
    StoreN { n: u8, a: Slot, off: u16, b: Slot },
    /// Bytes at the address in `a` to slots `d..`, zero-padded; the following `Arg` is how many bytes.
    LoadBytes { d: Slot, a: Slot },
    /// Bytes of slots `b..` to the address in `a`; the following `Arg` is how many.
    StoreBytes { a: Slot, b: Slot },
    /// Bytes at the address in `b`, or zeros where that is 0, to the address in `a`; the following `Arg` is how many.
    CopyBytes { a: Slot, b: Slot },
    /// `d = a + Arg`, panicking when `a` is nil: the address of a field.
    FieldAddr { d: Slot, a: Slot },
    /// Panics when `a` is nil.
    NilCheck { a: Slot },
    /// A global word: `d = *(kind*)(MEMORY_BASE + Arg)` and back.
    GLoad { kind: MemKind, d: Slot },
    GStore { kind: MemKind, a: Slot },
    /// A scalar inside a struct or array that lives in slots: `off` bytes from the beginning of slot `a`.
    SlotLoad { kind: MemKind, d: Slot, a: Slot, off: u16 },
    SlotStore { kind: MemKind, a: Slot, off: u16, b: Slot },
    /// Bytes inside slots: `Arg` bytes from `off` bytes into slot `a`, to slots `d..`, zero-padded; and back.
    SlotLoadBytes { d: Slot, a: Slot, off: u16 },
    SlotStoreBytes { a: Slot, off: u16, b: Slot },
    /// `d` = address of a new zeroed object of `t`.
    New { d: Slot, t: TypeId },
    /// `d` = which word of the stack slot `a` is.
    WordIndex { d: Slot, a: Slot },
    /// What the next instruction makes is an object of the stack, if it has no more than `most` bytes (0: whatever it has).
    /// The frame keeps its address in slot `at`, and when there is one already, that object is zeroed and used again;
    /// unless `via` is `u16::MAX`, the frame is a caller's, and `at` counts from the word of the stack that slot `via` says.
    Local { at: Slot, via: Slot, most: u16 },

    // ---- arrays, slices, strings ----
    /// Panics "index out of range [a] with length b" unless 0 <= a < b (signed a).
    Bounds { a: Slot, b: Slot },
    /// The same against a constant length, the following `Arg`.
    BoundsImm { a: Slot },
    /// `d` = address of element `i` of slice `s`, bounds-checked; the following `Arg` is the element size in bytes.
    IndexAddr { d: Slot, s: Slot, i: Slot },
    /// `d = s[i]` for a slice of scalars, bounds-checked, and back.
    IndexLoad { kind: MemKind, d: Slot, s: Slot, i: Slot },
    IndexStore { kind: MemKind, s: Slot, i: Slot, b: Slot },
    /// `d = a + i * Arg`: the address of an array's element, not checked.
    ElemAddr { d: Slot, a: Slot, i: Slot },
    /// A scalar element of an array that lives in slots: element `i` (unchecked) of the array that begins at slot `a`.
    SlotIndexLoad { kind: MemKind, d: Slot, a: Slot, i: Slot },
    SlotIndexStore { kind: MemKind, a: Slot, i: Slot, b: Slot },
    /// Any element of such an array: `Arg` bytes each; slots `d..` and back.
    SlotIndexLoadBytes { d: Slot, a: Slot, i: Slot },
    SlotIndexStoreBytes { a: Slot, i: Slot, b: Slot },
    /// `d` = byte `i` of string `s`, bounds-checked.
    StrIndex { d: Slot, s: Slot, i: Slot },
    /// `d..d+3` = `a[lo:hi:max]` of the slice in `a`. lo, hi and max are slots `i`, `i+1`, `i+2`; the following `Arg` is
    /// `elem_bytes << 2 | has_max << 1 | has_hi` (without has_hi, hi = len).
    Slice { d: Slot, a: Slot, i: Slot },
    /// The same of the array whose address is in `a`; a second `Arg` is its length.
    SliceArray { d: Slot, a: Slot, i: Slot },
    /// `d..d+2` = `a[lo:hi]` of a string; `has_hi` as above in the `Arg`.
    SliceStr { d: Slot, a: Slot, i: Slot },
    /// `d..d+3` = `make([]T, len, cap)`; len and cap are slots `a`, `a+1`; t is T.
    MakeSlice { d: Slot, a: Slot, t: TypeId },
    /// `d..d+3` = `append(a, b...)`, both slices of T; the following `Arg` is T.
    AppendSlice { d: Slot, a: Slot, b: Slot },
    /// `d..d+3` = slice `a` with room for `Arg >> 16` more elements of type `Arg & 0xffff`, its length raised by as many;
    /// the new elements are not yet set. `n` gets the old length.
    AppendRoom { d: Slot, a: Slot, n: Slot },
    /// The same for a slice that may use memory of the stack (`runtime/slice.go`, `growsliceBuf`, and
    /// `ssagen/ssa.go:append`, Go 1.27): an empty one takes 32 bytes at once, the first time, or if `steps` one grows from
    /// one size class to the next up to 32 bytes, whenever it does. `n+1` is 0, or what [`Instr::MoveSlice`] knows the
    /// memory by.
    AppendBuf { steps: bool, d: Slot, a: Slot, n: Slot },
    /// If the slice `a` has its memory from the `AppendBuf` with the same `n`, its capacity becomes what an allocation for
    /// its length has (`runtime/slice.go:moveSliceNoCap`, Go 1.27); the following `Arg` is the type of its elements.
    MoveSlice { a: Slot, n: Slot },
    /// `d..d+3` = `append([]byte(a), string b...)`
    AppendStr { d: Slot, a: Slot, b: Slot },
    /// `d` = how many elements `copy(a, b)` copied; the `Arg` is the element size; `b` is a slice or a string.
    Copy { d: Slot, a: Slot, b: Slot },
    /// `clear(a)` of a slice; the `Arg` is the element size.
    ClearSlice { a: Slot },
    /// Checks that slice `a` has at least `Arg` elements and gives the address: `d = (*[N]T)(a)`.
    SliceToArray { d: Slot, a: Slot },
    /// `d..d+2 = a + b`
    Concat { d: Slot, a: Slot, b: Slot },
    /// `d..d+2` = the concatenation of `n` strings in slots `a..a+2n`.
    ConcatN { d: Slot, a: Slot, n: u16 },
    /// Conversions. Rune `a` to string; bytes to string and back; runes to string and back.
    StrFromRune { d: Slot, a: Slot },
    StrFromBytes { d: Slot, a: Slot },
    BytesFromStr { d: Slot, a: Slot },
    StrFromRunes { d: Slot, a: Slot },
    RunesFromStr { d: Slot, a: Slot },
    /// Decodes the rune at byte `i` of string `s` (i < len): `d` = rune, `d+1` = its width in bytes.
    StrRune { d: Slot, s: Slot, i: Slot },

    // ---- maps; keys and elements in their usual form; t is the map's type ----
    /// `d = make(map, hint in a)`
    MakeMap { d: Slot, a: Slot, t: TypeId },
    /// `d.. = m[k]`, the zero value when missing; when `ok` also a bool in the slot after the value. The following
    /// `Arg` is the map's type (a nil map has none of its own).
    MapGet { ok: bool, d: Slot, m: Slot, k: Slot },
    /// `m[k] = v`; panics on a nil map. `n`: words of the key, and 16 times those of the element; 15 or more are 15.
    MapSet { n: u8, m: Slot, k: Slot, v: Slot },
    /// `n`: words of the key.
    MapDelete { m: Slot, k: Slot, n: u16 },
    MapLen { d: Slot, m: Slot },
    MapClear { m: Slot },
    /// Begins an iteration in slots `it..it+4`, over map `m`, at a place drawn from the seeded generator.
    MapIter { it: Slot, m: Slot },
    /// The next entry: sets key `k..` and element `v..` (`u16::MAX`: not wanted) and skips the next instruction; at the
    /// end it does nothing, so the next instruction is the jump out of the loop.
    MapNext { it: Slot, k: Slot, v: Slot },

    // ---- interfaces ----
    /// `d..d+2` = interface holding `a..` of concrete type `t`.
    MakeIface { d: Slot, a: Slot, t: TypeId },
    /// `d..` = `a.(t)`; panics as Go does. `t` may be an interface type. The following `Arg` is the static type of `a`.
    Assert { d: Slot, a: Slot, t: TypeId },
    /// The same with a bool in the slot after the value, never panics, zero value on failure. No `Arg`.
    AssertOk { d: Slot, a: Slot, t: TypeId },
    /// `d` = 1 when the dynamic type of `a` is `t` (or implements `t`), without unpacking.
    IsType { d: Slot, a: Slot, t: TypeId },

    // ---- calls; `base` is the slot where the callee's window begins ----
    Call { base: Slot, f: FuncId },
    CallNative { base: Slot, native: u16 },
    /// Calls the func value in `f`; nil panics. `results` and `params` are the words of those, `results` 255 at most.
    CallClosure { results: u8, base: Slot, f: Slot, params: u16 },
    /// Calls method `method` of the interface in `a`: the data word becomes the first parameter. nil panics.
    CallIface { base: Slot, a: Slot, method: u16 },
    /// `d` = address of a new closure object of `f` with `n` captured words from slots `a..a+n`; the following `Arg` is f.
    Closure { d: Slot, a: Slot, n: u16 },
    /// Return: the results are in slots `0..`.
    Ret,
    /// Return from a function that has deferred calls: runs them first.
    RetDefer,
    /// Runs the function's deferred calls as `RetDefer` does, but then goes on with the next instruction: for functions
    /// with results that closures can change, whose last value is fetched only now. A plain `Ret` follows.
    RunDefers,
    /// `go`: the arguments lie as for a call.
    Go { base: Slot, f: FuncId },
    GoClosure { results: u8, base: Slot, f: Slot, params: u16 },
    /// `defer`, likewise.
    Defer { base: Slot, f: FuncId },
    DeferClosure { results: u8, base: Slot, f: Slot, params: u16 },
    /// `d` = a word that stands for the running frame.
    FrameToken { d: Slot },
    /// The call deferred last is that of the frame whose token is in `a`, which waits below.
    DeferAt { a: Slot },
    /// Panics with the interface in `a`.
    Panic { a: Slot },
    /// `d..d+2 = recover()`
    Recover { d: Slot },
    /// A fault the compiler knows about: message `k` of `Program::messages`, as a runtime error (a plain Go panic when
    /// it has no `runtime error: ` prefix).
    Fault { k: u32 },
    /// print/println to stderr: `n` operands described by the `Arg`s that follow (each `TypeId << 16 | slot`);
    /// `newline`: println.
    Print { newline: bool, n: u16 },

    // ---- channels ----
    /// `d = make(chan, size in a)`; `t` is the channel's type.
    MakeChan { d: Slot, a: Slot, t: TypeId },
    /// `ch <- v..v+n`
    Send { ch: Slot, v: Slot, n: u16 },
    /// `d..d+n = <-ch` (`u16::MAX`: not wanted); when `ok` also a bool in the slot after the value (then `d` is wanted).
    Recv { ok: bool, d: Slot, ch: Slot, n: u16 },
    Close { ch: Slot },
    ChanLen { d: Slot, ch: Slot },
    ChanCap { d: Slot, ch: Slot },
    /// `d` = number of the chosen case of `selects[k]`, or the number of cases when `default` was taken.
    Select { d: Slot, k: u32 },
}
