/**
 * /proc/PID/cgroup (cgroups(7)): one line a hierarchy, `ID:controllers:path`. With cgroups version 2 alone it is
 * `0::path`; version 1 has a line for each controller and one for `name=systemd`; hybrid systems have both. Which
 * container a process is in is not told as such, but runtimes name their groups in few ways.
 */

/** The one path that tells the most: that of a container, else one below the root. Undefined when there is none. */
export function parseCgroup(text: string): string | undefined {
  const paths = pathsByController(text);
  const known = controllers.flatMap((controller) => paths.get(controller) ?? []);
  return known.find((path) => containerOf(path) !== undefined) ?? known.find((path) => path !== '/') ?? known[0];
}

/** Version 2 has no controllers in its line. Then those lines of version 1 that managers and runtimes always set. */
const controllers = ['', 'name=systemd', 'pids', 'memory'] as const;

function pathsByController(text: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    // Only the path may hold further colons.
    const [, names, path] = line.match(/^\d+:([^:]*):(\/.*)$/) ?? [];
    // A zombie's group may have been removed already.
    if (path !== undefined)
      for (const name of names?.split(',') ?? []) paths.set(name, path.replace(/ \(deleted\)$/, ''));
  }
  return paths;
}

/** As `docker ps` and `podman ps` show ids. */
const SHORT_ID = 12;

/** The innermost container that a path leads into, by its short id or its name; undefined when it leads into none. */
export function containerOf(path: string): string | undefined {
  const segments = path.split('/');
  for (let at = segments.length - 1; at > 0; at--) {
    const found = containerIn(segments[at] ?? '', segments[at - 1] ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}

function containerIn(segment: string, above: string): string | undefined {
  // docker-ID.scope, cri-containerd-ID.scope, crio-ID.scope, libpod-ID.scope, SLICE:cri-containerd:ID, or ID alone
  // below docker, kubepods and the like.
  const [, prefix, id] = segment.match(/^(?:(.*)[-:])?([0-9a-f]{64})(?:\.scope)?$/) ?? [];
  // conmon watches over a container from outside.
  if (id !== undefined) return prefix?.endsWith('conmon') ? undefined : id.slice(0, SHORT_ID);
  const [, name] = segment.match(/^(?:lxc\.payload\.|systemd-nspawn@)(.+?)(?:\.service)?$/) ?? [];
  if (name !== undefined) return name;
  return (above === 'lxc' || above === 'lxc.payload') && segment !== '' ? segment : undefined;
}
