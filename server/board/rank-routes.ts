// The boards for other programs, over HTTP, with the paths, bodies and fields of the ranking service that skynet users
// know (github.com/hanxi/rank), under /rank. A board is created when something is first written to its appname and tag;
// reading creates none. Every answer but the ping is JSON with `code`: OK (what it says is stored), NOT_IN_RANK, PERMISSION_DENIED, or a code of the catalogue.

import type { ZodType } from 'zod'
import type { ErrorCode } from '../../protocol/errors.ts'
import { AppError } from '../core/errors.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { BoardRow, BoardRules, BoardStore } from '../store/board-store.ts'
import { type BoardHandle, type BoardKeeper, boardHandle } from './board-keeper.ts'
import * as requests from './rank-requests.ts'
import { readJson } from './read-json.ts'

export interface RankHttpOptions {
  keeper: BoardKeeper
  store: BoardStore
  scope: ServiceScope
  /** How many boards can be created this way. */
  maxBoards: number
}

/** As the web server takes them. */
export type RankRoutes = Record<string, (request: Request) => Promise<Response>>

/** The rules of a board until it is configured: the original's, except for the capacity (500 there). */
export const RANK_RULES: BoardRules = { order: 'ascending', operator: 'last', capacity: 10_000 }

const boardName = (appname: string, tag: string): string => `rank/${appname}/${tag}`
const OK = { code: 'OK' }

/** Anybody may ask whether it is there. */
export const PING: RankRoutes = {
  'GET /rank/ping': async () => new Response('pong', { headers: { 'content-type': 'text/plain' } }),
}

/** The routes for programs whose token has the scope `rank`. */
export function rankRoutes(options: RankHttpOptions): RankRoutes {
  const rank = new RankHttp(options)
  const answering = (answer: (request: Request) => Promise<object>) => (request: Request) =>
    respond(request, answer)
  return {
    'POST /rank/update': answering(request => rank.update(request)),
    'POST /rank/delete': answering(request => rank.delete(request)),
    'GET /rank/query': answering(request => rank.query(request)),
    'GET /rank/infos': answering(request => rank.infos(request)),
    'GET /rank/ranklist': answering(request => rank.ranklist(request)),
    'GET /rank/config': answering(request => rank.config(request)),
    'POST /rank/config': answering(request => rank.setConfig(request)),
    'POST /rank/setconfig': answering(request => rank.setConfig(request)),
  }
}

class RankHttp {
  readonly #options: RankHttpOptions
  readonly #handles = new Map<string, BoardHandle<unknown>>()

  constructor(options: RankHttpOptions) {
    this.#options = options
  }

  async update(request: Request): Promise<object> {
    const { appname, tags, uid, score, info } = await fromBody(request, requests.update)
    const boards = await Promise.all(tags.map(tag => this.#make(appname, tag)))
    await Promise.all(boards.map(board => board.update(uid, score, info)))
    return OK
  }

  async delete(request: Request): Promise<object> {
    const { appname, tags, uid } = await fromBody(request, requests.remove)
    const boards = await Promise.all(tags.map(tag => this.#find(appname, tag)))
    await Promise.all(boards.map(board => board?.remove(uid)))
    return OK
  }

  async query(request: Request): Promise<object> {
    const { appname, tag, uid } = fromUrl(request, requests.query)
    const row = await (await this.#find(appname, tag))?.query(uid)
    return row ? { ...OK, element: toElement(row), rank: row.rank } : { code: 'NOT_IN_RANK' }
  }

  async infos(request: Request): Promise<object> {
    const { appname, tag, uids } = fromUrl(request, requests.infos)
    const rows = await (await this.#find(appname, tag))?.infos(uids)
    return { ...OK, elements: rows?.filter(row => row !== undefined).map(toElement) ?? [] }
  }

  async ranklist(request: Request): Promise<object> {
    const { appname, tag, start, count } = fromUrl(request, requests.ranklist)
    const rows = await (await this.#find(appname, tag))?.range(start, count)
    return { ...OK, elements: rows?.map(toElement) ?? [] }
  }

  async config(request: Request): Promise<object> {
    const { appname, tag } = fromUrl(request, requests.config)
    const { order, capacity } = await this.#rules(boardName(appname, tag))
    return { ...OK, config: [{ tag, capacity, order }] }
  }

  async setConfig(request: Request): Promise<object> {
    const { appname, config } = await fromBody(request, requests.setConfig)
    const boards = await Promise.all(config.map(({ tag }) => this.#make(appname, tag)))
    const rules = new Map<string, BoardRules>()
    for (const { tag, order, capacity } of config) {
      const name = boardName(appname, tag)
      const before = rules.get(name) ?? (await this.#rules(name))
      rules.set(name, { ...before, order: order ?? before.order, capacity: capacity ?? before.capacity })
    }
    await this.#options.store.writeRules(rules)
    for (const [i, { tag }] of config.entries())
      await boards[i]!.configure(rules.get(boardName(appname, tag))!)
    return OK
  }

  /** The board to write to; created when it does not exist. */
  async #make(appname: string, tag: string): Promise<BoardHandle<unknown>> {
    const { maxBoards } = this.#options
    const found = await this.#find(appname, tag)
    if (!found && this.#handles.size >= maxBoards)
      throw new AppError('SERVER_FULL', `at most ${maxBoards} boards can be created over HTTP`)
    return found ?? this.#open(boardName(appname, tag))
  }

  /** The board to read; undefined when it does not exist. */
  async #find(appname: string, tag: string): Promise<BoardHandle<unknown> | undefined> {
    const name = boardName(appname, tag)
    if (this.#handles.has(name) || (await this.#options.store.has(name))) return this.#open(name)
    return undefined
  }

  async #open(name: string): Promise<BoardHandle<unknown>> {
    const { keeper, scope } = this.#options
    const handle = this.#handles.get(name) ?? boardHandle(name, scope)
    this.#handles.set(name, handle)
    await keeper.open(name, () => this.#rules(name))
    return handle
  }

  async #rules(name: string): Promise<BoardRules> {
    return (await this.#options.store.readRules(name)) ?? RANK_RULES
  }
}

const toElement = ({ member, score, info }: BoardRow) => ({ uid: member, score, info })

async function respond(request: Request, answer: (request: Request) => Promise<object>) {
  try {
    return Response.json(await answer(request))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Response.json({ code: error.code, msg: error.message }, { status: statusOf(error.code) })
  }
}

function statusOf(code: ErrorCode): number {
  if (code === 'BAD_MESSAGE') return 400
  if (code === 'MESSAGE_TOO_LARGE') return 413
  return code === 'INTERNAL' ? 500 : 503
}

const fromBody = async <T>(request: Request, schema: ZodType<T>): Promise<T> =>
  check(schema, readJson(await request.arrayBuffer()))

const fromUrl = <T>(request: Request, schema: ZodType<T>): T =>
  check(schema, Object.fromEntries(new URL(request.url).searchParams))

function check<T>(schema: ZodType<T>, value: unknown): T {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw new AppError('BAD_MESSAGE', `${issue?.path.join('.') || 'request'}: ${issue?.message}`)
}
