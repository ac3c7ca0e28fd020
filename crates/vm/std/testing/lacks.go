package testing

// What Go's package has besides.
//gopark:lacks AllocsPerRun Benchmark BenchmarkResult Cover CoverBlock Coverage F Init InternalBenchmark
//gopark:lacks InternalExample InternalFuzzTarget Main MainStart RegisterCover RunBenchmarks RunExamples RunTests
