/** Captured from a Python program that ignores SIGHUP, catches SIGUSR1, blocks SIGUSR2 and SIGTERM, and was sent SIGUSR2. */
export const statusText = `Name:	python3
Umask:	0027
State:	S (sleeping)
Tgid:	16151
Ngid:	0
Pid:	16151
PPid:	16085
TracerPid:	0
Uid:	1000	1000	1000	1000
Gid:	100	100	100	100
FDSize:	256
Groups:	27 100 
NStgid:	16151	7
NSpid:	16151	7
NSpgid:	16085	1
NSsid:	5036	1
Kthread:	0
VmPeak:	   16564 kB
VmSize:	   16564 kB
VmHWM:	   13596 kB
VmRSS:	   13596 kB
RssAnon:	    6908 kB
VmSwap:	       0 kB
HugetlbPages:	       0 kB
Threads:	1
SigQ:	1/96365
SigPnd:	0000000000000000
ShdPnd:	0000000000000800
SigBlk:	0000000000004800
SigIgn:	0000000001001007
SigCgt:	0000000000000200
CapInh:	0000000000000000
CapPrm:	0000000000000400
CapEff:	0000000000000400
CapBnd:	000001fffeffffff
CapAmb:	0000000000000000
NoNewPrivs:	0
Seccomp:	0
Cpus_allowed:	3
Cpus_allowed_list:	0-1
voluntary_ctxt_switches:	18
nonvoluntary_ctxt_switches:	19
`;

/** Its stat line. */
export const statText =
  '16151 (a) b) S 16085 16085 5036 0 -1 4194304 2888 6528 0 0 4 2 4 2 25 5 1 0 865411 16961536 3368 ' +
  '18446744073709551615 93858414149632 93858414149973 140733385456432 0 0 0 18432 16781319 512 1 0 0 17 0 0 0 0 0 0 ' +
  '93858414161328 93858414161944 93859204636672 140733385464038 140733385464081 140733385464081 140733385465807 0\n';
