package testing

// What Go's package has besides.
//gopark:lacks Benchmark BenchmarkResult Cover CoverBlock Coverage Init InternalBenchmark
//gopark:lacks Main MainStart RegisterCover RunBenchmarks RunExamples RunTests

// What it has for itself, and tells others by accident.
//gopark:hides short
