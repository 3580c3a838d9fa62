// Who may use a route that is not for everybody: a program with a token of the route's scope.

import type { IncomingMessage } from 'node:http'
import type { RouteRules } from '../../setup/routes.ts'
import { allows, type Program } from '../../setup/scopes.ts'
import type { Attempts } from '../tokens/attempts.ts'
import type { Programs } from '../tokens/programs.ts'
import { answerJson } from './web-exchange.ts'
import { isLoopback } from './web-guard.ts'

export interface WebAccess {
  programs: Programs
  attempts: Attempts
}

/** What proxies add, by which a request from elsewhere may come in over loopback. */
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
]

/** The program, or undefined where the route wants none; or the answer that refuses. `host`: web.host. */
export async function admit(
  incoming: IncomingMessage,
  rules: RouteRules,
  { access, host }: { access?: WebAccess; host: string },
): Promise<Program | Response | undefined> {
  const { scope } = rules
  const shown = tokenOf(incoming)
  if (scope === undefined || (rules.isOpenHere && shown === undefined && isFromHere(incoming, host)))
    return undefined
  const address = incoming.socket.remoteAddress ?? ''
  if (access?.attempts.mayTry(address) === false)
    return refuse(429, 'too many wrong tokens from this address; try again in a moment')
  const program = shown === undefined ? undefined : await access?.programs.find(shown)
  if (program && allows(program.scopes, scope)) return program
  access?.attempts.fail(address)
  if (program)
    return refuse(403, `the token ${program.name} is for ${program.scopes.join(', ')}; expected ${scope}`)
  const wanted = `Authorization: Bearer TOKEN, with a token of scope ${scope}`
  return refuse(
    401,
    shown === undefined ? `expected ${wanted}` : `this token is not known; expected ${wanted}`,
  )
}

function refuse(status: number, error: string): Response {
  const headers =
    status === 401 ? { 'www-authenticate': 'Bearer' } : status === 429 ? { 'retry-after': '5' } : {}
  return answerJson(status, { code: 'PERMISSION_DENIED', error }, headers as Record<string, string>)
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const [, shown] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? []
  return shown ?? (headers.authorization === undefined ? undefined : '')
}

/** Only this machine can have sent it. */
const isFromHere = ({ headers }: IncomingMessage, host: string): boolean =>
  isLoopback(host) && FORWARDED.every(name => headers[name] === undefined)
