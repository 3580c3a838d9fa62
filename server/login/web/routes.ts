// The routes of the login server; protocol/login-api.ts says what they take and give. What is refused is counted and logged,
// without names and secrets.

import type { AccountAnswer, LoginOffer } from '../../../protocol/login-api.ts'
import { AppError } from '../../core/errors.ts'
import type { WebClient, WebHandler, WebRoutes } from '../../setup/routes.ts'
import type { StoredAccount } from '../../store/account/account-store.ts'
import { AccountCredentials } from '../account/credentials.ts'
import { Entrance } from '../account/entrance.ts'
import type { LoginHost } from '../account/login-host.ts'
import type { Removal } from '../player/removal.ts'
import { Answers, type Gates } from './answers.ts'
import * as bodies from './bodies.ts'
import { readBody } from './read-body.ts'

export interface LoginRoutesOptions {
  host: LoginHost
  gates: Gates
  removal: Removal
  /** Of the name of a request and its outcome: OK, or a code. */
  count(request: string, outcome: string): void
}

type Answer = (request: Request, client: WebClient) => object | Promise<object>

/** ms that a removal may take. */
const REMOVAL_TIME = 60_000

/** What takes its time beside the others. */
export function slowRoutes(options: LoginRoutesOptions): { routes: WebRoutes; timeout: number } {
  const { host, removal } = options
  const entrance = new Entrance(host)
  return {
    timeout: REMOVAL_TIME,
    routes: posts(options, {
      async delete(request, { spot }) {
        const { refresh, password } = await readBody(request, bodies.remove)
        const account = await host.sessions.find(refresh)
        if (account.password !== undefined)
          await entrance.checkPassword(account, password ?? '', { name: `id ${account.id}`, spot })
        await removal.remove(account.id)
        return {}
      },
    }),
  }
}

export function loginRoutes(options: LoginRoutesOptions): WebRoutes {
  const { host } = options
  const [entrance, answers] = [new Entrance(host), new Answers(host, options.gates)]
  const parts = { host, entrance, answers, credentials: new AccountCredentials(host, entrance) }
  return {
    'GET /.well-known/jwks.json': () => Response.json(host.keys.published, { headers: CACHED }),
    'GET /login': () => Response.json(offerOf(host)),
    'GET /login/account': answering(options, 'account', async request =>
      show(await answers.whoAsks(request)),
    ),
    ...posts(options, { ...entering(parts), ...leaving(parts), ...changing(parts), ...resetting(parts) }),
  }
}

const CACHED = { 'cache-control': 'public, max-age=60' }

interface Parts {
  host: LoginHost
  entrance: Entrance
  answers: Answers
  credentials: AccountCredentials
}

const entering = ({ entrance, answers }: Parts): Record<string, Answer> => ({
  async register(request, { spot }) {
    const { account } = await entrance.register(await readBody(request, bodies.named), spot)
    return answers.begin(request, account, true)
  },
  async name(request, { spot }) {
    const { account } = await entrance.byName(await readBody(request, bodies.named), spot)
    return answers.begin(request, account)
  },
  async device(request, { spot }) {
    const { device } = await readBody(request, bodies.byDevice)
    const { account, isNew } = await entrance.byDevice(device, spot)
    return answers.begin(request, account, isNew)
  },
  async platform(request, { spot }) {
    const { platform, code } = await readBody(request, bodies.byPlatform)
    const { account, isNew } = await entrance.byPlatform(platform, code, spot)
    return answers.begin(request, account, isNew)
  },
})

const leaving = ({ host, answers }: Parts): Record<string, Answer> => ({
  /** Not limited by wrong tries: nobody guesses 256 bits, and who is logged in goes on while others guess. */
  async refresh(request) {
    return answers.renew(request, (await readBody(request, bodies.refresh)).refresh)
  },
  async logout(request) {
    const { refresh, everywhere } = await readBody(request, bodies.logout)
    const { id } = await host.sessions.find(refresh)
    if (!everywhere) await host.sessions.end(refresh)
    else {
      const { validFrom } = await host.accounts.change(id, account => host.sessions.ended(account))
      await host.players.close(id, validFrom)
    }
    return {}
  },
})

const changing = ({ entrance, answers, credentials }: Parts): Record<string, Answer> => ({
  async link(request, { spot }) {
    const { id } = await answers.whoAsks(request)
    const body = await readBody(request, bodies.link)
    if ('name' in body) return show(await credentials.linkName(id, body, spot))
    return show(await credentials.link(id, await entrance.loginOf(body, spot)))
  },
  async unlink(request) {
    const { id } = await answers.whoAsks(request)
    return show(await credentials.unlink(id, (await readBody(request, bodies.unlink)).kind))
  },
  async password(request, { spot }) {
    const { id } = await answers.whoAsks(request)
    const body = await readBody(request, bodies.newPassword)
    return answers.begin(request, await credentials.changePassword(id, body, spot))
  },
})

const resetting = ({ answers, credentials }: Parts): Record<string, Answer> => ({
  async 'ask-reset'(request, { spot }) {
    await credentials.askReset((await readBody(request, bodies.askReset)).name, spot)
    return {}
  },
  async reset(request, { spot }) {
    const { token, password } = await readBody(request, bodies.reset)
    return answers.begin(request, await credentials.reset(token, password, spot))
  },
})

const posts = (options: LoginRoutesOptions, answers: Record<string, Answer>): WebRoutes =>
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      `POST /login/${name}`,
      answering(options, name, answer),
    ]),
  )

const answering =
  ({ host, count }: LoginRoutesOptions, name: string, answer: Answer): WebHandler =>
  async (request, _program, client) => {
    try {
      const response = Response.json(await answer(request, client))
      count(name, 'OK')
      return response
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'INTERNAL'
      count(name, code)
      if (REFUSALS.has(code)) host.refusals.tell(error, client.address)
      throw error
    }
  }

/** What operators want to see of somebody who tries. */
const REFUSALS: ReadonlySet<string> = new Set(['LOGIN_FAILED', 'BANNED', 'RATE_LIMITED', 'NOT_ALLOWED'])

function offerOf({ config, platforms, hooks }: LoginHost): LoginOffer {
  const { names, guests } = config
  return { names, guests, platforms: [...platforms.keys()], resets: hooks.onResetAsked !== undefined }
}

function show({ id, name, logins }: StoredAccount): AccountAnswer {
  const kinds = [...new Set(logins.map(({ kind }) => kind))]
  return { account: id, ...(name !== undefined && { name }), logins: kinds }
}
