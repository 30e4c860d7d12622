"""Makes the speed table from the reports of three runs: one worker, two workers, ten copies of the corpus."""
import datetime
import json
import platform
import sys

name, counts = sys.argv[1:3]
one, two, ten = (json.load(open(path)) for path in sys.argv[3:6])
megabytes = one["bytes"] / 1e6
print("# Speed\n")
print(f"Measured {datetime.date.today()} on {platform.machine()}, {name}, `make bench`. MB are those of the input,")
print("decompressed; CPU time is user and system time. The machine is shared, so single figures vary by a fifth.\n")
print("| stage | MB/s a core of CPU time |\n| --- | --- |")
for stage, nanoseconds in one["timing"]["cpu_nanoseconds_by_stage"].items():
    print(f"| {stage} | {megabytes / max(nanoseconds, 1) * 1e9:,.0f} |")
cpu = one["timing"]["cpu_seconds"]
print(f"| **the chain, everything included** | **{megabytes / cpu:.1f}** |\n")
print("| run | wall s | CPU s | MB/s a core | peak memory MB |\n| --- | --- | --- | --- | --- |")
for label, report in (("-j 1", one), ("-j 2", two), ("-j 2, ten copies in one file", ten)):
    timing = report["timing"]
    size = report["bytes"] / 1e6
    print(f"| {label} | {timing['seconds']:.2f} | {timing['cpu_seconds']:.2f} | {size / timing['cpu_seconds']:.1f} | {timing['peak_memory'] / 1e6:.0f} |")
if counts != "none":
    print(f"\nInstructions for 1 MB of the example corpus through the chain (callgrind, -j 1): {int(counts):,}")
