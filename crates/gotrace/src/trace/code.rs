//! The type bytes of the format and the number of arguments behind each (Go: `internal/trace/tracev2/events.go`).

pub(crate) const EVENT_BATCH: u8 = 1;
pub(crate) const STACKS: u8 = 2;
pub(crate) const STACK: u8 = 3;
pub(crate) const STRINGS: u8 = 4;
pub(crate) const STRING: u8 = 5;
pub(crate) const CPU_SAMPLES: u8 = 6;
pub(crate) const CPU_SAMPLE: u8 = 7;
pub(crate) const FREQUENCY: u8 = 8;
pub(crate) const EXPERIMENTAL_BATCH: u8 = 49;
pub(crate) const SYNC: u8 = 50;
pub(crate) const CLOCK_SNAPSHOT: u8 = 51;
pub(crate) const END_OF_GENERATION: u8 = 52;

/// Arguments of one timed event, the time left out.
pub(crate) type Args = [u64; 4];

/// A timed event as it stands in a batch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub code: Code,
    pub args: Args,
}

macro_rules! codes {
    ($($byte:literal $name:ident $args:literal)*) => {
        /// The type of a timed event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Code {
            $($name = $byte,)*
        }

        impl Code {
            pub(crate) fn from_byte(byte: u8) -> Option<Self> {
                match byte {
                    $($byte => Some(Self::$name),)*
                    _ => None,
                }
            }

            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// Number of arguments behind the time.
            pub(crate) fn arg_count(self) -> usize {
                match self {
                    $(Self::$name => $args,)*
                }
            }
        }
    };
}

codes! {
    9 ProcsChange 2
    10 ProcStart 2
    11 ProcStop 0
    12 ProcSteal 3
    13 ProcStatus 2
    14 GoCreate 3
    15 GoCreateSyscall 1
    16 GoStart 2
    17 GoDestroy 0
    18 GoDestroySyscall 0
    19 GoStop 2
    20 GoBlock 2
    21 GoUnblock 3
    22 GoSyscallBegin 2
    23 GoSyscallEnd 0
    24 GoSyscallEndBlocked 0
    25 GoStatus 3
    26 STWBegin 2
    27 STWEnd 0
    28 GCActive 1
    29 GCBegin 2
    30 GCEnd 1
    31 GCSweepActive 1
    32 GCSweepBegin 1
    33 GCSweepEnd 2
    34 GCMarkAssistActive 1
    35 GCMarkAssistBegin 1
    36 GCMarkAssistEnd 0
    37 HeapAlloc 1
    38 HeapGoal 1
    39 GoLabel 1
    40 UserTaskBegin 4
    41 UserTaskEnd 2
    42 UserRegionBegin 3
    43 UserRegionEnd 3
    44 UserLog 4
    45 GoSwitch 2
    46 GoSwitchDestroy 2
    47 GoCreateBlocked 3
    48 GoStatusStack 4
    128 Span 3
    129 SpanAlloc 3
    130 SpanFree 1
    131 HeapObject 2
    132 HeapObjectAlloc 2
    133 HeapObjectFree 1
    134 GoroutineStack 2
    135 GoroutineStackAlloc 2
    136 GoroutineStackFree 1
}
