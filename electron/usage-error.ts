import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The person called it wrongly: the message says how, exit code 2. */
export class UsageError extends Error {}

/** parseArgs, strict, whose complaints are usage errors. */
export function parseOptions<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>>['values'] {
  try {
    return parseArgs(config).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
