// What the login server answers to whoever comes in: tokens, and the gates to use. Banned accounts get none.

import type { LoginAnswer } from '../../../protocol/login-api.ts'
import { AppError } from '../../core/errors.ts'
import type { StoredAccount } from '../../store/account/account-store.ts'
import { sayBan } from '../../watchdog/watchdog.ts'
import type { LoginHost } from '../account/login-host.ts'
import type { Session } from '../session/sessions.ts'

/** The addresses of gates for a client that has asked at this host (`play.example.com:8890`), the one to take first. */
export type Gates = (host: string) => string[]

export class Answers {
  readonly #host: LoginHost
  readonly #gates: Gates

  constructor(host: LoginHost, gates: Gates) {
    this.#host = host
    this.#gates = gates
  }

  /** Logs in. Throws BANNED. */
  async begin(request: Request, { id }: StoredAccount, isNew = false): Promise<LoginAnswer> {
    await this.refuseBanned(id)
    return this.#of(request, await this.#host.sessions.begin(id), isNew)
  }

  /** Goes on with another token. Throws LOGIN_FAILED, BANNED. */
  async renew(request: Request, refresh: string): Promise<LoginAnswer> {
    const { sessions, players } = this.#host
    // Before the token is used up: it counts again when the ban is over. One that does not count is told nothing of bans.
    await sessions.find(refresh).then(
      ({ id }) => this.refuseBanned(id),
      () => undefined,
    )
    const session = await sessions.renew(refresh, ({ id, validFrom }) => players.close(id, validFrom))
    await this.refuseBanned(session.account.id)
    return this.#of(request, session, false)
  }

  /** The account of an access token. Throws NEED_LOGIN without one, LOGIN_FAILED for one that does not count (any more). */
  async whoAsks(request: Request): Promise<StoredAccount> {
    const { keys, accounts } = this.#host
    const [, token] = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
    if (token === undefined)
      throw new AppError('NEED_LOGIN', 'expected Authorization: Bearer, with an access token')
    const { sub, iat } = await keys.verify(token)
    const account = await accounts.find(sub)
    if (!account || Math.round(iat * 1000) < account.validFrom)
      throw new AppError('LOGIN_FAILED', 'this access token does not count any more')
    return account
  }

  async refuseBanned(id: string): Promise<void> {
    const { bans, now } = this.#host
    const ban = await bans.get(id)
    const isOver = ban?.until !== undefined && ban.until <= now()
    if (ban && !isOver) throw new AppError('BANNED', sayBan(ban))
  }

  async #of(request: Request, { account, refresh, at }: Session, isNew: boolean): Promise<LoginAnswer> {
    const { keys, config } = this.#host
    const { id, name } = account
    const shown = name === undefined ? {} : { name }
    return {
      account: id,
      ...shown,
      isNew,
      access: await keys.sign({ sub: id, ...shown }, at),
      accessTime: Math.floor(config.accessTime / 1000),
      refresh,
      gates: this.#gates(request.headers.get('host') ?? ''),
    }
  }
}
