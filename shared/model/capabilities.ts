/** Capabilities by bit (capabilities(7), include/uapi/linux/capability.h). */
const names = [
  ...['chown', 'dac_override', 'dac_read_search', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap'],
  ...['linux_immutable', 'net_bind_service', 'net_broadcast', 'net_admin', 'net_raw', 'ipc_lock', 'ipc_owner'],
  ...['sys_module', 'sys_rawio', 'sys_chroot', 'sys_ptrace', 'sys_pacct', 'sys_admin', 'sys_boot', 'sys_nice'],
  ...['sys_resource', 'sys_time', 'sys_tty_config', 'mknod', 'lease', 'audit_write', 'audit_control', 'setfcap'],
  ...['mac_override', 'mac_admin', 'syslog', 'wake_alarm', 'block_suspend', 'audit_read', 'perfmon', 'bpf'],
  'checkpoint_restore',
];

export const CAP_SYS_PTRACE = 19;
export const CAP_KILL = 5;
export const CAP_SYS_NICE = 23;

export function capabilityName(bit: number): string {
  const name = names[bit];
  return name === undefined ? `CAP_${bit}` : `CAP_${name.toUpperCase()}`;
}
