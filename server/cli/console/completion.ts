// What Tab offers: the names of commands, the commands after `help`, and the options of the command that is written.

/** Of `help --json`: `players [--from VALUE] [--limit VALUE]`. */
export interface KnownCommand {
  readonly name: string
  readonly options: readonly string[]
}

export function toKnown(usage: string): KnownCommand {
  const [name = ''] = /^[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)?/.exec(usage) ?? []
  const options = [...usage.matchAll(/--[a-z][\w-]*/gi)].map(([option]) => option)
  return { name, options: [...options, '--json'] }
}

/** As node:readline wants it: what fits, and the part of the line that it would replace. */
export function complete(known: readonly KnownCommand[], line: string): [fits: string[], part: string] {
  const [, helped] = /^help +(.*)$/.exec(line) ?? []
  if (helped !== undefined) return [namesOf(known, helped), helped]
  const command = known.find(({ name }) => line.startsWith(`${name} `))
  const names = namesOf(known, line)
  if (!command || names.length > 0) return [names, line]
  const part = /\S*$/.exec(line)![0]
  const given = new Set(line.split(/\s+/).slice(0, -1))
  return [command.options.filter(option => option.startsWith(part) && !given.has(option)), part]
}

const namesOf = (known: readonly KnownCommand[], begin: string): string[] =>
  known.map(({ name }) => name).filter(name => name.startsWith(begin) && name !== begin)
