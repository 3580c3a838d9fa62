// What the console itself answers: help, and what runs here since when.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { nearest } from '../../lib/nearest.ts'
import { type Command, type Commands, type CommandTable, command } from '../../setup/commands.ts'
import { usageOf } from './read-command.ts'

export interface BasicOptions {
  table: CommandTable
  /** The configuration's `node.id`. */
  node: number
  /** Of package.json. */
  version: string
}

export const basicCommands = ({ table, node, version }: BasicOptions): Commands => ({
  help: command({
    summary: 'lists the commands, or explains one',
    args: { command: z.string().optional() },
    run: ({ command: name }) => (name === undefined ? listOf(table) : explain(table, name)),
  }),
  uptime: command({
    summary: 'says for how long the server has been running',
    run: () => ({
      seconds: Math.floor(process.uptime()),
      since: new Date(performance.timeOrigin).toISOString(),
    }),
  }),
  version: command({
    summary: 'says which versions run here',
    run: () => ({
      gatehouse: version,
      node: process.versions.node,
      v8: process.versions.v8,
      id: node,
      pid: process.pid,
    }),
  }),
})

const listOf = (table: CommandTable): object[] =>
  table.list().map(([name, each]) => ({ command: usageOf(name, each), what: each.summary }))

function explain(table: CommandTable, name: string): string {
  const found = table.get(name)
  if (found) return explanationOf(name, found)
  const below = table.list().filter(([each]) => each.startsWith(`${name} `))
  if (below.length > 0) return below.map(([each, those]) => explanationOf(each, those)).join('\n\n')
  const near = nearest(
    name,
    table.list().map(([each]) => each),
    2,
  )
  throw new AppError('BAD_MESSAGE', `there is no command ${name}${near ? `; did you mean ${near}?` : ''}`)
}

function explanationOf(name: string, found: Command): string {
  const { args, options, summary, scope } = found
  const given = Object.entries(args.shape) as [string, z.ZodType][]
  const chosen = Object.entries(options.shape) as [string, z.ZodType][]
  const lines = [
    ...given.map(([key, schema]) => `  ${key}  ${describe(schema)}`),
    ...chosen.map(([key, schema]) => `  --${key}${shortOf(key, options)}  ${describe(schema)}`),
  ]
  return [usageOf(name, found), `  ${summary} (scope ${scope})`, ...lines].join('\n')
}

/** `, -t` for the first option with that letter. */
function shortOf(key: string, { shape }: z.ZodObject): string {
  const first = Object.keys(shape).find(each => each[0] === key[0])
  return first === key ? `, -${key[0]}` : ''
}

function describe(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined)
  const byDefault = success && data !== undefined && data !== false ? `; default ${JSON.stringify(data)}` : ''
  return `${schema.description ?? ''}${byDefault}`.replace(/^; /, '')
}
