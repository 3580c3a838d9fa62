// The console's commands for programs: `POST /console/COMMAND` with the arguments and options as a JSON object. A token is
// always wanted, on loopback too, and it must have the scope of the command. No web page gets here: a form can't send
// application/json, and a page of another origin is refused before its token is looked at.

import { AppError } from '../../core/errors.ts'
import type { CommandResult, CommandTable } from '../../setup/commands.ts'
import type { RouteRules, WebRoutes } from '../../setup/routes.ts'
import { allows, type Program } from '../../setup/scopes.ts'
import { checkGiven, findCommand } from '../console/read-command.ts'
import { answerJson } from '../web/web-exchange.ts'
import type { CommandRunner } from './run-command.ts'

export interface CommandRoutesOptions {
  commands: CommandTable
  runner: CommandRunner
}

const PATH = '/console/'
/** Parts of an answer that commands have given before their end. */
const MOST_PARTS = 1000

/** With the least scope that a command can have; some commands take minutes. */
export const COMMAND_RULES: RouteRules = { scope: 'console', timeout: 300_000 }

export const commandRoutes = (options: CommandRoutesOptions): WebRoutes => ({
  [`POST ${PATH}*`]: (request, program) => answer(request, program!, options),
})

async function answer(
  request: Request,
  program: Program,
  { commands, runner }: CommandRoutesOptions,
): Promise<Response> {
  refusePages(request)
  const words = wordsOf(new URL(request.url).pathname.slice(PATH.length))
  const { name, command, length } = findCommand(commands, words)
  if (length !== words.length)
    throw new AppError(
      'UNKNOWN_MESSAGE',
      `the path: expected ${name}, got more; arguments belong into the body`,
    )
  if (!allows(program.scopes, command.scope))
    return answerJson(403, {
      code: 'PERMISSION_DENIED',
      error: `${name}: expected a token of scope ${command.scope}, got one of ${program.scopes.join(', ')}`,
    })
  const given = checkGiven(name, command, await readGiven(request))
  const printed: CommandResult[] = []
  let leftOut = 0
  const print = (part: CommandResult): void => {
    if (printed.length < MOST_PARTS) printed.push(part)
    else leftOut++
  }
  const context = { by: `token ${program.name}`, signal: request.signal, print }
  const result = await runner.run({ name, command, given }, context)
  const parts = { ...(printed.length > 0 && { printed }), ...(leftOut > 0 && { leftOut }) }
  return Response.json({ result: result ?? null, ...parts })
}

/** Throws BAD_MESSAGE. */
function wordsOf(path: string): string[] {
  try {
    return decodeURIComponent(path).split(/[/ ]/)
  } catch (cause) {
    throw new AppError('BAD_MESSAGE', 'the command: expected UTF-8, percent-encoded', { cause })
  }
}

/** Throws NOT_ALLOWED for what a browser has sent for a page, and BAD_MESSAGE for what is not declared as JSON. */
function refusePages({ headers }: Request): void {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw new AppError('NOT_ALLOWED', 'requests from pages elsewhere are refused')
  const type = (headers.get('content-type') ?? 'none').replace(/;.*$/, '').trim().toLowerCase()
  if (type !== 'application/json')
    throw new AppError('BAD_MESSAGE', `content-type: expected application/json, got ${type}`)
}

/** Throws BAD_MESSAGE. */
async function readGiven(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  const given = text.trim() === '' ? {} : parse(text)
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new AppError('BAD_MESSAGE', 'the body: expected a JSON object with the arguments by name')
  return given as Record<string, unknown>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('BAD_MESSAGE', 'the body is not JSON', { cause })
  }
}
